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
 * <p>The path to the answer for one port uses no lambda, stream or regular expression, and nothing
 * of picocli but annotations, which are not read then. See {@link ShortWay}.
 */
@Command(
    name = "port-registry",
    mixinStandardHelpOptions = true,
    versionProvider = LongWay.Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    description =
        "Shows what a port is assigned to, what software really uses it, and which process listens"
            + " on it on this machine.",
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:found",
      "1:nothing found; with --strict, a listener to investigate; in an audit, an alarm",
      "2:usage error, or a file that cannot be read",
      "3:the answer could not be written"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  port-registry 432              what a port is, on one screen",
      "  port-registry 432 --full       everything that is known about it",
      "  port-registry 432/udp          the same, for UDP only",
      "  port-registry http             a service, by name",
      "  port-registry 8080 --probe     and which process listens there now",
      "  port-registry 8080 --speaks    and which protocol it speaks",
      "  port-registry 6000-6100        a range, one line each",
      "  port-registry 80,443           several ports",
      "  port-registry 832 --history    how its assignment changed",
      "  port-registry 443 --json       JSON, for scripts",
      "  port-registry free --range 8000-8999 --count 5",
      "",
      "Ports can also be written as tcp/80, localhost:8080 or http://localhost:8080/.",
      "A service that is named like a command comes after --: port-registry -- search"
    })
final class LookupCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(
      arity = "0..*",
      paramLabel = "PORT|NAME",
      description = "Ports (432, 432/udp), ranges (8000-8100) and names of services (http).")
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

  @Option(names = "--containers", description = "Like --probe, and show the names of containers.")
  boolean containers;

  @Option(
      names = "--strict",
      description =
          "Like --probe, and exit with 1 if the verdict is 'investigate', or the sockets cannot be"
              + " read.")
  boolean strict;

  @Option(
      names = "--speaks",
      description =
          "Like --probe, and ask each TCP listener what it speaks, with a harmless hello.")
  boolean speaks;

  @Option(names = "--speaks-udp", description = "Like --speaks, and ask UDP listeners too.")
  boolean speaksUdp;

  @Option(names = "--history", description = "List the changes to the port's assignment.")
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
    if (json && full) {
      throw new UsageException("--json and --full exclude each other: JSON always has everything");
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
      requireSockets(word, query.transport());
      queries.add(query);
    }
    PortRegistry registry = options.registry();
    if (isOneName(queries, registry)) {
      queries = List.of(query(String.join(" ", words)));
    }
    for (Query query : queries) {
      if (query.ports() == null) {
        NamedLookup.requireNoSlip(query.name(), registry);
      }
    }
    // Compute all answers before printing the first, because any of them may turn out to be a usage
    // error.
    List<Answer> answers = new ArrayList<>(queries.size());
    for (Query query : queries) {
      answers.add(answer(query, registry));
    }
    Joined found = new Joined();
    int status = Main.FOUND;
    boolean first = true;
    for (Answer answer : answers) {
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
      // Several words give one array of everything found.
      JsonOutput.print(terminal, queries.size() == 1 ? found.first() : found);
    }
    return status;
  }

  /**
   * Requires a transport that the probing options support: sockets are TCP or UDP, and each option
   * asks its own.
   */
  private void requireSockets(String word, @Nullable Transport transport) {
    String option = probing();
    if (option.isEmpty() || transport == null || transport == Transport.TCP) {
      return;
    }
    String only = "', which is for " + transport.keyword() + " only; ";
    if (transport != Transport.UDP) {
      throw new UsageException(
          option
              + " sees TCP and UDP sockets, not '"
              + word
              + only
              + "give '"
              + word.substring(0, word.lastIndexOf('/'))
              + "'");
    }
    if (speaks && !speaksUdp) {
      throw new UsageException(
          "--speaks asks TCP listeners, not '" + word + only + "give --speaks-udp instead");
    }
  }

  /** Whether the words are no names one by one, but together are, such as MS SQL. */
  private boolean isOneName(List<Query> queries, PortRegistry registry) {
    return queries.size() > 1
        && queries.stream()
            .allMatch(
                query -> query.ports() == null && !NamedLookup.isKnown(query.name(), registry))
        && NamedLookup.isKnown(query(String.join(" ", words)).name(), registry);
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

  /**
   * The records of a range of ports, each computed on demand, because the records of all ports
   * would fill the memory.
   */
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

  /** Returns the answer for one port. */
  Answer one(PortRecord port, @Nullable Transport transport, PortRegistry registry) {
    if (history) {
      return changes(List.of(port), transport);
    }
    PortFinding finding =
        probing().isEmpty() ? null : local(registry, transport).check(port.number());
    return new Answer() {
      @Override
      public int status() {
        return strict && finding != null && !isClean(finding) ? Main.NOTHING : Main.FOUND;
      }

      @Override
      public Object json() {
        if (finding != null) {
          return finding;
        }
        return transport == null ? port : port.forTransport(transport);
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

      /** The command line that prints everything about the port. */
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

  /** Whether a finding passes --strict: if not everything could be seen, it does not. */
  private static boolean isClean(PortFinding finding) {
    return finding.verdict() != Verdict.INVESTIGATE && finding.coverage().socketsComplete();
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
    return Answer.table(
        over(transport, ports), () -> PortLines.of(ports.stream(), transport), terminal);
  }

  /**
   * Returns the records for one transport, each computed on demand; the same records if the
   * transport is null.
   */
  static List<PortRecord> over(@Nullable Transport transport, List<PortRecord> ports) {
    if (transport == null) {
      return ports;
    }
    return new AbstractList<>() {
      @Override
      public PortRecord get(int index) {
        return ports.get(index).forTransport(transport);
      }

      @Override
      public int size() {
        return ports.size();
      }
    };
  }

  /** Requires a single port for the options that a table does not support. */
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

  /** The option that asks which process listens; "" if none is given. */
  private String probing() {
    if (probe) {
      return "--probe";
    }
    if (strict) {
      return "--strict";
    }
    if (containers) {
      return "--containers";
    }
    return speaks ? "--speaks" : speaksUdp ? "--speaks-udp" : "";
  }

  private ListenerProbe local(PortRegistry registry, @Nullable Transport transport) {
    ListenerProbe local =
        ListenerProbe.local()
            .withRegistry(registry)
            .withGreeting(Words.greeting(speaks || speaksUdp, speaksUdp));
    if (transport != null) {
      local = local.withTransport(transport);
    }
    return containers ? Engines.asked(local, terminal) : local;
  }
}
