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
import io.github.portregistry.PortStatus;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Relation;
import io.github.portregistry.Standing;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The phrases of a dossier, one for each kind of fact.
 *
 * <p>This class and the others of a dossier use loops, because the first lambda, stream and regular
 * expression of a JVM take longer than the rest of its first dossier.
 */
final class DossierWords {

  /** The most names in a sentence; the rest are counted. */
  private static final int NAMED = 4;

  /**
   * The ports that Linux hands out to connections by default: ip_local_port_range in the kernel's
   * Documentation/networking/ip-sysctl.rst.
   */
  private static final PortSpan LINUX_EPHEMERAL = new PortSpan(32768, 60999);

  /** The port that means any free port in a bind, so that no socket is ever on it. */
  static final int ANY_FREE = 0;

  private static final String RFC = "RFC";

  private DossierWords() {}

  /** Returns a port's status in a few words, such as "released, formerly netconfsoaphttp". */
  static String headline(PortRecord port) {
    List<ObservedUse> uses = port.observedUses();
    String services = some(services(port));
    String words =
        switch (port.status()) {
          case ASSIGNED ->
              (services.isEmpty() ? "assigned" : "assigned to " + services)
                  + (isWithoutUse(port) ? ", no use found" : "");
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
        : words + ", mostly used " + overWhat(port, uses) + "by " + dominant;
  }

  /** The transports of the dominant uses, if a service is in use over another transport. */
  static String overWhat(PortRecord port, List<ObservedUse> uses) {
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

  /** Whether sources were searched for the services and show no use. */
  private static boolean isWithoutUse(PortRecord port) {
    return !port.assignments().isEmpty()
        && port.overlaid().isEmpty()
        && (port.liveness() == Liveness.SPECIFIED || port.liveness() == Liveness.IN_DOUBT);
  }

  /** Returns the services to expect; ghosts only if no other service is alive. */
  static Set<String> services(PortRecord port) {
    Set<Transport> overlaid = port.overlaid();
    PortStatus status = port.status();
    Set<String> names = new LinkedHashSet<>();
    Set<String> below = new LinkedHashSet<>();
    for (Assignment service : port.assignments()) {
      if (service.aliasOf().isEmpty() && service.status() == status) {
        (isOver(service, overlaid) ? names : below).add(service.serviceName());
      }
    }
    names.addAll(below);
    if (names.isEmpty()) {
      for (UnnamedEntry row : port.unnamedEntries()) {
        if (row.state() == IanaState.ASSIGNED && !row.description().isEmpty()) {
          names.add(row.description());
        }
      }
    }
    return names;
  }

  /** Returns whether a row is from an overlay. */
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

  /** The services of an overlay, the common names of the port, and the services in use. */
  private static List<String> likely(PortRecord port) {
    List<String> names = new ArrayList<>();
    for (Candidate candidate : port.candidates()) {
      if (candidate.standing().compareTo(Standing.IN_USE) <= 0) {
        names.add(candidate.name());
      }
    }
    return names;
  }

  /** Returns the services that an overlay assigns the port to, without aliases. */
  static List<Assignment> overlay(PortRecord port) {
    Set<Transport> overlaid = port.overlaid();
    List<Assignment> services = new ArrayList<>();
    for (Assignment service : port.assignments()) {
      if (service.aliasOf().isEmpty() && isOver(service, overlaid)) {
        services.add(service);
      }
    }
    return services;
  }

  /** Returns sentences about the range of a port and what follows from it (RFC 6335, section 6). */
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
                      : " On Unix, usually only a privileged process can listen here.");
          case USER ->
              "User Ports, "
                  + span
                  + ": assigned by IETF Review, IESG Approval or Expert Review (RFC 6335). Any"
                  + " process can listen here.";
          case DYNAMIC ->
              "Dynamic Ports, "
                  + span
                  + ": never assigned (RFC 6335). Any process can listen here while no other uses"
                  + " the port.";
        };
    return LINUX_EPHEMERAL.contains(port.number())
        ? List.of(
            words,
            "By default, Linux hands out "
                + LINUX_EPHEMERAL
                + " to outgoing connections, so the port can be in use by chance.")
        : List.of(words);
  }

  /**
   * Returns the same in one short line; "" for a port that any process can use and no system hands
   * out.
   */
  static String rangeInShort(PortRecord port) {
    String words =
        switch (port.range()) {
          case SYSTEM ->
              port.number() == ANY_FREE
                  ? "System Port: a program that binds it gets another, free port"
                  : "System Port: on Unix, usually only a privileged process can listen";
          case USER -> "";
          case DYNAMIC -> "Dynamic Port";
        };
    if (!LINUX_EPHEMERAL.contains(port.number())) {
      return words;
    }
    String linux = "Linux hands out " + LINUX_EPHEMERAL + " to connections by default";
    return words.isEmpty() ? linux : words + "; " + linux;
  }

  /** Returns sentences on what a listener on a port may be. */
  static List<String> listener(PortRecord port) {
    if (port.number() == ANY_FREE) {
      return List.of(
          "No program can listen on port 0: a program that binds it gets another, free port.");
    }
    UseNames uses = new UseNames(port.observedUses());
    String dominant = some(uses.dominant(), "or");
    String others = some(uses.others());
    String ranges = some(uses.ranges());
    String disputed = some(uses.disputed());
    String former = some(formerNames(port), "or");
    String first =
        switch (port.status()) {
          case ASSIGNED -> expected(port) + " A port number proves nothing; check the process.";
          case GHOST -> {
            String likely = some(likely(port), "or");
            yield (likely.isEmpty() ? "Probably not " : "Probably " + likely + ", not ")
                + some(services(port), "or")
                + ". Check the process: software that chose an apparently unused port, a"
                + " misconfigured server, or something hiding.";
          }
          case RELEASED ->
              "Either old software that still uses the port"
                  + (former.isEmpty() ? "" : " for " + former)
                  + ", or software that chose a port that nobody has now. Check the process.";
          case RESERVED ->
              "Nothing should listen here. Check the process: a misconfigured server, or software"
                  + " that chose a reserved port.";
          case UNASSIGNED ->
              "A program that its makers or an administrator put on this port"
                  + (dominant.isEmpty() ? "" : ", most likely " + dominant)
                  + (former.isEmpty() ? "" : ", or old software that still uses it for " + former)
                  + ". The registry lists no service here; check the process.";
          case DYNAMIC ->
              "A program that asked for any free port, or one that is configured to use this port"
                  + (dominant.isEmpty() ? "" : ", most likely " + dominant)
                  + ".";
        };
    List<String> sentences = new ArrayList<>();
    sentences.add(first);
    if (!others.isEmpty()) {
      sentences.add("Also used by " + others + ".");
    }
    if (!ranges.isEmpty()) {
      sentences.add("The port is " + ranges + ".");
    }
    if (!disputed.isEmpty()) {
      sentences.add("Disputed: " + disputed + ".");
    }
    if (port.range() == PortRange.SYSTEM) {
      sentences.add("On Unix, a process that listens here was usually started with privileges.");
    }
    return sentences;
  }

  /** The sentence on what to expect on an assigned port. */
  private static String expected(PortRecord port) {
    String likely = some(likely(port), "or");
    if (!likely.isEmpty()) {
      return "Expect " + likely + ".";
    }
    String services = some(services(port), "or");
    if (port.assignments().isEmpty()) {
      return services.isEmpty()
          ? "Possibly a program for the assigned purpose."
          : "Possibly a program for " + services + ".";
    }
    return "Possibly " + services + (isWithoutUse(port) ? ", though no use was found." : ".");
  }

  static String relation(Relation relation) {
    return switch (relation) {
      case SECURE_VARIANT -> "secure variant";
      case PLAIN_VARIANT -> "plain-text variant";
      case CONTROL_DATA_PAIR -> "control and data of one service";
      case SERVER_END -> "server end of the same protocol";
      case CLIENT_END -> "client end of the same protocol";
      case PREDECESSOR -> "predecessor";
      case SUCCESSOR -> "successor";
      case ALTERNATIVE -> "same purpose";
      case FAMILY -> "same suite";
      case RELEASED_TOGETHER -> "released by the same document";
    };
  }

  static String confidence(ObservedUse use) {
    return switch (use.confidence()) {
      case DOCUMENTED -> "documented";
      case REPORTED -> "reported";
      case RECORDED_BY_IANA -> "noted by IANA";
      case DISPUTED -> "disputed: the first source claims it, the second contradicts it";
    };
  }

  /** Returns what became of a former assignment, when and by whom. */
  static String fate(FormerAssignment former) {
    String words =
        switch (former.kind()) {
          case RELEASED -> former.successor().isEmpty() ? "released" : "moved";
          case MOVED -> "moved";
          case RENAMED -> "renamed";
          case REASSIGNED -> "reassigned";
          case TRANSPORT_REMOVED -> "withdrawn from this transport";
        };
    if (!former.successor().isEmpty()) {
      words += " to " + former.successor();
    }
    if (former.releasedOn() != null) {
      words += (former.releasedOn().day() == null ? " in " : " on ") + former.releasedOn();
    } else if (former.lastSeen() != null) {
      words += " between " + former.lastSeen() + " and " + former.absentBy();
    }
    return former.authority().isEmpty() ? words : words + " by " + references(former.authority());
  }

  /** Returns a text with RFC names spelled with a space: {@code RFC 9110}. */
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

  /**
   * Returns the registry's keys for persons and organizations with spaces instead of underscores.
   */
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

  /** Returns the names, or the first few and the number of the others; "" if there are none. */
  static String some(Collection<String> all, String conjunction, int most) {
    List<String> names = List.copyOf(all);
    int more = names.size() - most;
    if (more > 1) {
      return String.join(", ", names.subList(0, most)) + " " + conjunction + " " + more + " others";
    }
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " " + conjunction + " " + names.get(last);
  }

  static String some(Collection<String> names, String conjunction) {
    return some(names, conjunction, NAMED);
  }

  static String some(Collection<String> names) {
    return some(names, "and");
  }
}
