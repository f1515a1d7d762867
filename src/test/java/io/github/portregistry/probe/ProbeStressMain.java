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
 * <p>Arguments: the Python program that opens the sockets, seconds, listeners, connections.
 */
public final class ProbeStressMain {

  private static final int LISTENERS = 10_000;
  private static final int SERVERS = 9_000;

  /** How many connections one process has both ends of, as it may have 20,000 descriptors. */
  private static final int PAIRS = 9_000;

  private static final int CHURNED = 22_000;
  private static final int FORKED = 30_000;

  /** The port and, where it is told, the process in a line of {@code ss -Hltnp}. */
  private static final Pattern SS = Pattern.compile("127\\.0\\.0\\.1:(\\d+) (?:.*?pid=(\\d+))?");

  private final String load;
  private final List<Process> loads = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final ListenerProbe probe = ListenerProbe.local();
  private int rounds;
  private int owned;

  private ProbeStressMain(String load) {
    this.load = load;
  }

  public static void main(String[] args) throws Exception {
    ProbeStressMain stress = new ProbeStressMain(args[0]);
    int listeners = Integer.parseInt(args[2]);
    try {
      long owner = stress.start("listen", listeners, LISTENERS);
      for (int left = Integer.parseInt(args[3]), at = SERVERS; left > 0; left -= PAIRS, at += 10) {
        stress.start("connect", Math.min(left, PAIRS), at);
      }
      stress.start("churn", 2000, CHURNED);
      stress.start("fork", 1000, FORKED);
      // The first round opens what stays open, the jar and the class files.
      stress.round(owner, listeners);
      int before = descriptors();
      long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(args[1])).toNanos();
      while (System.nanoTime() < end && stress.faults.size() < 20) {
        stress.round(owner, listeners);
      }
      int after = descriptors();
      if (after > before) {
        stress.faults.add("descriptors grew from " + before + " to " + after);
      }
      System.out.println(
          ("rounds %d, listeners %d, owners known in %d rounds, descriptors %d before and %d after,"
                  + " faults %d")
              .formatted(
                  stress.rounds, listeners, stress.owned, before, after, stress.faults.size()));
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

  private static int descriptors() {
    return Objects.requireNonNull(new File("/proc/self/fd").list()).length;
  }

  private void round(long owner, int listeners) throws IOException, InterruptedException {
    rounds++;
    Map<Integer, Long> ss = ss();
    Set<Integer> found = new HashSet<>();
    boolean owners = true;
    for (PortFinding finding : probe.checkAll()) {
      if (isStable(finding.port(), listeners)) {
        found.add(finding.port());
        owners &= hasOwner(finding, owner);
      }
    }
    if (owners) {
      owned++;
    }
    for (int i = 0; i < listeners; i++) {
      int port = LISTENERS + i;
      fault(!found.contains(port), port, "checkAll does not tell the listener");
      fault(!ss.containsKey(port), port, "ss does not tell the listener");
      Long pid = ss.get(port);
      fault(pid != null && pid != owner, port, "ss tells another owner: " + pid);
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
      }
    }
    return known;
  }

  private void fault(boolean isOne, int port, String what) {
    if (isOne && faults.size() < 20) {
      faults.add("round " + rounds + ", port " + port + ": " + what);
    }
  }

  /** The listeners on 127.0.0.1 and, where ss tells them, their processes. */
  private static Map<Integer, Long> ss() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("/usr/bin/ss", "-Hltnp").start();
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
