package io.github.portregistry.cli;

import io.github.portregistry.PortRecord;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the ports that have a given status. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Lists the ports that have a status, such as all ghosts.",
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  port-registry status ghost --range system",
      "  port-registry status released",
      "  port-registry status unassigned --range 8000-8999"
    })
final class StatusCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(
      paramLabel = "STATUS",
      completionCandidates = Words.Statuses.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  private String status = "";

  @Option(
      names = "--range",
      paramLabel = "RANGE",
      completionCandidates = Words.Ranges.class,
      description = "List only these ports: system, user, dynamic, or a range such as 8000-8999.")
  private @Nullable String range;

  @Option(names = "--json", description = "Write an array of ports, in the shape of docs/json.md.")
  private boolean json;

  @Mixin private RegistryOptions options = new RegistryOptions();

  StatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    PortStatus wanted = Words.status(status);
    PortSpan span = range == null ? new PortSpan(0, 65535) : Words.range(range);
    List<PortRecord> found =
        options.registry().ports(wanted).filter(port -> span.contains(port.number())).toList();
    if (json) {
      JsonOutput.print(terminal, found);
    } else if (found.isEmpty()) {
      terminal.err().println("port-registry: no port of " + span + " is " + PortLines.word(wanted));
    } else {
      PortLines.of(found.stream()).print(terminal);
    }
    return found.isEmpty() ? Main.NOTHING : Main.FOUND;
  }
}
