package io.github.portregistry.dossier;

import io.github.portregistry.Assignment;
import io.github.portregistry.Doubt;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Returns words for the status and the liveness of services and transports. */
final class StatusWords {

  private StatusWords() {}

  /** Returns why services are not called ghosts, each reason once, as the end of a sentence. */
  static Set<String> doubts(List<Assignment> services) {
    Set<String> doubts = new LinkedHashSet<>();
    for (Assignment service : services) {
      if (service.doubt() != null) {
        doubts.add(doubt(service.doubt()));
      }
    }
    return doubts;
  }

  /** Returns why a service is not called a ghost, as the end of a sentence. */
  static String doubt(Doubt doubt) {
    return switch (doubt) {
      case MAKER_LIVES -> "a document leaves open whether it still uses the port";
      case SERVICES_FILE -> "a services file lists it";
      case SECURITY_POLICY -> "a security policy names it";
      case ROW_CHANGED -> "its registry entry was changed since 2011 or registered since 2006";
      case PLATFORM_LIVES -> "it is part of a platform that is still maintained";
      case RFC_MENTION -> "an RFC in force mentions it";
      case OTHER_REFERENCE -> "the registry cites a document for it whose state is unknown";
      case FAMILY_LIVES -> "another service of the same product is in use";
      case LISTED_LATE, NOT_SEARCHED -> "no search for it was conclusive";
    };
  }

  /** Returns the liveness of a service in a few words. */
  static String liveness(Assignment service) {
    return switch (service.liveness()) {
      case IN_USE -> "known to be in use";
      case SPECIFIED, IN_DOUBT -> "no use found";
      case GHOST -> "a ghost";
      case UNEXAMINED -> "use not examined";
    };
  }

  /** Returns IANA's current states of a released port, each once. */
  static Set<String> ianaStates(PortRecord port) {
    Set<String> states = new LinkedHashSet<>();
    for (Transport transport : Transport.values()) {
      if (port.status(transport) == PortStatus.RELEASED) {
        states.add(DossierWords.word(port.ianaState(transport)));
      }
    }
    return states;
  }
}
