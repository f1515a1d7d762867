package io.github.portregistry.greeting;

import io.github.portregistry.Assignment;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import io.github.portregistry.greeting.Protocols.Speaker;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The protocols that a listener on a port is expected to speak.
 *
 * @param own the protocols of the port: first the protocols of the assigned services, then the
 *     protocols of observed uses
 * @param everyServiceKnown whether the protocol of each assigned service is known
 * @param everyUseKnown whether the protocol of each observed use is known
 * @param never the protocol because of which the port is never connected to; null if it may be
 *     asked
 */
public record Expected(
    Protocols protocols,
    List<Own> own,
    boolean everyServiceKnown,
    boolean everyUseKnown,
    @Nullable Protocol never) {

  /** Protocols that others are built on, so that they show little about the service. */
  private static final Set<String> CARRIERS = Set.of("http", "http-2", Protocol.TLS);

  /** Protocols that give access to any other program, so they never support one. */
  private static final Set<String> DOORS = Set.of("adb", "adb-device", "socks5");

  /** If a service has more ports than this, only the first is usually in use. */
  private static final int MOST_PORTS = 10;

  /**
   * A protocol of the port.
   *
   * @param tls whether it is spoken inside TLS
   * @param assigned whether an assigned service speaks it
   */
  record Own(Protocol protocol, boolean tls, boolean assigned) {}

  /** How well the recognized protocol fits the port. */
  public enum Fit {
    /** The protocol of an assigned service. */
    SERVICE,
    /** The protocol of an observed use, one that few other programs speak. */
    USE,
    /** It neither supports nor contradicts what is expected. */
    OPEN,
    /** A protocol that neither an assigned service nor an observed use speaks. */
    OTHER
  }

  /** Returns the protocols that a listener on a port is expected to speak. */
  public static Expected of(PortRecord record, Transport transport) {
    return of(Protocols.packaged(), record, transport);
  }

  static Expected of(Protocols protocols, PortRecord record, Transport transport) {
    Set<Own> own = new LinkedHashSet<>();
    boolean everyServiceKnown = true;
    for (Assignment service : record.assignments(transport)) {
      List<Speaker> speakers = protocols.ofService(service.serviceName(), transport);
      PortSpan ports = service.ports();
      boolean isOneOfMany =
          ports != null && ports.size() > MOST_PORTS && record.number() > ports.first();
      everyServiceKnown &= !speakers.isEmpty() && !isOneOfMany;
      for (Speaker speaker : speakers) {
        // Plain HTTP says little if the service is known to speak a protocol built on HTTP.
        if (speakers.stream().noneMatch(other -> isForm(protocols, other, speaker))) {
          own.add(new Own(speaker.protocol(), speaker.tls(), true));
        }
      }
    }
    boolean everyUseKnown = true;
    for (ObservedUse use : record.observedUses()) {
      if ((use.transport() == null || use.transport() == transport)
          && !use.isRange()
          && use.confidence() != ObservedUse.Confidence.DISPUTED) {
        List<Speaker> speakers = protocols.ofApplication(use.application(), transport);
        everyUseKnown &= !speakers.isEmpty();
        for (Speaker speaker : speakers) {
          if (!own.contains(new Own(speaker.protocol(), speaker.tls(), true))) {
            own.add(new Own(speaker.protocol(), speaker.tls(), false));
          }
        }
      }
    }
    Protocol never = protocols.atNeverAskedPort(record.number(), transport);
    for (Own one : own) {
      never = never == null && one.protocol.isNever() ? one.protocol : never;
    }
    return new Expected(protocols, List.copyOf(own), everyServiceKnown, everyUseKnown, never);
  }

  private static boolean isForm(Protocols protocols, Speaker form, Speaker of) {
    return form.tls() == of.tls()
        && !form.protocol().name().equals(of.protocol().name())
        && protocols.isFormOf(form.protocol(), of.protocol());
  }

  /** Returns why the port is never connected to, as a clause; "" if it may be asked. */
  public String whyNever() {
    if (never == null) {
      return "";
    }
    String effect = never.effect();
    int end = effect.endsWith(".") ? effect.length() - 1 : effect.length();
    return "the port is for "
        + never.name()
        + ", which is never touched ("
        + effect.substring(0, end)
        + ")";
  }

  /** Returns how the recognized protocols fit; {@link Fit#OPEN} if none was recognized. */
  public Fit fit(List<String> names, boolean tls) {
    Set<Fit> fits = EnumSet.noneOf(Fit.class);
    for (String name : names) {
      fits.add(fit(name, tls));
    }
    // Several protocols support or contradict only if each of them does.
    return fits.size() == 1 ? fits.iterator().next() : Fit.OPEN;
  }

  private Fit fit(String name, boolean tls) {
    Protocol spoken = protocols.named(name);
    if (spoken == null || (own.isEmpty() && everyServiceKnown)) {
      return Fit.OPEN;
    }
    boolean carrier = CARRIERS.contains(spoken.id());
    // The protocol inside TLS is not known.
    boolean isOpen = spoken.isTls() || (carrier && !(everyServiceKnown && everyUseKnown));
    Fit fit = isOpen ? Fit.OPEN : Fit.OTHER;
    for (Own one : own) {
      boolean same = protocols.isFormOf(spoken, one.protocol);
      if (same && one.tls == tls && one.assigned) {
        return Fit.SERVICE;
      }
      if (same && one.tls == tls && !carrier && !DOORS.contains(spoken.id())) {
        fit = Fit.USE;
      } else if (fit == Fit.OTHER && (same || protocols.isFormOf(one.protocol, spoken))) {
        fit = Fit.OPEN;
      }
    }
    return fit;
  }
}
