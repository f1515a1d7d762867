package io.github.portregistry;

import io.github.portregistry.fact.Catalogue;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.Judgement;
import io.github.portregistry.fact.Rfc;
import io.github.portregistry.fact.Signal;
import io.github.portregistry.fact.Statuses;
import io.github.portregistry.fact.VendorDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells which services of the System Ports are ghosts: assigned, and functionally abandoned as far
 * as the sources consulted show. {@code docs/status-rules.md} explains the rule.
 *
 * <p>A service is judged by its name on its port, over all transports. It is a ghost if nothing
 * shows it in use and either what specifies it is Historic or obsolete, or nothing at all knows it.
 * What leaves a doubt keeps it assigned.
 */
final class GhostRule {

  static final int LAST_SYSTEM_PORT = 1023;

  private static final int REGISTERED_LATE_SINCE = 2006;

  /** An RFC that is older and has no other sign of life proves a specification, not a use. */
  private static final int SPECIFICATION_OLD_BEFORE = 2006;

  /**
   * RFC 1700 is of October 1994. What came later was registered by makers of products more often
   * than by authors of protocols, and products live where no public source sees them.
   */
  private static final RegistryDate LISTED_BY = new RegistryDate(1994, 10, null);

  private static final String RULE = "docs/status-rules.md";
  private static final String RFC_INDEX = "rfc-index";
  private static final String DOCUMENTS = "vendor-documentation";

  private final Facts facts;
  private final FactTable<FirstListing> listings;
  private final FactTable<ServiceFamily> families;
  private final Map<String, LivingPlatform> platforms;
  private final FactTable<CuratedStatus> curated;

  GhostRule(
      Facts facts,
      FactTable<FirstListing> listings,
      FactTable<ServiceFamily> families,
      Map<String, LivingPlatform> platforms,
      FactTable<CuratedStatus> curated) {
    this.facts = facts;
    this.listings = listings;
    this.families = families;
    this.platforms = platforms;
    this.curated = curated;
  }

  /**
   * Returns the table of judgements: every named service of the System Ports, and those curated.
   */
  FactTable<Judgement> judge(List<RegistryRow> entries) {
    if (facts.catalogues().isEmpty()) {
      // Nothing was consulted, so nothing can be absent.
      return FactTable.empty(Judgement.FORMAT);
    }
    Map<Integer, Map<String, RegisteredService>> services = RegisteredService.of(entries);
    Map<String, Boolean> aliveFamilies = new TreeMap<>();
    forEach(
        services,
        service -> {
          Judgement own = judgeAlone(service);
          for (ServiceFamily family : familiesOf(service)) {
            boolean alive = own.status() == PortStatus.ASSIGNED;
            aliveFamilies.merge(family.family(), alive, Boolean::logicalOr);
          }
        });
    List<FactTable.Row<Judgement>> rows = new ArrayList<>();
    forEach(
        services,
        service -> {
          if (service.port <= LAST_SYSTEM_PORT || !curatedOf(service).isEmpty()) {
            Judgement judgement =
                judge(service, services.getOrDefault(service.port, Map.of()), aliveFamilies);
            rows.add(new FactTable.Row<>(new PortSpan(service.port, service.port), judgement));
          }
        });
    return FactTable.of(Judgement.FORMAT, rows);
  }

  private interface ServiceConsumer {
    void accept(RegisteredService service);
  }

  private static void forEach(
      Map<Integer, Map<String, RegisteredService>> services, ServiceConsumer consumer) {
    services.values().forEach(byName -> byName.values().forEach(consumer::accept));
  }

  private List<ServiceFamily> familiesOf(RegisteredService service) {
    return families.of(service.port).stream()
        .filter(member -> service.isCalled(member.serviceName()))
        .toList();
  }

  private List<CuratedStatus> curatedOf(RegisteredService service) {
    return curated.of(service.port).stream()
        .filter(row -> service.isCalled(row.serviceName()))
        .toList();
  }

  private Judgement judge(
      RegisteredService service,
      Map<String, RegisteredService> samePort,
      Map<String, Boolean> aliveFamilies) {
    for (CuratedStatus set : curatedOf(service)) {
      return new Findings(service)
          .judgement(
              set.status(),
              Judgement.Basis.CURATED,
              Evidence.Strength.MODERATE,
              set.reason(),
              set.source());
    }
    RegisteredService target = samePort.get(RegisteredService.key(service.aliasOf()));
    if (target != null && target != service) {
      Judgement same = judge(target, samePort, aliveFamilies);
      return new Judgement(
          service.name(),
          same.status(),
          Judgement.Basis.ALIAS,
          same.strength(),
          "as " + target.name(),
          same.inUse(),
          same.mentioned(),
          same.source());
    }
    Judgement alone = judgeAlone(service);
    if (alone.status() == PortStatus.GHOST) {
      for (ServiceFamily family : familiesOf(service)) {
        if (aliveFamilies.getOrDefault(family.family(), false)) {
          return new Findings(service)
              .judgement(
                  PortStatus.ASSIGNED,
                  Judgement.Basis.DOUBT,
                  Evidence.Strength.WEAK,
                  "another port of " + family.family() + " is not a ghost",
                  RULE);
        }
      }
    }
    return alone;
  }

  private Judgement judgeAlone(RegisteredService service) {
    return new Findings(service).judge();
  }

  /** What each source says of one service. */
  private final class Findings {
    private final RegisteredService service;
    private final Set<String> inUse = new TreeSet<>();
    private final Set<String> mentioned = new TreeSet<>();
    private final List<String> doubts = new ArrayList<>();
    private final List<String> documentedDoubts = new ArrayList<>();
    private final List<Rfc> current = new ArrayList<>();
    private final List<Rfc> past = new ArrayList<>();

    Findings(RegisteredService service) {
      this.service = service;
      readReferences();
      signals().forEach(this::read);
      documents().forEach(this::read);
      readDates();
    }

    private Stream<Signal> signals() {
      return facts.signals().of(service.port).stream()
          .filter(signal -> service.isCalled(signal.serviceName()));
    }

    private Stream<VendorDocument> documents() {
      return facts.documents().of(service.port).stream()
          .filter(document -> service.isCalled(document.serviceName()));
    }

    private void readReferences() {
      for (String reference : service.references) {
        Rfc rfc = facts.rfcs().get(reference);
        if (rfc == null) {
          doubts.add("the registry refers to " + reference);
        } else if (rfc.isCurrent() || isContinued(rfc)) {
          current.add(rfc);
        } else {
          past.add(rfc);
        }
      }
      if (!current.isEmpty() || !past.isEmpty()) {
        mentioned.add(RFC_INDEX);
      }
    }

    /** An obsolete RFC whose port a later one in force still names was continued by that. */
    private boolean isContinued(Rfc rfc) {
      return !rfc.isHistoric()
          && signals()
              .anyMatch(
                  signal ->
                      signal.kind() == Signal.Kind.RFC_MENTION
                          && Rfc.number(signal.source()) > Rfc.number(rfc.name()));
    }

    private void read(Signal signal) {
      String catalogue = catalogueOf(signal);
      if (signal.kind().isUse()) {
        inUse.add(catalogue);
      } else {
        mentioned.add(catalogue);
        doubts.add(mentioner(signal) + " mentions it");
      }
    }

    private String mentioner(Signal signal) {
      Catalogue catalogue = facts.catalogues().get(signal.source());
      return catalogue == null ? signal.label() : catalogue.name();
    }

    private String catalogueOf(Signal signal) {
      return switch (signal.kind()) {
        case RFC_MENTION -> RFC_INDEX;
        case IMPLEMENTATION -> "implementations";
        case DEFAULT_CONFIGURATION -> "debian-defaults";
        default -> signal.source();
      };
    }

    private void read(VendorDocument document) {
      switch (document.says()) {
        case ALIVE -> inUse.add(DOCUMENTS);
        case DOUBTFUL -> {
          mentioned.add(DOCUMENTS);
          documentedDoubts.add(document.fact());
        }
        case UNUSED, BACKGROUND -> {
          // Neither a sign of use nor a doubt.
        }
      }
    }

    private void readDates() {
      for (Assignment row : service.rows) {
        addIfSince("row changed ", row.modified(), Statuses.ROW_LOOKED_AT_SINCE);
        addIfSince("registered ", row.registered(), REGISTERED_LATE_SINCE);
      }
    }

    private void addIfSince(String what, @Nullable RegistryDate date, int year) {
      if (date != null && date.year() >= year) {
        doubts.add(what + date);
      }
    }

    private void readPlatforms() {
      for (LivingPlatform platform : platforms.values()) {
        if (service.rows.stream().anyMatch(platform::hasPart)) {
          doubts.add(
              "its name or title tells of "
                  + platform.platform()
                  + ", which "
                  + platform.maintainer()
                  + " maintains");
        }
      }
    }

    Judgement judge() {
      if (!inUse.isEmpty()) {
        Evidence.Strength strength =
            inUse.size() > 1 || !current.isEmpty()
                ? Evidence.Strength.STRONG
                : Evidence.Strength.MODERATE;
        return judgement(PortStatus.ASSIGNED, Judgement.Basis.IN_USE, strength, "", RULE);
      }
      if (!current.isEmpty()) {
        return judgement(
            PortStatus.ASSIGNED,
            Judgement.Basis.SPECIFICATION,
            isRecent(current) ? Evidence.Strength.MODERATE : Evidence.Strength.WEAK,
            (current.get(0).isCurrent() ? "specified by " : "specified by what continues ")
                + current.get(0).name(),
            RULE);
      }
      doubts.addAll(0, documentedDoubts);
      readPlatforms();
      boolean historic = saysHistoric() || past.stream().anyMatch(Rfc::isHistoric);
      if (documentedDoubts.isEmpty() && (historic || (!past.isEmpty() && doubts.isEmpty()))) {
        return judgement(
            PortStatus.GHOST,
            Judgement.Basis.HISTORIC,
            Evidence.Strength.MODERATE,
            past.isEmpty() ? "the registry calls it historic" : past.get(0).name() + " is past",
            RULE);
      }
      FirstListing listing = listing();
      if (listing == null || listing.listed().compareTo(LISTED_BY) > 0) {
        doubts.add("listed after " + LISTED_BY + " only, when makers of products registered most");
      }
      if (listing == null || !doubts.isEmpty()) {
        return judgement(
            PortStatus.ASSIGNED,
            Judgement.Basis.DOUBT,
            Evidence.Strength.WEAK,
            doubts.get(0),
            RULE);
      }
      return judgement(
          PortStatus.GHOST,
          Judgement.Basis.ABSENCE,
          Evidence.Strength.WEAK,
          "listed since " + listing.listed() + " (" + listing.source() + ")",
          RULE);
    }

    private @Nullable FirstListing listing() {
      for (FirstListing listing : listings.of(service.port)) {
        if (service.isCalled(listing.serviceName())) {
          return listing;
        }
      }
      return null;
    }

    private boolean isRecent(List<Rfc> rfcs) {
      for (Rfc rfc : rfcs) {
        RegistryDate published = rfc.published();
        if (published != null && published.year() >= SPECIFICATION_OLD_BEFORE) {
          return true;
        }
      }
      return false;
    }

    private boolean saysHistoric() {
      return service.rows.stream()
          .anyMatch(row -> row.description().toLowerCase(Locale.ROOT).contains("historic"));
    }

    Judgement judgement(
        PortStatus status,
        Judgement.Basis basis,
        Evidence.Strength strength,
        String reason,
        String source) {
      mentioned.removeAll(inUse);
      return new Judgement(
          service.name(),
          status,
          basis,
          strength,
          reason,
          List.copyOf(inUse),
          List.copyOf(mentioned),
          source);
    }
  }
}
