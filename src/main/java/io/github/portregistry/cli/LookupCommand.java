package io.github.portregistry.cli;

import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Dossier;
import io.github.portregistry.probe.ListenerProbe;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.Verdict;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Shows what is known about ports and names.
 *
 * <p>On the way to the answer for one port there is no lambda, stream or regular expression, and
 * nothing of picocli: its annotations are not looked at, and nothing else of it is named here. See
 * {@link ShortWay}.
 */
@Command(
    name = "port-registry",
    mixinStandardHelpOptions = true,
    versionProvider = LongWay.Version.class,
    sortOptions = false,
    description =
        "Shows what a port number is assigned to, what it is really used for, and what listens on"
            + " it on this machine.",
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  port-registry 432              what a port is, on one screen",
      "  port-registry 432 --full       everything that is known about it",
      "  port-registry 432/udp          the same, for UDP only",
      "  port-registry http             the ports of a service, by name",
      "  port-registry 8080 --probe     and who listens on it here, now",
      "  port-registry 8080 --speaks    and what it speaks",
      "  port-registry 6000-6100        a range, one line each",
      "  port-registry 832 --history    what was changed about it",
      "  port-registry 443 --json       for a program",
      "  port-registry free --range 8000-8999 --count 5",
      "",
      "Exit codes: 0 found, 1 nothing found, or a listener to investigate with --strict, 2 usage"
          + " error, 3 the answer could not be written."
    })
final class LookupCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(
      arity = "0..*",
      paramLabel = "PORT|NAME",
      description = "Ports (432), with a transport (432/udp), ranges (8000-8100), service names.")
  List<String> words = List.of();

  @Option(names = "--full", description = "Print everything that is known, not only a summary.")
  boolean full;

  @Option(
      names = "--check",
      description = "Print commands that show what listens, for Linux, macOS and Windows.")
  boolean check;

  @Option(
      names = {"-p", "--probe"},
      description = "Show which process listens on the port on this machine.")
  boolean probe;

  @Option(names = "--containers", description = "With --probe, also show the names of containers.")
  boolean containers;

  @Option(
      names = "--strict",
      description = "Like --probe, and exit with 1 if the verdict is 'investigate'.")
  boolean strict;

  @Option(
      names = "--speaks",
      description =
          "Like --probe, and ask each TCP listener what it speaks, with a harmless hello.")
  boolean speaks;

  @Option(names = "--speaks-udp", description = "Like --speaks, and ask UDP listeners too.")
  boolean speaksUdp;

  @Option(names = "--history", description = "List what was changed about the port.")
  boolean history;

  @Option(names = "--json", description = "Write JSON, in the shape of docs/json.md.")
  boolean json;

  @Option(names = "--markdown", description = "Write everything as Markdown.")
  boolean markdown;

  @Mixin private RegistryOptions options = new RegistryOptions();

  LookupCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (words.isEmpty()) {
      throw new UsageException("");
    }
    if (json && markdown) {
      throw new UsageException("--json and --markdown exclude each other");
    }
    if (history && (!probing().isEmpty() || markdown || full || check)) {
      throw new UsageException(
          "--history goes with no other option but --json, --as-of, --iana and --overlay");
    }
    if (check && (!probing().isEmpty() || json || markdown || full)) {
      throw new UsageException(
          "--check goes with no other option but --as-of, --iana and --overlay");
    }
    List<Query> queries = new ArrayList<>();
    for (String word : words) {
      Query query = query(word);
      requireTcp(word, query.transport());
      queries.add(query);
    }
    PortRegistry registry = options.registry();
    Joined found = new Joined();
    int status = Main.FOUND;
    boolean first = true;
    for (Query query : queries) {
      Answer answer = answer(query, registry);
      status = Math.max(status, answer.status());
      if (json) {
        found.append(answer.json());
        continue;
      }
      if (!first && !answer.isSilent()) {
        terminal.out().println();
      }
      first &= answer.isSilent();
      answer.print();
    }
    if (json) {
      // Several words give one array of all that was found.
      JsonOutput.print(terminal, queries.size() == 1 ? found.first() : found);
    }
    return status;
  }

  /** The listeners of UDP cannot be asked without those of TCP. */
  private void requireTcp(String word, @Nullable Transport transport) {
    if (!(speaks || speaksUdp) || transport == null || transport == Transport.TCP) {
      return;
    }
    String all = word.substring(0, word.lastIndexOf('/'));
    throw new UsageException(
        (speaks ? "--speaks" : "--speaks-udp")
            + " asks TCP listeners, and '"
            + word
            + "' is for "
            + transport.keyword()
            + " only; give '"
            + all
            + " --speaks-udp' to ask TCP and UDP listeners, or '"
            + word
            + " --probe' to ask none");
  }

  private static Query query(String word) {
    try {
      return Query.parse(word);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  private Answer answer(Query query, PortRegistry registry) {
    PortSpan ports = query.ports();
    if (ports == null) {
      return new NamedLookup(this, query.name(), query.transport(), registry, terminal).answer();
    }
    if (ports.size() == 1) {
      return one(registry.port(ports.first()), query.transport(), registry);
    }
    return many(new Ports(ports, registry), query.transport());
  }

  /** The ports of a range, each made when it is asked for: the records of all fill the memory. */
  private static final class Ports extends AbstractList<PortRecord> implements RandomAccess {

    private final PortSpan span;
    private final PortRegistry registry;

    Ports(PortSpan span, PortRegistry registry) {
      this.span = span;
      this.registry = registry;
    }

    @Override
    public PortRecord get(int index) {
      return registry.port(span.first() + Objects.checkIndex(index, size()));
    }

    @Override
    public int size() {
      return span.size();
    }
  }

  /** The answer for one port, which may be one of several that a name could have had. */
  Answer one(PortRecord port, @Nullable Transport transport, PortRegistry registry) {
    if (history) {
      return changes(List.of(port), transport);
    }
    PortFinding finding =
        probing().isEmpty() ? null : local(registry, transport).check(port.number());
    return new Answer() {
      @Override
      public int status() {
        return strict && finding != null && finding.verdict() == Verdict.INVESTIGATE
            ? Main.NOTHING
            : Main.FOUND;
      }

      @Override
      public Object json() {
        return finding == null ? port : finding;
      }

      @Override
      public void print() {
        Dossier dossier = transport == null ? Dossier.of(port) : Dossier.of(port, transport);
        if (finding != null) {
          dossier = finding.addedTo(dossier);
        }
        if (markdown) {
          terminal.out().print(dossier.markdown());
        } else if (check) {
          printChecks(dossier);
        } else if (full) {
          terminal.print(dossier.text(terminal.textWidth()));
        } else {
          terminal.print(dossier.summary(terminal.textWidth()));
          terminal.print((dossier.page().isEmpty() ? "  More      " : "            ") + more());
        }
      }

      /** The command that prints everything about the port. */
      private String more() {
        if (options.areGiven()) {
          return "the same command with --full";
        }
        String over = transport == null ? "" : "/" + transport.keyword();
        String option = probing();
        return "port-registry "
            + port.number()
            + over
            + " --full"
            + (option.isEmpty() ? "" : " " + option);
      }
    };
  }

  private void printChecks(Dossier dossier) {
    String checks = dossier.checks();
    if (checks.isEmpty()) {
      terminal.print(dossier.title() + "\n\n  No command shows listeners on this port.\n");
    } else {
      terminal.print(checks);
    }
  }

  Answer many(List<PortRecord> ports, @Nullable Transport transport) {
    if (history) {
      return changes(ports, transport);
    }
    requireOne(ports.size());
    return Answer.table(ports, () -> PortLines.of(ports.stream(), transport), terminal);
  }

  /** A table has no place for a finding, and no form but its own. */
  void requireOne(int ports) {
    String option = markdown ? "--markdown" : full ? "--full" : check ? "--check" : probing();
    if (!option.isEmpty()) {
      throw new UsageException(
          option
              + " takes ports one by one, and this gives "
              + ports
              + (probing().isEmpty() ? "" : "; see also 'port-registry listening'"));
    }
  }

  Answer changes(List<PortRecord> ports, @Nullable Transport transport) {
    List<RegistryChange> changes =
        ports.stream()
            .flatMap(port -> port.history().stream())
            .filter(
                change ->
                    transport == null
                        || change.transport() == null
                        || change.transport() == transport)
            .distinct()
            .sorted(Comparator.comparing(change -> change.notAfter().latest()))
            .toList();
    if (!changes.isEmpty()) {
      return Answer.table(changes, () -> ChangeLines.of(changes), terminal);
    }
    String last = ports.size() == 1 ? "" : "-" + ports.get(ports.size() - 1).number();
    return Answer.none(
        () ->
            terminal
                .err()
                .println(
                    "port-registry: no change of "
                        + ports.get(0).number()
                        + last
                        + " is recorded"
                        + ports.get(0).registry().map(Days::known).orElse("")));
  }

  /** The option that wants to know who listens; "" if none does. */
  private String probing() {
    if (probe) {
      return "--probe";
    }
    if (strict) {
      return "--strict";
    }
    return speaks ? "--speaks" : speaksUdp ? "--speaks-udp" : "";
  }

  private ListenerProbe local(PortRegistry registry, @Nullable Transport transport) {
    boolean tcpOnly = transport == Transport.TCP;
    ListenerProbe local =
        ListenerProbe.local()
            .withRegistry(registry)
            .withGreeting(Words.greeting(speaks || speaksUdp, speaksUdp && !tcpOnly));
    return containers ? Engines.asked(local, terminal) : local;
  }
}
