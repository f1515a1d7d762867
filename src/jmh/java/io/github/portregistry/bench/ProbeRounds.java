package io.github.portregistry.bench;

import io.github.portregistry.probe.Known;
import io.github.portregistry.probe.ListenerProbe;
import io.github.portregistry.probe.OtherUses;
import io.github.portregistry.probe.Owners;
import io.github.portregistry.probe.PortFinding;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import oshi.SystemInfo;

/**
 * The probe compared with ss, lsof, netstat and OSHI, at four loads, each with 300 further
 * processes of 30 descriptors. The contestants take turns, so that noise falls on all alike; the
 * median of the rounds counts. The tools are timed as processes, as that is how they are used.
 *
 * <p>Run it as root in a network namespace of its own, so that it neither sees nor disturbs others.
 *
 * <p>Arguments: rounds (default 9), then loads as {@code listeners:connections}, or as {@code
 * 64x19900} for 64 processes that share 19,900 descriptors; that needs {@code ulimit -n 20000}, and
 * the probe answers within its budget of 2 s and says what it did not search.
 */
public final class ProbeRounds {

  private static final int PROCESSES = 300;
  private static final int WARM_UP = 40;
  private static final String[] LOADS = {"10:0", "1000:0", "10000:0", "1000:50000"};

  private ProbeRounds() {}

  /** Something that is timed. */
  private interface Step {
    void run() throws Exception;
  }

  /** Runs the loads and prints a table for each. */
  public static void main(String[] args) throws Exception {
    if (args.length == 1 && args[0].equals("first")) {
      first();
      return;
    }
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 9;
    List<String> loads = args.length > 1 ? List.of(args).subList(1, args.length) : List.of(LOADS);
    System.out.printf(Locale.ROOT, "%s, %d rounds%n", Runtime.version(), rounds);
    printFirstChecks(rounds);
    for (String load : loads) {
      int times = load.indexOf('x');
      if (times > 0) {
        int processes = Integer.parseInt(load.substring(0, times));
        int descriptors = Integer.parseInt(load.substring(times + 1));
        try (ProbeLoad machine = ProbeLoad.shared(processes, descriptors)) {
          runShared(load, machine, rounds);
        }
        continue;
      }
      int colon = load.indexOf(':');
      int listeners = Integer.parseInt(load.substring(0, colon));
      int connections = Integer.parseInt(load.substring(colon + 1));
      try (ProbeLoad machine = new ProbeLoad(listeners, connections, PROCESSES)) {
        run(load, machine, rounds);
      }
    }
  }

  private static void run(String load, ProbeLoad machine, int rounds) throws Exception {
    ListenerProbe probe = ListenerProbe.local();
    int port = machine.ports().get(machine.ports().size() / 2);
    int free = 1;
    check(probe.check(free).listeners().isEmpty());
    PortFinding found = probe.check(port);
    check(found.coverage().socketsComplete() && !found.listeners().isEmpty());
    check(probe.checkAll().size() >= machine.ports().size());

    SystemInfo oshi = new SystemInfo();
    Map<String, Step> steps = new LinkedHashMap<>();
    ListenerProbe quick = probe.withOtherUses(OtherUses.NONE);
    steps.put("floor, reading the tables", ProbeRounds::readTables);
    steps.put("probe, nothing there", () -> probe.check(free));
    steps.put("probe, nothing there, listeners only", () -> quick.check(free));
    steps.put("probe, first owner of a port", () -> quick.withOwners(Owners.FIRST).check(port));
    steps.put("probe, all owners of a port", () -> quick.check(port));
    steps.put("probe, all owners of all ports", probe::checkAll);
    steps.put("ss, a port", () -> tool("ss", "-Hltnup", "sport = :" + port));
    steps.put("ss, all", () -> tool("ss", "-Hltnup"));
    steps.put("lsof, a port", () -> tool("lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN"));
    steps.put("lsof, all", () -> tool("lsof", "-nP", "-iTCP", "-sTCP:LISTEN"));
    steps.put("netstat, all", () -> tool("netstat", "-ltnup"));
    steps.put(
        "OSHI, all sockets",
        () -> oshi.getOperatingSystem().getInternetProtocolStats().getConnections());
    steps.put("a process that does nothing", () -> tool("true"));

    for (int i = 0; i < WARM_UP; i++) {
      readTables();
      probe.check(free);
      quick.check(free);
      if (i % 4 == 0) {
        probe.checkAll();
        quick.check(port);
        quick.withOwners(Owners.FIRST).check(port);
      }
    }
    print(load + " listeners:connections, by " + found.coverage().source(), time(steps, rounds));
  }

  /** The contestants take turns; the first turn does not count. */
  private static Map<String, List<Double>> time(Map<String, Step> steps, int rounds)
      throws Exception {
    Map<String, List<Double>> millis = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (Map.Entry<String, Step> step : steps.entrySet()) {
        long start = System.nanoTime();
        step.getValue().run();
        double taken = (System.nanoTime() - start) / 1e6;
        if (round > 0) {
          millis.computeIfAbsent(step.getKey(), name -> new ArrayList<>()).add(taken);
        }
      }
    }
    return millis;
  }

  private static void print(String load, Map<String, List<Double>> millis) {
    System.out.printf(Locale.ROOT, "%n| ms, %s | median | min | max |%n|---|---|---|---|%n", load);
    millis.forEach(ProbeRounds::print);
  }

  private static void runShared(String load, ProbeLoad machine, int rounds) throws Exception {
    ListenerProbe probe = ListenerProbe.local();
    int port = machine.ports().get(0);
    Map<String, Integer> answers = new LinkedHashMap<>();
    Map<String, Step> steps = new LinkedHashMap<>();
    steps.put(
        "probe, first owner of a port",
        () -> count(answers, "first", probe.withOwners(Owners.FIRST).check(port)));
    steps.put("probe, all owners of a port", () -> count(answers, "all", probe.check(port)));
    steps.put("ss, all", () -> tool("ss", "-Hltnp"));
    print(load + " processes x shared descriptors", time(steps, rounds));
    answers.forEach((answer, times) -> System.out.println(times + " x " + answer));
  }

  /** Counts an answer: how many owners were named, and whether the budget ended the search. */
  private static void count(Map<String, Integer> answers, String depth, PortFinding finding) {
    int owners =
        finding.listeners().get(0).ownership() instanceof Known known ? known.owners().size() : 0;
    boolean ended = finding.coverage().notes().stream().anyMatch(note -> note.contains("within"));
    answers.merge(
        depth + ": " + owners + " owners" + (ended ? ", ended by the budget" : ""),
        1,
        Integer::sum);
  }

  /** What every look at the sockets has to do: reading their tables to the end of the listeners. */
  private static void readTables() throws IOException {
    byte[] buffer = new byte[8192];
    for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
      try (InputStream in = new FileInputStream("/proc/net/" + table)) {
        while (in.read(buffer) >= 0) {
          // Nothing but reading.
        }
      }
    }
  }

  private static void print(String name, List<Double> millis) {
    Samples samples = new Samples(millis);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.2f |%n",
        name,
        samples.median(),
        samples.min(),
        samples.max());
  }

  private static void printFirstChecks(int rounds) throws IOException, InterruptedException {
    List<Path> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      classPath.add(Path.of(entry));
    }
    List<Double> millis = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      ChildJvm child =
          ChildJvm.run(List.of(), classPath, List.of(ProbeRounds.class.getName(), "first"));
      if (round > 0) {
        millis.add(Long.parseLong(child.output()) / 1e6);
      }
    }
    System.out.printf(
        Locale.ROOT, "%n| ms in a fresh JVM | median | min | max |%n|---|---|---|---|%n");
    print("from main to the first check of a free port", millis);
  }

  private static void first() {
    long start = System.nanoTime();
    PortFinding finding = ListenerProbe.local().check(1);
    long taken = System.nanoTime() - start;
    check(finding.port() == 1);
    System.out.println(taken);
  }

  private static void tool(String... words) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    check(process.waitFor() == 0);
  }

  private static void check(boolean condition) {
    if (!condition) {
      throw new IllegalStateException("a contestant does not answer as it should");
    }
  }
}
