package io.github.portregistry.dossier;

import io.github.portregistry.Assignment;
import io.github.portregistry.Consultation;
import io.github.portregistry.Evidence;
import io.github.portregistry.IanaState;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.RelatedPort;
import io.github.portregistry.Transport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the sections of a port's full dossier. */
final class DossierSections {

  private final @Nullable PortRegistry registry;

  /** The record, limited to the requested transport if there is one. */
  private final PortRecord port;

  /** The record for all transports. */
  private final PortRecord whole;

  private final @Nullable Transport transport;
  private final List<ObservedUse> uses;
  private final List<Evidence> evidence;
  private final RegistryItems registryItems;

  /** The services that an overlay assigns the port to. */
  private final List<Assignment> overlay = new ArrayList<>();

  /** The names of the tables; empty if the record has no registry. */
  private final List<String> sources;

  DossierSections(PortRecord port, @Nullable Transport transport) {
    this.whole = port;
    this.registry = port.registry().orElse(null);
    this.port = transport == null ? port : port.forTransport(transport);
    this.sources = registry == null ? List.of() : registry.sources();
    this.transport = transport;
    this.uses = this.port.observedUses();
    this.evidence = this.port.evidence();
    this.registryItems = new RegistryItems(this.port, port.block(), registry, evidence);
    for (Assignment service : DossierWords.overlay(port)) {
      if (transport == null || service.isFor(transport)) {
        overlay.add(service);
      }
    }
  }

  String title() {
    String over = transport == null ? "" : "/" + transport.keyword();
    return Escaped.text("Port " + port.number() + over + ": " + DossierWords.headline(port));
  }

  Dossier.Section opening() {
    List<String> range = new ArrayList<>(DossierWords.range(port));
    if (port.block().size() > 1 && !port.block().equals(port.range().span())) {
      range.add("The registry lists it in one entry with ports " + port.block() + ".");
    }
    return section(
        "",
        List.of(
            new Dossier.Item("Status", sentence()),
            new Dossier.Item("Range", String.join(" ", range))));
  }

  /** Returns the port and its use in one sentence. */
  String sentence() {
    return new PortSentence(whole, port, transport, overlay, uses, evidence).text();
  }

  /** Returns the tables that the facts are from; without an item if the record has no registry. */
  Dossier.Section origin() {
    return section("From", sentences(sources));
  }

  List<Dossier.Section> all() {
    List<Dossier.Section> all = new ArrayList<>();
    add(all, isAssigned() ? "Assigned to" : "In the registry", registryItems.rows());
    add(all, "Used in practice", uses());
    add(all, "Formerly", registryItems.former());
    add(all, "Changes since " + RegistryItems.FIRST_YEAR, registryItems.changes());
    add(all, "If something listens here", sentences(DossierWords.listener(port)));
    add(all, "Evidence", evidence());
    add(all, "Related ports", related());
    return all;
  }

  private static void add(List<Dossier.Section> sections, String title, List<Dossier.Item> items) {
    if (!items.isEmpty()) {
      sections.add(section(title, items));
    }
  }

  private static Dossier.Section section(String title, List<Dossier.Item> items) {
    List<Dossier.Item> escaped = new ArrayList<>(items.size());
    for (Dossier.Item item : items) {
      escaped.add(item.escaped());
    }
    return new Dossier.Section(title, escaped);
  }

  private static List<Dossier.Item> sentences(List<String> sentences) {
    List<Dossier.Item> items = new ArrayList<>(sentences.size());
    for (String sentence : sentences) {
      items.add(new Dossier.Item("", sentence));
    }
    return items;
  }

  private boolean isAssigned() {
    for (Transport each : Transport.values()) {
      if (port.ianaState(each) == IanaState.ASSIGNED) {
        return true;
      }
    }
    return false;
  }

  // Uses

  private List<Dossier.Item> uses() {
    List<Dossier.Item> items = new ArrayList<>();
    Map<Dossier.Item, Set<Transport>> intended = new LinkedHashMap<>();
    Map<Dossier.Item, Set<Transport>> used = new LinkedHashMap<>();
    if (!uses.isEmpty()) {
      for (Assignment service : overlay) {
        RegistryItems.add(intended, intended(service), service.transport());
      }
    }
    for (ObservedUse use : uses) {
      RegistryItems.add(used, use(use), use.transport());
    }
    RegistryItems.addByTransport(items, intended);
    RegistryItems.addByTransport(items, used);
    return items.size() > DossierText.LISTED ? byLead(items) : items;
  }

  /** Groups the items by lead, because the text prints many of them as one paragraph. */
  private static List<Dossier.Item> byLead(List<Dossier.Item> items) {
    Map<String, List<Dossier.Item>> leads = new LinkedHashMap<>();
    for (Dossier.Item item : items) {
      List<Dossier.Item> alike = leads.get(item.lead());
      if (alike == null) {
        alike = new ArrayList<>();
        leads.put(item.lead(), alike);
      }
      alike.add(item);
    }
    List<Dossier.Item> sorted = new ArrayList<>(items.size());
    for (List<Dossier.Item> alike : leads.values()) {
      sorted.addAll(alike);
    }
    return sorted;
  }

  private static Dossier.Item intended(Assignment service) {
    return new Dossier.Item(
        "", service.serviceName() + ", by the overlay", List.of(), List.of(), from(service));
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
      text += ", claims the range " + use.ports();
    }
    if (!use.commonName().isEmpty()) {
      text += ", the dominant use, called " + use.commonName();
    }
    return new Dossier.Item("", text, List.of(), List.of(), use.sources());
  }

  // Evidence

  private List<Dossier.Item> evidence() {
    Set<Dossier.Item> overlaid = new LinkedHashSet<>();
    for (Assignment service : overlay) {
      overlaid.add(laidOver(service));
    }
    List<Dossier.Item> items = new ArrayList<>(overlaid);
    boolean several = hasSeveralServices();
    // The sources that were checked are listed once, even if several pieces of evidence have them.
    Set<String> consulted = new HashSet<>();
    for (Evidence piece : several ? evidence : strongestFirst(evidence)) {
      items.add(evidence(piece, several, consulted));
    }
    return items;
  }

  boolean hasSeveralServices() {
    List<Assignment> services = port.assignments();
    for (Assignment service : services) {
      if (!service.serviceName().equals(services.get(0).serviceName())) {
        return true;
      }
    }
    return false;
  }

  private static List<Evidence> strongestFirst(List<Evidence> evidence) {
    List<Evidence> sorted = new ArrayList<>(evidence.size());
    for (Evidence.Strength strength : Evidence.Strength.values()) {
      for (Evidence piece : evidence) {
        if (piece.strength() == strength) {
          sorted.add(piece);
        }
      }
    }
    return sorted;
  }

  private static Dossier.Item laidOver(Assignment service) {
    return new Dossier.Item(
        DossierWords.word(Evidence.Strength.STRONG),
        service.serviceName() + ": an overlay lists it here",
        List.of(),
        List.of(),
        from(service));
  }

  private static Dossier.Item evidence(Evidence piece, boolean several, Set<String> consulted) {
    String text = detail(piece, several);
    String searched = consulted(piece);
    boolean listed = searched.isEmpty() || !consulted.add(searched);
    List<String> details = listed ? List.of() : List.of(searched);
    boolean namesItsSource = text.contains(DossierWords.references(piece.source()));
    return new Dossier.Item(
        DossierWords.word(piece.strength()),
        text,
        details,
        List.of(),
        namesItsSource ? List.of() : List.of(piece.source()));
  }

  /** Returns the detail of a piece of evidence, with the service if the port has several. */
  static String detail(Evidence piece, boolean several) {
    String text = DossierWords.references(piece.detail());
    return several && !piece.serviceName().isEmpty() ? piece.serviceName() + ": " + text : text;
  }

  private static String consulted(Evidence piece) {
    StringBuilder text = new StringBuilder();
    for (Consultation source : piece.consulted()) {
      text.append(text.length() == 0 ? "Consulted: " : "; ");
      text.append(source.source()).append(' ').append(source.version());
      if (source.outcome() == Consultation.Outcome.MENTIONED) {
        text.append(" (mentions it)");
      }
    }
    return text.length() == 0 ? "" : text.append('.').toString();
  }

  // The rest

  private List<Dossier.Item> related() {
    Map<Integer, String> relations = new LinkedHashMap<>();
    for (RelatedPort other : port.related()) {
      String relation = DossierWords.relation(other.relation());
      String before = relations.get(other.port());
      relations.put(other.port(), before == null ? relation : before + " and " + relation);
    }
    List<Dossier.Item> items = new ArrayList<>();
    for (Map.Entry<Integer, String> relation : relations.entrySet()) {
      int other = relation.getKey();
      String text = relation.getValue();
      if (registry != null) {
        text += ": " + DossierWords.headline(registry.port(other));
      }
      items.add(new Dossier.Item(Integer.toString(other), text));
    }
    return items;
  }

  /**
   * The transports for the commands that look for a listener. Facts cannot narrow them: a server
   * can listen over a transport for which the port has no fact.
   */
  private Set<Transport> transports() {
    if (transport != null) {
      return EnumSet.of(transport);
    }
    Set<Transport> transports = EnumSet.of(Transport.TCP, Transport.UDP);
    for (Assignment service : port.assignments()) {
      if (service.transport() != null) {
        transports.add(service.transport());
      }
    }
    return transports;
  }

  /** Returns the commands for a system; none for port 0, on which nothing listens. */
  List<String> commands(Platform platform) {
    return port.number() == DossierWords.ANY_FREE
        ? List.of()
        : HandChecks.on(platform, port.number(), transports());
  }

  /** Returns the commands for each system that has any. */
  Dossier.Section checks(Collection<Platform> platforms) {
    List<Dossier.Item> items = new ArrayList<>();
    for (Platform platform : Platform.values()) {
      List<String> commands = platforms.contains(platform) ? commands(platform) : List.of();
      if (!commands.isEmpty()) {
        items.add(new Dossier.Item(platform.label(), "", List.of(), commands, List.of()));
      }
    }
    return section("Check by hand", items);
  }

  // For the summary

  PortRecord port() {
    return port;
  }

  @Nullable Transport transport() {
    return transport;
  }

  @Nullable PortRegistry registry() {
    return registry;
  }

  List<Assignment> overlay() {
    return overlay;
  }

  List<ObservedUse> observedUses() {
    return uses;
  }

  List<Evidence> pieces() {
    return evidence;
  }

  /** Returns the address of the port's page; "" if it has none. */
  String page() {
    return PortPage.address(whole);
  }
}
