package io.github.portregistry.dossier;

import io.github.portregistry.Assignment;
import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.Liveness;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds the sentence that says what a port is and whether it is used, and a second one if a
 * transport differs from what a reader expects.
 */
final class PortSentence {

  /** The most uses that are named; the rest are counted, and listed elsewhere. */
  private static final int USES = 3;

  private static final int LONGEST_TITLE = 60;

  /** The longest names of several uses together. */
  private static final int LONGEST_NAMES = 100;

  private final PortRecord whole;
  private final PortRecord port;
  private final @Nullable Transport transport;
  private final List<Assignment> overlay;
  private final List<Evidence> evidence;
  private final UseNames uses;
  private final List<ObservedUse> observed;

  /**
   * Prepares the sentence.
   *
   * @param whole the record for all transports
   * @param port the record for the requested transport
   * @param transport the requested transport; null for all
   * @param overlay the services that an overlay assigns the port to
   */
  PortSentence(
      PortRecord whole,
      PortRecord port,
      @Nullable Transport transport,
      List<Assignment> overlay,
      List<ObservedUse> observed,
      List<Evidence> evidence) {
    this.whole = whole;
    this.port = port;
    this.transport = transport;
    this.overlay = overlay;
    this.evidence = evidence;
    this.observed = observed;
    this.uses = new UseNames(observed);
  }

  /** Returns the sentence, with names and titles that are not escaped yet. */
  String text() {
    String over = transport == null ? "" : "/" + transport.keyword();
    String rest =
        switch (port.status()) {
          case ASSIGNED -> assigned();
          case GHOST -> ghost();
          case RELEASED -> released();
          case RESERVED -> reserved();
          case UNASSIGNED -> unassigned();
          case DYNAMIC ->
              " is dynamic: it is never assigned, and any program may use it for a while" + used();
        };
    // A name may itself end with a period: 0 A.D.
    return "Port " + port.number() + over + rest + (rest.endsWith(".") ? "" : ".") + elsewhere();
  }

  // Assigned

  private String assigned() {
    if (!overlay.isEmpty()) {
      return overlaid();
    }
    if (port.assignments().isEmpty()) {
      String purpose = DossierWords.some(DossierWords.services(port));
      return purpose.isEmpty()
          ? " is assigned, but not to a named service" + used()
          : " is assigned to " + purpose + ", not to a named service" + used();
    }
    Liveness best = port.liveness();
    List<Assignment> named = services(best);
    Set<String> names = names(named);
    boolean several = names.size() > 1;
    String dominant = DossierWords.some(uses.dominant());
    String mostly = byWhom();
    String state =
        switch (best) {
          case IN_USE ->
              dominant.isEmpty() ? inUse(several) : (several ? ", and " : " and ") + mostly;
          case SPECIFIED ->
              "; "
                  + specified(names)
                  + ", but no source shows "
                  + (several ? "them" : "it")
                  + " in use"
                  + used();
          case IN_DOUBT ->
              ", but no source shows "
                  + (several ? "them" : "it")
                  + " in use; "
                  + (several ? "they are not called ghosts" : "it is not called a ghost")
                  + " because "
                  + DossierWords.some(StatusWords.doubts(named))
                  + used();
          default ->
              !dominant.isEmpty()
                  ? (isNamedLike(named) ? " and " : ", but ") + mostly
                  : uses.others().isEmpty()
                      ? "; whether " + (several ? "they are" : "it is") + " used was not examined"
                      : ", whose use was not examined" + used();
        };
    return " is assigned to " + titled(named) + state + others(names);
  }

  /** The clause on services in use, which a source may show over other transports only. */
  private String inUse(boolean several) {
    List<String> shown = new ArrayList<>();
    for (Transport other : Transport.values()) {
      if (transport != null
          && other != transport
          && showsUse(whole.forTransport(other).evidence())) {
        shown.add(other.keyword());
      }
    }
    if (transport == null || shown.isEmpty() || showsUse(evidence)) {
      return (several ? ", which are" : ", which is") + " known to be in use";
    }
    return (several ? "; they are" : "; it is")
        + " known to be in use over "
        + DossierWords.some(shown)
        + ", but no source shows "
        + (several ? "them" : "it")
        + " in use over "
        + transport.keyword();
  }

  private static boolean showsUse(List<Evidence> pieces) {
    for (Evidence piece : pieces) {
      if (piece.kind() == Evidence.Kind.IN_USE || piece.kind() == Evidence.Kind.CURATED) {
        return true;
      }
    }
    return false;
  }

  private String overlaid() {
    Set<String> sources = new LinkedHashSet<>();
    for (Assignment service : overlay) {
      sources.add(service.source());
    }
    Set<String> below = names(port.assignments());
    below.removeAll(names(overlay));
    return " is assigned to "
        + titled(overlay)
        + " by the overlay "
        + DossierWords.some(sources)
        + (below.isEmpty() ? "" : "; the registry assigns it to " + DossierWords.some(below));
  }

  /** The services of a liveness, without aliases unless there is nothing else. */
  private List<Assignment> services(Liveness liveness) {
    List<Assignment> named = new ArrayList<>();
    List<Assignment> all = new ArrayList<>();
    for (Assignment service : port.assignments()) {
      if (service.liveness() == liveness) {
        all.add(service);
        if (service.aliasOf().isEmpty()) {
          named.add(service);
        }
      }
    }
    return named.isEmpty() ? all : named;
  }

  private static Set<String> names(List<Assignment> services) {
    Set<String> names = new LinkedHashSet<>();
    for (Assignment service : services) {
      if (service.aliasOf().isEmpty() || services.size() == 1) {
        names.add(service.serviceName());
      }
    }
    return names;
  }

  /** The names, or a single name with its title. */
  private static String titled(List<Assignment> services) {
    Set<String> names = names(services);
    String all = DossierWords.some(names.isEmpty() ? allNames(services) : names);
    return names.size() == 1 ? all + inBrackets(title(services.get(0))) : all;
  }

  private static Set<String> allNames(List<Assignment> services) {
    Set<String> names = new LinkedHashSet<>();
    for (Assignment service : services) {
      names.add(service.serviceName());
    }
    return names;
  }

  private static String inBrackets(String title) {
    return title.isEmpty() ? "" : " (" + title + ")";
  }

  static String title(Assignment service) {
    return title(service.serviceName(), service.description());
  }

  /**
   * Returns a title for a sentence, without its remarks; "" if it is empty, too long, or the same
   * as the name.
   */
  static String title(String name, String description) {
    int remark = description.indexOf(" (");
    String title = (remark < 0 ? description : description.substring(0, remark)).strip();
    while (title.endsWith(".") || title.endsWith(",") || title.endsWith(";")) {
      title = title.substring(0, title.length() - 1);
    }
    boolean usable =
        !title.isEmpty()
            && Character.isLetterOrDigit(title.charAt(0))
            && title.length() <= LONGEST_TITLE
            && title.indexOf('(') < 0
            && title.indexOf(')') < 0
            && !title.equalsIgnoreCase(name);
    return usable ? title : "";
  }

  /** The document that specifies the services, as the subject and verb of a clause. */
  private String specified(Set<String> names) {
    if (names.size() > 1) {
      return "RFCs in force specify them";
    }
    for (Evidence piece : evidence) {
      if (piece.kind() == Evidence.Kind.SPECIFICATION
          && piece.strength() == Evidence.Strength.STRONG
          && names.contains(piece.serviceName())
          && piece.source().startsWith("RFC")) {
        return DossierWords.references(piece.source()) + " specifies it";
      }
    }
    return "an RFC in force specifies it";
  }

  /** Whether the dominant program has the name of the service. */
  private boolean isNamedLike(List<Assignment> services) {
    for (String application : uses.dominant()) {
      int end = application.indexOf(' ');
      String word =
          (end < 0 ? application : application.substring(0, end)).toLowerCase(Locale.ROOT);
      for (Assignment service : services) {
        String text = service.serviceName() + " " + service.description();
        if (text.toLowerCase(Locale.ROOT).contains(word)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The services that are less alive than the ones named already. */
  private String others(Set<String> named) {
    Set<String> alive = new LinkedHashSet<>();
    Set<String> ghosts = new LinkedHashSet<>();
    for (Assignment service : port.assignments()) {
      if (service.aliasOf().isEmpty() && !named.contains(service.serviceName())) {
        (service.status() == PortStatus.GHOST ? ghosts : alive).add(service.serviceName());
      }
    }
    return (alive.isEmpty() ? "" : "; the port is also assigned to " + DossierWords.some(alive))
        + (ghosts.isEmpty()
            ? ""
            : "; "
                + DossierWords.some(ghosts)
                + (ghosts.size() > 1
                    ? ", also assigned, are ghosts"
                    : ", also assigned, is a ghost"));
  }

  // Not assigned

  private String ghost() {
    Set<String> names = DossierWords.services(port);
    boolean several = names.size() > 1;
    boolean searched = false;
    for (Evidence piece : evidence) {
      searched |= !piece.consulted().isEmpty();
    }
    return " is a ghost: assigned to "
        + titled(services(Liveness.GHOST))
        + (searched
            ? ", but no source shows that anyone still uses " + (several ? "them" : "it")
            : ", but abandoned as far as is known")
        + used();
  }

  /** The transports over which the port was assigned before; "" if that is not known. */
  private String formerTransports() {
    Set<String> transports = new LinkedHashSet<>();
    for (FormerAssignment former : whole.formerAssignments()) {
      Transport of = former.transport();
      if (former.leftThePort() && of != null) {
        transports.add(of.keyword());
      }
    }
    return DossierWords.some(transports);
  }

  private String released() {
    List<FormerAssignment> formers = new ArrayList<>();
    for (FormerAssignment former : port.formerAssignments()) {
      if (former.leftThePort()) {
        formers.add(former);
      }
    }
    String state = DossierWords.some(StatusWords.ianaStates(port));
    String over = formers.isEmpty() ? formerTransports() : "";
    if (!over.isEmpty()) {
      return " is "
          + state
          + " in the registry"
          + "; the port was assigned before, but only over "
          + over
          + used();
    }
    if (formers.isEmpty()) {
      return " was assigned before and is released; the registry lists it as "
          + state
          + " now"
          + used();
    }
    FormerAssignment first = formers.get(0);
    Set<String> names = DossierWords.formerNames(port);
    String title = title(first.serviceName(), first.description());
    String was =
        names.isEmpty()
            ? " was assigned"
            : names.size() == 1 && !title.isEmpty() && !first.serviceName().isEmpty()
                ? " was " + title + " (" + first.serviceName() + ")"
                : " was assigned to " + DossierWords.some(names);
    String by = DossierWords.references(first.authority());
    String moved =
        first.successor().isEmpty() ? "" : " (the service moved to port " + first.successor() + ")";
    return was
        + until(first)
        + "; "
        + (by.isEmpty() ? "it was released" + moved : by + " released it" + moved)
        + ", and it is "
        + state
        + " now"
        + used();
  }

  private static String until(FormerAssignment former) {
    if (former.releasedOn() != null) {
      return " until " + former.releasedOn();
    }
    return former.lastSeen() == null
        ? ""
        : " until some day between " + former.lastSeen() + " and " + former.absentBy();
  }

  private String reserved() {
    return port.number() == DossierWords.ANY_FREE
        ? " is reserved, and no program can listen on it"
        : " is reserved: IANA assigns it to no service" + used();
  }

  private String unassigned() {
    FormerAssignment former =
        port.formerAssignments().isEmpty() ? null : port.formerAssignments().get(0);
    String before =
        former == null || former.serviceName().isEmpty()
            ? ""
            : "; "
                + former.serviceName()
                + inBrackets(title(former.serviceName(), former.description()))
                + " had it before and was "
                + DossierWords.fate(former);
    String used = byWhom();
    if (used.isEmpty()) {
      return " is unassigned" + (before.isEmpty() ? ", and no use of it is known" : before);
    }
    return " is unassigned" + (before.isEmpty() ? ", but " : before + "; it is ") + used;
  }

  /** The other uses of a port that has or had a service, as a clause; "" if there are none. */
  private String used() {
    // Claims on a range and disputed uses say little about such a port.
    boolean known = !uses.dominant().isEmpty() || !uses.others().isEmpty();
    return known ? "; the port is " + byWhom() : "";
  }

  /** The uses as the end of a clause after "is", such as "used by A and B"; "" for none. */
  private String byWhom() {
    if (!uses.dominant().isEmpty()) {
      return "mostly used "
          + DossierWords.overWhat(port, observed)
          + "by "
          + DossierWords.some(uses.dominant());
    }
    if (!uses.others().isEmpty()) {
      return "used by " + some(uses.others());
    }
    if (!uses.ranges().isEmpty()) {
      int claims = uses.ranges().size();
      return claims == 1 ? some(uses.ranges()) : "in " + claims + " ranges that applications claim";
    }
    return uses.disputed().isEmpty()
        ? ""
        : "used, as one source claims and another denies, by "
            + DossierWords.some(uses.disputed(), "or");
  }

  private static String some(Collection<String> names) {
    int named = 0;
    int length = 0;
    for (String name : names) {
      length += name.length();
      if (named == USES || (named > 0 && length > LONGEST_NAMES)) {
        break;
      }
      named++;
    }
    return DossierWords.some(names, "and", named);
  }

  /** The status of other transports, if it is unexpected; unassigned is the rule. */
  private String elsewhere() {
    if (transport != null) {
      return overOthers();
    }
    List<String> states = new ArrayList<>(2);
    for (PortStatus status : List.of(PortStatus.RELEASED, PortStatus.RESERVED)) {
      List<String> transports = new ArrayList<>();
      for (Transport other : Transport.values()) {
        if (status != port.status() && port.status(other) == status) {
          transports.add(other.keyword());
        }
      }
      if (!transports.isEmpty()) {
        states.add(DossierWords.word(status) + " over " + DossierWords.some(transports));
      }
    }
    return states.isEmpty() ? "" : " It is " + DossierWords.some(states) + ".";
  }

  /** The facts for other transports, if the port has none for the requested one. */
  private String overOthers() {
    if (!port.assignments().isEmpty() || whole.assignments().isEmpty()) {
      return "";
    }
    Set<String> transports = new LinkedHashSet<>();
    for (Assignment service : whole.assignments()) {
      if (service.transport() != null) {
        transports.add(service.transport().keyword());
      }
    }
    return " Over "
        + DossierWords.some(transports)
        + " it is assigned to "
        + DossierWords.some(DossierWords.services(whole))
        + ".";
  }
}
