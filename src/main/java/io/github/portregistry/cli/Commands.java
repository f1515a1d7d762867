package io.github.portregistry.cli;

import io.github.portregistry.PortStatus;
import java.util.List;
import java.util.Optional;

/** The names of the commands, and the command that a mistyped word was probably meant as. */
final class Commands {

  static final List<String> NAMES =
      List.of("search", "status", "changes", "listening", "free", "refresh", "completion");

  /** The shortest word that may have two wrong letters or be cut short. */
  private static final int LONG = 6;

  private static final int BEGINNING = 4;

  private Commands() {}

  static boolean has(String word) {
    return NAMES.contains(word);
  }

  /** Returns the command that a mistyped or shortened word was probably meant as. */
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
   * Returns the message for a word that is not a service name and was probably meant as a command;
   * "" for any other word.
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
