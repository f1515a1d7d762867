package io.github.portregistry.cli;

import io.github.portregistry.Assignment;
import io.github.portregistry.EverydayName;
import io.github.portregistry.Evidence;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortSpan;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the word that a mistyped one was probably meant as. */
final class Suggestion {

  /** Sorts a name without a port after names with one. */
  private static final int NO_PORT = PortSpan.MAX_PORT + 1;

  private Suggestion() {}

  /**
   * A name that may have been meant.
   *
   * @param what the service or the program; "" if not known
   * @param used whether the name is seen in use
   */
  private record Candidate(String name, int port, String what, boolean used) {

    /** Returns the name with the port and the service, so that a reader can recognize it. */
    String text() {
      String place = port == NO_PORT ? "no port" : Integer.toString(port);
      return name + " (" + (what.isEmpty() ? place : place + ", " + what) + ")";
    }
  }

  /**
   * Returns the registered or everyday name that a mistyped word was probably meant as, with its
   * port and service, such as {@code mysql (3306, MySQL)}. Among several, names in use come first,
   * then the lowest port.
   */
  static Optional<String> serviceName(PortRegistry registry, String word) {
    Stream<Candidate> registered =
        registry
            .assignments()
            .filter(service -> Slip.isOne(word, service.serviceName()))
            .map(service -> of(service, registry));
    Stream<Candidate> everyday =
        registry.everydayNames().stream()
            .filter(name -> Slip.isOne(word, name.name()))
            .map(name -> of(name, registry));
    return Stream.concat(registered, everyday)
        .min(
            Comparator.comparing((Candidate candidate) -> !candidate.used())
                .thenComparingInt(Candidate::port))
        .map(Candidate::text);
  }

  private static Candidate of(Assignment service, PortRegistry registry) {
    PortSpan ports = service.ports();
    if (ports == null) {
      return new Candidate(service.serviceName(), NO_PORT, service.description(), false);
    }
    String name = service.aliasOf().isEmpty() ? service.serviceName() : service.aliasOf();
    boolean used =
        registry.port(ports.first()).evidence().stream()
            .filter(evidence -> evidence.kind() == Evidence.Kind.IN_USE)
            .anyMatch(evidence -> evidence.serviceName().equalsIgnoreCase(name));
    return new Candidate(service.serviceName(), ports.first(), service.description(), used);
  }

  private static Candidate of(EverydayName name, PortRegistry registry) {
    PortRecord port = registry.port(name.port());
    // People may mean another program by the name than the assigned one.
    String what =
        port.observedUses().stream()
            .filter(use -> use.isFor(name.transport()))
            .filter(use -> isOf(use, name.name()))
            .map(ObservedUse::application)
            .findFirst()
            .orElseGet(
                () ->
                    port.assignments(name.transport()).stream()
                        .map(Assignment::description)
                        .findFirst()
                        .orElse(""));
    return new Candidate(name.name(), name.port(), what, true);
  }

  private static boolean isOf(ObservedUse use, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Objects.equals(use.commonName(), lower)
        || use.application().toLowerCase(Locale.ROOT).contains(lower);
  }

  /** Returns the word of a list that is nearest to a mistyped one. */
  static Optional<String> of(List<String> words, String word) {
    return words.stream()
        .filter(candidate -> isNear(candidate, word))
        .min(Comparator.comparingInt(candidate -> distance(candidate, word)));
  }

  /**
   * One slip in a short word, two in a longer one, because the words of a list are few and differ
   * widely.
   */
  private static boolean isNear(String candidate, String word) {
    int allowed = word.length() < 5 ? 1 : 2;
    return Math.abs(candidate.length() - word.length()) <= allowed
        && distance(candidate, word) <= allowed;
  }

  /** The edit distance with swaps of adjacent letters, ignoring case. */
  static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
