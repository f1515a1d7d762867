package io.github.portregistry.cli;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Dossier;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.probe.ListenerProbe;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what is known of ports and names. */
@Command(
    name = "port-registry",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    description =
        "Tells what a port number is assigned to, what it is really used for, and who listens on it"
            + " on this machine.",
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  port-registry 432              all that is known of a port",
      "  port-registry 432/udp          of one transport only",
      "  port-registry http             the ports of a service, by name",
      "  port-registry 8080 --probe     and who listens on it here, now",
      "  port-registry 6000-6100        a range, one line each",
      "  port-registry 832 --history    what was changed about it",
      "  port-registry 443 --json       for a program",
      "  port-registry free --range 8000-8999 --count 5",
      "",
      "Exit codes: 0 found, 1 nothing found, or a listener to investigate with --strict, 2 usage"
          + " error."
    })
final class LookupCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec command;

  @Parameters(
      arity = "0..*",
      paramLabel = "PORT|NAME",
      description = "Ports (432), with a transport (432/udp), ranges (8000-8100), service names.")
  private List<String> words = List.of();

  @Option(
      names = {"-p", "--probe"},
      description = "Show which process listens on the port on this machine.")
  private boolean probe;

  @Option(names = "--containers", description = "With --probe, also show the names of containers.")
  private boolean containers;

  @Option(
      names = "--strict",
      description = "Like --probe, and exit with 1 if the verdict is 'investigate'.")
  private boolean strict;

  @Option(names = "--history", description = "List what was changed about the port.")
  private boolean history;

  @Option(names = "--json", description = "Write JSON, in the shape of docs/json.md.")
  private boolean json;

  @Option(names = "--markdown", description = "Write Markdown.")
  private boolean markdown;

  @Mixin private RegistryOptions options = new RegistryOptions();

  LookupCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (words.isEmpty()) {
      spec().commandLine().usage(terminal.err());
      return Main.USAGE;
    }
    if (json && markdown) {
      throw wrong("--json and --markdown exclude each other");
    }
    if (history && (probe || strict || markdown)) {
      throw wrong("--history goes with no other option but --json, --as-of, --iana and --overlay");
    }
    List<Query> queries = words.stream().map(this::query).toList();
    PortRegistry registry = options.registry();
    List<Object> values = new ArrayList<>();
    int status = Main.FOUND;
    boolean first = true;
    for (Query query : queries) {
      Answer answer = answer(query, registry);
      status = Math.max(status, answer.status());
      if (json) {
        // Several words give one array of all that was found.
        if (queries.size() > 1 && answer.json() instanceof List<?> several) {
          values.addAll(several);
        } else {
          values.add(answer.json());
        }
        continue;
      }
      if (!first && !answer.isSilent()) {
        terminal.out().println();
      }
      first &= answer.isSilent();
      answer.print();
    }
    if (json) {
      JsonOutput.print(terminal, spec(), queries.size() == 1 ? values.get(0) : values);
    }
    return status;
  }

  private Query query(String word) {
    try {
      return Query.parse(word);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(command);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec().commandLine(), message);
  }

  private Answer answer(Query query, PortRegistry registry) {
    PortSpan ports = query.ports();
    if (ports == null) {
      return named(query.name(), query.transport(), registry);
    }
    if (ports.size() == 1) {
      return one(registry.port(ports.first()), query.transport(), registry);
    }
    return many(
        IntStream.rangeClosed(ports.first(), ports.last()).mapToObj(registry::port).toList(),
        query.transport());
  }

  private Answer changes(List<PortRecord> ports, @Nullable Transport transport) {
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
    return new Answer() {
      @Override
      public int status() {
        return changes.isEmpty() ? Main.NOTHING : Main.FOUND;
      }

      @Override
      public Object json() {
        return changes;
      }

      @Override
      public boolean isSilent() {
        return changes.isEmpty();
      }

      @Override
      public void print() {
        if (changes.isEmpty()) {
          String last = ports.size() == 1 ? "" : "-" + ports.get(ports.size() - 1).number();
          terminal
              .err()
              .println(
                  "port-registry: no change of "
                      + ports.get(0).number()
                      + last
                      + " is recorded"
                      + ports.get(0).registry().map(Days::known).orElse(""));
        } else {
          ChangeLines.of(changes).print(terminal);
        }
      }
    };
  }

  private Answer one(PortRecord port, @Nullable Transport transport, PortRegistry registry) {
    if (history) {
      return changes(List.of(port), transport);
    }
    PortFinding finding = probe || strict ? local(registry).check(port.number()) : null;
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
          dossier = dossier.with(finding.section());
        }
        if (markdown) {
          terminal.out().print(dossier.markdown());
        } else {
          terminal.print(dossier.text(terminal.textWidth()));
        }
      }
    };
  }

  private Answer many(List<PortRecord> ports, @Nullable Transport transport) {
    if (history) {
      return changes(ports, transport);
    }
    requireOne(ports.size());
    return table(ports, PortLines.of(ports.stream(), transport));
  }

  /** A table has no place for a finding, and no form but its own. */
  private void requireOne(int ports) {
    String option = markdown ? "--markdown" : probe ? "--probe" : strict ? "--strict" : "";
    if (!option.isEmpty()) {
      throw wrong(
          option
              + " takes ports one by one, and this gives "
              + ports
              + (markdown ? "" : "; see also 'port-registry listening'"));
    }
  }

  private Answer table(Object json, Table table) {
    return new Answer() {
      @Override
      public int status() {
        return Main.FOUND;
      }

      @Override
      public Object json() {
        return json;
      }

      @Override
      public void print() {
        table.print(terminal);
      }
    };
  }

  /** A service by its name, now or before, or by an everyday name; else what people use there. */
  private Answer named(String name, @Nullable Transport transport, PortRegistry registry) {
    List<Assignment> services =
        registry.service(name).stream()
            .filter(service -> transport == null || service.isFor(transport))
            .toList();
    List<PortRecord> former =
        registry.formerPorts(name).stream()
            .filter(port -> wasCalled(port, name, transport))
            .toList();
    Meanings meanings = Meanings.of(name, transport, services, registry);
    if (meanings.resolve()) {
      List<PortRecord> meant = Stream.concat(meanings.ports(), former.stream()).distinct().toList();
      return after(
          meanings.sentences(),
          meant.size() == 1
              ? Answer.arrayOf(one(meant.get(0), transport, registry))
              : many(meant, transport));
    }
    return after(meanings.sentences(), registered(name, transport, services, former, registry));
  }

  private Answer after(List<String> sentences, Answer answer) {
    return history || sentences.isEmpty() ? answer : Answer.after(sentences, answer, terminal);
  }

  private Answer registered(
      String name,
      @Nullable Transport transport,
      List<Assignment> services,
      List<PortRecord> former,
      PortRegistry registry) {
    List<PortRecord> ports =
        Stream.concat(ports(services, registry), former.stream()).distinct().toList();
    boolean portless = services.stream().anyMatch(service -> service.ports() == null);
    if (ports.isEmpty() && !portless) {
      ports =
          registry.search(name).stream().filter(port -> isCalled(port, name, transport)).toList();
      return ports.isEmpty()
          ? unknown(name, transport, registry)
          : ports.size() == 1
              ? Answer.arrayOf(one(ports.get(0), transport, registry))
              : many(ports, transport);
    }
    if (history) {
      if (ports.isEmpty()) {
        throw wrong(
            "'"
                + name
                + "' never had a port; --history lists the changes of ports, and 'changes'"
                + " those of such names too");
      }
      return changes(ports, transport);
    }
    if (ports.size() == 1) {
      return Answer.arrayOf(one(ports.get(0), transport, registry));
    }
    requireOne(ports.size());
    // A name without any port has nothing but its rows.
    return table(ports.isEmpty() ? services : ports, PortLines.of(services, former));
  }

  private static Stream<PortRecord> ports(List<Assignment> services, PortRegistry registry) {
    return services.stream()
        .map(Assignment::ports)
        .filter(Objects::nonNull)
        .flatMap(span -> IntStream.rangeClosed(span.first(), span.last()).boxed())
        .distinct()
        .map(registry::port);
  }

  private static boolean wasCalled(PortRecord port, String name, @Nullable Transport transport) {
    return port.formerAssignments().stream()
        .filter(former -> former.serviceName().equalsIgnoreCase(name))
        .anyMatch(
            former ->
                transport == null || former.transport() == null || former.transport() == transport);
  }

  private static boolean isCalled(PortRecord port, String name, @Nullable Transport transport) {
    return port.observedUses().stream()
        .filter(use -> transport == null || use.transport() == null || use.transport() == transport)
        .anyMatch(
            use ->
                use.commonName().equalsIgnoreCase(name)
                    || use.application().equalsIgnoreCase(name));
  }

  private Answer unknown(String name, @Nullable Transport transport, PortRegistry registry) {
    StringBuilder message = new StringBuilder("no service '").append(Escaped.text(name));
    message.append('\'');
    boolean known = !registry.service(name).isEmpty() || !registry.everydayNames(name).isEmpty();
    if (transport != null && known) {
      message.append(" over ").append(transport.keyword());
      message.append("; 'port-registry ").append(Escaped.text(name));
      message.append("' shows the others");
    } else {
      Suggestion.serviceName(registry, name)
          .ifPresent(
              near -> message.append("; did you mean ").append(Escaped.text(near)).append('?'));
      int found = registry.search(name).size();
      if (found > 0) {
        message.append(System.lineSeparator()).append("'port-registry search ");
        message.append(Escaped.text(name)).append("' finds ").append(found);
        message.append(found == 1 ? " port." : " ports.");
      }
    }
    terminal.err().println("port-registry: " + message);
    return new Answer() {
      @Override
      public int status() {
        return Main.NOTHING;
      }

      @Override
      public Object json() {
        return List.of();
      }

      @Override
      public boolean isSilent() {
        return true;
      }

      @Override
      public void print() {}
    };
  }

  private ListenerProbe local(PortRegistry registry) {
    ListenerProbe local = ListenerProbe.local().withRegistry(registry);
    return containers ? Engines.asked(local, terminal) : local;
  }
}
