package io.github.portregistry.cli;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryChange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the changes of the registry. */
@Command(
    name = "changes",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Lists the changes to the registry, day by day since July 2014.",
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  port-registry changes --since 2025-01-01",
      "  port-registry changes --since 2016-01-01 --until 2016-12-31 --kind withdrawn",
      "  port-registry changes --iana service-names-port-numbers.csv",
      "  port-registry changes --json"
    })
final class ChangesCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = "Start on this day, such as 2025-01-01. Default: a year before --until.")
  private @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description = "End on this day. Default: the last day that is known.")
  private @Nullable String until;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      completionCandidates = Kinds.class,
      description =
          "List only changes of this kind: ${COMPLETION-CANDIDATES}. Give the option again for"
              + " several kinds.")
  private List<String> kinds = List.of();

  @Option(
      names = "--json",
      description = "Write an array of changes, in the shape of docs/json.md.")
  private boolean json;

  @Mixin private RegistryOptions options = new RegistryOptions();

  ChangesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<RegistryChange.Kind> wanted = new ArrayList<>();
    for (String kind : kinds) {
      wanted.add(Words.constant("kind of change", kind, RegistryChange.Kind.values()));
    }
    PortRegistry registry = options.registry();
    LocalDate to = until == null ? Days.ask(registry::lastDay) : Days.parse(until);
    LocalDate from = since == null ? Days.ask(() -> yearBefore(to, registry)) : Days.parse(since);
    List<RegistryChange> found =
        Days.ask(() -> registry.changes(from, to)).stream()
            .filter(change -> wanted.isEmpty() || wanted.contains(change.kind()))
            .toList();
    if (json) {
      JsonOutput.print(terminal, found);
    } else if (found.isEmpty()) {
      terminal.err().println("port-registry: no such change from " + from + " to " + to);
    } else {
      ChangeLines.of(found).print(terminal);
    }
    return found.isEmpty() ? Main.NOTHING : Main.FOUND;
  }

  /** The day one year before, or the first known day if that is later. */
  private static LocalDate yearBefore(LocalDate day, PortRegistry registry) {
    LocalDate first = registry.firstDay();
    LocalDate from = day.minusYears(1);
    return from.isBefore(first) ? first : from;
  }

  /** The values for the shell's completion and the help. */
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(RegistryChange.Kind.values()).map(Words::of).iterator();
    }
  }
}
