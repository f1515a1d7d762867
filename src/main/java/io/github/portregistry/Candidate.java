package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What somebody may meet on a port: an assigned service or an observed use, with its rank among the
 * others and the reason for it.
 *
 * <pre>{@code
 * PortRegistry.lookup(9092).candidates(Transport.TCP).get(0).name(); // "Apache Kafka"
 * }</pre>
 *
 * @param name the service name, or the application of the use
 * @param standing the rank among the candidates of the port
 * @param reason what the rank rests on, in few words
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
   * @param overlaid whether a row of a service is of a table that is laid over the registry
   */
  static List<Candidate> of(
      List<Assignment> services, List<ObservedUse> uses, Predicate<Assignment> overlaid) {
    List<Candidate> all = new ArrayList<>();
    boolean onlyAliases = services.stream().noneMatch(service -> service.aliasOf().isEmpty());
    for (Assignment service : services) {
      if (service.aliasOf().isEmpty() || onlyAliases) {
        all.add(of(service, overlaid.test(service)));
      }
    }
    uses.forEach(use -> all.add(of(use)));
    all.sort(Comparator.comparing(Candidate::standing));
    Map<String, Candidate> byName = new LinkedHashMap<>();
    all.forEach(candidate -> byName.putIfAbsent(candidate.name(), candidate));
    return List.copyOf(byName.values());
  }

  private static Candidate of(Assignment service, boolean overlaid) {
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
