package io.github.portregistry.dossier;

import io.github.portregistry.Assignment;
import io.github.portregistry.Consultation;
import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.Liveness;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortStatus;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.RelatedPort;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts what is known of a port into the sections of its dossier. */
public final class DossierSections {

  /** The year with which the log of all changes begins. */
  private static final int FIRST_YEAR = 2014;

  /** How many changes are told. */
  private static final int CHANGES = 8;

  private final PortRecord whole;

  /** The record, or what it has of one transport. */
  private final PortRecord port;

  private final @Nullable Transport transport;
  private final List<Evidence> evidence;

  /** The services that a table laid over the registry gives the port to. */
  private final List<Assignment> overlay;

  /** What the tables are called; empty if the record came without them. */
  private final List<String> sources;

  /** What has been told of consulted sources, so that it is told once. */
  private final Set<String> consulted = new HashSet<>();

  DossierSections(PortRecord port, @Nullable Transport transport) {
    this.whole = port;
    this.port = transport == null ? port : port.forTransport(transport);
    this.sources = port.registry().map(PortRegistry::sources).orElse(List.of());
    this.transport = transport;
    this.evidence = this.port.evidence();
    this.overlay =
        DossierWords.overlay(port).stream()
            .filter(service -> transport == null || service.isFor(transport))
            .toList();
  }

  String title() {
    String over = transport == null ? "" : "/" + transport.keyword();
    return Escaped.text("Port " + port.number() + over + ": " + DossierWords.headline(port));
  }

  Dossier.Section opening() {
    List<String> range = new ArrayList<>(DossierWords.range(port));
    if (port.block().size() > 1 && !port.block().equals(port.range().span())) {
      range.add("The registry has it in one row with the ports " + port.block() + ".");
    }
    return section(
        "",
        List.of(
            new Dossier.Item("Status", StatusWords.status(port) + otherTransports()),
            new Dossier.Item("Range", String.join(" ", range))));
  }

  /** The status of those transports that have another than the port. */
  private String otherTransports() {
    Map<PortStatus, List<String>> transports = new EnumMap<>(PortStatus.class);
    for (Transport other : transport == null ? Transport.values() : new Transport[0]) {
      if (port.status(other) != port.status()) {
        transports
            .computeIfAbsent(port.status(other), absent -> new ArrayList<>())
            .add(other.keyword());
      }
    }
    return transports.isEmpty()
        ? ""
        : transports.entrySet().stream()
            .map(
                entry ->
                    DossierWords.word(entry.getKey())
                        + " over "
                        + DossierWords.some(entry.getValue()))
            .collect(Collectors.joining("; ", " It is ", "."));
  }

  /** Which tables the facts are from; without an item if the record came without them. */
  Dossier.Section origin() {
    return section("From", sources.stream().map(source -> new Dossier.Item("", source)).toList());
  }

  List<Dossier.Section> all() {
    return Stream.of(
            section(isAssigned() ? "Assigned to" : "In the registry", rows()),
            section("Used in practice", uses()),
            section("Formerly", former()),
            section("Changes since " + FIRST_YEAR, changes()),
            section("A listener here", listener()),
            section("Evidence", evidence()),
            section("Related ports", related()),
            section("Check by hand", port.number() == DossierWords.ANY_FREE ? List.of() : checks()))
        .filter(section -> !section.items().isEmpty())
        .toList();
  }

  private static Dossier.Section section(String title, List<Dossier.Item> items) {
    return new Dossier.Section(title, items.stream().map(Dossier.Item::escaped).toList());
  }

  // What the registry says

  private boolean isAssigned() {
    return Stream.of(Transport.values())
        .anyMatch(transport -> port.ianaState(transport) == IanaState.ASSIGNED);
  }

  private List<Dossier.Item> rows() {
    List<Dossier.Item> items = new ArrayList<>();
    byTransport(port.assignments(), Assignment::transport, this::service, items);
    byTransport(port.unnamedEntries(), UnnamedEntry::transport, this::unnamed, items);
    // That a port is unassigned is told by its status.
    items.removeIf(
        item ->
            item.text().equals(DossierWords.word(IanaState.UNASSIGNED))
                && item.details().isEmpty());
    return items;
  }

  /** One item for all the facts that differ in the transport only. */
  private static <T> void byTransport(
      List<T> facts,
      Function<T, @Nullable Transport> transport,
      Function<T, Dossier.Item> toItem,
      List<Dossier.Item> items) {
    Map<Dossier.Item, Set<Transport>> transports = new LinkedHashMap<>();
    for (T fact : facts) {
      Transport of = transport.apply(fact);
      Set<Transport> all =
          transports.computeIfAbsent(toItem.apply(fact), absent -> EnumSet.noneOf(Transport.class));
      if (of != null) {
        all.add(of);
      }
    }
    transports.forEach(
        (item, of) ->
            items.add(
                new Dossier.Item(
                    lead(of), item.text(), item.details(), item.commands(), item.sources())));
  }

  private static String lead(Set<Transport> transports) {
    return transports.isEmpty()
        ? "all"
        : transports.stream().map(Transport::keyword).collect(Collectors.joining(", "));
  }

  private Dossier.Item service(Assignment service) {
    String text = service.serviceName();
    if (!service.description().isEmpty()
        && !service.description().equalsIgnoreCase(service.serviceName())) {
      text += ": " + service.description();
    }
    if (service.status() == PortStatus.GHOST && port.status() != PortStatus.GHOST) {
      text += " (ghost)";
    }
    List<String> details = new ArrayList<>();
    add(details, "Alias of ", service.aliasOf());
    List<String> facts =
        new ArrayList<>(
            people(
                service.assignee(), service.contact(), service.registered(), service.modified()));
    if (service.assignee().isEmpty()) {
      facts.add(0, "no assignee recorded");
    }
    if (service.liveness() != Liveness.UNEXAMINED) {
      facts.add(0, StatusWords.liveness(service));
    }
    if (service.registered() == null && service.modified() == null) {
      facts.add("no date");
    }
    details.add(capital(String.join("; ", facts)));
    add(details, "DCCP service code ", service.serviceCode());
    add(details, "The registry on other uses: ", service.unauthorizedUse());
    details.addAll(references(service.references()));
    if (sources.indexOf(service.source()) != 0) {
      add(details, "From ", service.source());
    }
    return new Dossier.Item("", text, details, List.of(), List.of());
  }

  private Dossier.Item unnamed(UnnamedEntry row) {
    String text = row.description();
    if (row.state() != IanaState.ASSIGNED || text.isEmpty()) {
      text = DossierWords.word(row.state()) + (text.isEmpty() ? "" : ": " + text);
    }
    if (!row.ports().equals(whole.block()) && row.ports().size() > 1) {
      text += ", as " + row.ports();
    }
    List<String> details = new ArrayList<>();
    List<String> facts = people(row.assignee(), row.contact(), row.registered(), row.modified());
    if (!facts.isEmpty()) {
      details.add(capital(String.join("; ", facts)));
    }
    add(details, "The registry on other uses: ", row.unauthorizedUse());
    details.addAll(references(row.references()));
    return new Dossier.Item("", text, details, List.of(), List.of());
  }

  private static List<String> people(
      String assignee,
      String contact,
      @Nullable RegistryDate registered,
      @Nullable RegistryDate modified) {
    List<String> facts = new ArrayList<>();
    add(facts, "assignee ", DossierWords.assignee(assignee));
    if (!contact.equals(assignee)) {
      add(facts, "contact ", DossierWords.assignee(contact));
    }
    add(facts, "registered ", registered == null ? "" : registered.toString());
    add(facts, "modified ", modified == null ? "" : modified.toString());
    return facts;
  }

  /** Each reference, an RFC with its title and state where the evidence tells them. */
  private List<String> references(List<String> references) {
    return references.stream()
        .map(
            reference ->
                evidence.stream()
                    .filter(
                        piece ->
                            piece.kind() == Evidence.Kind.SPECIFICATION
                                && piece.source().equals(reference))
                    .map(Evidence::detail)
                    .findFirst()
                    .orElse(DossierWords.references(reference)))
        .toList();
  }

  private List<Dossier.Item> former() {
    List<Dossier.Item> items = new ArrayList<>();
    byTransport(port.formerAssignments(), FormerAssignment::transport, this::former, items);
    return items;
  }

  /** The newest changes of the years of which every one is known. */
  private List<Dossier.Item> changes() {
    Map<Dossier.Item, Set<Transport>> transports = new LinkedHashMap<>();
    for (RegistryChange change : port.history()) {
      RegistryDate notBefore = change.notBefore();
      if (notBefore != null && notBefore.year() >= FIRST_YEAR) {
        Set<Transport> all =
            transports.computeIfAbsent(
                new Dossier.Item(
                    (change.hasDay() ? "" : "by ") + change.notAfter(),
                    DossierWords.references(change.summary())),
                absent -> EnumSet.noneOf(Transport.class));
        if (change.transport() != null) {
          all.add(change.transport());
        }
      }
    }
    List<Dossier.Item> items = new ArrayList<>();
    transports.forEach(
        (item, of) ->
            items.add(
                new Dossier.Item(
                    item.lead(), (of.isEmpty() ? "" : lead(of) + ": ") + item.text())));
    int left = items.size() - CHANGES;
    if (left < 2) {
      return items;
    }
    List<Dossier.Item> newest = new ArrayList<>(items.subList(left, items.size()));
    newest.add(0, new Dossier.Item("before", left + " changes, which --history lists"));
    return newest;
  }

  private Dossier.Item former(FormerAssignment former) {
    String text =
        Stream.of(former.serviceName(), former.description())
            .filter(name -> !name.isEmpty())
            .distinct()
            .collect(Collectors.joining(": "));
    List<String> details = new ArrayList<>();
    details.add(capital(DossierWords.fate(former)));
    RegistryDate registered = former.registered();
    add(details, "Registered ", registered == null ? "" : registered.toString());
    details.addAll(references(former.references()));
    if (former.leftThePort() && isKeptWithoutAPort(former.serviceName())) {
      details.add("The name stays registered, without a port");
    }
    return new Dossier.Item("", text.isEmpty() ? "(no name)" : text, details, List.of(), List.of());
  }

  private boolean isKeptWithoutAPort(String name) {
    return whole
        .registry()
        .filter(registry -> registry.service(name).stream().anyMatch(row -> row.ports() == null))
        .isPresent();
  }

  // What people meet

  private List<Dossier.Item> uses() {
    List<Dossier.Item> items = new ArrayList<>();
    List<ObservedUse> uses = port.observedUses();
    if (!uses.isEmpty()) {
      byTransport(overlay, Assignment::transport, DossierSections::intended, items);
    }
    byTransport(uses, ObservedUse::transport, DossierSections::use, items);
    return items;
  }

  private static Dossier.Item intended(Assignment service) {
    return new Dossier.Item(
        "", service.serviceName() + ", as meant here", List.of(), List.of(), from(service));
  }

  private static List<String> from(Assignment service) {
    return service.source().isEmpty() ? List.of() : List.of(service.source());
  }

  private static Dossier.Item use(ObservedUse use) {
    String text = use.application();
    if (!use.category().isEmpty()) {
      text += " (" + use.category().replace('-', ' ') + ")";
    }
    text += ", " + DossierWords.confidence(use);
    if (use.isRange()) {
      text += "; claims the range " + use.ports();
    }
    if (!use.commonName().isEmpty()) {
      text += "; mostly met here, and called " + use.commonName();
    }
    return new Dossier.Item("", text, List.of(), List.of(), use.sources());
  }

  private List<Dossier.Item> listener() {
    return DossierWords.listener(port).stream()
        .map(sentence -> new Dossier.Item("", sentence))
        .toList();
  }

  // What it rests on

  private List<Dossier.Item> evidence() {
    boolean several =
        port.assignments().stream().map(Assignment::serviceName).distinct().count() > 1;
    Stream<Evidence> pieces = evidence.stream();
    return Stream.concat(
            overlay.stream().map(DossierSections::laidOver).distinct(),
            (several ? pieces : pieces.sorted(Comparator.comparing(Evidence::strength)))
                .map(piece -> evidence(piece, several)))
        .toList();
  }

  private static Dossier.Item laidOver(Assignment service) {
    return new Dossier.Item(
        DossierWords.word(Evidence.Strength.STRONG),
        service.serviceName() + ": a table that is laid over the registry has it here",
        List.of(),
        List.of(),
        from(service));
  }

  private Dossier.Item evidence(Evidence piece, boolean several) {
    String text = DossierWords.references(piece.detail());
    if (several && !piece.serviceName().isEmpty()) {
      text = piece.serviceName() + ": " + text;
    }
    String searched =
        piece.consulted().stream()
            .map(DossierSections::consulted)
            .collect(Collectors.joining("; ", "Consulted: ", "."));
    boolean told = piece.consulted().isEmpty() || !consulted.add(searched);
    List<String> details = told ? List.of() : List.of(searched);
    boolean namesItsSource = text.contains(DossierWords.references(piece.source()));
    return new Dossier.Item(
        DossierWords.word(piece.strength()),
        text,
        details,
        List.of(),
        namesItsSource ? List.of() : List.of(piece.source()));
  }

  private static String consulted(Consultation source) {
    return source.source()
        + " "
        + source.version()
        + (source.outcome() == Consultation.Outcome.MENTIONED ? " (mentions it)" : "");
  }

  // What else

  private List<Dossier.Item> related() {
    Map<Integer, String> relations = new LinkedHashMap<>();
    for (RelatedPort other : port.related()) {
      String relation = DossierWords.relation(other.relation());
      relations.merge(other.port(), relation, (one, more) -> one + " and " + more);
    }
    List<Dossier.Item> items = new ArrayList<>();
    relations.forEach(
        (other, relation) ->
            items.add(
                new Dossier.Item(
                    Integer.toString(other),
                    whole
                        .registry()
                        .map(registry -> DossierWords.headline(registry.port(other)))
                        .map(headline -> relation + ": " + headline)
                        .orElse(relation))));
    return items;
  }

  private List<Dossier.Item> checks() {
    Set<Transport> transports = EnumSet.noneOf(Transport.class);
    port.assignments().forEach(service -> addIfNamed(transports, service.transport()));
    port.observedUses().forEach(use -> addIfNamed(transports, use.transport()));
    port.formerAssignments().forEach(former -> addIfNamed(transports, former.transport()));
    if (transport != null) {
      transports.add(transport);
    } else if (transports.isEmpty()) {
      transports.addAll(List.of(Transport.TCP, Transport.UDP));
    }
    return Stream.of(
            commands("Linux", HandChecks.linux(port.number(), transports)),
            commands("macOS", HandChecks.mac(port.number(), transports)),
            commands("Windows", HandChecks.windows(port.number(), transports)))
        .filter(item -> !item.commands().isEmpty())
        .toList();
  }

  private static void addIfNamed(Set<Transport> transports, @Nullable Transport transport) {
    if (transport != null) {
      transports.add(transport);
    }
  }

  private static Dossier.Item commands(String platform, List<String> commands) {
    return new Dossier.Item(platform, "", List.of(), commands, List.of());
  }

  private static void add(List<String> facts, String lead, String value) {
    if (!value.isEmpty()) {
      facts.add(lead + value);
    }
  }

  private static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }
}
