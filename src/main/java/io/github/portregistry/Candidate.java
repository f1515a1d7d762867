package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A service or program that may be behind a port, with its rank and the reason for it.
 *
 * <pre>{@code
 * PortRegistry.lookup(9092).candidates(Transport.TCP).get(0).name(); // "Apache Kafka"
 * }</pre>
 *
 * @param name the service name, or the application of the use
 * @param standing the rank among the candidates of the port
 * @param reason the reason for the rank, in a few words
 */
public record Candidate(String name, Standing standing, String reason) {

  /**
   * Creates a candidate.
   *
   * @param name the {@link #name}
   * @param standing the {@link #standing}
   * @param reason the {@link #reason}
   * @throws NullPointerException if a component is null
   */
  public Candidate {
    requireNonNull(name, "name");
    requireNonNull(standing, "standing");
    requireNonNull(reason, "reason");
  }

  /**
   * Returns the candidates of a port, the highest standing first; each name once.
   *
   * @param overlaid the transports for which an overlay has a row
   */
  static List<Candidate> of(
      List<Assignment> services, List<ObservedUse> uses, Set<Transport> overlaid) {
    List<Candidate> all = new ArrayList<>();
    boolean onlyAliases = areAliases(services);
    for (Assignment service : services) {
      if (service.aliasOf().isEmpty() || onlyAliases) {
        all.add(of(service, isFor(service, overlaid)));
      }
    }
    for (ObservedUse use : uses) {
      all.add(of(use));
    }
    // No lambda and no stream, because they would slow down the first dossier.
    Map<String, Candidate> byName = new LinkedHashMap<>();
    for (Standing standing : Standing.values()) {
      for (Candidate candidate : all) {
        if (candidate.standing == standing) {
          byName.putIfAbsent(candidate.name, candidate);
        }
      }
    }
    return List.copyOf(byName.values());
  }

  private static boolean areAliases(List<Assignment> services) {
    for (Assignment service : services) {
      if (service.aliasOf().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFor(Assignment service, Set<Transport> transports) {
    Transport transport = service.transport();
    return transport == null ? !transports.isEmpty() : transports.contains(transport);
  }

  private static Candidate of(Assignment service, boolean inOverlay) {
    boolean overlaid = inOverlay && service.liveness() != Liveness.GHOST;
    Standing standing =
        overlaid
            ? Standing.OVERLAID
            : switch (service.liveness()) {
              case IN_USE -> Standing.IN_USE;
              case SPECIFIED -> Standing.SPECIFIED;
              case IN_DOUBT, UNEXAMINED -> Standing.ASSIGNED;
              case GHOST -> Standing.GHOST;
            };
    return new Candidate(service.serviceName(), standing, reason(service, overlaid));
  }

  private static String reason(Assignment service, boolean overlaid) {
    if (overlaid) {
      return "given the port by " + service.source();
    }
    return switch (service.liveness()) {
      case IN_USE -> "assigned, seen in use";
      case SPECIFIED -> "assigned, specified by an RFC in force; no use seen";
      case IN_DOUBT -> "assigned, no use seen";
      case UNEXAMINED -> "assigned; whether it is used was not examined";
      case GHOST -> "assigned, a ghost";
    };
  }

  private static Candidate of(ObservedUse use) {
    Standing standing =
        use.confidence() == ObservedUse.Confidence.DISPUTED
            ? Standing.DISPUTED
            : !use.commonName().isEmpty()
                ? Standing.COMMON
                : use.isRange() ? Standing.RANGE : Standing.OBSERVED;
    return new Candidate(use.application(), standing, reason(use));
  }

  private static String reason(ObservedUse use) {
    String sources =
        ToString.word(use.confidence())
            + (use.sources().size() == 1
                ? ", 1 source"
                : ", " + use.sources().size() + " independent sources");
    return use.isRange() ? sources + ", for " + use.ports() : sources;
  }

  /** Returns the candidate for a log, such as {@code Apache Kafka COMMON (documented, ...)}. */
  @Override
  public String toString() {
    return ToString.of(name, standing.name(), "(" + reason + ")");
  }
}
