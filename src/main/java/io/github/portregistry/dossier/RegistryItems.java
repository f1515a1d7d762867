package io.github.portregistry.dossier;

import io.github.portregistry.Assignment;
import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.Liveness;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the dossier items for a port's current and former registry entries. */
final class RegistryItems {

  /** The first year of the complete log of changes. */
  static final int FIRST_YEAR = 2014;

  /** The most changes that are listed. */
  private static final int CHANGES = 8;

  private final PortRecord port;

  /** The ports of the row that covers the port, over all transports. */
  private final PortSpan block;

  private final @Nullable PortRegistry registry;
  private final List<Evidence> evidence;

  /**
   * Creates the items of a port.
   *
   * @param registry the registry of the record; null if it has none
   * @param evidence the evidence of the port
   */
  RegistryItems(
      PortRecord port, PortSpan block, @Nullable PortRegistry registry, List<Evidence> evidence) {
    this.port = port;
    this.block = block;
    this.registry = registry;
    this.evidence = evidence;
  }

  List<Dossier.Item> rows() {
    Map<Dossier.Item, Set<Transport>> named = new LinkedHashMap<>();
    List<String> sources = registry == null ? List.of() : registry.sources();
    for (Assignment service : port.assignments()) {
      add(named, service(service, sources), service.transport());
    }
    Map<Dossier.Item, Set<Transport>> unnamed = new LinkedHashMap<>();
    for (UnnamedEntry row : port.unnamedEntries()) {
      Dossier.Item item = unnamed(row);
      // The status already says it.
      if (!item.text().equals(DossierWords.word(IanaState.UNASSIGNED))
          || !item.details().isEmpty()) {
        add(unnamed, item, row.transport());
      }
    }
    List<Dossier.Item> items = new ArrayList<>();
    addByTransport(items, named);
    addByTransport(items, unnamed);
    return items;
  }

  /** Adds a transport to a fact, which has the transports of equal facts. */
  static void add(
      Map<Dossier.Item, Set<Transport>> facts, Dossier.Item fact, @Nullable Transport transport) {
    Set<Transport> all = facts.get(fact);
    if (all == null) {
      all = EnumSet.noneOf(Transport.class);
      facts.put(fact, all);
    }
    if (transport != null) {
      all.add(transport);
    }
  }

  /** Adds one item for all facts that differ only in the transport. */
  static void addByTransport(List<Dossier.Item> items, Map<Dossier.Item, Set<Transport>> facts) {
    for (Map.Entry<Dossier.Item, Set<Transport>> fact : facts.entrySet()) {
      Dossier.Item item = fact.getKey();
      String lead = lead(fact.getValue());
      items.add(
          new Dossier.Item(lead, item.text(), item.details(), item.commands(), item.sources()));
    }
  }

  private static String lead(Set<Transport> transports) {
    List<String> keywords = new ArrayList<>();
    for (Transport transport : transports) {
      keywords.add(transport.keyword());
    }
    return keywords.isEmpty() ? "all" : String.join(", ", keywords);
  }

  private Dossier.Item service(Assignment service, List<String> sources) {
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
        people(service.assignee(), service.contact(), service.registered(), service.modified());
    if (service.liveness() != Liveness.UNEXAMINED) {
      facts.add(0, StatusWords.liveness(service));
    }
    if (!facts.isEmpty()) {
      details.add(capital(String.join("; ", facts)));
    }
    add(details, "DCCP service code ", service.serviceCode());
    add(details, "Registry note on other uses: ", service.unauthorizedUse());
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
    if (!row.ports().equals(block) && row.ports().size() > 1) {
      text += ", in the range " + row.ports();
    }
    List<String> details = new ArrayList<>();
    List<String> facts = people(row.assignee(), row.contact(), row.registered(), row.modified());
    if (!facts.isEmpty()) {
      details.add(capital(String.join("; ", facts)));
    }
    add(details, "Registry note on other uses: ", row.unauthorizedUse());
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

  /** The references, each RFC with its title and state if the evidence has them. */
  private List<String> references(List<String> references) {
    List<String> described = new ArrayList<>(references.size());
    for (String reference : references) {
      described.add(described(reference));
    }
    return described;
  }

  private String described(String reference) {
    for (Evidence piece : evidence) {
      if (piece.kind() == Evidence.Kind.SPECIFICATION && piece.source().equals(reference)) {
        return DossierWords.references(piece.detail());
      }
    }
    return DossierWords.references(reference);
  }

  List<Dossier.Item> former() {
    Map<Dossier.Item, Set<Transport>> all = new LinkedHashMap<>();
    for (FormerAssignment former : port.formerAssignments()) {
      add(all, former(former), former.transport());
    }
    List<Dossier.Item> items = new ArrayList<>();
    addByTransport(items, all);
    return items;
  }

  private Dossier.Item former(FormerAssignment former) {
    String text = former.serviceName();
    if (!former.description().isEmpty() && !former.description().equals(text)) {
      text += (text.isEmpty() ? "" : ": ") + former.description();
    }
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
    if (registry != null) {
      for (Assignment row : registry.service(name)) {
        if (row.ports() == null) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns the newest changes of the complete log. */
  List<Dossier.Item> changes() {
    Map<Dossier.Item, Set<Transport>> all = new LinkedHashMap<>();
    for (RegistryChange change : port.history()) {
      RegistryDate notBefore = change.notBefore();
      if (notBefore != null && notBefore.year() >= FIRST_YEAR) {
        String day = (change.hasDay() ? "" : "by ") + change.notAfter();
        String summary = DossierWords.references(change.summary());
        add(all, new Dossier.Item(day, summary), change.transport());
      }
    }
    List<Dossier.Item> items = new ArrayList<>();
    for (Map.Entry<Dossier.Item, Set<Transport>> change : all.entrySet()) {
      Dossier.Item item = change.getKey();
      String over = change.getValue().isEmpty() ? "" : lead(change.getValue()) + ": ";
      items.add(new Dossier.Item(item.lead(), over + item.text()));
    }
    int left = items.size() - CHANGES;
    if (left < 2) {
      return items;
    }
    List<Dossier.Item> newest = new ArrayList<>(items.subList(left, items.size()));
    newest.add(0, new Dossier.Item("before", left + " changes; --history lists them"));
    return newest;
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
