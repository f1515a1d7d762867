package io.github.portregistry;

import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rule for the common name of a use, which is what people call the port. It asks the table of
 * uses, the signs of use, and nothing else. A use is named if all of this holds:
 *
 * <ol>
 *   <li>The sources name its transport and fewer than 17 ports; it is neither disputed nor malware,
 *       and the ports are not {@link #SHARED} by custom.
 *   <li>Without a rival one source is enough, unless it is a whole catalog, a monitor's job or a
 *       query for a game server, which call a port by another thing than people do; or, on a port
 *       that is assigned to another service, a firewall's profile, which lists all that a program
 *       may need. Rivals are the other uses of the port and transport that are no claim on a range,
 *       not disputed and no malware, and an assigned service with a sign of use, unless the use is
 *       that service. What only whole catalogs call the port is no rival of a use that its program
 *       documents or that two families name.
 *   <li>With rivals its lead is clear: at least three families name it, twice as many as each
 *       rival, four times as many as a rival that its own program documents, and there are no more
 *       rivals than families. The families of a service are the sources of its signs.
 * </ol>
 *
 * <p>The families of a use are those that name the program on the port over any transport. The name
 * is the one that the evidence proposes, else the application in lower case without parentheses and
 * versions, words joined by hyphens. A use that is the assigned service needs a common name only
 * where the evidence has another one, as {@code rdp} for {@code ms-wbt-server}.
 */
final class CommonNames {

  /** Where so many programs listen by default that none of them is what people mean. */
  static final Set<Integer> SHARED =
      Set.of(
          1234, 2222, 3000, 3001, 4000, 4200, 4444, 5000, 5001, 5555, 6006, 7000, 7001, 7777, 8000,
          8080, 8081, 8082, 8083, 8088, 8090, 8123, 8181, 8443, 8787, 8888, 9000, 9001, 9009, 9090,
          9091, 9093, 9100, 10000, 50000, 50051);

  private static final int CLEAR = 3;
  private static final int LONGEST = 30;
  private static final String MALWARE = "malware";
  private static final String DEBIAN_PACKAGE = "https://packages.debian.org/";
  private static final Pattern SEVERAL = Pattern.compile("\\d+ games share this default port");

  private final Map<Integer, List<ObservedUse>> uses = new HashMap<>();
  private final Map<Integer, List<RegistryRow>> assigned = new HashMap<>();
  private final FactTable<Signal> signals;
  private final Map<String, ServiceProgram> programs;

  /** Where the catalogs are that signs are from. */
  private final Set<String> catalogs;

  /**
   * Creates the rule for some uses.
   *
   * @param programs the programs of services, by service name
   * @param catalogs the addresses of the catalogs that signs are from
   */
  CommonNames(
      List<FactTable.Row<ObservedUse>> rows,
      List<RegistryRow> registry,
      FactTable<Signal> signals,
      Map<String, ServiceProgram> programs,
      Set<String> catalogs) {
    this.catalogs = Set.copyOf(catalogs);
    for (RegistryRow row : registry) {
      PortSpan ports = row.ports();
      if (ports != null && ports.size() == 1 && !row.serviceName().isEmpty()) {
        assigned.computeIfAbsent(ports.first(), absent -> new ArrayList<>()).add(row);
      }
    }
    for (FactTable.Row<ObservedUse> row : rows) {
      if (isCandidate(row.fact())) {
        for (int port = row.ports().first(); port <= row.ports().last(); port++) {
          uses.computeIfAbsent(port, absent -> new ArrayList<>()).add(row.fact());
        }
      }
    }
    this.signals = signals;
    this.programs = programs;
  }

  private static boolean isCandidate(ObservedUse use) {
    return !use.isRange()
        && use.confidence() != ObservedUse.Confidence.DISPUTED
        && !use.category().equals(MALWARE);
  }

  /** Returns a use with its common name, or without one. */
  ObservedUse named(ObservedUse use) {
    return new ObservedUse(
        use.ports(),
        use.transport(),
        use.application(),
        use.category(),
        use.confidence(),
        use.sources(),
        name(use));
  }

  private String name(ObservedUse use) {
    Transport transport = use.transport();
    if (!isCandidate(use) || transport == null || isSeveral(use)) {
      return "";
    }
    boolean isService = false;
    for (int port = use.ports().first(); port <= use.ports().last(); port++) {
      if (SHARED.contains(port) || !leads(use, port, transport)) {
        return "";
      }
      isService |= isService(use, port, transport);
    }
    String proposed = proposed(use);
    if (!isService) {
      return proposed.isEmpty() ? plainOrNone(use.application()) : proposed;
    }
    return isNameOfService(proposed, use.ports().first()) ? "" : proposed;
  }

  private boolean isNameOfService(String name, int port) {
    return assigned.getOrDefault(port, List.of()).stream()
        .anyMatch(row -> row.serviceName().equalsIgnoreCase(name));
  }

  private boolean isService(ObservedUse use, int port, Transport transport) {
    return assigned.getOrDefault(port, List.of()).stream()
        .filter(row -> row.transport() == null || row.transport() == transport)
        .anyMatch(row -> isProgramOf(row.serviceName(), use));
  }

  /** What is proposed for the program on one transport is its name on the others. */
  private String proposed(ObservedUse use) {
    return Stream.concat(Stream.of(use), uses.getOrDefault(use.ports().first(), List.of()).stream())
        .filter(other -> other.application().equals(use.application()))
        .map(ObservedUse::commonName)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  private boolean leads(ObservedUse use, int port, Transport transport) {
    List<ObservedUse> onPort = uses.getOrDefault(port, List.of());
    long families =
        onPort.stream()
            .filter(other -> other.application().equals(use.application()))
            .flatMap(other -> other.sources().stream())
            .map(SourceFamily::of)
            .distinct()
            .count();
    List<Integer> needed = new ArrayList<>();
    for (ObservedUse rival : onPort) {
      if (!rival.application().equals(use.application())
          && rival.isFor(transport)
          && !(isWellKnown(use, families)
              && catalogs.containsAll(rival.sources())
              && !catalogs.containsAll(use.sources()))) {
        needed.add(needed(rival));
      }
    }
    for (Set<String> signs : signs(use, port, transport).values()) {
      needed.add(2 * signs.size());
    }
    if (needed.isEmpty()) {
      boolean assignedToAnother = isAssigned(port, transport) && !isService(use, port, transport);
      return families > 1
          || !use.sources().stream()
              .allMatch(
                  source ->
                      namesAnotherThing(source)
                          || (assignedToAnother && isFirewallProfile(source)));
    }
    return families >= CLEAR
        && families >= needed.size()
        && needed.stream().allMatch(least -> families >= least);
  }

  private boolean isAssigned(int port, Transport transport) {
    return assigned.getOrDefault(port, List.of()).stream()
        .anyMatch(row -> row.transport() == null || row.transport() == transport);
  }

  /** A profile of firewalld, or of a Debian package such as ufw or squid. */
  private static boolean isFirewallProfile(String source) {
    return source.contains("/config/services") || source.startsWith(DEBIAN_PACKAGE);
  }

  /** The sources that show a sign of use of each assigned service that the use is not. */
  private Map<String, Set<String>> signs(ObservedUse use, int port, Transport transport) {
    Map<String, Set<String>> signs = new HashMap<>();
    for (Signal signal : signals.of(port)) {
      if (signal.kind().isUse()
          && !signal.serviceName().isEmpty()
          && (signal.transport() == null || signal.transport() == transport)
          && !isProgramOf(signal.serviceName(), use)) {
        signs.computeIfAbsent(signal.serviceName(), absent -> new HashSet<>()).add(signal.source());
      }
    }
    return signs;
  }

  /**
   * Whether a source calls a port by what it watches or asks there, which need not be what people
   * call the port: a whole catalog, a monitor's job, a query for a game server.
   */
  private boolean namesAnotherThing(String source) {
    return catalogs.contains(source)
        || source.contains("/go.d/config/")
        || source.contains("/node-gamedig/");
  }

  private static boolean isWellKnown(ObservedUse use, long families) {
    return isDocumented(use) || families > 1;
  }

  private static int needed(ObservedUse rival) {
    return isSeveral(rival)
        ? Integer.MAX_VALUE
        : rival.sources().size() * (isDocumented(rival) ? 4 : 2);
  }

  private static boolean isDocumented(ObservedUse use) {
    return use.confidence() == ObservedUse.Confidence.DOCUMENTED;
  }

  private static boolean isSeveral(ObservedUse use) {
    return SEVERAL.matcher(use.application()).matches();
  }

  /** Whether a use is an assigned service under the name of a program. */
  private boolean isProgramOf(String serviceName, ObservedUse use) {
    ServiceProgram known = programs.get(serviceName);
    if (known != null
        && known.applications().stream().anyMatch(name -> use.application().startsWith(name))) {
      return true;
    }
    String service = letters(serviceName);
    return service.equals(letters(use.commonName()))
        || Stream.of(use.application().split("[^A-Za-z0-9]+", -1))
            .anyMatch(word -> letters(word).equals(service));
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** Several programs in one row, a query, or a whole title is no name that people say. */
  private static String plainOrNone(String application) {
    String plain = plain(application);
    boolean isName =
        !application.contains("/")
            && !application.endsWith(" (query)")
            && !application.contains("RCON")
            && plain.length() <= LONGEST;
    return isName ? plain : "";
  }

  static String plain(String application) {
    return application
        .replace("'", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\([^)]*\\)|,.*", " ")
        .replaceAll("\\bv?\\d+(\\.[0-9x]+)+\\b", " ")
        .replaceAll("[^a-z0-9.+#]+", "-")
        .replaceAll("^-+|-+$", "");
  }
}
