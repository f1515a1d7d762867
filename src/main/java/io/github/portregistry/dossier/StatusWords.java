package io.github.portregistry.dossier;

import io.github.portregistry.Assignment;
import io.github.portregistry.Doubt;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Returns words for the status and the liveness of services and transports. */
final class StatusWords {

  private StatusWords() {}

  /** Returns why services are not called ghosts, each reason once, as the end of a sentence. */
  static Set<String> doubts(List<Assignment> services) {
    Map<Doubt, Set<String>> names = new LinkedHashMap<>();
    for (Assignment service : services) {
      Doubt doubt = service.doubt();
      if (doubt != null) {
        // Both have one reason.
        names
            .computeIfAbsent(
                doubt == Doubt.LISTED_LATE ? Doubt.NOT_SEARCHED : doubt,
                key -> new LinkedHashSet<>())
            .add(service.serviceName());
      }
    }
    Set<String> doubts = new LinkedHashSet<>();
    // A pronoun stands for all of them, so services with different reasons are named.
    names.forEach(
        (doubt, named) ->
            doubts.add(
                doubt(
                    doubt,
                    new Noun(names.size() > 1 ? DossierWords.some(named) : "", named.size() > 1))));
    return doubts;
  }

  /** A name or names, or the pronoun for them if the name is empty. */
  private record Noun(String name, boolean several) {

    String subject() {
      return name.isEmpty() ? (several ? "they" : "it") : name;
    }

    String object() {
      return name.isEmpty() ? (several ? "them" : "it") : name;
    }

    String entry() {
      if (name.isEmpty()) {
        return several ? "their registry entries were" : "its registry entry was";
      }
      return (several
          ? "the registry entries of " + name + " were"
          : "the registry entry of " + name + " was");
    }
  }

  private static String doubt(Doubt doubt, Noun service) {
    return switch (doubt) {
      case MAKER_LIVES ->
          "a document leaves open whether "
              + service.subject()
              + (service.several() ? " still use the port" : " still uses the port");
      case SERVICES_FILE -> "a services file lists " + service.object();
      case SECURITY_POLICY -> "a security policy names " + service.object();
      case ROW_CHANGED -> service.entry() + " changed since 2011 or registered since 2006";
      case PLATFORM_LIVES ->
          service.subject()
              + (service.several() ? " are" : " is")
              + " part of a platform that is still maintained";
      case RFC_MENTION -> "an RFC in force mentions " + service.object();
      case OTHER_REFERENCE ->
          "the registry cites a document for " + service.object() + " whose state is unknown";
      case FAMILY_LIVES -> "another service of the same product is in use";
      case LISTED_LATE, NOT_SEARCHED -> "no search for " + service.object() + " was conclusive";
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
