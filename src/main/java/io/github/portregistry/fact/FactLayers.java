package io.github.portregistry.fact;

import io.github.portregistry.Assignment;
import io.github.portregistry.Consultation;
import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RelatedPort;
import io.github.portregistry.Transport;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The facts of several tables, the topmost first; each fact once. */
public final class FactLayers {

  private static final Transport[] TRANSPORTS = Transport.values();

  /**
   * The order of observed uses: a use with a common name first, then by the number of independent
   * sources; claims on a range and disputed uses last.
   */
  private static final class LikeliestFirst implements Comparator<ObservedUse> {
    @Override
    public int compare(ObservedUse a, ObservedUse b) {
      int order = Boolean.compare(isDisputed(a), isDisputed(b));
      order = order != 0 ? order : Boolean.compare(a.isRange(), b.isRange());
      order = order != 0 ? order : Boolean.compare(!isCommon(a), !isCommon(b));
      order = order != 0 ? order : Integer.compare(b.sources().size(), a.sources().size());
      order = order != 0 ? order : a.confidence().compareTo(b.confidence());
      order = order != 0 ? order : a.application().compareToIgnoreCase(b.application());
      return order != 0 ? order : a.ports().compareTo(b.ports());
    }

    private static boolean isDisputed(ObservedUse use) {
      return use.confidence() == ObservedUse.Confidence.DISPUTED;
    }

    private static boolean isCommon(ObservedUse use) {
      return !use.commonName().isEmpty();
    }
  }

  /** Says whether a layer above covers a port and transport. */
  public interface Cover {
    boolean speakOf(int port, Transport transport, int layer);
  }

  private final List<Facts> layers;
  private final Cover cover;

  public FactLayers(List<Facts> layers, Cover cover) {
    this.layers = List.copyOf(layers);
    this.cover = cover;
  }

  public Facts of(int layer) {
    return layers.get(layer);
  }

  /**
   * Returns the ports of the observed uses in any layer that pass a test; for a claim on a range,
   * only its first port.
   */
  public BitSet portsOfUses(Predicate<ObservedUse> test) {
    BitSet ports = portsOf(facts -> facts.uses(), use -> !use.isRange() && test.test(use));
    for (Facts facts : layers) {
      facts
          .uses()
          .facts()
          .filter(use -> use.isRange() && test.test(use))
          .forEach(use -> ports.set(use.ports().first()));
    }
    return ports;
  }

  /** Returns the former ports of the service names that pass a test, in any layer. */
  public BitSet formerPorts(Predicate<String> serviceName) {
    return portsOf(facts -> facts.former(), former -> serviceName.test(former.serviceName()));
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

  /** Returns the observed uses that any layer records for a port, the likeliest first. */
  public List<ObservedUse> observedUses(int port) {
    List<ObservedUse> all = new ArrayList<>();
    for (int layer = 0; layer < layers.size(); layer++) {
      for (ObservedUse use : layers.get(layer).uses().of(port)) {
        if (layer == 0) {
          all.add(use);
        } else if (!all.contains(use)) {
          for (ObservedUse seen : seen(use, port, layer)) {
            if (!all.contains(seen)) {
              all.add(seen);
            }
          }
        }
      }
    }
    all.sort(new LikeliestFirst());
    return Collections.unmodifiableList(all);
  }

  /**
   * The use without its common name, if a layer above assigns the port to a service, which then
   * dominates it.
   */
  private List<ObservedUse> seen(ObservedUse use, int port, int layer) {
    if (use.commonName().isEmpty() || layer == 0) {
      return List.of(use);
    }
    EnumSet<Transport> left = EnumSet.noneOf(Transport.class);
    EnumSet<Transport> hidden = EnumSet.noneOf(Transport.class);
    for (Transport transport : TRANSPORTS) {
      if (use.isFor(transport)) {
        (cover.speakOf(port, transport, layer) ? hidden : left).add(transport);
      }
    }
    if (hidden.isEmpty()) {
      return List.of(use);
    }
    if (left.isEmpty()) {
      return List.of(with(use, use.transport(), ""));
    }
    return Stream.concat(
            left.stream().map(transport -> with(use, transport, use.commonName())),
            hidden.stream().map(transport -> with(use, transport, "")))
        .toList();
  }

  private static ObservedUse with(
      ObservedUse use, @Nullable Transport transport, String commonName) {
    return new ObservedUse(
        use.ports(),
        transport,
        use.application(),
        use.category(),
        use.confidence(),
        use.sources(),
        commonName);
  }

  /**
   * Returns the evidence that any layer has for a port and its services.
   *
   * @param transport the transport; null for all
   */
  public List<Evidence> evidence(
      int port, List<Assignment> services, @Nullable Transport transport) {
    List<Evidence> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Facts facts : layers) {
      for (Evidence evidence : PortEvidence.of(facts, port, services, transport)) {
        if (seen.add(key(evidence))) {
          all.add(evidence);
        }
      }
    }
    return Collections.unmodifiableList(all);
  }

  /** Returns the relations that any layer records for a port. */
  public List<RelatedPort> related(int port) {
    List<RelatedPort> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Facts facts : layers) {
      for (RelatedFormat.Row row : facts.related().of(port)) {
        if (seen.add(row.related().port() + " " + row.related().relation())) {
          all.add(row.related());
        }
      }
    }
    return Collections.unmodifiableList(all);
  }

  /** Returns the registry's changes to a port, including earlier ones that are known otherwise. */
  public List<RegistryChange> history(int port) {
    List<RegistryChange> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Facts facts : layers) {
      for (RegistryChange change : facts.history().of(port, facts.former())) {
        if (seen.add(Changes.text(change))) {
          all.add(change);
        }
      }
    }
    return Collections.unmodifiableList(all);
  }

  // The first call of a record's hashCode takes longer than all the facts of a port, so equal facts
  // are found by their components as one text, separated by line breaks.

  private static String key(Evidence evidence) {
    StringBuilder key = new StringBuilder();
    key.append(evidence.kind()).append('\n').append(evidence.strength()).append('\n');
    key.append(evidence.detail()).append('\n');
    // Two copies of the registry have the same note.
    if (evidence.kind() != Evidence.Kind.REGISTRY_NOTE) {
      key.append(evidence.source()).append('\n');
    }
    key.append(evidence.serviceName());
    for (Consultation consultation : evidence.consulted()) {
      key.append('\n').append(consultation.source()).append('\n').append(consultation.version());
      key.append('\n').append(consultation.url()).append('\n').append(consultation.date());
      key.append(consultation.outcome());
    }
    return key.toString();
  }
}
