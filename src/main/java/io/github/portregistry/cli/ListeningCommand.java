package io.github.portregistry.cli;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortStatus;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.probe.Coverage;
import io.github.portregistry.probe.Known;
import io.github.portregistry.probe.Listener;
import io.github.portregistry.probe.ListenerProbe;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.ProcessRef;
import io.github.portregistry.probe.Reason;
import io.github.portregistry.probe.Verdict;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the listeners of this machine. */
@Command(
    name = "listening",
    mixinStandardHelpOptions = true,
    description = "Lists every listener on this machine, with its port's assignment and a verdict.",
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sudo port-registry listening",
      "  port-registry listening --only ghost,released,unassigned",
      "  port-registry listening --strict --only investigate"
    })
final class ListeningCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final ListenerProbe local;

  @Spec private @Nullable CommandSpec command;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "WORD",
      completionCandidates = Words.StatusesAndVerdicts.class,
      description = "Only ports of these statuses or verdicts: ${COMPLETION-CANDIDATES}.")
  private List<String> only = List.of();

  @Option(names = "--strict", description = "Exit with 1 if a verdict is 'investigate'.")
  private boolean strict;

  @Option(
      names = "--json",
      description = "Write an array of findings, in the shape of docs/json.md.")
  private boolean json;

  @Mixin private RegistryOptions options = new RegistryOptions();

  ListeningCommand(Terminal terminal, ListenerProbe local) {
    this.terminal = terminal;
    this.local = local;
  }

  @Override
  public Integer call() {
    CommandSpec spec = Objects.requireNonNull(command);
    Set<String> wanted = new LinkedHashSet<>();
    only.forEach(word -> wanted.add(known(spec, word)));
    PortRegistry registry = options.registry();
    ListenerProbe probe = local.withRegistry(registry);
    List<PortFinding> all = probe.checkAll();
    Coverage coverage = all.isEmpty() ? probe.check(0).coverage() : all.get(0).coverage();
    if (!coverage.socketsComplete()) {
      terminal
          .err()
          .println(
              "port-registry: not every listener can be seen: "
                  + String.join(" ", coverage.notes()));
    }
    List<PortFinding> findings =
        all.stream().filter(finding -> wanted.isEmpty() || isWanted(finding, wanted)).toList();
    if (json) {
      JsonOutput.print(terminal, spec, findings);
    } else if (!findings.isEmpty()) {
      print(findings, registry);
    } else if (coverage.socketsComplete()) {
      terminal
          .err()
          .println(
              "port-registry: nothing is listening" + (only.isEmpty() ? "" : " on such a port"));
    }
    boolean investigate =
        findings.stream().anyMatch(finding -> finding.verdict() == Verdict.INVESTIGATE);
    // What could not be seen is no clean machine.
    boolean failed = strict ? investigate || !coverage.socketsComplete() : findings.isEmpty();
    return failed ? Main.NOTHING : Main.FOUND;
  }

  private static String known(CommandSpec spec, String word) {
    for (Verdict verdict : Verdict.values()) {
      if (Words.of(verdict).equalsIgnoreCase(word)) {
        return Words.of(verdict);
      }
    }
    return Words.of(Words.status(spec, word));
  }

  private static boolean isWanted(PortFinding finding, Set<String> wanted) {
    return wanted.contains(Words.of(finding.verdict()))
        || finding.listeners().stream()
            .map(listener -> finding.record().status(listener.transport()))
            .map(Words::of)
            .anyMatch(wanted::contains);
  }

  private void print(List<PortFinding> findings, PortRegistry registry) {
    Table table = new Table("PORT", "ADDRESS", "PROGRAM", "USER", "SERVICE", "STATUS", "VERDICT");
    Set<String> notes = new LinkedHashSet<>();
    for (PortFinding finding : findings) {
      notes.addAll(finding.coverage().notes());
      finding.reasons().stream()
          .filter(reason -> reason.kind() == Reason.Kind.OWNER_UNKNOWN)
          .forEach(reason -> notes.add(reason.detail()));
      for (List<Listener> listeners : byOwner(finding)) {
        Listener first = listeners.get(0);
        PortStatus status = finding.record().status(first.transport());
        table.add(
            finding.port() + "/" + first.transport().keyword(),
            addresses(listeners),
            program(first),
            Escaped.text(first.user()),
            Escaped.text(registry.commonName(finding.port(), first.transport())),
            Words.of(status),
            Words.of(finding.verdict()));
      }
    }
    table.print(terminal);
    if (!notes.isEmpty()) {
      terminal.out().println();
      notes.forEach(terminal.out()::println);
    }
  }

  /** The listeners of a port, those of the same transport and owner together. */
  private static List<List<Listener>> byOwner(PortFinding finding) {
    Map<List<Object>, List<Listener>> groups = new LinkedHashMap<>();
    for (Listener listener : finding.listeners()) {
      groups
          .computeIfAbsent(
              List.of(listener.transport(), listener.user(), program(listener)),
              absent -> new ArrayList<>())
          .add(listener);
    }
    return List.copyOf(groups.values());
  }

  private static String addresses(List<Listener> listeners) {
    return listeners.stream()
        .map(listener -> address(listener.address().getAddress()))
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static String address(InetAddress address) {
    return address.isAnyLocalAddress() ? "*" : Escaped.text(address.getHostAddress());
  }

  private static String program(Listener listener) {
    if (!(listener.ownership() instanceof Known known)) {
      return "?";
    }
    ProcessRef process = known.owners().get(0);
    int more = known.owners().size() - 1;
    return Escaped.text(process.program())
        + " ("
        + process.pid()
        + (more > 0 ? " +" + more : "")
        + ")";
  }
}
