package io.github.portregistry.bench;

import io.github.portregistry.probe.Known;
import io.github.portregistry.probe.Listener;
import io.github.portregistry.probe.ListenerProbe;
import io.github.portregistry.probe.OtherUses;
import io.github.portregistry.probe.PortFinding;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the probe with {@code ss -Hltnup} on listeners of random ports, one by one: the same
 * ports, addresses and process ids, and nothing on as many ports that have none.
 *
 * <p>Run it as root in a network namespace of its own. Argument: the number of listeners (10,000).
 */
public final class ProbeAgainstSs {

  private static final Pattern PID = Pattern.compile("pid=(\\d+)");
  private static final int SHOWN = 10;
  private static final int SINGLE_CHECKS = 500;

  private ProbeAgainstSs() {}

  /** Runs the comparison and prints the differences. */
  public static void main(String[] args) throws Exception {
    int listeners = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    Random random = new Random(432);
    List<AutoCloseable> own = new ArrayList<>();
    for (int i = 0; i < listeners / 2; i++) {
      own.add(listen(random));
    }
    try (ProbeLoad machine = new ProbeLoad(listeners - listeners / 2, 0, 0)) {
      Map<Integer, Set<String>> ss = ss();
      List<Integer> all = new ArrayList<>();
      for (int port = 1; port <= 65535; port++) {
        all.add(port);
      }
      ListenerProbe probe = ListenerProbe.local().withOtherUses(OtherUses.NONE);
      int differences = differences("checkAll", ss, probe.checkAll());
      differences += differences("check(65,535 ports)", ss, probe.check(all));
      Collections.shuffle(all, random);
      List<PortFinding> single = new ArrayList<>();
      Map<Integer, Set<String>> expected = new TreeMap<>();
      for (int port : all.subList(0, SINGLE_CHECKS)) {
        single.add(probe.check(port));
        if (ss.containsKey(port)) {
          expected.put(port, ss.get(port));
        }
      }
      differences += differences("check(port), " + SINGLE_CHECKS + " ports", expected, single);
      System.out.printf(
          "%d listeners, %d differences%n", own.size() + machine.ports().size(), differences);
    }
    for (AutoCloseable socket : own) {
      socket.close();
    }
  }

  /** A TCP or UDP socket on a random address and port. */
  private static AutoCloseable listen(Random random) throws IOException {
    String[] hosts = {"127.0.0.1", "127.9." + random.nextInt(256) + ".7", "0.0.0.0", "::1", "::"};
    while (true) {
      InetSocketAddress place =
          new InetSocketAddress(
              hosts[random.nextInt(hosts.length)], 1024 + random.nextInt(65536 - 1024));
      try {
        return random.nextBoolean()
            ? ServerSocketChannel.open().bind(place)
            : DatagramChannel.open().bind(place);
      } catch (BindException e) {
        // The port is taken; another one.
      }
    }
  }

  private static int differences(
      String what, Map<Integer, Set<String>> ss, List<PortFinding> findings) {
    Map<Integer, Set<String>> ours = new TreeMap<>();
    for (PortFinding finding : findings) {
      for (Listener listener : finding.listeners()) {
        String pids = "";
        if (listener.ownership() instanceof Known known) {
          pids = known.owners().stream().map(owner -> owner.pid()).sorted().toList().toString();
        }
        String place = listener.transport().keyword() + " " + host(listener) + " " + pids;
        ours.computeIfAbsent(finding.port(), port -> new TreeSet<>()).add(place);
      }
    }
    Set<Integer> ports = new TreeSet<>(ss.keySet());
    ports.addAll(ours.keySet());
    int differences = 0;
    for (int port : ports) {
      if (!ss.getOrDefault(port, Set.of()).equals(ours.getOrDefault(port, Set.of()))) {
        if (++differences > SHOWN) {
          continue;
        }
        System.out.printf(
            "%s, port %d: ss %s, probe %s%n", what, port, ss.get(port), ours.get(port));
      }
    }
    System.out.printf("%s: %d ports, %d differences%n", what, ports.size(), differences);
    return differences;
  }

  private static String host(Listener listener) {
    return listener.address().getAddress().getHostAddress();
  }

  private static Map<Integer, Set<String>> ss() throws Exception {
    Process process = new ProcessBuilder("ss", "-Hltnup").start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    Map<Integer, Set<String>> found = new TreeMap<>();
    for (String line : output.lines().toList()) {
      String[] fields = line.trim().split("\\s+", 7);
      int colon = fields[4].lastIndexOf(':');
      Set<Long> pids = new TreeSet<>();
      Matcher matcher = PID.matcher(line);
      while (matcher.find()) {
        pids.add(Long.valueOf(matcher.group(1)));
      }
      int port = Integer.parseInt(fields[4].substring(colon + 1));
      String place =
          fields[0]
              + " "
              + host(fields[4].substring(0, colon))
              + " "
              + (pids.isEmpty() ? "" : pids);
      found.computeIfAbsent(port, p -> new TreeSet<>()).add(place);
    }
    return found;
  }

  /**
   * Java's spelling of an address, in which one that is mapped is the IPv4 address it stands for.
   */
  private static String host(String ss) throws IOException {
    String text = ss.equals("*") ? "::" : ss.replaceAll("[\\[\\]]|%.*", "");
    return InetAddress.getByName(text).getHostAddress();
  }
}
