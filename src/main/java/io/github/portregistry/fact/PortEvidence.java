package io.github.portregistry.fact;

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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts together the evidence for one port from the tables of facts. */
public final class PortEvidence {

  private static final String BY_HAND = "hand-search";

  private final Facts facts;
  private final List<Assignment> services;
  private final List<FormerAssignment> former;
  private final @Nullable Transport transport;
  private final List<Evidence> found = new ArrayList<>();

  // What is known of each service, found by its name in any case: a port can have many services.
  private final Map<String, Set<String>> references = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, List<Signal>> signals;
  private final Map<String, List<VendorDocument>> documents;
  private final Map<String, List<Judgement>> judgements;

  private PortEvidence(
      Facts facts, int port, List<Assignment> services, @Nullable Transport transport) {
    this.facts = facts;
    this.services = services;
    this.transport = transport;
    former = facts.former().of(port).stream().filter(fact -> isAsked(fact.transport())).toList();
    for (Assignment row : services) {
      references
          .computeIfAbsent(row.serviceName(), absent -> new LinkedHashSet<>())
          .addAll(row.references());
    }
    signals = byName(facts.signals().of(port), Signal::serviceName);
    // These speak of services only, and are not read where there is none.
    documents =
        references.isEmpty() && former.isEmpty()
            ? Map.of()
            : byName(facts.documents().of(port), VendorDocument::serviceName);
    judgements =
        references.isEmpty() ? Map.of() : byName(facts.statuses().of(port), Judgement::serviceName);
  }

  private static <T> Map<String, List<T>> byName(List<T> facts, Function<T, String> name) {
    Map<String, List<T>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (T fact : facts) {
      byName.computeIfAbsent(name.apply(fact), absent -> new ArrayList<>(2)).add(fact);
    }
    return byName;
  }

  /**
   * Returns what the facts give: of each service in the order given, then of the port.
   *
   * @param services the services of the port
   * @param transport the transport that is asked for; null for all
   */
  public static List<Evidence> of(
      Facts facts, int port, List<Assignment> services, @Nullable Transport transport) {
    PortEvidence evidence = new PortEvidence(facts, port, services, transport);
    for (String name : evidence.serviceNames()) {
      evidence.addSpecifications(name);
      evidence.addSignals(name);
      evidence.addDocuments(name, false);
      evidence.addJudgement(name);
      evidence.addDocuments(name, true);
    }
    evidence.addSignals("");
    evidence.addFormerServices();
    evidence.addFormerAssignments();
    return evidence.found;
  }

  private Set<String> serviceNames() {
    Set<String> names = new LinkedHashSet<>();
    services.forEach(row -> names.add(row.serviceName()));
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

  /** Whether what is known of a transport, or of none by name, is asked for. */
  private boolean isAsked(@Nullable Transport of) {
    return transport == null || of == null || of == transport;
  }

  /** What the registry cites, and what specifies the service without being cited. */
  private void addSpecifications(String name) {
    Set<String> specifications = new LinkedHashSet<>(references.getOrDefault(name, Set.of()));
    for (Signal signal : signals.getOrDefault(name, List.of())) {
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

  /** One piece of evidence for all that one source shows, or mentions, of the service. */
  private void addSignals(String name) {
    Map<List<String>, List<Signal>> bySource = new LinkedHashMap<>();
    signals.getOrDefault(name, List.of()).stream()
        .filter(signal -> isAsked(signal.transport()))
        .filter(signal -> signal.kind() != Signal.Kind.SPECIFICATION)
        .sorted(Comparator.comparing(Signal::kind))
        .forEach(
            signal ->
                bySource
                    .computeIfAbsent(
                        List.of(signal.source(), signal.kind().name()), absent -> new ArrayList<>())
                    .add(signal));
    bySource.values().forEach(this::addSignals);
  }

  private void addSignals(List<Signal> signals) {
    Signal first = signals.get(0);
    Catalogue catalogue = facts.catalogues().get(first.source());
    String detail =
        catalogue == null
            ? describe(signals)
            : String.join(" ", catalogue.name(), catalogue.whatItTells(), labels(signals))
                + " ("
                + catalogue.version()
                + ")";
    // A label that does not say what is meant shows no service in use.
    boolean use = first.kind().isUse() && !first.serviceName().isEmpty();
    add(
        use ? Evidence.Kind.IN_USE : Evidence.Kind.MENTION,
        use ? Evidence.Strength.MODERATE : Evidence.Strength.WEAK,
        first.serviceName().isEmpty() ? detail + ", which names no service of the port" : detail,
        catalogue == null ? first.source() : catalogue.source(),
        first.serviceName());
  }

  /** The labels with their transports, those of the same transports together. */
  private static String labels(List<Signal> signals) {
    Map<String, Set<String>> transports = new LinkedHashMap<>();
    for (Signal signal : signals) {
      transports
          .computeIfAbsent(signal.label(), absent -> new TreeSet<>())
          .add(RowFormat.text(signal.transport()));
    }
    Map<String, List<String>> labels = new LinkedHashMap<>();
    transports.forEach(
        (label, over) ->
            labels
                .computeIfAbsent(String.join(" and ", over), absent -> new ArrayList<>())
                .add(label));
    return labels.entrySet().stream()
        .map(
            entry ->
                String.join(", ", entry.getValue())
                    + (entry.getKey().isEmpty() ? "" : " on " + entry.getKey()))
        .collect(Collectors.joining("; "));
  }

  /** What a source that is in no catalogue shows. */
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
    return switch (signals.get(0).kind()) {
      case RFC_MENTION -> names + " names the port" + where;
      case DEFAULT_CONFIGURATION -> "default configuration: " + labels(signals);
      default -> names + " listens there" + where;
    };
  }

  private void addDocuments(String name, boolean background) {
    for (VendorDocument document : documents.getOrDefault(name, List.of())) {
      if (background != (document.says() == VendorDocument.Says.BACKGROUND)) {
        continue;
      }
      boolean alive = document.says() == VendorDocument.Says.ALIVE;
      boolean decided =
          alive
              || document.says() == VendorDocument.Says.UNUSED
              || document.says() == VendorDocument.Says.ENDED;
      String year = document.published().isEmpty() ? "" : " (" + document.published() + ")";
      add(
          alive ? Evidence.Kind.IN_USE : Evidence.Kind.MENTION,
          decided ? Evidence.Strength.STRONG : Evidence.Strength.WEAK,
          document.fact() + year,
          document.source(),
          name);
    }
  }

  private void addJudgement(String name) {
    judgements.getOrDefault(name, List.of()).forEach(this::addJudgement);
  }

  private void addJudgement(Judgement judgement) {
    switch (judgement.basis()) {
      case CURATED ->
          add(
              Evidence.Kind.CURATED,
              judgement.strength(),
              judgement.reason(),
              judgement.source(),
              judgement.serviceName());
      case DOUBT ->
          add(
              Evidence.Kind.MENTION,
              Evidence.Strength.WEAK,
              "not called a ghost only because of a doubt: " + judgement.reason(),
              judgement.source(),
              judgement.serviceName());
      default -> {
        if (judgement.liveness() == Liveness.GHOST) {
          addGhost(judgement);
        }
      }
    }
  }

  /** A copy of the registry can have a row of the service that was changed since it was judged. */
  private void addGhost(Judgement judgement) {
    boolean isGhost =
        services.stream()
            .filter(row -> row.serviceName().equalsIgnoreCase(judgement.serviceName()))
            .allMatch(row -> row.liveness() == Liveness.GHOST);
    if (isGhost) {
      found.add(absence(judgement));
    } else {
      add(
          Evidence.Kind.MENTION,
          Evidence.Strength.WEAK,
          "not called a ghost only because of a doubt: its row was changed since it was judged",
          judgement.source(),
          judgement.serviceName());
    }
  }

  /** Nobody searched by hand for what a document or a state decided. */
  private Evidence absence(Judgement judgement) {
    boolean searched = judgement.basis() == Judgement.Basis.ABSENCE;
    List<Consultation> consulted =
        facts.catalogues().values().stream()
            .filter(catalogue -> searched || !catalogue.id().equals(BY_HAND))
            .map(catalogue -> consultation(catalogue, judgement))
            .toList();
    RegistryDate newest =
        consulted.stream()
            .map(Consultation::date)
            .max(Comparator.naturalOrder())
            .orElseThrow(() -> new IllegalStateException("a ghost by no source at all"));
    String detail =
        String.format(
            Locale.ROOT,
            "none of %d sources consulted up to %s shows it in use%s",
            consulted.size(),
            newest,
            judgement.reason().isEmpty() ? "" : "; " + judgement.reason());
    return new Evidence(
        Evidence.Kind.ABSENCE,
        judgement.strength(),
        detail,
        judgement.source(),
        judgement.serviceName(),
        consulted);
  }

  private static Consultation consultation(Catalogue catalogue, Judgement judgement) {
    return new Consultation(
        catalogue.name(),
        catalogue.version(),
        catalogue.consulted(),
        judgement.mentioned().contains(catalogue.id())
            ? Consultation.Outcome.MENTIONED
            : Consultation.Outcome.ABSENT,
        catalogue.source());
  }

  /** What is known of services that are gone from the port; one that was renamed is there still. */
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
