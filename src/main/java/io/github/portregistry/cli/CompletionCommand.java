package io.github.portregistry.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes a script that completes the command line. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Prints a completion script for bash and zsh.",
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExample:%n",
    footer = {"  source <(port-registry completion)"})
final class CompletionCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec command;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandSpec spec = Objects.requireNonNull(command);
    terminal.out().print(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
    return Main.FOUND;
  }
}
