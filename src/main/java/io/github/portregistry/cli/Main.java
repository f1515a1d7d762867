package io.github.portregistry.cli;

import io.github.portregistry.dossier.Escaped;
import java.util.List;

/** Runs the command {@code port-registry}, the library's command line. */
public final class Main {

  /** Something was found. */
  static final int FOUND = 0;

  /** Nothing was found; or with --strict, there is something to investigate. */
  static final int NOTHING = 1;

  /** The command line was wrong. */
  static final int USAGE = 2;

  /** The answer could not be written, for example because the disk is full. */
  static final int UNWRITTEN = 3;

  private Main() {}

  /**
   * Runs the command and exits with 0 if it found something, 1 if it did not, 2 for a usage error,
   * and 3 if the answer could not be written.
   *
   * @param args the command line
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
        // Reported by the long way; nothing is printed yet.
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
      // A truncated answer is not a failure, but with --strict the machine does not count as clean.
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
