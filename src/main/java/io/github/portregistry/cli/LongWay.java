package io.github.portregistry.cli;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.probe.ListenerProbe;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Runs every command and option with picocli. */
final class LongWay {

  private LongWay() {}

  static int run(String[] args, Terminal terminal) {
    // Setting up the commands takes longer than answering for a port.
    CommandLine line = commandLine(terminal, Arguments.needsCommands(args));
    // Only the help is printed by picocli; it would report an answer that cannot be written as a
    // bug.
    StringWriter help = new StringWriter();
    line.setOut(new PrintWriter(help));
    Arguments arguments;
    try {
      arguments =
          Arguments.of(args, line, note -> terminal.err().println("port-registry: " + note));
    } catch (UsageException e) {
      printMessage(String.valueOf(e.getMessage()), line);
      return wrong(named(args, line));
    }
    line.setParameterExceptionHandler(
        (failure, read) -> misread(failure, arguments.first(), terminal));
    int status = line.execute(arguments.toArray());
    terminal.out().print(help);
    return status;
  }

  /** The first command that the words name; the line itself if they name none. */
  private static CommandLine named(String[] args, CommandLine line) {
    for (String arg : args) {
      CommandLine command = line.getSubcommands().get(arg);
      if (command != null) {
        return command;
      }
    }
    return line;
  }

  private static CommandLine commandLine(Terminal terminal, boolean commands) {
    CommandLine line = new CommandLine(new LookupCommand(terminal));
    if (commands) {
      line.addSubcommand(new SearchCommand(terminal));
      line.addSubcommand(new StatusCommand(terminal));
      line.addSubcommand(new ChangesCommand(terminal));
      line.addSubcommand(new ListeningCommand(terminal, ListenerProbe.local()));
      line.addSubcommand(new FreeCommand(terminal));
      line.addSubcommand(new RefreshCommand(terminal));
      line.addSubcommand(new CompletionCommand(terminal));
      line.getSubcommands()
          .values()
          .forEach(sub -> sub.getCommandSpec().versionProvider(new Version()));
    }
    line.setHelpSectionKeys(examplesFirst(line.getHelpSectionKeys()));
    line.setErr(terminal.err());
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            terminal.color() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    line.setUsageHelpWidth(Math.max(55, terminal.textWidth()));
    line.setExpandAtFiles(false);
    line.setExecutionExceptionHandler(LongWay::failed);
    return line;
  }

  /** Moves the examples before the options. */
  private static List<String> examplesFirst(List<String> sections) {
    List<String> examples =
        List.of(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING, UsageMessageSpec.SECTION_KEY_FOOTER);
    List<String> order = new ArrayList<>(sections);
    order.removeAll(examples);
    order.addAll(order.indexOf(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING), examples);
    return order;
  }

  private static int misread(ParameterException failure, String first, Terminal terminal) {
    CommandLine command = failure.getCommandLine();
    // A mistyped command leaves its options unknown.
    String message =
        Commands.meant(first).isPresent() && !NamedLookup.isKnown(first, PortRegistry.bundled())
            ? Commands.unknown(first)
            : Misread.message(failure, commandLine(terminal, true));
    printMessage(message, command);
    return wrong(command);
  }

  private static int failed(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    if (failure instanceof OutputFailure) {
      return Main.NOT_KNOWN;
    }
    if (!(failure instanceof UsageException)) {
      throw failure;
    }
    String message = String.valueOf(failure.getMessage());
    if (message.isEmpty()) {
      command.usage(command.getErr());
      return Main.USAGE;
    }
    printMessage(message, command);
    return wrong(command);
  }

  private static void printMessage(String message, CommandLine command) {
    command
        .getErr()
        .println(
            "port-registry: "
                + message
                    .lines()
                    .map(Escaped::text)
                    .collect(Collectors.joining(System.lineSeparator())));
  }

  private static int wrong(CommandLine command) {
    command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return Main.USAGE;
  }

  /** The version of the program and the date of its facts. */
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
