package io.github.portregistry.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Stream;

/** The words of a command line, one a line: an answer or a message, and an exit code of three. */
public final class CommandLineFuzz {

  /** What would read files that happen to be there, or look at this machine each time. */
  private static final Set<String> NOT_HERE =
      Set.of(
          "listening",
          "free",
          "refresh",
          "--iana",
          "--overlay",
          "--probe",
          "--strict",
          "--speaks",
          "--speaks-udp");

  private CommandLineFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String[] words = new String(data, StandardCharsets.UTF_8).split("\n", -1);
    if (Stream.of(words).anyMatch(CommandLineFuzz::isNotForHere)) {
      return;
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Main.run(words, new Terminal(new PrintWriter(out), new PrintWriter(err), 80, false));
    require(status >= Main.FOUND && status <= Main.USAGE, "the exit code is one of three");
    require(isHarmless(out.toString()), "the answer does nothing to a terminal");
    require(isHarmless(err.toString()), "a message does nothing to a terminal");
    require(status == Main.FOUND || !err.toString().isBlank(), "a failure is explained");
    require(
        !err.toString().contains("Exception") || String.join(" ", words).contains("Exception"),
        "a message is for people");
  }

  private static boolean isNotForHere(String word) {
    return NOT_HERE.stream().anyMatch(word::startsWith)
        || (word.startsWith("-") && !word.startsWith("--") && word.indexOf('p') >= 0);
  }

  private static boolean isHarmless(String text) {
    return text.chars().noneMatch(c -> c != '\n' && c != '\r' && Character.isISOControl(c));
  }

  private static void require(boolean condition, String rule) {
    if (!condition) {
      throw new IllegalStateException("not so: " + rule);
    }
  }
}
