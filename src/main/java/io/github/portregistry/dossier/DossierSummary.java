package io.github.portregistry.dossier;

import io.github.portregistry.Assignment;
import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortStatus;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.RelatedPort;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Formats the short form of a dossier: one screen, the most important facts first. Each fact has
 * one or a few lines; if they do not fit on a screen, facts get fewer lines.
 */
final class DossierSummary {

  /** One line less than documented, because the command line adds one. */
  private static final int SCREEN = 23;

  private static final int COLUMN = 12;
  private static final int WIDEST_LABEL = COLUMN - 4;
  private static final int USES = 5;
  private static final int SERVICES = 3;
  private static final int ADDED = 7;
  private static final int KINDS = Evidence.Kind.values().length;
  private static final int RANKS = 1 + KINDS * Evidence.Strength.values().length;

  /**
   * A fact.
   *
   * @param label its label; "" if the label before it applies
   * @param most the number of lines if there is room
   * @param least the number of lines if there is not
   * @param whole whether it is a command or an address, which is useless in part
   */
  private record Fact(String label, String text, int most, int least, boolean whole) {}

  private final DossierSections sections;
  private final PortRecord port;
  private final List<Fact> facts = new ArrayList<>();

  private DossierSummary(DossierSections sections) {
    this.sections = sections;
    this.port = sections.port();
  }

  /**
   * Returns the summary of a port.
   *
   * @param now the items added to the summary
   * @param next what to do next; "" for the command of the platform
   * @param platform the system of the command; null for none
   */
  static String of(
      DossierSections sections,
      List<Dossier.Item> now,
      String next,
      @Nullable Platform platform,
      int width) {
    DossierSummary summary = new DossierSummary(sections);
    summary.collect(now, next, platform, width - COLUMN);
    String sentence = Escaped.text(sections.sentence());
    String screen = summary.laidOut(sentence, Math.max(width, Dossier.DEFAULT_WIDTH), false);
    boolean fits = lines(screen) <= SCREEN;
    return fits && width >= Dossier.DEFAULT_WIDTH
        ? screen
        : summary.laidOut(sentence, width, !fits);
  }

  private static int lines(String text) {
    int lines = 0;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      lines++;
    }
    return lines;
  }

  private String laidOut(String sentence, int width, boolean tight) {
    StringBuilder text = new StringBuilder();
    for (String line : Wrapping.fewLines(sentence, width, allowed(tight ? 2 : 3, width, 0))) {
      text.append(line).append('\n');
    }
    text.append(facts.isEmpty() ? "" : "\n");
    for (Fact fact : facts) {
      int columns = width - COLUMN;
      int most = allowed(tight ? fact.least : fact.most, width, COLUMN);
      String before = "  " + Wrapping.fewLines(fact.label, WIDEST_LABEL, 1).get(0);
      List<String> lines =
          fact.whole ? List.of(fact.text) : Wrapping.fewLines(fact.text, columns, most);
      for (String line : lines) {
        text.append(before).append(" ".repeat(COLUMN - Wrapping.columns(before)));
        text.append(line).append('\n');
        before = "";
      }
    }
    return text.toString();
  }

  /** The lines for a text; on a narrow screen it gets as much room as on a screen of 80 columns. */
  private static int allowed(int lines, int width, int before) {
    int columns = width - before;
    int usual = Dossier.DEFAULT_WIDTH - before;
    return columns >= usual ? lines : (lines * usual + columns - 1) / columns;
  }

  private void add(String label, String text, int most, int least) {
    if (!text.isEmpty()) {
      facts.add(new Fact(label, Escaped.text(text), most, least, false));
    }
  }

  private void collect(
      List<Dossier.Item> now, String next, @Nullable Platform platform, int columns) {
    addGiven(now);
    addServices();
    UseNames uses = new UseNames(sections.observedUses());
    if (uses.areAllDisputed()) {
      String names = DossierWords.some(uses.disputed());
      add("Disputed", "one source names " + names + ", another contradicts it", 3, 2);
    } else {
      add("Used by", uses.likeliest(USES), 3, 2);
    }
    add("Formerly", former(), 2, 1);
    addEvidence();
    add("Related", related(), 2, 1);
    add("Range", DossierWords.rangeInShort(port), 1, 1);
    addNext(next, platform, columns);
    if (!sections.page().isEmpty()) {
      facts.add(new Fact("More", sections.page(), 1, 1, true));
    }
  }

  /** Adds the items of a caller, which are escaped already. */
  private void addGiven(List<Dossier.Item> now) {
    int end = facts.size() + ADDED;
    for (Dossier.Item item : now) {
      String label = item.lead();
      if (!item.text().isEmpty() && facts.size() < end) {
        facts.add(new Fact(label, item.text(), 2, 1, false));
        label = "";
      }
      for (String detail : item.details()) {
        if (facts.size() < end) {
          facts.add(new Fact(label, detail, 2, 1, false));
          label = "";
        }
      }
    }
  }

  // The registry

  private void addServices() {
    Map<String, Set<Transport>> services = new LinkedHashMap<>();
    Map<String, String> ends = new LinkedHashMap<>();
    boolean several = sections.hasSeveralServices();
    for (Assignment service : port.assignments()) {
      if (service.aliasOf().isEmpty()) {
        String title = several ? PortSentence.title(service) : "";
        String name = service.serviceName() + (title.isEmpty() ? "" : " (" + title + ")");
        String from = sections.overlay().contains(service) ? ", from " + service.source() : "";
        String end = people(service.assignee(), service.registered(), service.modified()) + from;
        put(services, ends, name, end, service.transport());
      }
    }
    if (services.isEmpty()) {
      for (UnnamedEntry row : port.unnamedEntries()) {
        if (row.state() == IanaState.ASSIGNED && !row.description().isEmpty()) {
          String end = people(row.assignee(), row.registered(), row.modified());
          put(services, ends, row.description(), end, row.transport());
        }
      }
    }
    String label = "Assigned";
    int left = services.size();
    int room = SERVICES;
    for (Map.Entry<String, Set<Transport>> service : services.entrySet()) {
      String end = ends.getOrDefault(service.getKey(), "");
      String name = service.getKey().substring(0, service.getKey().length() - end.length());
      left--;
      room--;
      String more = room == 0 && left > 0 ? "; and " + left + " more" : "";
      add(label, name + over(service.getValue()) + end + more, 2, 1);
      label = "";
      if (room == 0) {
        return;
      }
    }
  }

  private static void put(
      Map<String, Set<Transport>> services,
      Map<String, String> ends,
      String name,
      String end,
      @Nullable Transport transport) {
    String key = name + end;
    Set<Transport> transports = services.get(key);
    if (transports == null) {
      transports = EnumSet.noneOf(Transport.class);
      services.put(key, transports);
      ends.put(key, end);
    }
    if (transport != null) {
      transports.add(transport);
    }
  }

  private String over(Set<Transport> transports) {
    return sections.transport() != null || transports.isEmpty()
        ? ""
        : " over " + keywords(transports);
  }

  private static String keywords(Set<Transport> transports) {
    List<String> keywords = new ArrayList<>();
    for (Transport transport : transports) {
      keywords.add(transport.keyword());
    }
    return DossierWords.some(keywords);
  }

  private static String people(
      String assignee, @Nullable RegistryDate registered, @Nullable RegistryDate modified) {
    String end = assignee.isEmpty() ? "" : ", assignee " + DossierWords.assignee(assignee);
    if (registered != null) {
      return end + ", registered " + registered;
    }
    return modified == null ? end : end + ", modified " + modified;
  }

  private String former() {
    Set<String> formers = new LinkedHashSet<>();
    for (FormerAssignment former : port.formerAssignments()) {
      String name = former.serviceName();
      String title = PortSentence.title(name, former.description());
      String called =
          name.isEmpty() ? "(no name)" : name + (title.isEmpty() ? "" : " (" + title + ")");
      formers.add(called + ", " + DossierWords.fate(former));
    }
    List<String> all = List.copyOf(formers);
    int more = all.size() - 2;
    return more > 0
        ? String.join("; ", all.subList(0, 2)) + "; and " + more + " more"
        : String.join("; ", all);
  }

  // Evidence

  /** Adds the two best pieces of evidence, of different kinds if there are any. */
  private void addEvidence() {
    List<Evidence> ranked = ranked(sections.pieces());
    if (ranked.isEmpty()) {
      return;
    }
    boolean several = sections.hasSeveralServices();
    Evidence first = ranked.get(0);
    Evidence second = ranked.size() > 1 ? ranked.get(1) : null;
    for (int i = ranked.size() - 1; i > 0; i--) {
      if (ranked.get(i).kind() != first.kind() && !isWeakMention(ranked.get(i))) {
        second = ranked.get(i);
      }
    }
    add("Evidence", brief(first, several), 2, 1);
    if (second != null) {
      int more = ranked.size() - 2;
      String rest = more == 0 ? "" : "; and " + more + " more";
      add("", brief(second, several) + rest, 2, 1);
    }
  }

  private static String brief(Evidence piece, boolean several) {
    String text = DossierSections.detail(piece, several);
    boolean isCatalog = piece.kind() == Evidence.Kind.IN_USE || isWeakMention(piece);
    int from = isCatalog ? text.lastIndexOf(" (") : -1;
    int end = from < 0 ? -1 : text.indexOf(')', from);
    return end > 0 && hasDigit(text, from, end)
        ? text.substring(0, from) + text.substring(end + 1)
        : text;
  }

  /** Whether the text in brackets looks like versions. */
  private static boolean hasDigit(String text, int from, int end) {
    for (int i = from; i < end; i++) {
      if (Character.isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWeakMention(Evidence piece) {
    return piece.kind() == Evidence.Kind.MENTION && piece.strength() == Evidence.Strength.WEAK;
  }

  /** The evidence in order: absence first for a ghost, then by strength, then by kind. */
  private List<Evidence> ranked(List<Evidence> pieces) {
    List<Evidence> ranked = new ArrayList<>(pieces.size());
    for (int rank = 0; rank < RANKS && ranked.size() < pieces.size(); rank++) {
      for (Evidence piece : pieces) {
        if (rank(piece) == rank) {
          ranked.add(piece);
        }
      }
    }
    return ranked;
  }

  private int rank(Evidence piece) {
    if (piece.kind() == Evidence.Kind.ABSENCE && port.status() == PortStatus.GHOST) {
      return 0;
    }
    int strength =
        switch (piece.strength()) {
          case STRONG -> 0;
          case MODERATE -> 1;
          case WEAK -> 2;
        };
    int kind =
        switch (piece.kind()) {
          case CURATED -> 0;
          case REGISTRY_NOTE -> 1;
          case IN_USE -> 2;
          case SPECIFICATION -> 3;
          case SNAPSHOTS -> 4;
          case MENTION -> 5;
          case ABSENCE -> 6;
        };
    return 1 + KINDS * strength + kind;
  }

  // The rest

  /** The related ports with their services, by relation. */
  private String related() {
    Map<String, List<String>> byRelation = new LinkedHashMap<>();
    Set<Integer> seen = new LinkedHashSet<>();
    for (RelatedPort other : port.related()) {
      if (seen.add(other.port())) {
        String relation = DossierWords.relation(other.relation());
        List<String> ports = byRelation.get(relation);
        if (ports == null) {
          ports = new ArrayList<>();
          byRelation.put(relation, ports);
        }
        ports.add(other.port() + nameOf(other.port()));
      }
    }
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, List<String>> relation : byRelation.entrySet()) {
      text.append(text.length() == 0 ? "" : "; ");
      text.append(String.join(", ", relation.getValue()));
      text.append(": ").append(relation.getKey());
    }
    return text.toString();
  }

  private String nameOf(int number) {
    PortRegistry registry = sections.registry();
    if (registry == null) {
      return "";
    }
    PortRecord other = registry.port(number);
    Set<String> names = DossierWords.services(other);
    if (names.isEmpty()) {
      names = DossierWords.formerNames(other);
    }
    if (names.isEmpty()) {
      names = new UseNames(other.observedUses()).dominant();
    }
    return names.isEmpty() ? "" : " (" + names.iterator().next() + ")";
  }

  private void addNext(String next, @Nullable Platform platform, int columns) {
    if (!next.isEmpty()) {
      facts.add(new Fact("Next", next, 2, 2, false));
      return;
    }
    List<String> commands = platform == null ? List.of() : sections.commands(platform);
    if (!commands.isEmpty()) {
      String command = commands.get(0);
      String why = "see what listens: ";
      boolean fits = why.length() + command.length() <= columns;
      facts.add(new Fact("Next", fits ? why + command : command, 1, 1, true));
    }
  }
}
