package io.github.portregistry.cli;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.probe.ListenerProbe;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code port-registry}: what the library knows, for a terminal or a script. */
public final class Main {

  /** What was asked for is there. */
  static final int FOUND = 0;

  /** It is not there; or a verdict is to investigate, and --strict was given. */
  static final int NOTHING = 1;

  /** The question was wrong. */
  static final int USAGE = 2;

  private Main() {}

  /**
   * Runs the command and exits with 0 if it found something, 1 if it did not, and 2 for a usage
   * error.
   *
   * @param args what stands on the command line
   */
  public static void main(String[] args) {
    Terminal terminal = Terminal.ofSystem();
    int status = run(args, terminal);
    terminal.out().flush();
    if (status != FOUND) {
      System.exit(status);
    }
  }

  static int run(String[] args, Terminal terminal) {
    // No command begins with a digit; to make them ready takes longer than to answer for a port.
    boolean port = args.length > 0 && args[0].matches("[0-9].*") && !asksForHelp(args);
    return commandLine(terminal, port).execute(args);
  }

  private static boolean asksForHelp(String[] args) {
    return Stream.of(args).anyMatch(arg -> arg.startsWith("-h") || arg.equals("--help"));
  }

  private static CommandLine commandLine(Terminal terminal, boolean port) {
    CommandLine line = new CommandLine(new LookupCommand(terminal));
    if (!port) {
      line.addSubcommand(new SearchCommand(terminal));
      line.addSubcommand(new StatusCommand(terminal));
      line.addSubcommand(new ChangesCommand(terminal));
      line.addSubcommand(new ListeningCommand(terminal, ListenerProbe.local()));
      line.addSubcommand(new FreeCommand(terminal));
      line.addSubcommand(new RefreshCommand(terminal));
      line.addSubcommand(new CompletionCommand(terminal));
    }
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    line.setUsageHelpWidth(Math.max(55, terminal.textWidth()));
    line.setExpandAtFiles(false);
    line.setParameterExceptionHandler(Main::usage);
    return line;
  }

  private static int usage(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    String message =
        String.valueOf(failure.getMessage())
            .lines()
            .map(Escaped::text)
            .collect(Collectors.joining(System.lineSeparator()));
    command.getErr().println("port-registry: " + message);
    UnmatchedArgumentException.printSuggestions(failure, command.getErr());
    command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return USAGE;
  }

  /** The version of the program, and of what day its facts are. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {
        "port-registry " + (version == null ? "(not packaged)" : version),
        PortRegistry.bundled().provenance().source()
      };
    }
  }
}
