package io.github.portregistry.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.portregistry.Transport;
import io.github.portregistry.probe.Greeting;
import io.github.portregistry.probe.Listener;
import io.github.portregistry.probe.ListenerProbe;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.Spoken;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * What TCP servers speak, by the probe and by {@code nmap -sV}, in turns: the time, and how many
 * are right, wrong and missed. The servers are those of {@code real-servers/servers.csv} in the
 * tests that are running; {@code run.sh} in the same folder starts them in namespaces of their own.
 *
 * <p>Arguments: {@code servers.csv}, rounds (default 3), and a file for what each was heard to
 * speak.
 */
public final class SpeaksRounds {

  /** What nmap calls what the table calls otherwise. */
  private static final Map<String, String> NMAP =
      Map.ofEntries(
          Map.entry("http-proxy", "http"),
          Map.entry("cvspserver", "cvs"),
          Map.entry("domain", "dns"),
          Map.entry("microsoft-ds", "smb"),
          Map.entry("netbios-ssn", "smb"),
          Map.entry("ms-wbt-server", "rdp"),
          Map.entry("x11", "x11"),
          Map.entry("svnserve", "svn"),
          Map.entry("socks5", "socks"),
          Map.entry("sip-proxy", "sip"),
          Map.entry("jabber", "xmpp"),
          Map.entry("sieve", "managesieve"),
          Map.entry("ajp13", "ajp"),
          Map.entry("gpsd-ng", "gpsd"),
          Map.entry("memcache", "memcached"),
          Map.entry("auth", "ident"),
          Map.entry("murmur", "mumble"));

  /** A TCP row of the table. */
  private record Server(String name, String address, int port, String tls, List<String> protocols) {

    String place() {
      return address + " " + port;
    }
  }

  /**
   * What was heard of each place.
   *
   * @param found protocol, with {@code /tls} where it is inside TLS; "" if nothing is known
   * @param raw what nmap printed of it
   */
  private record Round(double millis, Map<String, String> found, String raw) {}

  private SpeaksRounds() {}

  /** Runs the rounds and prints the table. */
  public static void main(String[] args) throws Exception {
    if (args[0].equals("once")) {
      ask().found.forEach((place, found) -> System.out.println(place + "\t" + found));
      return;
    }
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    List<Server> servers = servers(Path.of(args[0]), ask().found.keySet());
    Map<String, List<Round>> all = new LinkedHashMap<>();
    for (int i = 0; i < rounds; i++) {
      all.computeIfAbsent("probe, in a JVM that runs", name -> new ArrayList<>()).add(ask());
      all.computeIfAbsent("probe, a JVM of its own", name -> new ArrayList<>()).add(process());
      all.computeIfAbsent("nmap -sV", name -> new ArrayList<>()).add(nmap(servers));
    }
    System.out.printf(
        Locale.ROOT, "%s, %d servers, %d rounds%n", Runtime.version(), servers.size(), rounds);
    System.out.println("| seconds | median | min | max | right | wrong | missed |");
    System.out.println("|---|---|---|---|---|---|---|");
    StringBuilder details = new StringBuilder();
    for (Map.Entry<String, List<Round>> contestant : all.entrySet()) {
      print(contestant.getKey(), servers, contestant.getValue(), details);
    }
    if (args.length > 2) {
      Files.writeString(Path.of(args[2]), details);
    }
  }

  private static void print(
      String name, List<Server> servers, List<Round> rounds, StringBuilder details) {
    double[] millis = rounds.stream().mapToDouble(Round::millis).sorted().toArray();
    int right = 0;
    int wrong = 0;
    Round last = rounds.get(rounds.size() - 1);
    for (Server server : servers) {
      String found = last.found.getOrDefault(server.place(), "");
      String outcome = "missed";
      if (server.protocols.stream().anyMatch(one -> found.equals(one + server.tls))) {
        right++;
        outcome = "right";
      } else if (!found.isEmpty() && !found.contains("|") && !found.equals("tls/tls")) {
        wrong++;
        outcome = "wrong";
      }
      details.append(String.join("\t", name, server.name, server.place(), found, outcome));
      details.append('\n');
    }
    details.append(last.raw);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.2f | %d | %d | %d |%n",
        name,
        millis[millis.length / 2] / 1e3,
        millis[0] / 1e3,
        millis[millis.length - 1] / 1e3,
        right,
        wrong,
        servers.size() - right - wrong);
  }

  /** The TCP rows of the table that are running, without those that may not be asked. */
  private static List<Server> servers(Path table, Iterable<String> places) throws IOException {
    TreeSet<String> running = new TreeSet<>();
    places.forEach(running::add);
    List<Server> servers = new ArrayList<>();
    for (String line : Files.readAllLines(table)) {
      String[] words = line.split(",", -1);
      if (words[5].equals("tcp") && !words[9].startsWith("never")) {
        Server server =
            new Server(
                words[0],
                words[3],
                Integer.parseInt(words[4]),
                words[6].isEmpty() ? "" : "/tls",
                Arrays.asList(words[7].split("\\|")));
        if (running.contains(server.place())) {
          servers.add(server);
        }
      }
    }
    return servers;
  }

  private static Round ask() {
    ListenerProbe probe = ListenerProbe.local().withGreeting(Greeting.ASK);
    long start = System.nanoTime();
    List<PortFinding> findings = probe.checkAll();
    double millis = (System.nanoTime() - start) / 1e6;
    Map<String, String> found = new LinkedHashMap<>();
    for (PortFinding finding : findings) {
      for (Listener listener : finding.listeners()) {
        Spoken spoken = listener.spoken();
        if (spoken != null && listener.transport() == Transport.TCP) {
          String words = String.join("|", spoken.protocols());
          found.put(
              listener.address().getAddress().getHostAddress() + " " + finding.port(),
              words + (spoken.tls() ? "/tls" : ""));
        }
      }
    }
    return new Round(millis, found, "");
  }

  /** A process that asks once. */
  private static Round process() throws Exception {
    List<Path> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      classPath.add(Path.of(entry));
    }
    ChildJvm child =
        ChildJvm.run(List.of(), classPath, List.of(SpeaksRounds.class.getName(), "once"));
    Map<String, String> found = new LinkedHashMap<>();
    for (String line : child.output().lines().toList()) {
      String[] words = line.split("\t", -1);
      found.put(words[0], words.length > 1 ? words[1] : "");
    }
    return new Round(child.wallMillis(), found, "");
  }

  private static Round nmap(List<Server> servers) throws Exception {
    TreeSet<Integer> ports = new TreeSet<>();
    TreeSet<String> addresses = new TreeSet<>();
    for (Server server : servers) {
      ports.add(server.port);
      addresses.add(target(server.address));
    }
    List<String> command = new ArrayList<>(List.of("nmap", "-n", "-Pn", "-sT", "-sV", "-oG", "-"));
    command.add("-p" + String.join(",", ports.stream().map(String::valueOf).toList()));
    command.addAll(addresses);
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    double millis = (System.nanoTime() - start) / 1e6;
    Map<String, String> heard = new LinkedHashMap<>();
    StringBuilder raw = new StringBuilder();
    for (String line : output.lines().filter(text -> text.contains("Ports: ")).toList()) {
      String host = line.split(" ")[1];
      for (String entry : line.replaceAll(".*Ports: |\t.*", "").split(", ")) {
        String[] words = entry.split("/", -1);
        if (words[1].equals("open")) {
          raw.append(host).append(' ').append(entry).append('\n');
          heard.put(host + " " + words[0], name(words[4]));
        }
      }
    }
    Map<String, String> found = new LinkedHashMap<>();
    for (Server server : servers) {
      found.put(server.place(), heard.getOrDefault(target(server.address) + " " + server.port, ""));
    }
    return new Round(millis, found, raw.toString());
  }

  private static String target(String address) {
    return address.equals("0.0.0.0") ? "127.0.0.1" : address;
  }

  /** nmap's word for a service in ours; "" where it only guesses by the port. */
  private static String name(String service) {
    String word = service.toLowerCase(Locale.ROOT);
    String tls = word.startsWith("ssl|") ? "/tls" : "";
    word = tls.isEmpty() ? word : word.substring("ssl|".length());
    for (String secure : List.of("imaps", "pop3s", "smtps", "https")) {
      if (word.equals(secure)) {
        word = secure.substring(0, secure.length() - 1);
        tls = "/tls";
      }
    }
    if (word.isEmpty()
        || word.endsWith("?")
        || word.equals("tcpwrapped")
        || word.equals("unknown")) {
      return "";
    }
    if (word.startsWith("mosquitto version")) {
      word = "mqtt";
    }
    return word.equals("ssl") ? "tls/tls" : NMAP.getOrDefault(word, word) + tls;
  }
}
