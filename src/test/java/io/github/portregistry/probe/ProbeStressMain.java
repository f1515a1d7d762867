package io.github.portregistry.probe;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Probes again and again while sockets come and go, and compares each round with {@code ss}.
 *
 * <p>Arguments: the Python program that opens the sockets, seconds, listeners, connections, and the
 * time limit of the search for owners. A limit below a second has to end the search, another must
 * not.
 */
public final class ProbeStressMain {

  private static final int LISTENERS = 10_000;
  private static final int SERVERS = 9_000;

  /** How many connections one process has both ends of, as it may have 20,000 descriptors. */
  private static final int PAIRS = 9_000;

  /**
   * What else the JVM keeps, such as compiled code's data, is far less than one round's sockets.
   */
  private static final long HEAP_MAY_GROW = 2 << 20;

  private static final int CHURNED = 22_000;
  private static final int FORKED = 30_000;

  /** The port and, with {@code -p}, the process in a line of {@code ss -Hltn}. */
  private static final Pattern SS = Pattern.compile("127\\.0\\.0\\.1:(\\d+) (?:.*?pid=(\\d+))?");

  private final String load;
  private final List<Process> loads = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final ListenerProbe probe;
  private int rounds;
  private int owned;
  private int cutShort;
  private int missedBySs;

  private ProbeStressMain(String load, ListenerProbe probe) {
    this.load = load;
    this.probe = probe;
  }

  public static void main(String[] args) throws Exception {
    Duration limit = Duration.parse(args[4]);
    ProbeStressMain stress =
        new ProbeStressMain(args[0], ListenerProbe.local().withOwnerBudget(limit));
    int listeners = Integer.parseInt(args[2]);
    try {
      long owner = stress.start("listen", listeners, LISTENERS);
      for (int left = Integer.parseInt(args[3]), at = SERVERS; left > 0; left -= PAIRS, at += 10) {
        stress.start("connect", Math.min(left, PAIRS), at);
      }
      stress.start("churn", 2000, CHURNED);
      stress.start("fork", 1000, FORKED);
      // The first rounds open what stays open, the jar and the class files, and load classes.
      stress.round(owner, listeners);
      stress.round(owner, listeners);
      Held before = Held.now();
      long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(args[1])).toNanos();
      while (System.nanoTime() < end && stress.faults.size() < 20) {
        stress.round(owner, listeners);
      }
      Held after = Held.now();
      if (after.descriptors > before.descriptors) {
        stress.faults.add("descriptors grew");
      }
      if (after.threads > before.threads) {
        stress.faults.add("threads grew");
      }
      if (after.heap > before.heap + HEAP_MAY_GROW) {
        stress.faults.add("the heap grew");
      }
      if (limit.toSeconds() == 0 ? stress.cutShort == 0 : stress.cutShort > 0) {
        stress.faults.add("the time limit ended the search in rounds: " + stress.cutShort);
      }
      System.out.println(
          ("rounds %d, listeners %d, owners known in %d rounds, search cut short in %d,"
                  + " ss incomplete in %d, %s, then %s, faults %d")
              .formatted(
                  stress.rounds,
                  listeners,
                  stress.owned,
                  stress.cutShort,
                  stress.missedBySs,
                  before,
                  after,
                  stress.faults.size()));
      stress.faults.forEach(System.out::println);
    } finally {
      for (Process process : stress.loads) {
        process.getOutputStream().close();
      }
    }
  }

  private long start(String kind, int count, int firstPort) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Child.PYTHON.toString(), load, kind, "" + count, "" + firstPort)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("PYTHONHOME", "/usr");
    Process process = builder.start();
    loads.add(process);
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    if (!Objects.equals(output.readLine(), "ready")) {
      throw new IOException("the load " + kind + " did not start");
    }
    return process.pid();
  }

  /** What this JVM holds: open files, threads, and bytes of heap that are in use. */
  private record Held(int descriptors, int threads, long heap) {
    static Held now() {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      return new Held(
          Objects.requireNonNull(new File("/proc/self/fd").list()).length,
          countThreads(),
          runtime.totalMemory() - runtime.freeMemory());
    }

    /** Without those that wait for the end of {@code ss}. */
    private static int countThreads() {
      return (int)
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> !thread.getName().startsWith("process reaper"))
              .count();
    }

    @Override
    public String toString() {
      return "%d descriptors, %d threads, %d KB of heap"
          .formatted(descriptors, threads, heap / 1024);
    }
  }

  private void round(long owner, int listeners) throws IOException, InterruptedException {
    rounds++;
    // Of the processes ss reads every descriptor, which takes far longer than the probe.
    Map<Integer, Long> ss = ss(rounds % 10 == 1 ? "-Hltnp" : "-Hltn");
    if (ss.keySet().stream().filter(port -> isStable(port, listeners)).count() < listeners) {
      // While sockets come and go, ss sometimes misses one that stays.
      missedBySs++;
      ss.putAll(ss("-Hltn"));
    }
    Set<Integer> found = new HashSet<>();
    boolean owners = true;
    boolean all = true;
    for (PortFinding finding : probe.checkAll()) {
      if (isStable(finding.port(), listeners)) {
        found.add(finding.port());
        owners &= hasOwner(finding, owner);
        all &= isSearched(finding);
      }
    }
    if (owners) {
      owned++;
    }
    if (!all) {
      cutShort++;
    }
    for (int i = 0; i < listeners; i++) {
      int port = LISTENERS + i;
      fault(!found.contains(port), port, "checkAll does not report the listener");
      fault(!ss.containsKey(port), port, "ss does not report the listener");
      Long pid = ss.get(port);
      fault(pid != null && pid != owner, port, "ss reports another owner: " + pid);
    }
    for (int port : List.of(LISTENERS, LISTENERS + listeners / 2, LISTENERS + listeners - 1)) {
      PortFinding finding = probe.withOwners(Owners.FIRST).check(port);
      fault(finding.listeners().isEmpty(), port, "check answers " + finding.verdict());
      hasOwner(finding, owner);
    }
    probe.check(CHURNED + rounds % 2000);
    probe.check(FORKED + rounds % 1000);
    probe.check(SERVERS);
  }

  private static boolean isStable(int port, int listeners) {
    return port >= LISTENERS && port < LISTENERS + listeners;
  }

  private static boolean isSearched(PortFinding finding) {
    return finding.listeners().stream()
        .noneMatch(
            listener ->
                listener.ownership() instanceof NotVisible hidden
                    && hidden.cause() == NotVisible.Cause.NOT_SEARCHED);
  }

  /** Whether the owner is known; a wrong one is a fault. */
  private boolean hasOwner(PortFinding finding, long owner) {
    boolean known = true;
    for (Listener listener : finding.listeners()) {
      if (listener.ownership() instanceof Known found) {
        fault(
            found.owners().size() != 1 || found.owners().get(0).pid() != owner,
            finding.port(),
            "wrong owner " + found.owners());
      } else {
        known = false;
        fault(
            listener.ownership() instanceof Vanished,
            finding.port(),
            "the listener never vanished");
        fault(
            listener.ownership() instanceof NotVisible hidden
                && hidden.cause() == NotVisible.Cause.KERNEL,
            finding.port(),
            "the kernel does not own it");
      }
    }
    return known;
  }

  private void fault(boolean isOne, int port, String what) {
    if (isOne && faults.size() < 20) {
      faults.add("round " + rounds + ", port " + port + ": " + what);
    }
  }

  /** The listeners on 127.0.0.1 and, with {@code -p}, their processes. */
  private static Map<Integer, Long> ss(String options) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("/usr/bin/ss", options).start();
    Map<Integer, Long> ports = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher matcher = SS.matcher(line);
        if (matcher.find()) {
          String pid = matcher.group(2);
          ports.put(Integer.valueOf(matcher.group(1)), pid == null ? null : Long.valueOf(pid));
        }
      }
    }
    process.waitFor();
    process.destroy();
    return ports;
  }
}
