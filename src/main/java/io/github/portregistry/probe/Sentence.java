package io.github.portregistry.probe;

import io.github.portregistry.dossier.Escaped;

/** Makes the promise true that a sentence for a person is one line without control characters. */
final class Sentence {

  private Sentence() {}

  /**
   * Returns a sentence with its control and invisible characters escaped. Its backslashes stay,
   * because names in it are escaped already.
   */
  static String of(String text) {
    return Escaped.text(text).replace("\\\\", "\\");
  }
}
