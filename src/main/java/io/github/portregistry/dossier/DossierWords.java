package io.github.portregistry.dossier;

import io.github.portregistry.Assignment;
import io.github.portregistry.Candidate;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.Liveness;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Relation;
import io.github.portregistry.Standing;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The phrases of a dossier: each says one kind of fact, of whichever port.
 *
 * <p>Loops are written out, here and in all that makes a dossier: the first lambda, stream and
 * regular expression of a JVM take longer than the rest of its first dossier.
 */
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

  private static final String RFC = "RFC";

  private DossierWords() {}

  /** What a port is, in a few words, such as "released, formerly netconfsoaphttp". */
  static String headline(PortRecord port) {
    List<ObservedUse> uses = port.observedUses();
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
    String dominant = some(new UseNames(uses).dominant());
    return dominant.isEmpty()
        ? words
        : words + ", mostly met " + overWhat(port, uses) + "as " + dominant;
  }

  /** The transports of the dominant uses, where a service is in use over another. */
  private static String overWhat(PortRecord port, List<ObservedUse> uses) {
    List<String> dominant = new ArrayList<>();
    boolean another = false;
    for (Transport transport : Transport.values()) {
      if (hasDominant(uses, transport)) {
        dominant.add(transport.keyword());
      } else if (!another) {
        another =
            !port.assignments(transport).isEmpty() && port.liveness(transport) == Liveness.IN_USE;
      }
    }
    return another ? "over " + some(dominant) + " " : "";
  }

  private static boolean hasDominant(List<ObservedUse> uses, Transport transport) {
    for (ObservedUse use : uses) {
      if (!use.commonName().isEmpty() && use.isFor(transport)) {
        return true;
      }
    }
    return false;
  }

  /** Whether somebody looked for use of the services and saw none. */
  private static boolean isWithoutUse(PortRecord port) {
    return !port.assignments().isEmpty()
        && overlaid(port).isEmpty()
        && (port.liveness() == Liveness.SPECIFIED || port.liveness() == Liveness.IN_DOUBT);
  }

  /** Who is to be expected: where one is alive, no ghost. */
  static Set<String> services(PortRecord port) {
    Set<Transport> overlaid = overlaid(port);
    PortStatus status = port.status();
    Set<String> names = new LinkedHashSet<>();
    Set<String> beneath = new LinkedHashSet<>();
    for (Assignment service : port.assignments()) {
      if (service.aliasOf().isEmpty() && service.status() == status) {
        (isOver(service, overlaid) ? names : beneath).add(service.serviceName());
      }
    }
    names.addAll(beneath);
    if (names.isEmpty()) {
      for (UnnamedEntry row : port.unnamedEntries()) {
        if (row.state() == IanaState.ASSIGNED && !row.description().isEmpty()) {
          names.add(row.description());
        }
      }
    }
    return names;
  }

  /** The transports for which a table that is laid over the registry has a row. */
  static Set<Transport> overlaid(PortRecord port) {
    Set<Transport> overlaid = EnumSet.noneOf(Transport.class);
    PortRegistry registry = port.registry().orElse(null);
    if (registry != null) {
      for (Transport transport : Transport.values()) {
        if (registry.isOverlaid(port.number(), transport)) {
          overlaid.add(transport);
        }
      }
    }
    return overlaid;
  }

  /** Whether a row is one of a table that is laid over the registry. */
  static boolean isOver(RegistryRow row, Set<Transport> overlaid) {
    return row.transport() == null ? !overlaid.isEmpty() : overlaid.contains(row.transport());
  }

  static Set<String> formerNames(PortRecord port) {
    Set<String> names = new LinkedHashSet<>();
    for (FormerAssignment former : port.formerAssignments()) {
      String name = former.serviceName().isEmpty() ? former.description() : former.serviceName();
      if (former.leftThePort() && !name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  /** What an overlay names, what people call the port, and the services that are seen in use. */
  private static List<String> likely(PortRecord port) {
    List<String> names = new ArrayList<>();
    for (Candidate candidate : port.candidates()) {
      if (candidate.standing().compareTo(Standing.IN_USE) <= 0) {
        names.add(candidate.name());
      }
    }
    return names;
  }

  /** The services that a table gives the port to which is laid over the registry; no alias. */
  static List<Assignment> overlay(PortRecord port) {
    Set<Transport> overlaid = overlaid(port);
    List<Assignment> services = new ArrayList<>();
    for (Assignment service : port.assignments()) {
      if (service.aliasOf().isEmpty() && isOver(service, overlaid)) {
        services.add(service);
      }
    }
    return services;
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
    if (port.number() == ANY_FREE) {
      return List.of(
          "Nobody can listen here: who binds port 0 gets a free port of another number.");
    }
    UseNames uses = new UseNames(port.observedUses());
    String services = some(services(port), "or");
    String dominant = some(uses.dominant(), "or");
    String likely = some(likely(port), "or");
    String others = some(uses.others());
    String ranges = some(uses.ranges());
    String disputed = some(uses.disputed());
    String former = some(formerNames(port), "or");
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
    List<String> sentences = new ArrayList<>();
    sentences.add(first);
    if (!others.isEmpty()) {
      sentences.add("Also met here: " + others + ".");
    }
    if (!ranges.isEmpty()) {
      sentences.add("The port is " + ranges + ".");
    }
    if (!disputed.isEmpty()) {
      sentences.add("Claimed and contradicted: " + disputed + ".");
    }
    if (port.range() == PortRange.SYSTEM) {
      sentences.add("On Unix systems a listener here was usually started with privileges.");
    }
    return sentences;
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
    int from = text.indexOf(RFC);
    if (from < 0) {
      return text;
    }
    StringBuilder spaced = new StringBuilder(text.length() + 8);
    int written = 0;
    for (; from >= 0; from = text.indexOf(RFC, from + 1)) {
      int number = from + RFC.length();
      int end = number;
      while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
        end++;
      }
      if (end > number && !isInWord(text, from - 1) && !isInWord(text, end)) {
        spaced.append(text, written, number).append(' ');
        written = number;
      }
    }
    return spaced.append(text, written, text.length()).toString();
  }

  private static boolean isInWord(String text, int at) {
    return at >= 0
        && at < text.length()
        && (text.charAt(at) == '_' || Character.isLetterOrDigit(text.charAt(at)));
  }

  /** The registry writes its keys for persons and organizations with underscores. */
  static String assignee(String keys) {
    StringBuilder words = new StringBuilder(keys.length() + 2);
    boolean separates = false;
    for (int i = 0; i < keys.length(); i++) {
      char c = keys.charAt(i) == '_' ? ' ' : keys.charAt(i);
      if (c != ' ' || !separates) {
        words.append(c);
        separates = c == ',';
        if (separates) {
          words.append(' ');
        }
      }
    }
    return words.toString();
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The names, or the first few and how many more there are; "" if there are none. */
  static String some(Collection<String> all, String conjunction) {
    List<String> names = List.copyOf(all);
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

  static String some(Collection<String> names) {
    return some(names, "and");
  }
}
