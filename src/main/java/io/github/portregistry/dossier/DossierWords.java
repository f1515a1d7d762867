package io.github.portregistry.dossier;

import io.github.portregistry.Assignment;
import io.github.portregistry.Candidate;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.Liveness;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Relation;
import io.github.portregistry.Standing;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The phrases of a dossier: each says one kind of fact, of whichever port. */
public final class DossierWords {

  /** How many names a line has before it says how many more there are. */
  private static final int NAMED = 4;

  /**
   * What Linux hands out to connections unless it is told otherwise: ip_local_port_range in the
   * kernel's Documentation/networking/ip-sysctl.rst.
   */
  private static final PortSpan LINUX_EPHEMERAL = new PortSpan(32768, 60999);

  /** What stands for any free port in a bind, so that no socket is ever on it. */
  static final int ANY_FREE = 0;

  private DossierWords() {}

  /** What a port is, in a few words, such as "released, formerly netconfsoaphttp". */
  static String headline(PortRecord port) {
    String services = some(services(port));
    String words =
        switch (port.status()) {
          case ASSIGNED ->
              (services.isEmpty() ? "assigned" : "assigned to " + services)
                  + (isWithoutUse(port) ? ", no use seen" : "");
          case GHOST -> "a ghost, assigned to " + services;
          case RELEASED -> {
            String former = some(formerNames(port));
            yield former.isEmpty() ? "released" : "released, formerly " + former;
          }
          default -> word(port.status());
        };
    String dominant = some(dominantUses(port));
    return dominant.isEmpty() ? words : words + ", mostly met " + overWhat(port) + "as " + dominant;
  }

  /** The transports of the dominant uses, where a service is in use over another. */
  private static String overWhat(PortRecord port) {
    Set<Transport> dominant = EnumSet.noneOf(Transport.class);
    for (ObservedUse use : port.observedUses()) {
      for (Transport transport : Transport.values()) {
        if (!use.commonName().isEmpty() && use.isFor(transport)) {
          dominant.add(transport);
        }
      }
    }
    boolean another =
        Stream.of(Transport.values())
            .filter(transport -> !dominant.contains(transport))
            .anyMatch(
                transport ->
                    !port.assignments(transport).isEmpty()
                        && port.liveness(transport) == Liveness.IN_USE);
    return another ? "over " + some(dominant.stream().map(Transport::keyword).toList()) + " " : "";
  }

  /** Whether somebody looked for use of the services and saw none. */
  private static boolean isWithoutUse(PortRecord port) {
    return !port.assignments().isEmpty()
        && overlaid(port).isEmpty()
        && (port.liveness() == Liveness.SPECIFIED || port.liveness() == Liveness.IN_DOUBT);
  }

  /** Who is to be expected: where one is alive, no ghost. */
  static List<String> services(PortRecord port) {
    Set<Transport> overlaid = overlaid(port);
    List<String> names =
        port.assignments().stream()
            .filter(service -> service.aliasOf().isEmpty())
            .filter(service -> service.status() == port.status())
            .sorted(Comparator.comparing(service -> !isOver(service, overlaid)))
            .map(Assignment::serviceName)
            .distinct()
            .toList();
    return names.isEmpty()
        ? port.unnamedEntries().stream()
            .filter(row -> row.state() == IanaState.ASSIGNED)
            .map(UnnamedEntry::description)
            .filter(description -> !description.isEmpty())
            .distinct()
            .toList()
        : names;
  }

  /** The transports for which a table that is laid over the registry has a row. */
  static Set<Transport> overlaid(PortRecord port) {
    Set<Transport> overlaid = EnumSet.noneOf(Transport.class);
    port.registry()
        .ifPresent(
            registry -> {
              for (Transport transport : Transport.values()) {
                if (registry.isOverlaid(port.number(), transport)) {
                  overlaid.add(transport);
                }
              }
            });
    return overlaid;
  }

  /** Whether a row is one of a table that is laid over the registry. */
  static boolean isOver(RegistryRow row, Set<Transport> overlaid) {
    return row.transport() == null ? !overlaid.isEmpty() : overlaid.contains(row.transport());
  }

  static List<String> formerNames(PortRecord port) {
    return port.formerAssignments().stream()
        .filter(FormerAssignment::leftThePort)
        .map(former -> former.serviceName().isEmpty() ? former.description() : former.serviceName())
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  /** What an overlay names, what people call the port, and the services that are seen in use. */
  private static List<String> likely(PortRecord port) {
    return port.candidates().stream()
        .filter(candidate -> candidate.standing().compareTo(Standing.IN_USE) <= 0)
        .map(Candidate::name)
        .toList();
  }

  static List<String> dominantUses(PortRecord port) {
    return applications(port.observedUses().stream().filter(use -> !use.commonName().isEmpty()));
  }

  /** The applications that are neither dominant nor disputed, without claims on a range. */
  static List<String> otherUses(PortRecord port) {
    List<String> others =
        new ArrayList<>(
            applications(
                port.observedUses().stream().filter(use -> !isDisputed(use) && !use.isRange())));
    others.removeAll(dominantUses(port));
    return others;
  }

  private static List<String> rangeClaims(PortRecord port) {
    return port.observedUses().stream()
        .filter(use -> use.isRange() && !isDisputed(use))
        .map(ObservedUse::label)
        .distinct()
        .toList();
  }

  static List<String> disputedUses(PortRecord port) {
    return applications(port.observedUses().stream().filter(DossierWords::isDisputed));
  }

  static boolean isDisputed(ObservedUse use) {
    return use.confidence() == ObservedUse.Confidence.DISPUTED;
  }

  private static List<String> applications(Stream<ObservedUse> uses) {
    return uses.map(ObservedUse::application).distinct().toList();
  }

  /** The services that a table gives the port to which is laid over the registry; no alias. */
  static List<Assignment> overlay(PortRecord port) {
    Set<Transport> overlaid = overlaid(port);
    return port.assignments().stream()
        .filter(service -> service.aliasOf().isEmpty() && isOver(service, overlaid))
        .toList();
  }

  /** The range of RFC 6335 that a port lies in, and what follows from it. */
  static List<String> range(PortRecord port) {
    PortSpan span = port.range().span();
    String words =
        switch (port.range()) {
          case SYSTEM ->
              "System Ports, "
                  + span
                  + ": assigned by IETF Review or IESG Approval (RFC 6335)."
                  + (port.number() == ANY_FREE
                      ? ""
                      : " On Unix systems usually only a privileged process may listen here.");
          case USER ->
              "User Ports, "
                  + span
                  + ": assigned by IETF Review, IESG Approval or Expert Review (RFC 6335). Any"
                  + " process may listen here.";
          case DYNAMIC ->
              "Dynamic Ports, "
                  + span
                  + ": never assigned (RFC 6335). Any process may listen here, if no other has the"
                  + " port at that moment.";
        };
    return LINUX_EPHEMERAL.contains(port.number())
        ? List.of(
            words,
            "Linux hands out "
                + LINUX_EPHEMERAL
                + " to connections unless told otherwise, so the number can be taken by chance.")
        : List.of(words);
  }

  /** What somebody who listens on a port may be. */
  static List<String> listener(PortRecord port) {
    String services = some(services(port), "or");
    String dominant = some(dominantUses(port), "or");
    String likely = some(likely(port), "or");
    String others = some(otherUses(port));
    String ranges = some(rangeClaims(port));
    String disputed = some(disputedUses(port));
    String former = some(formerNames(port), "or");
    if (port.number() == ANY_FREE) {
      return List.of(
          "Nobody can listen here: who binds port 0 gets a free port of another number.");
    }
    String first =
        switch (port.status()) {
          case ASSIGNED ->
              (likely.isEmpty()
                      ? "Perhaps a program for "
                          + (services.isEmpty() ? "what the port is assigned to" : services)
                          + (isWithoutUse(port) ? ", of which no use is seen" : "")
                      : "Most likely " + likely)
                  + ". Any program can take the number: the process decides what it is.";
          case GHOST ->
              (likely.isEmpty() ? "" : "Most likely " + likely + ", and not ")
                  + (likely.isEmpty() ? "Not likely " : "")
                  + services
                  + ", which is a ghost. Look at the process: a program that took a quiet number, a server on the"
                  + " wrong port, or something that hides.";
          case RELEASED ->
              "Either software that still follows the former assignment"
                  + (former.isEmpty() ? "" : ", " + former)
                  + ", or a program that took the number. Look at the process.";
          case RESERVED ->
              "Nothing should listen here. Look at the process: a mistake in its configuration, or"
                  + " a program that took the number.";
          case UNASSIGNED ->
              "A program that chose the number itself"
                  + (dominant.isEmpty() ? "" : ", most likely " + dominant)
                  + (former.isEmpty() ? "" : ", or old software that still follows " + former)
                  + ". The registry knows no service here: the process decides what it is.";
          case DYNAMIC ->
              "A program that asked for any free port, or was given the number by whoever set it"
                  + " up"
                  + (dominant.isEmpty() ? "" : ", most likely " + dominant)
                  + ".";
        };
    return Stream.of(
            first,
            others.isEmpty() ? "" : "Also met here: " + others + ".",
            ranges.isEmpty() ? "" : "The port is " + ranges + ".",
            disputed.isEmpty() ? "" : "Claimed and contradicted: " + disputed + ".",
            port.range() == PortRange.SYSTEM
                ? "On Unix systems a listener here was usually started with privileges."
                : "")
        .filter(sentence -> !sentence.isEmpty())
        .toList();
  }

  static String relation(Relation relation) {
    return switch (relation) {
      case SECURE_VARIANT -> "the same over a secure layer";
      case PLAIN_VARIANT -> "the same without the secure layer";
      case CONTROL_DATA_PAIR -> "control and data of one service";
      case SERVER_END -> "the server's end of the same protocol";
      case CLIENT_END -> "the client's end of the same protocol";
      case PREDECESSOR -> "used for it before";
      case SUCCESSOR -> "took it over";
      case ALTERNATIVE -> "for the same purpose";
      case FAMILY -> "of the same suite";
      case RELEASED_TOGETHER -> "released by the same document";
    };
  }

  static String confidence(ObservedUse use) {
    return switch (use.confidence()) {
      case DOCUMENTED -> "documented";
      case REPORTED -> "reported";
      case RECORDED_BY_IANA -> "recorded by the registry";
      case DISPUTED -> "disputed: the first source claims it, the next contradicts it";
    };
  }

  /** What became of a former assignment, when and by whom. */
  static String fate(FormerAssignment former) {
    String words =
        switch (former.kind()) {
          case RELEASED -> "released";
          case MOVED -> "moved";
          case RENAMED -> "renamed";
          case REASSIGNED -> "reassigned";
          case TRANSPORT_REMOVED -> "gave up the transport";
        };
    if (!former.successor().isEmpty()) {
      words += " to " + former.successor();
    }
    if (former.releasedOn() != null) {
      words += " on " + former.releasedOn();
    } else if (former.lastSeen() != null) {
      words += " between " + former.lastSeen() + " and " + former.absentBy();
    }
    return former.authority().isEmpty() ? words : words + ", by " + references(former.authority());
  }

  /** A text with its {@code RFC9110} as {@code RFC 9110}. */
  static String references(String text) {
    return text.replaceAll("\\bRFC(\\d+)\\b", "RFC $1");
  }

  /** The registry writes its keys for persons and organizations with underscores. */
  static String assignee(String keys) {
    return keys.replace('_', ' ').replaceAll(",\\s*", ", ");
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The names, or the first few and how many more there are; "" if there are none. */
  static String some(List<String> names, String conjunction) {
    int more = names.size() - NAMED;
    if (more > 1) {
      return String.join(", ", names.subList(0, NAMED))
          + " "
          + conjunction
          + " "
          + more
          + " others";
    }
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " " + conjunction + " " + names.get(last);
  }

  static String some(List<String> names) {
    return some(names, "and");
  }
}
