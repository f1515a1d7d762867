package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts in the source tree that are made from the data: golden files, and what a document shows.
 * The tests that compare them are tagged {@code texts}; with {@code -Dtexts.approve=true} they
 * write the texts instead, and {@code git diff} shows what changed.
 */
public final class Shown {

  private static final String HINT =
      "%s differs; if that is meant, write the texts with%n%n"
          + "  mvn -q test -Dgroups=texts -Dtexts.approve=true%n%n"
          + "and read the difference";

  private static final boolean APPROVES = Boolean.getBoolean("texts.approve");

  private Shown() {}

  /** Whether the texts are written and not compared. */
  static boolean approves() {
    return APPROVES;
  }

  /** Compares a file with a text. */
  public static void inFile(Path file, String text) throws IOException {
    if (APPROVES) {
      Files.writeString(file, text);
    }
    assertThat(text).as(HINT, file).isEqualTo(Files.exists(file) ? Files.readString(file) : "");
  }

  /**
   * Compares what a document shows with a text.
   *
   * @param lead what stands before it in the document
   */
  public static void inDocument(Path document, String lead, String shown, String text)
      throws IOException {
    if (!APPROVES) {
      assertThat(text).as(HINT, document).isEqualTo(shown);
      return;
    }
    synchronized (Shown.class) {
      String all = Files.readString(document);
      assertThat(all).contains(lead + shown);
      Files.writeString(document, all.replace(lead + shown, lead + text));
    }
  }
}
