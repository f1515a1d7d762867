package io.github.portregistry.cli;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import io.github.portregistry.probe.Coverage;
import io.github.portregistry.probe.Greeting;
import io.github.portregistry.probe.Listener;
import io.github.portregistry.probe.ListenerProbe;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.Survey;
import io.github.portregistry.probe.Verdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the listeners of this machine with a verdict on each. */
@Command(
    name = "listening",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Lists every listener on this machine, with its port's assignment and a verdict.",
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sudo port-registry listening",
      "  sudo port-registry listening --speaks",
      "  port-registry listening --only ghost,released,unassigned",
      "  port-registry listening --strict --only investigate",
      "  sudo port-registry listening --save baseline.json",
      "  sudo port-registry listening --diff baseline.json --strict",
      "  sudo port-registry listening --allow allowed.csv --junit report.xml"
    })
final class ListeningCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final ListenerProbe local;

  @Parameters(
      arity = "0..*",
      paramLabel = "PORT|NAME",
      description = "List only these ports, as in 80, 53/udp, 8000-8999 or http.")
  private List<String> words = List.of();

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "WORD",
      completionCandidates = Words.StatusesAndVerdicts.class,
      description = "List only ports with these statuses or verdicts: ${COMPLETION-CANDIDATES}.")
  private List<String> only = List.of();

  @Option(
      names = "--strict",
      description =
          "Exit with 1 if a verdict is 'investigate'; with --diff, if a difference is an alarm."
              + " With --allow alone, only the list counts.")
  private boolean strict;

  @Option(
      names = "--containers",
      description =
          "Ask the engines of this machine (Docker, Podman) for the names of their containers.")
  private boolean containers;

  @Option(
      names = "--speaks",
      description = "Ask each TCP listener what it speaks, with a harmless hello.")
  private boolean speaks;

  @Option(names = "--speaks-udp", description = "Like --speaks, and ask UDP listeners too.")
  private boolean speaksUdp;

  @Option(
      names = "--json",
      description = "Write an array of findings, in the shape of docs/json.md.")
  private boolean json;

  @Mixin private AuditOptions audited = new AuditOptions();

  @Mixin private RegistryOptions options = new RegistryOptions();

  ListeningCommand(Terminal terminal, ListenerProbe local) {
    this.terminal = terminal;
    this.local = local;
  }

  @Override
  public Integer call() {
    Set<String> wanted = new LinkedHashSet<>();
    only.forEach(word -> wanted.add(Words.statusOrVerdict(word)));
    if (audited.isAsked() && !(only.isEmpty() && words.isEmpty())) {
      throw new UsageException(
          "--save, --diff and --allow need all listeners; leave out "
              + (only.isEmpty() ? "the ports" : "--only"));
    }
    Audit audit = new Audit(audited, terminal);
    PortRegistry registry = options.registry();
    Greeting greeting = Words.greeting(speaks, speaksUdp);
    ListenerProbe probe = local.withRegistry(registry).withGreeting(greeting);
    if (containers) {
      probe = Engines.asked(probe, terminal);
    }
    Survey survey = AskedListeners.of(ports(wanted, greeting, registry), probe, registry);
    List<PortFinding> all = survey.findings();
    Coverage coverage = survey.coverage();
    if (!coverage.socketsComplete()) {
      terminal
          .err()
          .println(
              "port-registry: not every listener can be seen: "
                  + String.join(" ", coverage.notes()));
    }
    if (audited.isAsked()) {
      int status = audit.run(survey, strict, json);
      if (json && audited.diff == null && audited.allow == null) {
        JsonOutput.print(terminal, all);
      }
      return status;
    }
    List<PortFinding> whole =
        all.stream().filter(finding -> !wanted(finding, wanted).isEmpty()).toList();
    List<PortFinding> findings = whole.stream().map(finding -> narrowed(finding, wanted)).toList();
    boolean investigate =
        findings.stream()
            .flatMap(finding -> finding.listeners().stream())
            .anyMatch(listener -> listener.verdict() == Verdict.INVESTIGATE);
    // If not everything could be seen, the machine does not count as clean.
    boolean failed = strict ? investigate || !coverage.socketsComplete() : findings.isEmpty();
    if (strict && !coverage.socketsComplete()) {
      audit.reportIncomplete(coverage);
    }
    // The file comes first, because the reader of the table can go away.
    boolean written = audit.reportVerdicts(findings);
    if (json) {
      JsonOutput.print(terminal, whole);
    } else if (!findings.isEmpty()) {
      new ListenerTable(findings, registry, greeting).print(terminal);
    } else if (coverage.socketsComplete()) {
      terminal
          .err()
          .println(
              "port-registry: nothing is listening"
                  + (only.isEmpty() && words.isEmpty() ? "" : " on such a port"));
    }
    return !written ? Main.UNWRITTEN : failed ? Main.NOTHING : Main.FOUND;
  }

  /**
   * The ports to look at: the named ones; or, if listeners are asked what they speak, the ports of
   * the wanted statuses, so that no other listener is asked.
   */
  private List<String> ports(Set<String> wanted, Greeting greeting, PortRegistry registry) {
    boolean byVerdict = Stream.of(Verdict.values()).map(Words::of).anyMatch(wanted::contains);
    if (greeting == Greeting.NONE || !words.isEmpty() || wanted.isEmpty() || byVerdict) {
      return words;
    }
    return IntStream.rangeClosed(0, PortSpan.MAX_PORT)
        .filter(
            port ->
                Stream.of(Transport.TCP, Transport.UDP)
                    .map(registry.port(port)::status)
                    .map(Words::of)
                    .anyMatch(wanted::contains))
        .mapToObj(String::valueOf)
        .toList();
  }

  /** Returns the listeners with one of the statuses or verdicts; all without any of these. */
  private static List<Listener> wanted(PortFinding finding, Set<String> wanted) {
    return finding.listeners().stream()
        .filter(
            listener ->
                wanted.isEmpty()
                    || wanted.contains(Words.of(listener.verdict()))
                    || wanted.contains(Words.of(finding.record().status(listener.transport()))))
        .toList();
  }

  /** Returns a finding without its other listeners, which the table leaves out. */
  private static PortFinding narrowed(PortFinding finding, Set<String> wanted) {
    return new PortFinding(
        finding.record(),
        finding.at(),
        wanted(finding, wanted),
        finding.otherUses(),
        finding.coverage(),
        finding.verdict(),
        finding.reasons());
  }
}
