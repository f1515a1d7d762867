package io.github.portregistry.cli;

import io.github.portregistry.PortRegistry;
import java.io.PrintStream;

/** Prints what the packaged registry knows of the ports that are named on the command line. */
public final class Main {

  static final int FOUND = 0;
  static final int USAGE = 2;

  private Main() {}

  /**
   * Prints the ports and exits with 0, or with 2 if an argument is not a port.
   *
   * @param args port numbers
   */
  public static void main(String[] args) {
    int status = run(args, System.out, System.err);
    if (status != FOUND) {
      System.exit(status);
    }
  }

  static int run(String[] args, PrintStream out, PrintStream err) {
    if (args.length == 0) {
      err.println("usage: port-registry PORT...    for example: port-registry 432");
      return USAGE;
    }
    for (String arg : args) {
      String fault = fault(arg);
      if (!fault.isEmpty()) {
        err.println(fault);
        return USAGE;
      }
    }
    PortRegistry registry = PortRegistry.bundled();
    for (int i = 0; i < args.length; i++) {
      if (i > 0) {
        out.println();
      }
      out.print(io.github.portregistry.Dossier.of(registry.port(Integer.parseInt(args[i]))).text());
    }
    out.println();
    out.println("Source: " + registry.provenance().source());
    return FOUND;
  }

  /** What is wrong with an argument, and what would be right; "" if nothing is. */
  private static String fault(String arg) {
    if (!arg.matches("[0-9]{1,9}")) {
      return "'" + arg + "' is not a port number; give one from 0 to 65535, such as 432";
    }
    return Integer.parseInt(arg) > 65535 ? "port " + arg + " is above 65535" : "";
  }
}
