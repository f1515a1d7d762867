package io.github.portregistry.cli;

import io.github.portregistry.PortStatus;
import java.util.List;
import java.util.Optional;

/** The commands by their names, and which of them a word may have been meant as. */
final class Commands {

  static final List<String> NAMES =
      List.of("search", "status", "changes", "listening", "free", "refresh", "completion");

  /** So long a word has to be for two letters to be wrong, or for the rest to be left out. */
  private static final int LONG = 6;

  private static final int BEGINNING = 4;

  private Commands() {}

  static boolean has(String word) {
    return NAMES.contains(word);
  }

  /** Returns the command that was meant by a word with a slip of the finger, or cut short. */
  static Optional<String> meant(String word) {
    Optional<String> slip = NAMES.stream().filter(name -> Slip.isOne(word, name)).findFirst();
    if (slip.isPresent()) {
      return slip;
    }
    return NAMES.stream()
        .filter(
            name ->
                (word.length() >= BEGINNING && name.startsWith(word))
                    || (word.length() >= LONG && Suggestion.distance(name, word) <= 2))
        .findFirst();
  }

  /**
   * Returns the message for a word that no service has but that was meant as a command; "" if it
   * was not.
   */
  static String unknown(String word) {
    String start = "no service '" + word + "'; did you mean ";
    Optional<String> command = meant(word);
    if (command.isPresent()) {
      return start + "the command '" + command.get() + "'?";
    }
    for (PortStatus status : PortStatus.values()) {
      String name = Words.of(status);
      if (word.equalsIgnoreCase(name) || word.equalsIgnoreCase(name + "s")) {
        return start + "'port-registry status " + name + "'?";
      }
    }
    return "";
  }
}
