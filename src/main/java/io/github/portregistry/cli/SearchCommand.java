package io.github.portregistry.cli;

import io.github.portregistry.PortRecord;
import io.github.portregistry.dossier.Escaped;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds ports by words. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Finds ports by words in their services, descriptions and known uses.",
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {"  port-registry search kafka", "  port-registry search remote desktop --json"})
final class SearchCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "WORD",
      description = "Words that must all be there, in upper or lower case.")
  private List<String> words = List.of();

  @Option(names = "--json", description = "Write an array of ports, in the shape of docs/json.md.")
  private boolean json;

  @Mixin private RegistryOptions options = new RegistryOptions();

  SearchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    String text = String.join(" ", words);
    List<PortRecord> found = options.registry().search(text);
    if (json) {
      JsonOutput.print(terminal, found);
    } else if (found.isEmpty()) {
      terminal
          .err()
          .println(
              "port-registry: no service, description or use has '" + Escaped.text(text) + "'");
    } else {
      PortLines.found(found, text).print(terminal);
    }
    return found.isEmpty() ? Main.NOTHING : Main.FOUND;
  }
}
