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

  /** Returns the question to ask back for a word that no service has; empty if there is none. */
  static Optional<String> question(String word) {
    Optional<String> command = meant(word).map(name -> "did you mean the command '" + name + "'?");
    if (command.isPresent()) {
      return command;
    }
    for (PortStatus status : PortStatus.values()) {
      String name = Words.of(status);
      if (word.equalsIgnoreCase(name) || word.equalsIgnoreCase(name + "s")) {
        return Optional.of("did you mean 'port-registry status " + name + "'?");
      }
    }
    return Optional.empty();
  }
}
