package io.github.portregistry;

import io.github.portregistry.csv.Fault;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.fact.Catalog;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Rfc;
import io.github.portregistry.fact.Signal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the signals that were collected, and finds which service each is about.
 *
 * <p>{@code rules/sign-meanings.csv} says what a source means by a label. For other labels a signal
 * is about the services of its port and transport whose names or titles it shares a word with,
 * unless the collection says that it means another program. A signal that is about another program
 * is a use of the port, and never a sign for the service.
 */
final class SignalImport {

  private static final List<String> SIGNALS =
      List.of("port", "transport", "signal", "detail", "source");

  private static final List<String> GHOSTS =
      List.of(
          "port",
          "transport",
          "service_name",
          "has_rfc_reference",
          "rfc_is_historic_or_obsolete",
          "in_netbase",
          "has_wireshark_dissector",
          "in_firewalld",
          "has_unofficial_use",
          "registration_year",
          "proposed_status",
          "reasons",
          "registration_year_basis",
          "unofficial_or_other_uses",
          "rfc_refs");

  private static final List<String> SCANNERS =
      List.of("protocol", "port", "transport", "project", "commit", "path");

  private static final Pattern RANGE = Pattern.compile("\\(range (\\d+)-(\\d+)\\)");
  private static final Pattern LISTED =
      Pattern.compile("(?:listed )?in RFC (\\d+) \\((\\d{4}-\\d{2})\\).*");
  private static final Pattern MENTION = Pattern.compile("RFC (\\d+) \\(([A-Z ]+)\\) (.+)");
  private static final Pattern WORD = Pattern.compile("[^a-z0-9]+");

  /** Words of titles that tell one service from another no better than chance. */
  private static final Set<String> COMMON_WORDS =
      Set.of(
          "protocol",
          "service",
          "server",
          "over",
          "system",
          "access",
          "control",
          "network",
          "data",
          "remote",
          "message",
          "transfer",
          "port",
          "internet",
          "management",
          "http",
          "name",
          "client",
          "agent",
          "manager",
          "services");

  private final EvidenceImport evidence;
  private final Map<Integer, List<Assignment>> services = new HashMap<>();
  private final Map<Integer, Set<String>> otherPrograms = new HashMap<>();
  private final List<FactTable.Row<FirstListing>> listings = new ArrayList<>();
  private final FactTable<SignMeaning> meanings;
  private final Map<String, Catalog> catalogs;
  private final Specifications specifications;
  private final Set<SignUse> uses = new LinkedHashSet<>();

  SignalImport(
      EvidenceImport evidence,
      List<RegistryRow> entries,
      FactTable<SignMeaning> meanings,
      Map<String, Catalog> catalogs)
      throws IOException {
    this.evidence = evidence;
    this.meanings = meanings;
    this.catalogs = catalogs;
    for (RegistryRow entry : entries) {
      PortSpan ports = entry.ports();
      if (ports != null && entry instanceof Assignment row) {
        for (int port = ports.first(); port <= ports.last(); port++) {
          services.computeIfAbsent(port, absent -> new ArrayList<>()).add(row);
        }
      }
    }
    specifications = new Specifications(evidence, this::names);
    for (Fields fields : evidence.rows("ghosts.csv", GHOSTS)) {
      int port = fields.requirePorts(0).first();
      Matcher listed = LISTED.matcher(fields.text(12));
      if (listed.matches()) {
        listings.add(
            new FactTable.Row<>(
                fields.requirePorts(0),
                new FirstListing(
                    fields.requireText(2),
                    RegistryDate.parse(listed.group(2)),
                    "RFC" + listed.group(1))));
      }
      Stream.of(fields.text(13).split(";", -1))
          .map(String::strip)
          .filter(part -> part.startsWith("other service: "))
          .flatMap(part -> Stream.of(part.substring(15).split(" ", -1)))
          .forEach(
              program ->
                  otherPrograms
                      .computeIfAbsent(port, absent -> new HashSet<>())
                      .add(plain(program)));
    }
  }

  private Set<String> names(int port) {
    return services.getOrDefault(port, List.of()).stream()
        .filter(row -> row.aliasOf().isEmpty())
        .map(Assignment::serviceName)
        .collect(Collectors.toSet());
  }

  /** The oldest lists of assigned numbers that have the services. */
  List<FactTable.Row<FirstListing>> listings() {
    return listings;
  }

  List<FactTable.Row<Signal>> signals() throws IOException {
    List<FactTable.Row<Signal>> signals = new ArrayList<>();
    Map<String, FactTable.Row<Signal>> mentions = new LinkedHashMap<>();
    for (Fields fields : evidence.rows("in-use-signals.csv", SIGNALS)) {
      switch (fields.text(2)) {
        case "rfc-standard" -> evidence.leaveOut("signal that the references tell");
        case "rfc-mention" -> addMention(fields, mentions);
        default -> add(fields, signals);
      }
    }
    signals.addAll(mentions.values());
    signals.addAll(specifications.signals());
    for (Fields fields : evidence.rows("scanner-ports.csv", SCANNERS)) {
      addScanner(fields, signals);
    }
    return signals;
  }

  /** What the signals say of other programs than the services, after {@link #signals}. */
  List<SignUse> uses() {
    return List.copyOf(uses);
  }

  /**
   * A use that a sign shows.
   *
   * @param label what the source calls it
   */
  record SignUse(String label, ObservedUse use) {}

  /** A scanner's default ports are a sign for a service that they name, and else a guess. */
  private void addScanner(Fields fields, List<FactTable.Row<Signal>> signals) {
    String project = fields.requireText(3);
    String id = project.substring(project.indexOf('/') + 1);
    PortSpan ports = fields.requirePorts(1);
    Transport transport = fields.transport(2);
    if (!catalogs.containsKey(id) || id.equals("zeek") || ports.size() > 1) {
      evidence.leaveOut("scanner's range of ports, or one that another catalog has");
      return;
    }
    Set<String> names = servicesMeant(ports.first(), transport, fields.requireText(0));
    if (names.isEmpty()) {
      evidence.leaveOut("scanner's port that names no service of it");
    }
    for (String name : names) {
      signals.add(
          new FactTable.Row<>(
              ports, new Signal(transport, name, Signal.Kind.SCANNER, fields.text(0), id)));
    }
  }

  private void add(Fields fields, List<FactTable.Row<Signal>> signals) {
    if (EvidenceImport.isPaste(source(fields))) {
      evidence.leaveOut("sign whose source is a paste");
      return;
    }
    PortSpan ports = fields.requirePorts(0);
    Transport transport = fields.text(1).equals("any") ? null : fields.transport(1);
    String label = fields.requireText(3);
    Set<String> names = servicesMeant(ports.first(), transport, label);
    for (SignMeaning meaning : meanings.of(ports.first())) {
      if (meaning.isFor(transport, label) && !meaning.application().isEmpty()) {
        addUse(fields, ports, transport, meaning);
        return;
      }
    }
    for (String name : names.isEmpty() ? Set.of("") : names) {
      signals.add(
          new FactTable.Row<>(
              ports, new Signal(transport, name, kind(fields), label, source(fields))));
    }
  }

  /** A use of the port by another program; a services file is a list, and shows none. */
  private void addUse(
      Fields fields, PortSpan ports, @Nullable Transport transport, SignMeaning meaning) {
    Signal.Kind kind = kind(fields);
    if (!kind.isUse() && kind != Signal.Kind.SECURITY_POLICY) {
      evidence.leaveOut("services file that names another program");
      return;
    }
    Matcher range = RANGE.matcher(fields.text(3));
    PortSpan claimed =
        range.find()
            ? new PortSpan(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)))
            : ports;
    Catalog catalog = catalogs.get(source(fields));
    uses.add(
        new SignUse(
            meaning.label(),
            new ObservedUse(
                claimed,
                transport,
                meaning.application(),
                meaning.category(),
                ObservedUse.Confidence.REPORTED,
                List.of(catalog == null ? address(source(fields)) : catalog.source()))));
  }

  /** A package is named with its version and file: {@code Debian bind9 1:9.18 etc/bind}. */
  private static String address(String source) {
    return source.startsWith("Debian ")
        ? "https://packages.debian.org/bookworm/" + source.split(" ", 3)[1]
        : source;
  }

  /** Keeps the newest mention by an RFC in force. */
  private void addMention(Fields fields, Map<String, FactTable.Row<Signal>> mentions) {
    PortSpan ports = fields.requirePorts(0);
    Matcher mention = MENTION.matcher(fields.text(3));
    if (!mention.matches()) {
      throw fields.fault(3, "a text such as RFC 1204 (EXPERIMENTAL) mpp", fields.text(3));
    }
    String rfc = "RFC" + mention.group(1);
    if (specifications.isNoMention(ports.first(), mention.group(3), rfc)) {
      evidence.leaveOut("mention by a copy of the registry, or by an RFC that means another thing");
      return;
    }
    if (mention.group(2).equals("HISTORIC") || mention.group(2).equals("UNKNOWN")) {
      evidence.leaveOut("mention by an RFC that is not in force");
      return;
    }
    Signal signal =
        new Signal(null, mention.group(3), Signal.Kind.RFC_MENTION, "RFC " + mention.group(1), rfc);
    String key = ports + " " + mention.group(3);
    FactTable.Row<Signal> before = mentions.get(key);
    if (before != null) {
      evidence.leaveOut("mention by an older RFC");
    }
    if (before == null || Rfc.number(before.fact().source()) < Rfc.number(rfc)) {
      mentions.put(key, new FactTable.Row<>(ports, signal));
    }
  }

  /** The services that a label means; empty where it means another program. */
  private Set<String> servicesMeant(int port, @Nullable Transport transport, String label) {
    Set<String> meant = new HashSet<>();
    boolean decided = false;
    for (SignMeaning meaning : meanings.of(port)) {
      if (meaning.isFor(transport, label)) {
        decided = true;
        if (!meaning.serviceName().isEmpty()) {
          meant.add(meaning.serviceName());
        }
      }
    }
    if (!decided && !meansAnotherProgram(port, label)) {
      for (Assignment row : services.getOrDefault(port, List.of())) {
        if ((transport == null || row.isFor(transport)) && isAbout(label, row)) {
          meant.add(row.serviceName());
        }
      }
    }
    return meant;
  }

  private boolean meansAnotherProgram(int port, String label) {
    Set<String> others = otherPrograms.getOrDefault(port, Set.of());
    return Stream.of(label.split("[ ,]", -1)).map(SignalImport::plain).anyMatch(others::contains);
  }

  /** Whether a label shares a word with the name or the title of a service. */
  static boolean isAbout(String label, Assignment row) {
    String name = plain(row.serviceName());
    for (String part : label.split("[,: ]", -1)) {
      String word = plain(part);
      boolean contained =
          word.length() >= 3 && name.length() >= 3 && (name.contains(word) || word.contains(name));
      if (!word.isEmpty() && (word.equals(name) || contained)) {
        return true;
      }
    }
    Set<String> title = words(row.description());
    title.removeAll(COMMON_WORDS);
    title.retainAll(words(label));
    return !title.isEmpty();
  }

  private static Set<String> words(String text) {
    return Arrays.stream(WORD.split(text.toLowerCase(Locale.ROOT)))
        .filter(word -> word.length() >= 4)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static String plain(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
  }

  private static Signal.Kind kind(Fields fields) {
    return switch (fields.text(2)) {
      case "wireshark-dissector" -> Signal.Kind.DISSECTOR;
      case "firewalld-service", "ufw-profile", "shorewall-macro" -> Signal.Kind.FIREWALL_SERVICE;
      case "ndpi-default-port", "zeek-analyzer" -> Signal.Kind.TRAFFIC_ANALYZER;
      case "debian-default" -> Signal.Kind.DEFAULT_CONFIGURATION;
      case "known-implementation" -> Signal.Kind.IMPLEMENTATION;
      case "selinux-port-type" -> Signal.Kind.SECURITY_POLICY;
      case "netbase" -> Signal.Kind.SERVICES_FILE;
      default -> throw fields.fault(2, "a kind of signal", Fault.quote(fields.text(2)));
    };
  }

  /** The catalog, all its versions together, or what the row cites. */
  private static String source(Fields fields) {
    String cited = fields.requireText(4);
    return switch (fields.text(2)) {
      case "wireshark-dissector" -> "wireshark";
      case "firewalld-service" -> "firewalld";
      case "ufw-profile" -> "ufw";
      case "shorewall-macro" -> "shorewall";
      case "ndpi-default-port" -> "ndpi";
      case "zeek-analyzer" -> "zeek";
      case "netbase" -> "netbase";
      case "selinux-port-type" -> "selinux";
      default -> Objects.requireNonNull(cited);
    };
  }
}
