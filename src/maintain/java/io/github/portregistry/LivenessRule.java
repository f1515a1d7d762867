package io.github.portregistry;

import io.github.portregistry.csv.Rows;
import io.github.portregistry.fact.Catalog;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.Judgment;
import io.github.portregistry.fact.JudgmentFormat;
import io.github.portregistry.fact.KnownLiveness;
import io.github.portregistry.fact.Rfc;
import io.github.portregistry.fact.Signal;
import io.github.portregistry.fact.VendorDocument;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what is known of the use of each service: in use, specified, in doubt, a ghost, or not
 * examined. {@code docs/status-rules.md} explains the rule.
 *
 * <p>A service is judged by its name on its port, over all transports; a service of a range by the
 * signs of all its ports. Every service of a System Port is examined. A service of a User Port is
 * in use or specified if a source says so; otherwise it is not examined, unless a person judged it.
 */
final class LivenessRule {

  static final int LAST_SYSTEM_PORT = 1023;

  private static final int REGISTERED_LATE_SINCE = 2006;

  /** An RFC that is older and has no other sign of life proves a specification, not a use. */
  private static final int SPECIFICATION_OLD_BEFORE = 2006;

  /**
   * RFC 1700 is of October 1994. What came later was registered by makers of products more often
   * than by authors of protocols, and products live where no public source sees them.
   */
  private static final RegistryDate LISTED_BY = new RegistryDate(1994, 10, null);

  private static final String RULE = "https://portregistry.github.io/port-registry/rules/";
  private static final String RFC_INDEX = "rfc-index";
  private static final String DOCUMENTS = "vendor-documentation";

  private static final Set<Doubt> REMOVED_BY_A_SEARCH =
      Set.of(Doubt.FAMILY_LIVES, Doubt.RFC_MENTION);

  private final Facts facts;
  private final RuleTables tables;

  /** The families of which a service is alive. */
  private final Set<String> aliveFamilies = new HashSet<>();

  private final Map<Integer, Map<String, RegisteredService>> services;
  private final Map<String, Judgment> judged = new HashMap<>();

  /** Judges the services of some rows. */
  LivenessRule(Facts facts, RuleTables tables, List<RegistryRow> entries) {
    this.facts = facts;
    this.tables = tables;
    services = RegisteredService.of(entries);
    if (facts.catalogs().byKey().isEmpty()) {
      // Nothing was consulted, so nothing can be absent.
      return;
    }
    forEach(
        service -> {
          if (judgeAlone(service).liveness() == Liveness.IN_USE) {
            familiesOf(service).forEach(member -> aliveFamilies.add(member.family()));
          }
        });
    forEach(service -> judged.put(key(service), judge(service)));
  }

  private static String key(RegisteredService service) {
    return service.port + " " + RegisteredService.key(service.name());
  }

  /** Returns the judgments of the System Ports, and those that a person made of other ports. */
  FactTable<Judgment> judgments() {
    List<FactTable.Row<Judgment>> rows = new ArrayList<>();
    forEach(
        service -> {
          Judgment judgment = judged.get(key(service));
          if (judgment != null
              && (service.port <= LAST_SYSTEM_PORT || judgment.basis() == Judgment.Basis.CURATED)) {
            rows.add(new FactTable.Row<>(new PortSpan(service.port, service.port), judgment));
          }
        });
    return FactTable.of(JudgmentFormat.FORMAT, rows);
  }

  /** Returns a row with the liveness of its service. */
  Assignment appliedTo(Assignment row) {
    PortSpan ports = row.ports();
    Judgment judgment =
        ports == null
            ? null
            : judged.get(ports.first() + " " + RegisteredService.key(row.serviceName()));
    return judgment == null
        ? Rows.withLiveness(row, Liveness.UNEXAMINED, null)
        : Rows.withLiveness(row, judgment.liveness(), judgment.doubt());
  }

  private void forEach(Consumer<RegisteredService> consumer) {
    services.values().forEach(byName -> byName.values().forEach(consumer));
  }

  private List<ServiceFamily> familiesOf(RegisteredService service) {
    return tables.families().of(service.port).stream()
        .filter(member -> service.isCalled(member.serviceName()))
        .toList();
  }

  private Judgment judge(RegisteredService service) {
    for (CuratedStatus set : tables.curated().of(service.port)) {
      if (service.isCalled(set.serviceName())) {
        return new Findings(service)
            .judgment(
                set.status() == PortStatus.GHOST ? Liveness.GHOST : Liveness.IN_USE,
                null,
                Judgment.Basis.CURATED,
                Evidence.Strength.MODERATE,
                set.reason(),
                set.source());
      }
    }
    RegisteredService target =
        services.getOrDefault(service.port, Map.of()).get(RegisteredService.key(service.aliasOf()));
    if (target != null && target != service) {
      Judgment same = judge(target);
      return new Judgment(
          service.name(),
          same.liveness(),
          same.doubt(),
          Judgment.Basis.ALIAS,
          same.strength(),
          "as " + target.name(),
          same.inUse(),
          same.mentioned(),
          same.source());
    }
    return judgeAlone(service);
  }

  private Judgment judgeAlone(RegisteredService service) {
    return new Findings(service).judge();
  }

  /** What each source says of one service. */
  private final class Findings {
    private final RegisteredService service;
    private final Set<String> inUse = new TreeSet<>();
    private final Set<String> mentioned = new TreeSet<>();

    /** Why the service may live though it is not seen in use, by kind; the first of each kind. */
    private final Map<Doubt, String> doubts = new EnumMap<>(Doubt.class);

    private final List<String> ends = new ArrayList<>();
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
      return service.ports.stream()
          .flatMap(port -> facts.signals().of(port).stream())
          .filter(signal -> service.isCalled(signal.serviceName()));
    }

    private Stream<VendorDocument> documents() {
      return service.ports.stream()
          .flatMap(port -> facts.documents().of(port).stream())
          .filter(document -> service.isCalled(document.serviceName()));
    }

    private void readReferences() {
      Set<String> specifications = new LinkedHashSet<>(service.references);
      signals()
          .filter(signal -> signal.kind() == Signal.Kind.SPECIFICATION)
          .forEach(signal -> specifications.add(signal.source()));
      for (String reference : specifications) {
        Rfc rfc = facts.rfcs().get(reference);
        if (rfc == null) {
          doubt(Doubt.OTHER_REFERENCE, "the registry refers to " + reference);
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

    private void doubt(Doubt kind, String reason) {
      doubts.putIfAbsent(kind, reason);
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
      String catalog = catalogOf(signal);
      switch (signal.kind()) {
        case SPECIFICATION -> mentioned.add(catalog);
        case SECURITY_POLICY -> mention(catalog, Doubt.SECURITY_POLICY, signal);
        case SERVICES_FILE -> mention(catalog, Doubt.SERVICES_FILE, signal);
        case RFC_MENTION -> mention(catalog, Doubt.RFC_MENTION, signal);
        default -> inUse.add(catalog);
      }
    }

    private void mention(String catalog, Doubt kind, Signal signal) {
      mentioned.add(catalog);
      doubt(kind, "it is mentioned by " + mentioner(signal));
    }

    private String mentioner(Signal signal) {
      Catalog catalog = facts.catalogs().get(signal.source());
      return catalog == null ? signal.label() : catalog.name();
    }

    private String catalogOf(Signal signal) {
      return switch (signal.kind()) {
        case RFC_MENTION, SPECIFICATION -> RFC_INDEX;
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
          doubt(Doubt.MAKER_LIVES, document.claim());
        }
        case ENDED -> {
          mentioned.add(DOCUMENTS);
          ends.add(document.claim());
        }
        case UNUSED, BACKGROUND -> {
          // Neither a sign of use nor a doubt.
        }
      }
    }

    private void readDates() {
      for (Assignment row : service.rows) {
        addIfSince("row changed ", row.modified(), KnownLiveness.ROW_LOOKED_AT_SINCE);
        addIfSince("registered ", row.registered(), REGISTERED_LATE_SINCE);
      }
    }

    private void addIfSince(String what, @Nullable RegistryDate date, int year) {
      if (date != null && date.year() >= year) {
        doubt(Doubt.ROW_CHANGED, what + date);
      }
    }

    private void readPlatforms() {
      for (LivingPlatform platform : tables.platforms().values()) {
        if (service.rows.stream().anyMatch(platform::hasPart)) {
          doubt(
              Doubt.PLATFORM_LIVES,
              "its name or title has the word "
                  + platform.word()
                  + ", and "
                  + platform.maintainer()
                  + " maintains "
                  + platform.platform());
        }
      }
    }

    private void readFamilies() {
      for (ServiceFamily family : familiesOf(service)) {
        if (aliveFamilies.contains(family.family())) {
          doubt(Doubt.FAMILY_LIVES, "another port of " + family.family() + " is in use");
        }
      }
    }

    Judgment judge() {
      if (!inUse.isEmpty()) {
        Evidence.Strength strength =
            inUse.size() > 1 || !current.isEmpty()
                ? Evidence.Strength.STRONG
                : Evidence.Strength.MODERATE;
        return judgment(Liveness.IN_USE, null, Judgment.Basis.IN_USE, strength, "", RULE);
      }
      if (!current.isEmpty()) {
        return judgment(
            Liveness.SPECIFIED,
            null,
            Judgment.Basis.SPECIFICATION,
            isRecent(current) ? Evidence.Strength.MODERATE : Evidence.Strength.WEAK,
            (current.get(0).isCurrent() ? "specified by " : "specified by what continues ")
                + current.get(0).name(),
            RULE);
      }
      if (service.port > LAST_SYSTEM_PORT) {
        return judgment(
            Liveness.UNEXAMINED, null, Judgment.Basis.ABSENCE, Evidence.Strength.WEAK, "", RULE);
      }
      if (!ends.isEmpty()) {
        return ghost(Judgment.Basis.ENDED, Evidence.Strength.MODERATE, ends.get(0));
      }
      boolean historic = saysHistoric() || past.stream().anyMatch(Rfc::isHistoric);
      if (historic || (!past.isEmpty() && doubts.isEmpty())) {
        return ghost(
            Judgment.Basis.HISTORIC,
            Evidence.Strength.MODERATE,
            past.isEmpty()
                ? "the registry calls it historic"
                : past.get(0).name()
                    + (historic ? " is Historic" : " is obsolete or of unknown state"));
      }
      readPlatforms();
      readFamilies();
      readSearch();
      for (Map.Entry<Doubt, String> doubt : doubts.entrySet()) {
        return judgment(
            Liveness.IN_DOUBT,
            doubt.getKey(),
            Judgment.Basis.DOUBT,
            Evidence.Strength.WEAK,
            doubt.getValue(),
            RULE);
      }
      return ghost(Judgment.Basis.ABSENCE, Evidence.Strength.WEAK, firstListed());
    }

    /**
     * A search that found nothing removes the doubts that rest on nothing but the service's age,
     * its kin, or a mention; without a search nobody can say that nothing is there.
     */
    private void readSearch() {
      Search search = search();
      if (search != null && search.found() == Search.Found.NOTHING) {
        doubts.keySet().removeAll(REMOVED_BY_A_SEARCH);
      } else if (isListedLate()) {
        doubt(
            Doubt.LISTED_LATE,
            "it was first listed after "
                + LISTED_BY
                + ", when most registrants were makers of products, and no search was conclusive");
      } else {
        doubt(Doubt.NOT_SEARCHED, "no search for it was conclusive");
      }
    }

    private @Nullable Search search() {
      for (Search search : tables.searches().of(service.port)) {
        if (service.isCalled(search.serviceName())) {
          return search;
        }
      }
      return null;
    }

    private boolean isListedLate() {
      FirstListing listing = listing();
      return listing == null || listing.listed().compareTo(LISTED_BY) > 0;
    }

    private String firstListed() {
      FirstListing listing = listing();
      return listing == null
          ? "first listed after " + LISTED_BY
          : "listed since " + listing.listed() + " (" + listing.source() + ")";
    }

    private @Nullable FirstListing listing() {
      for (FirstListing listing : tables.listings().of(service.port)) {
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

    private Judgment ghost(Judgment.Basis basis, Evidence.Strength strength, String reason) {
      return judgment(Liveness.GHOST, null, basis, strength, reason, RULE);
    }

    Judgment judgment(
        Liveness liveness,
        @Nullable Doubt doubt,
        Judgment.Basis basis,
        Evidence.Strength strength,
        String reason,
        String source) {
      mentioned.removeAll(inUse);
      return new Judgment(
          service.name(),
          liveness,
          doubt,
          basis,
          strength,
          reason,
          List.copyOf(inUse),
          List.copyOf(mentioned),
          source);
    }
  }
}
