package io.github.portregistry.cli;

import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortSpan;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.probe.ListenerProbe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists ports that are unassigned, have no known use and are not in use on this machine. */
@Command(
    name = "free",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description =
        "Finds ports that are unassigned, have no known use, and are free on this machine.",
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  port-registry free",
      "  port-registry free --range 8000-8999 --count 5",
      "  server --port \"$$(port-registry free --range 9000-9999)\"",
      "",
      "Each port was bound for a moment, so this user can bind it. Dynamic Ports are left"
          + " out, and so are the ports that this machine hands out to its own connections, unless"
          + " the range has no others."
    })
final class FreeCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(
      names = "--range",
      paramLabel = "RANGE",
      defaultValue = "user",
      completionCandidates = Words.Ranges.class,
      description =
          "Where to look: system, user, dynamic, or a range such as 8000-8999. Default: user.")
  private String range = "";

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many ports to find. Default: 1.")
  private int count;

  @Option(names = "--json", description = "Write an array of numbers.")
  private boolean json;

  @Mixin private RegistryOptions options = new RegistryOptions();

  FreeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    PortSpan span = Words.range(range);
    if (count < 1) {
      throw new UsageException("--count needs a number from 1, found " + count);
    }
    ListenerProbe probe = ListenerProbe.local().withRegistry(options.registry());
    List<Integer> free;
    try {
      free = probe.free(span, count);
    } catch (IllegalStateException e) {
      terminal.err().println("port-registry: " + e.getMessage());
      return Main.NOTHING;
    }
    if (json) {
      JsonOutput.print(terminal, free);
    } else {
      free.forEach(terminal.out()::println);
    }
    notes(probe, free).forEach(note -> terminal.err().println("port-registry: " + note));
    if (free.size() < count) {
      terminal.err().println("port-registry: " + tooFew(free, span));
    }
    return free.size() < count ? Main.NOTHING : Main.FOUND;
  }

  /** What is missing, and a reason that another user can change. */
  private String tooFew(List<Integer> free, PortSpan span) {
    int system = PortRange.SYSTEM.span().last();
    boolean mayBeForbidden =
        span.first() <= system && free.stream().noneMatch(port -> port <= system);
    return "found "
        + free.size()
        + " of "
        + count
        + " free ports in "
        + span
        + (mayBeForbidden
            ? "; this user may lack the right to bind ports below " + (system + 1) + ": try sudo"
            : "");
  }

  /** Notes on what may still take a port that is free now. */
  private List<String> notes(ListenerProbe probe, List<Integer> free) {
    Map<String, Set<Integer>> claims = new LinkedHashMap<>();
    for (int port : free) {
      for (ObservedUse use : options.registry().port(port).observedUses()) {
        String claim = " in " + use.ports() + ", a range that " + use.application() + " may use";
        claims.computeIfAbsent(claim, absent -> new TreeSet<>()).add(port);
      }
    }
    List<String> notes = new ArrayList<>();
    claims.forEach(
        (claim, ports) ->
            notes.add(
                ListenerNotes.joined(ports)
                    + (ports.size() == 1 ? " is" : " are")
                    + Escaped.text(claim)));
    // Either the whole range is handed out, or none of the answers is.
    if (!free.isEmpty() && probe.handsOut(free.get(0))) {
      notes.add(
          "this machine hands out "
              + probe.clientPorts()
              + " to its own connections, so such a port may be taken at any moment");
    }
    return notes;
  }
}
