package io.github.portregistry;

import java.util.ArrayList;
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
final class PortEvidence {

  private final Facts facts;
  private final PortRecord port;
  private final @Nullable Transport transport;
  private final List<Evidence> found = new ArrayList<>();

  // What is known of each service, found by its name in any case: a port can have many services.
  private final Map<String, Set<String>> references = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, List<Signal>> signals;
  private final Map<String, List<VendorDocument>> documents;
  private final Map<String, List<Judgement>> judgements;

  private PortEvidence(Facts facts, PortRecord port, @Nullable Transport transport) {
    this.facts = facts;
    this.port = port;
    this.transport = transport;
    for (Assignment row : port.assignments()) {
      references
          .computeIfAbsent(row.serviceName(), absent -> new LinkedHashSet<>())
          .addAll(row.references());
    }
    signals = byName(facts.signals().of(port.number()), Signal::serviceName);
    if (references.isEmpty()) {
      // These speak of services only, and are not read where there is none.
      documents = Map.of();
      judgements = Map.of();
    } else {
      documents = byName(facts.documents().of(port.number()), VendorDocument::serviceName);
      judgements = byName(facts.statuses().of(port.number()), Judgement::serviceName);
    }
  }

  private static <T> Map<String, List<T>> byName(List<T> facts, Function<T, String> name) {
    Map<String, List<T>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (T fact : facts) {
      byName.computeIfAbsent(name.apply(fact), absent -> new ArrayList<>(2)).add(fact);
    }
    return byName;
  }

  /** Returns what the facts give: of each service in the port's order, then of the port. */
  static List<Evidence> of(Facts facts, PortRecord port, @Nullable Transport transport) {
    PortEvidence evidence = new PortEvidence(facts, port, transport);
    for (String name : evidence.serviceNames()) {
      evidence.addSpecifications(name);
      evidence.addSignals(name);
      evidence.addDocuments(name);
      evidence.addJudgement(name);
    }
    evidence.addSignals("");
    evidence.addFormerAssignments();
    return evidence.found;
  }

  private Set<String> serviceNames() {
    Set<String> names = new LinkedHashSet<>();
    port.assignments().forEach(row -> names.add(row.serviceName()));
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

  private void addSpecifications(String name) {
    for (String reference : references.getOrDefault(name, Set.of())) {
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
    add(
        first.kind().isUse() ? Evidence.Kind.IN_USE : Evidence.Kind.MENTION,
        first.kind().isUse() ? Evidence.Strength.MODERATE : Evidence.Strength.WEAK,
        detail,
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

  private void addDocuments(String name) {
    for (VendorDocument document : documents.getOrDefault(name, List.of())) {
      boolean alive = document.says() == VendorDocument.Says.ALIVE;
      String year = document.published().isEmpty() ? "" : " (" + document.published() + ")";
      add(
          alive ? Evidence.Kind.IN_USE : Evidence.Kind.MENTION,
          alive ? Evidence.Strength.STRONG : Evidence.Strength.WEAK,
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
        if (judgement.status() == PortStatus.GHOST) {
          found.add(absence(judgement));
        }
      }
    }
  }

  private Evidence absence(Judgement judgement) {
    List<Consultation> consulted =
        facts.catalogues().values().stream()
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

  private void addFormerAssignments() {
    for (FormerAssignment former : facts.former().of(port.number())) {
      if (!isAsked(former.transport())) {
        continue;
      }
      Evidence.Kind kind =
          former.strength() == Evidence.Strength.STRONG
              ? Evidence.Kind.REGISTRY_NOTE
              : Evidence.Kind.SNAPSHOTS;
      String source = former.authority().equals("IANA") ? former.source() : former.authority();
      add(kind, former.strength(), describe(former), source, former.serviceName());
    }
  }

  private String describe(FormerAssignment former) {
    StringBuilder text = new StringBuilder();
    text.append(RowFormat.text(former.kind()).replace('_', ' '));
    if (former.releasedOn() != null) {
      text.append(" on ").append(former.releasedOn());
    } else if (former.lastSeen() != null) {
      text.append(" between ").append(former.lastSeen()).append(" and ").append(former.absentBy());
    }
    Rfc rfc = facts.rfcs().get(former.authority());
    String authority = rfc == null ? former.authority() : rfc.describe();
    return text.append(" by ").append(authority).toString();
  }
}
