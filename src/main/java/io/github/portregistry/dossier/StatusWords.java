package io.github.portregistry.dossier;

import io.github.portregistry.Assignment;
import io.github.portregistry.Doubt;
import io.github.portregistry.Evidence;
import io.github.portregistry.Liveness;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a status and a liveness mean for a port, in sentences. */
final class StatusWords {

  private StatusWords() {}

  /**
   * One sentence on what a status means for this port.
   *
   * @param evidence the evidence of the port
   */
  static String status(PortRecord port, List<Evidence> evidence) {
    return switch (port.status()) {
      case ASSIGNED -> {
        String ghosts = DossierWords.some(ghosts(port));
        List<Assignment> over = DossierWords.overlay(port);
        yield !over.isEmpty()
            ? overlaid(over)
            : liveness(port)
                + (ghosts.isEmpty()
                    ? ""
                    : " No source consulted shows "
                        + ghosts
                        + ", a ghost on the same port, in use.");
      }
      case GHOST -> "Ghost: the port is assigned, but " + withoutUse(evidence);
      case RELEASED ->
          "Released: the port was assigned and is no longer; the registry lists it as "
              + DossierWords.some(ianaStates(port))
              + ".";
      case RESERVED -> "Reserved: the registry keeps the port back and names no former service.";
      case UNASSIGNED ->
          port.formerAssignments().isEmpty()
              ? "Unassigned: no service has the port, and the registry records no former one."
              : "Unassigned: no service has the port. Copies of the registry show that one had it"
                  + " before.";
      case DYNAMIC -> "Dynamic: the port is never assigned; any program may use it for a while.";
    };
  }

  private static String overlaid(List<Assignment> services) {
    Set<String> sources = new LinkedHashSet<>();
    for (Assignment service : services) {
      sources.add(service.source());
    }
    return "Assigned: "
        + DossierWords.some(sources)
        + ", laid over the registry, gives the port to "
        + DossierWords.some(names(services))
        + ".";
  }

  private static Set<String> names(List<Assignment> services) {
    Set<String> names = new LinkedHashSet<>();
    for (Assignment service : services) {
      names.add(service.serviceName());
    }
    return names;
  }

  /** What is known of the use of a port that is assigned, in one sentence. */
  private static String liveness(PortRecord port) {
    if (port.assignments().isEmpty()) {
      return "Assigned, to a purpose and not to a service.";
    }
    Liveness best = port.liveness();
    List<Assignment> named = new ArrayList<>();
    for (Assignment service : port.assignments()) {
      if (service.liveness() == best && service.aliasOf().isEmpty()) {
        named.add(service);
      }
    }
    String names = DossierWords.some(names(named));
    return switch (best) {
      case IN_USE -> "Assigned, seen in use: at least one source shows " + names + " on the port.";
      case SPECIFIED ->
          "Assigned, no use seen: an RFC in force specifies "
              + names
              + ", and no source consulted shows it in use.";
      case IN_DOUBT ->
          "Assigned, no use seen. It is not called a ghost because "
              + DossierWords.some(doubts(named))
              + ".";
      default -> "Assigned; whether it is used was not examined.";
    };
  }

  private static Set<String> doubts(List<Assignment> services) {
    Set<String> doubts = new LinkedHashSet<>();
    for (Assignment service : services) {
      if (service.doubt() != null) {
        doubts.add(doubt(service.doubt()));
      }
    }
    return doubts;
  }

  /** Why a service is not called a ghost, as the end of a sentence. */
  static String doubt(Doubt doubt) {
    return switch (doubt) {
      case MAKER_LIVES -> "a document leaves open whether it is still used on the port";
      case SERVICES_FILE -> "a services file lists it";
      case SECURITY_POLICY -> "a security policy names it";
      case ROW_CHANGED ->
          "its row in the registry was changed since 2011, or registered since 2006";
      case PLATFORM_LIVES -> "it is part of a platform that is maintained";
      case RFC_MENTION -> "an RFC in force mentions it";
      case OTHER_REFERENCE -> "the registry cites a document for it whose state is not known";
      case FAMILY_LIVES -> "another service of the same product is in use";
      case LISTED_LATE, NOT_SEARCHED -> "no search for it was conclusive";
    };
  }

  /** What is known of the use of one service, in a few words. */
  static String liveness(Assignment service) {
    return switch (service.liveness()) {
      case IN_USE -> "seen in use";
      case SPECIFIED, IN_DOUBT -> "no use seen";
      case GHOST -> "a ghost";
      case UNEXAMINED -> "use not examined";
    };
  }

  private static Set<String> ghosts(PortRecord port) {
    Set<String> ghosts = new LinkedHashSet<>();
    for (Assignment service : port.assignments()) {
      if (service.status() == PortStatus.GHOST && service.aliasOf().isEmpty()) {
        ghosts.add(service.serviceName());
      }
    }
    return ghosts;
  }

  private static String withoutUse(List<Evidence> evidence) {
    int consulted = 0;
    for (Evidence piece : evidence) {
      consulted = Math.max(consulted, piece.consulted().size());
    }
    return consulted == 0
        ? "the service is abandoned as far as is known."
        : "none of the " + consulted + " sources consulted shows the service in use.";
  }

  private static Set<String> ianaStates(PortRecord port) {
    Set<String> states = new LinkedHashSet<>();
    for (Transport transport : Transport.values()) {
      if (port.status(transport) == PortStatus.RELEASED) {
        states.add(DossierWords.word(port.ianaState(transport)));
      }
    }
    return states;
  }
}
