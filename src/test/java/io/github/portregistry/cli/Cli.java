package io.github.portregistry.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the command line, in this JVM. */
final class Cli {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final int status;

  private Cli(int width, boolean color, String... args) {
    status =
        Main.run(
            args,
            new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), width, color));
  }

  static Cli run(String... args) {
    return new Cli(Terminal.ANY, false, args);
  }

  /** On a terminal of some columns. */
  static Cli runAt(int width, String... args) {
    return new Cli(width, false, args);
  }

  static Cli runInColor(String... args) {
    return new Cli(80, true, args);
  }

  int status() {
    return status;
  }

  String out() {
    return lines(out);
  }

  String err() {
    return lines(err);
  }

  private static String lines(StringWriter text) {
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
