package io.github.portregistry.cli;

import io.github.portregistry.dossier.Escaped;
import java.util.List;

/** The command {@code port-registry}: what the library knows, for a terminal or a script. */
public final class Main {

  /** What was asked for is there. */
  static final int FOUND = 0;

  /** It is not there; or a verdict is to investigate, and --strict was given. */
  static final int NOTHING = 1;

  /** The question was wrong. */
  static final int USAGE = 2;

  /** The answer could not be written, as to a disk that is full. */
  static final int UNWRITTEN = 3;

  private Main() {}

  /**
   * Runs the command and exits with 0 if it found something, 1 if it did not, 2 for a usage error,
   * and 3 if the answer could not be written.
   *
   * @param args what stands on the command line
   */
  public static void main(String[] args) {
    int status = run(args, Terminal.ofSystem());
    if (status != FOUND) {
      System.exit(status);
    }
  }

  static int run(String[] args, Terminal terminal) {
    try {
      int status = answered(args, terminal);
      terminal.out().flush();
      return status;
    } catch (OutputFailure e) {
      return unwritten(e, args, terminal);
    }
  }

  private static int answered(String[] args, Terminal terminal) {
    LookupCommand lookup = ShortWay.of(args, terminal);
    String wrong = "";
    if (lookup != null) {
      try {
        return lookup.call();
      } catch (UsageException e) {
        // Said by the long way; nothing is printed yet.
        wrong = String.valueOf(e.getMessage());
      }
    }
    try {
      return LongWay.run(args, terminal);
    } catch (NoClassDefFoundError e) {
      if (!String.valueOf(e.getMessage()).startsWith("picocli/")) {
        throw e;
      }
      terminal
          .err()
          .println(
              "port-registry: "
                  + (wrong.isEmpty()
                      ? "this needs picocli: put info.picocli:picocli on the class path, or run"
                          + " port-registry-<version>-cli.jar, which contains it"
                      : Escaped.text(wrong)));
      return USAGE;
    }
  }

  private static int unwritten(OutputFailure failure, String[] args, Terminal terminal) {
    if (failure.isUnread()) {
      // An answer that was cut is no failure, but no clean machine either.
      return List.of(args).contains("--strict") ? NOTHING : FOUND;
    }
    terminal
        .err()
        .println(
            "port-registry: cannot write the answer: "
                + Escaped.text(String.valueOf(failure.getMessage())));
    return UNWRITTEN;
  }
}
