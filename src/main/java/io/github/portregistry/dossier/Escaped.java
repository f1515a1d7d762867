package io.github.portregistry.dossier;

import io.github.portregistry.csv.OneLine;
import java.util.List;

/**
 * Escapes untrusted text into one line that is safe to print or log.
 *
 * <p>A process can choose any name, even one with line breaks or terminal sequences. The sentences
 * of this library are escaped already; the texts in records are not.
 *
 * <pre>{@code
 * log.info("owned by " + Escaped.text(process.name()));
 * }</pre>
 */
public final class Escaped {

  private Escaped() {}

  /**
   * Returns a text with backslashes, control and invisible characters escaped as in Java source: a
   * line break as {@code \n}, most others by their number.
   *
   * @param text any text, even with lone surrogates
   * @return the text itself if it has no such character
   * @throws NullPointerException if {@code text} is null
   */
  public static String text(String text) {
    return OneLine.of(text);
  }

  /**
   * Returns a command line as text: each word is escaped, and quoted if it has spaces or quotes.
   *
   * @param words the command and its arguments
   * @return one line; "" if there are no words
   * @throws NullPointerException if {@code words} is or has null
   */
  public static String words(List<String> words) {
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      if (line.length() > 0) {
        line.append(' ');
      }
      String escaped = text(word);
      boolean bare = !word.isEmpty() && word.indexOf(' ') < 0 && word.indexOf('"') < 0;
      line.append(bare ? escaped : '"' + escaped.replace("\"", "\\\"") + '"');
    }
    return line.toString();
  }
}
