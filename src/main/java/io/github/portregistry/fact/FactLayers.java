package io.github.portregistry.fact;

import io.github.portregistry.Assignment;
import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RelatedPort;
import io.github.portregistry.Transport;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of ports beside the rows of several tables, the topmost table first; each fact once.
 */
public final class FactLayers {

  private final List<Facts> layers;

  public FactLayers(List<Facts> layers) {
    this.layers = List.copyOf(layers);
  }

  public Facts of(int layer) {
    return layers.get(layer);
  }

  /** Returns the ports of the observed uses in any layer that pass a test. */
  public BitSet portsOfUses(Predicate<ObservedUse> test) {
    return portsOf(facts -> facts.uses(), test);
  }

  /** Returns the ports that a service name had before, in any layer, whatever its case. */
  public BitSet formerPorts(String serviceName) {
    return portsOf(
        facts -> facts.former(), former -> former.serviceName().equalsIgnoreCase(serviceName));
  }

  private <T> BitSet portsOf(Function<Facts, FactTable<T>> table, Predicate<T> test) {
    BitSet ports = new BitSet();
    for (Facts facts : layers) {
      for (FactTable.Row<T> row : table.apply(facts).rows()) {
        if (test.test(row.fact())) {
          ports.set(row.ports().first(), row.ports().last() + 1);
        }
      }
    }
    return ports;
  }

  /** Returns the former assignments that any layer records for a port. */
  public List<FormerAssignment> formerAssignments(int port) {
    Map<List<String>, FormerAssignment> all = new LinkedHashMap<>();
    for (Facts facts : layers) {
      for (FormerAssignment former : facts.former().of(port)) {
        all.putIfAbsent(FormerFormat.withoutSource(former), former);
      }
    }
    return List.copyOf(all.values());
  }

  /** Returns the observed uses that any layer records for a port, the dominant ones first. */
  public List<ObservedUse> observedUses(int port) {
    return distinct(facts -> facts.uses().of(port).stream()).stream()
        .sorted(Comparator.comparing((ObservedUse use) -> use.commonName().isEmpty()))
        .toList();
  }

  /**
   * Returns the evidence that any layer has for a port and its services.
   *
   * @param transport the transport that is asked for; null for all
   */
  public List<Evidence> evidence(
      int port, List<Assignment> services, @Nullable Transport transport) {
    return distinct(facts -> PortEvidence.of(facts, port, services, transport).stream());
  }

  /** Returns the relations that any layer records for a port. */
  public List<RelatedPort> related(int port) {
    return distinct(facts -> facts.related().of(port).stream().map(RelatedFormat.Row::related));
  }

  /** Returns what the registry changed about a port, with what is known of before. */
  public List<RegistryChange> history(int port) {
    return distinct(facts -> facts.history().of(port, facts.former()).stream());
  }

  private <T> List<T> distinct(Function<Facts, Stream<T>> of) {
    return layers.stream().flatMap(of).distinct().toList();
  }
}
