package io.github.portregistry.cli;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers for one name of the command line. */
final class NamedLookup {

  /** A word that no shell treats specially. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]+");

  private final LookupCommand lookup;
  private final String name;
  private final @Nullable Transport transport;
  private final PortRegistry registry;
  private final Terminal terminal;

  /**
   * Prepares an answer.
   *
   * @param lookup the command with its options
   * @param transport the transport; null for all
   */
  NamedLookup(
      LookupCommand lookup,
      String name,
      @Nullable Transport transport,
      PortRegistry registry,
      Terminal terminal) {
    this.lookup = lookup;
    this.name = name;
    this.transport = transport;
    this.registry = registry;
    this.terminal = terminal;
  }

  /**
   * Checks that a word is not a mistyped command; a word that is exactly a known name passes.
   *
   * @throws UsageException if it is a mistyped command, with the right one
   */
  static void requireNoSlip(String name, PortRegistry registry) {
    String message = Commands.unknown(name);
    if (!message.isEmpty() && !isKnown(name, registry)) {
      throw new UsageException(message);
    }
  }

  /** Whether a service has or had that name, or it is an everyday name. */
  static boolean isKnown(String name, PortRegistry registry) {
    return !registry.service(name).isEmpty()
        || !registry.formerPorts(name).isEmpty()
        || !registry.everydayNames(name).isEmpty()
        || registry.search(name).stream().anyMatch(port -> isCalled(port, name, null));
  }

  /**
   * Returns the answer for a service name, current or former, or for an everyday name; otherwise
   * for an observed use.
   */
  Answer answer() {
    List<Assignment> services =
        registry.service(name).stream()
            .filter(service -> transport == null || service.isFor(transport))
            .toList();
    List<PortRecord> former = registry.formerPorts(name).stream().filter(this::wasCalled).toList();
    Meanings meanings = Meanings.of(name, transport, services, registry);
    if (meanings.resolve()) {
      List<PortRecord> meant = Stream.concat(meanings.ports(), former.stream()).distinct().toList();
      return after(
          meanings.sentences(),
          meant.size() == 1
              ? Answer.arrayOf(lookup.one(meant.get(0), transport, registry))
              : lookup.many(meant, transport));
    }
    return after(meanings.sentences(), registered(services, former));
  }

  private Answer after(List<String> sentences, Answer answer) {
    return lookup.history || sentences.isEmpty()
        ? answer
        : Answer.after(sentences, answer, terminal);
  }

  private Answer registered(List<Assignment> services, List<PortRecord> former) {
    List<PortRecord> ports = Stream.concat(ports(services), former.stream()).distinct().toList();
    boolean portless = services.stream().anyMatch(service -> service.ports() == null);
    if (ports.isEmpty() && !portless) {
      ports =
          registry.search(name).stream().filter(port -> isCalled(port, name, transport)).toList();
      return ports.isEmpty()
          ? unknown()
          : ports.size() == 1
              ? Answer.arrayOf(lookup.one(ports.get(0), transport, registry))
              : lookup.many(ports, transport);
    }
    if (lookup.history) {
      if (ports.isEmpty()) {
        throw new UsageException(
            "'"
                + name
                + "' never had a port; --history lists the changes of ports, and 'changes'"
                + " those of such names too");
      }
      return lookup.changes(ports, transport);
    }
    if (ports.size() == 1) {
      return Answer.arrayOf(lookup.one(ports.get(0), transport, registry));
    }
    lookup.requireOne(ports.size());
    // A name without any port has only its rows.
    return Answer.table(
        ports.isEmpty() ? services : LookupCommand.over(transport, ports),
        () -> PortLines.of(services, former),
        terminal);
  }

  private Stream<PortRecord> ports(List<Assignment> services) {
    return services.stream()
        .map(Assignment::ports)
        .filter(Objects::nonNull)
        .flatMap(span -> IntStream.rangeClosed(span.first(), span.last()).boxed())
        .distinct()
        .map(registry::port);
  }

  private boolean wasCalled(PortRecord port) {
    return port.formerAssignments().stream()
        .filter(former -> Slip.isSame(former.serviceName(), name))
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

  private Answer unknown() {
    StringBuilder message = new StringBuilder("no service '").append(Escaped.text(name));
    message.append('\'');
    boolean known = !registry.service(name).isEmpty() || !registry.everydayNames(name).isEmpty();
    if (transport != null && known) {
      message.append(" over ").append(transport.keyword());
      message.append("; ").append(command("")).append(" shows the others");
    } else {
      int slash = name.lastIndexOf('/');
      if (slash > 0 && !registry.service(name.substring(0, slash)).isEmpty()) {
        message.append("; '").append(Escaped.text(name.substring(slash + 1)));
        message.append("' is not a transport; give tcp, udp, sctp or dccp");
      }
      Suggestion.serviceName(registry, name)
          .ifPresent(
              near -> message.append("; did you mean ").append(Escaped.text(near)).append('?'));
      int found = registry.search(name).size();
      if (found > 0) {
        message.append(System.lineSeparator()).append(command("search "));
        message.append(" finds ").append(found);
        message.append(found == 1 ? " port." : " ports.");
      }
    }
    terminal.err().println("port-registry: " + message);
    return Answer.none(() -> {});
  }

  /** A command line for the name that is safe to paste into a shell. */
  private String command(String start) {
    String shown = Escaped.text(name);
    return PLAIN.matcher(shown).matches()
        ? "'port-registry " + start + shown + "'"
        : "port-registry " + start + "'" + shown.replace("'", "'\\''") + "'";
  }
}
