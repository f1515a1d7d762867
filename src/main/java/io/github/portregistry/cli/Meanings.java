package io.github.portregistry.cli;

import io.github.portregistry.Assignment;
import io.github.portregistry.EverydayName;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Explains an everyday name, over one transport or all. */
final class Meanings {

  private final PortRegistry registry;
  private final List<EverydayName> names;

  /**
   * Whether services with that name have ports of their own, so that the name has another meaning
   * too.
   */
  private final boolean registered;

  private Meanings(PortRegistry registry, List<EverydayName> names, boolean registered) {
    this.registry = registry;
    this.names = names;
    this.registered = registered;
  }

  /**
   * Returns the meanings of a name.
   *
   * @param services the registry's answer for the name over the transport
   */
  static Meanings of(
      String name,
      @Nullable Transport transport,
      List<Assignment> services,
      PortRegistry registry) {
    List<EverydayName> names =
        registry.everydayNames(name).stream()
            .filter(meaning -> transport == null || meaning.transport() == transport)
            .toList();
    boolean registered =
        services.stream()
            .anyMatch(row -> row.ports() != null && Slip.isSame(row.serviceName(), name));
    return new Meanings(registry, names, registered);
  }

  /** Whether the name is only an everyday name. */
  boolean resolve() {
    return !registered && !names.isEmpty();
  }

  Stream<PortRecord> ports() {
    return names.stream().map(EverydayName::port).distinct().map(registry::port);
  }

  /**
   * Sentences that say what the name stands for, one for each port. They do not name the service,
   * because most of these names mean another program: kafka is not a name of 9092's service.
   */
  List<String> sentences() {
    Map<Integer, List<EverydayName>> byPort = new LinkedHashMap<>();
    for (EverydayName name : names) {
      byPort.computeIfAbsent(name.port(), absent -> new ArrayList<>(2)).add(name);
    }
    return byPort.values().stream().map(this::sentence).toList();
  }

  private String sentence(List<EverydayName> ofOnePort) {
    EverydayName first = ofOnePort.get(0);
    String transports =
        ofOnePort.stream().map(name -> name.transport().keyword()).collect(Collectors.joining(","));
    return Escaped.text(
        first.name()
            + (registered ? " is also an everyday name of port " : " is an everyday name of port ")
            + first.port()
            + "/"
            + transports);
  }
}
