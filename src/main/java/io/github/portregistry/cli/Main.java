package io.github.portregistry.cli;

import io.github.portregistry.dossier.Escaped;
import java.util.stream.Stream;

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

  /** The answer was not finished; the next flush throws the reason. */
  static final int NOT_KNOWN = -1;

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
    int status = NOT_KNOWN;
    try {
      status = answered(args, terminal);
      terminal.out().flush();
      return status;
    } catch (OutputFailure e) {
      return Math.max(status, unwritten(e, args, terminal));
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

  /** Whether an option makes the exit code depend on what listens. */
  private static boolean isCheck(String arg) {
    return arg.equals("--strict") || arg.equals("--allow") || arg.startsWith("--allow=");
  }

  private static int unwritten(OutputFailure failure, String[] args, Terminal terminal) {
    if (failure.isUnread()) {
      // A truncated answer is not a failure, but a check that was not read does not pass.
      return Stream.of(args).anyMatch(Main::isCheck) ? NOTHING : FOUND;
    }
    terminal
        .err()
        .println(
            "port-registry: cannot write the answer: "
                + Escaped.text(String.valueOf(failure.getMessage())));
    return UNWRITTEN;
  }
}
