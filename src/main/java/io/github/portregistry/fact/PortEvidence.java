package io.github.portregistry.fact;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.Assignment;
import io.github.portregistry.Consultation;
import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.Liveness;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.Transport;
import io.github.portregistry.csv.RowFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects the evidence for one port from the tables of facts. */
public final class PortEvidence {

  private static final String BY_HAND = "hand-search";

  private final Facts facts;
  private final List<Assignment> services;
  private final List<FormerAssignment> former = new ArrayList<>();
  private final @Nullable Transport transport;
  private final List<Evidence> found = new ArrayList<>();

  // The facts about each service, by its name in any case, because a port can have many services.
  private final Map<String, Set<String>> references = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, List<Signal>> signals = byName();
  private final Map<String, List<VendorDocument>> documents = byName();
  private final Map<String, List<Judgment>> judgments = byName();

  private PortEvidence(
      Facts facts, int port, List<Assignment> services, @Nullable Transport transport) {
    this.facts = facts;
    this.services = services;
    this.transport = transport;
    for (FormerAssignment fact : facts.former().of(port)) {
      if (isAsked(fact.transport())) {
        former.add(fact);
      }
    }
    for (Assignment row : services) {
      Set<String> cited = references.get(row.serviceName());
      if (cited == null) {
        cited = new LinkedHashSet<>();
        references.put(row.serviceName(), cited);
      }
      cited.addAll(row.references());
    }
    for (Signal signal : facts.signals().of(port)) {
      add(signals, signal.serviceName(), signal);
    }
    // These tables are only about services, so they are not read if there is none.
    if (!references.isEmpty() || !former.isEmpty()) {
      for (VendorDocument document : facts.documents().of(port)) {
        add(documents, document.serviceName(), document);
      }
    }
    if (!references.isEmpty()) {
      for (Judgment judgment : facts.statuses().of(port)) {
        add(judgments, judgment.serviceName(), judgment);
      }
    }
  }

  private static <T> Map<String, List<T>> byName() {
    return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  }

  private static <K, T> void add(Map<K, List<T>> lists, K key, T value) {
    List<T> list = lists.get(key);
    if (list == null) {
      list = new ArrayList<>(2);
      lists.put(key, list);
    }
    list.add(value);
  }

  /** The facts about a name; empty if there are none. */
  private static <T> List<T> of(Map<String, List<T>> byName, String name) {
    List<T> known = byName.get(name);
    return known == null ? List.of() : known;
  }

  /**
   * Returns the evidence for each service in the given order, then for the port.
   *
   * @param services the services of the port
   * @param transport the transport; null for all
   */
  public static List<Evidence> of(
      Facts facts, int port, List<Assignment> services, @Nullable Transport transport) {
    PortEvidence evidence = new PortEvidence(facts, port, services, transport);
    for (String name : evidence.serviceNames()) {
      evidence.addSpecifications(name);
      evidence.addSignals(name);
      evidence.addDocuments(name, false);
      evidence.addJudgment(name);
      evidence.addDocuments(name, true);
    }
    evidence.addSignals("");
    evidence.addFormerServices();
    evidence.addFormerAssignments();
    return evidence.found;
  }

  private Set<String> serviceNames() {
    Set<String> names = new LinkedHashSet<>();
    for (Assignment row : services) {
      names.add(row.serviceName());
    }
    return names;
  }

  private void add(
      Evidence.Kind kind,
      Evidence.Strength strength,
      String detail,
      String source,
      String serviceName) {
    found.add(new Evidence(kind, strength, detail, source, serviceName, List.of()));
  }

  /** Whether a fact about a transport, or about none in particular, is asked for. */
  private boolean isAsked(@Nullable Transport of) {
    return transport == null || of == null || of == transport;
  }

  /** Adds the documents that the registry cites, and others that specify the service. */
  private void addSpecifications(String name) {
    Set<String> specifications = new LinkedHashSet<>();
    if (references.containsKey(name)) {
      specifications.addAll(references.get(name));
    }
    for (Signal signal : of(signals, name)) {
      if (signal.kind() == Signal.Kind.SPECIFICATION) {
        specifications.add(signal.source());
      }
    }
    addSpecifications(name, specifications);
  }

  private void addSpecifications(String name, Collection<String> references) {
    for (String reference : references) {
      Rfc rfc = facts.rfcs().get(reference);
      if (rfc != null) {
        Evidence.Strength strength =
            rfc.isCurrent() ? Evidence.Strength.STRONG : Evidence.Strength.WEAK;
        add(Evidence.Kind.SPECIFICATION, strength, rfc.describe(), reference, name);
      }
    }
  }

  /**
   * Adds one piece of evidence for everything that one source shows or mentions about the service.
   */
  private void addSignals(String name) {
    for (Signal.Kind kind : Signal.Kind.values()) {
      Map<String, List<Signal>> bySource = new LinkedHashMap<>();
      for (Signal signal : of(signals, name)) {
        if (signal.kind() == kind
            && kind != Signal.Kind.SPECIFICATION
            && isAsked(signal.transport())) {
          add(bySource, signal.source(), signal);
        }
      }
      for (List<Signal> ofSource : bySource.values()) {
        addSignals(ofSource);
      }
    }
  }

  private void addSignals(List<Signal> signals) {
    Signal first = signals.get(0);
    Catalog catalog = facts.catalogs().get(first.source());
    String detail =
        catalog == null
            ? describe(signals)
            : String.join(" ", catalog.name(), catalog.whatItTells(), labels(signals))
                + " ("
                + catalog.version()
                + ")";
    // A signal that names no service does not show one in use.
    boolean use = first.kind().isUse() && !first.serviceName().isEmpty();
    add(
        use ? Evidence.Kind.IN_USE : Evidence.Kind.MENTION,
        use ? Evidence.Strength.MODERATE : Evidence.Strength.WEAK,
        first.serviceName().isEmpty() ? detail + ", which names no service of the port" : detail,
        catalog == null ? first.source() : catalog.source(),
        first.serviceName());
  }

  /** The labels, grouped by their transports. */
  private static String labels(List<Signal> signals) {
    Map<String, Set<String>> transports = new LinkedHashMap<>();
    for (Signal signal : signals) {
      Set<String> over = transports.get(signal.label());
      if (over == null) {
        over = new TreeSet<>();
        transports.put(signal.label(), over);
      }
      over.add(RowFormat.text(signal.transport()));
    }
    Map<String, List<String>> labels = new LinkedHashMap<>();
    for (Map.Entry<String, Set<String>> label : transports.entrySet()) {
      add(labels, String.join(" and ", label.getValue()), label.getKey());
    }
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, List<String>> same : labels.entrySet()) {
      text.append(text.length() > 0 ? "; " : "").append(String.join(", ", same.getValue()));
      text.append(same.getKey().isEmpty() ? "" : " on ").append(same.getKey());
    }
    return text.toString();
  }

  /** Describes the signals of a source that is not a catalog. */
  private static String describe(List<Signal> signals) {
    Set<String> labels = new LinkedHashSet<>();
    Set<String> transports = new TreeSet<>();
    for (Signal signal : signals) {
      labels.add(signal.label());
      transports.add(RowFormat.text(signal.transport()));
    }
    String over = String.join(" and ", transports);
    String where = over.isEmpty() ? "" : " on " + over;
    String names = String.join(" and ", labels);
    Signal.Kind kind = signals.get(0).kind();
    if (kind == Signal.Kind.DEFAULT_CONFIGURATION) {
      return "default configuration: " + labels(signals);
    }
    return names + (kind == Signal.Kind.RFC_MENTION ? " names the port" : " listens there") + where;
  }

  private void addDocuments(String name, boolean background) {
    for (VendorDocument document : of(documents, name)) {
      if (background != (document.says() == VendorDocument.Says.BACKGROUND)) {
        continue;
      }
      boolean alive = document.says() == VendorDocument.Says.ALIVE;
      boolean decided =
          alive
              || document.says() == VendorDocument.Says.UNUSED
              || document.says() == VendorDocument.Says.ENDED;
      add(
          alive ? Evidence.Kind.IN_USE : Evidence.Kind.MENTION,
          decided ? Evidence.Strength.STRONG : Evidence.Strength.WEAK,
          document.claim(),
          document.source(),
          name);
    }
  }

  private void addJudgment(String name) {
    for (Judgment judgment : of(judgments, name)) {
      addJudgment(judgment);
    }
  }

  private void addJudgment(Judgment judgment) {
    // A switch on an enum would load two classes more in a fresh JVM.
    if (judgment.basis() == Judgment.Basis.CURATED) {
      add(
          Evidence.Kind.CURATED,
          judgment.strength(),
          judgment.reason(),
          judgment.source(),
          judgment.serviceName());
    } else if (judgment.basis() == Judgment.Basis.DOUBT) {
      add(
          Evidence.Kind.MENTION,
          Evidence.Strength.WEAK,
          "not called a ghost only because of a doubt: " + judgment.reason(),
          judgment.source(),
          judgment.serviceName());
    } else if (judgment.liveness() == Liveness.GHOST) {
      addGhost(judgment);
    }
  }

  /** A copy of the registry can have a row of the service that was changed since it was judged. */
  private void addGhost(Judgment judgment) {
    boolean isGhost = true;
    for (Assignment row : services) {
      isGhost &=
          row.liveness() == Liveness.GHOST
              || !row.serviceName().equalsIgnoreCase(judgment.serviceName());
    }
    if (isGhost) {
      found.add(absence(judgment));
    } else {
      add(
          Evidence.Kind.MENTION,
          Evidence.Strength.WEAK,
          "not called a ghost only because of a doubt: its row was changed since it was judged",
          judgment.source(),
          judgment.serviceName());
    }
  }

  /** Nobody searched by hand for what a document or a state decided. */
  private Evidence absence(Judgment judgment) {
    boolean searched = judgment.basis() == Judgment.Basis.ABSENCE;
    List<Consultation> consulted = new ArrayList<>();
    RegistryDate newest = null;
    for (Catalog catalog : facts.catalogs().byKey().values()) {
      if (searched || !catalog.id().equals(BY_HAND)) {
        Consultation consultation = consultation(catalog, judgment);
        consulted.add(consultation);
        if (newest == null || newest.compareTo(consultation.date()) < 0) {
          newest = consultation.date();
        }
      }
    }
    String detail =
        "none of "
            + consulted.size()
            + " sources consulted up to "
            + requireNonNull(newest, "a ghost by no source at all")
            + " shows it in use"
            + (judgment.reason().isEmpty() || isInDocument(judgment)
                ? ""
                : "; " + judgment.reason());
    return new Evidence(
        Evidence.Kind.ABSENCE,
        judgment.strength(),
        detail,
        judgment.source(),
        judgment.serviceName(),
        consulted);
  }

  /** Whether a document of the port says the reason, as evidence of its own. */
  private boolean isInDocument(Judgment judgment) {
    for (VendorDocument document : of(documents, judgment.serviceName())) {
      if (document.claim().equals(judgment.reason())) {
        return true;
      }
    }
    return false;
  }

  private static Consultation consultation(Catalog catalog, Judgment judgment) {
    return new Consultation(
        catalog.name(),
        catalog.version(),
        catalog.consulted(),
        judgment.mentioned().contains(catalog.id())
            ? Consultation.Outcome.MENTIONED
            : Consultation.Outcome.ABSENT,
        catalog.source());
  }

  /** Adds the evidence about services that left the port; a renamed service is still there. */
  private void addFormerServices() {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (FormerAssignment fact : former) {
      String name = fact.serviceName();
      if (fact.kind() != FormerAssignment.Kind.RENAMED
          && !references.containsKey(name)
          && names.add(name)) {
        addSpecifications(name, fact.references());
        addDocuments(name, false);
        addDocuments(name, true);
      }
    }
  }

  private void addFormerAssignments() {
    for (FormerAssignment fact : former) {
      Evidence.Kind kind =
          fact.strength() == Evidence.Strength.STRONG
              ? Evidence.Kind.REGISTRY_NOTE
              : Evidence.Kind.SNAPSHOTS;
      String source = fact.authority().equals("IANA") ? fact.source() : fact.authority();
      add(kind, fact.strength(), describe(fact), source, fact.serviceName());
    }
  }

  private String describe(FormerAssignment former) {
    StringBuilder text = new StringBuilder();
    text.append(RowFormat.text(former.kind()).replace('_', ' '));
    RegistryDate on = former.releasedOn();
    if (on != null) {
      text.append(" on ").append(on);
    } else if (former.lastSeen() != null) {
      text.append(" between ").append(former.lastSeen()).append(" and ").append(former.absentBy());
    }
    Rfc rfc = facts.rfcs().get(former.authority());
    text.append(" by ").append(rfc == null ? former.authority() : rfc.describe());
    RegistryDate published = rfc == null ? null : rfc.published();
    if (on != null && published != null && on.latest().isBefore(published.earliest())) {
      text.append("; IANA acted on its approved draft");
    }
    return text.toString();
  }
}
