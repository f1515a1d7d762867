package io.github.portregistry.cli;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was meant. */
final class Suggestion {

  private Suggestion() {}

  /**
   * Returns the service name that is nearest to a word: of several the one with the same first
   * letter, then the one on the lowest port.
   */
  static Optional<String> serviceName(PortRegistry registry, String word) {
    return registry
        .assignments()
        .filter(service -> isNear(service.serviceName(), word))
        .min(
            Comparator.comparingInt((Assignment service) -> distance(service.serviceName(), word))
                .thenComparing(service -> !sameStart(service.serviceName(), word))
                .thenComparingInt(
                    service -> service.ports() == null ? 65536 : service.ports().first()))
        .map(Assignment::serviceName);
  }

  /** Returns the word of a list that is nearest to another. */
  static Optional<String> of(List<String> words, String word) {
    return words.stream()
        .filter(candidate -> isNear(candidate, word))
        .min(Comparator.comparingInt(candidate -> distance(candidate, word)));
  }

  /** One slip in a short word, two in a longer one. */
  private static boolean isNear(String candidate, String word) {
    int allowed = word.length() < 5 ? 1 : 2;
    return Math.abs(candidate.length() - word.length()) <= allowed
        && distance(candidate, word) <= allowed;
  }

  private static boolean sameStart(String one, String other) {
    return !one.isEmpty()
        && !other.isEmpty()
        && Character.toLowerCase(one.charAt(0)) == Character.toLowerCase(other.charAt(0));
  }

  /** How many letters to put in, take out, change or swap with the next, whatever their case. */
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
