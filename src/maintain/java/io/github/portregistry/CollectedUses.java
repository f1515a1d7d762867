package io.github.portregistry;

import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.FactTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The uses that the files have, joined: a program is on the same ports and transport once, with one
 * source for each independent family. The common name is what somebody proposed, until {@link
 * CommonNames} decides.
 */
final class CollectedUses {

  /** How many families of sources a row of the table names. */
  private static final int MAX_SOURCES = 4;

  private static final String QUERY = " (query)";

  /** Where ports are listed on which servers are asked about, and not those that they have. */
  private static final String QUERIES = "/node-gamedig/";

  private final Map<List<String>, List<ObservedUse>> claims = new LinkedHashMap<>();

  void add(ObservedUse use) {
    claims.computeIfAbsent(key(use), absent -> new ArrayList<>()).add(use);
  }

  private static List<String> key(ObservedUse use) {
    return List.of(
        use.ports().toString(),
        RowFormat.text(use.transport()),
        use.application().toLowerCase(Locale.ROOT));
  }

  /**
   * Adds what a sign shows, in the spelling that its program has on the port already: that of the
   * use whose source is the sign's own file, or which has the one name in the other.
   */
  void addSign(SignalImport.SignUse sign) {
    ObservedUse use = sign.use();
    String file = "/" + sign.label().split(" ", 2)[0].toLowerCase(Locale.ROOT) + ".";
    boolean spelledAlike =
        claims.values().stream()
            .flatMap(List::stream)
            .anyMatch(
                other ->
                    other.ports().equals(use.ports())
                        && other.application().equals(use.application()));
    if (spelledAlike) {
      add(use);
      return;
    }
    add(
        claims.values().stream()
            .flatMap(List::stream)
            .filter(
                other ->
                    other.ports().equals(use.ports())
                        && (contains(use.application(), other.application())
                            || contains(other.application(), use.application())
                            || other.sources().stream()
                                .anyMatch(url -> url.toLowerCase(Locale.ROOT).contains(file))))
            .findFirst()
            .map(other -> as(use, use.transport(), other.application()))
            .orElse(use));
  }

  /**
   * Gives one spelling to what the files have of a program on some ports, over any transport: to
   * each use that shares a source or has the one name in the other.
   */
  void rename(PortSpan ports, String application, List<String> sources) {
    List<ObservedUse> all = claims.values().stream().flatMap(List::stream).toList();
    claims.clear();
    for (ObservedUse use : all) {
      boolean same =
          use.ports().equals(ports)
              && (use.sources().stream().anyMatch(sources::contains)
                  || contains(use.application(), application)
                  || contains(application, use.application()));
      add(same ? as(use, use.transport(), application) : use);
    }
  }

  private static boolean contains(String longer, String shorter) {
    return withoutParentheses(longer).contains(withoutParentheses(shorter));
  }

  private static String withoutParentheses(String application) {
    return application.replaceAll(" *\\([^)]*\\)", "").toLowerCase(Locale.ROOT);
  }

  private static ObservedUse as(
      ObservedUse use, @Nullable Transport transport, String application) {
    return new ObservedUse(
        use.ports(),
        transport,
        application,
        use.category(),
        use.confidence(),
        use.sources(),
        use.commonName());
  }

  @Nullable String category(PortSpan ports, String application) {
    return claims.values().stream()
        .flatMap(List::stream)
        .filter(use -> use.ports().equals(ports) && use.application().equalsIgnoreCase(application))
        .map(ObservedUse::category)
        .findFirst()
        .orElse(null);
  }

  /**
   * Returns the uses; without those that ask a web service about a server: a query over TCP of the
   * very port on which the server itself is met over UDP.
   */
  List<FactTable.Row<ObservedUse>> rows() {
    List<ObservedUse> uses = withRuns(claims.values().stream().map(CollectedUses::joined).toList());
    return uses.stream()
        .filter(use -> uses.stream().noneMatch(server -> asksAbout(use, server)))
        .map(use -> new FactTable.Row<>(use.ports(), use))
        .toList();
  }

  private static boolean asksAbout(ObservedUse use, ObservedUse server) {
    boolean query =
        use.application().equals(server.application() + QUERY)
            || (use.application().equals(server.application())
                && use.sources().stream().allMatch(source -> source.contains(QUERIES)));
    return query
        && use.transport() == Transport.TCP
        && server.transport() == Transport.UDP
        && use.ports().equals(server.ports());
  }

  /**
   * Returns the uses with a run of ports that one source lists one by one as the range that it is,
   * and without a port that a range of the same program has.
   */
  private static List<ObservedUse> withRuns(List<ObservedUse> uses) {
    Map<List<String>, NavigableMap<Integer, ObservedUse>> singles = new LinkedHashMap<>();
    List<ObservedUse> ranges = new ArrayList<>();
    for (ObservedUse use : uses) {
      if (use.ports().size() == 1) {
        List<String> program =
            List.of(use.application(), RowFormat.text(use.transport()), use.sources().get(0));
        singles.computeIfAbsent(program, absent -> new TreeMap<>()).put(use.ports().first(), use);
      } else {
        ranges.add(use);
      }
    }
    List<ObservedUse> all = new ArrayList<>();
    singles.values().forEach(ports -> addRuns(ports, ranges, all));
    all.removeIf(
        use ->
            ranges.stream()
                .anyMatch(
                    range ->
                        range.isRange()
                            && range.application().equals(use.application())
                            && range.transport() == use.transport()
                            && range.ports().contains(use.ports().first())));
    all.addAll(ranges);
    Map<List<String>, List<ObservedUse>> byPlace = new LinkedHashMap<>();
    all.forEach(use -> byPlace.computeIfAbsent(key(use), absent -> new ArrayList<>()).add(use));
    return byPlace.values().stream().map(CollectedUses::joined).toList();
  }

  private static void addRuns(
      NavigableMap<Integer, ObservedUse> ports, List<ObservedUse> ranges, List<ObservedUse> all) {
    List<ObservedUse> run = new ArrayList<>();
    for (ObservedUse use : ports.values()) {
      if (!run.isEmpty() && run.get(run.size() - 1).ports().last() + 1 != use.ports().first()) {
        addRun(run, ranges, all);
        run = new ArrayList<>();
      }
      run.add(use);
    }
    addRun(run, ranges, all);
  }

  private static void addRun(
      List<ObservedUse> run, List<ObservedUse> ranges, List<ObservedUse> all) {
    ObservedUse first = run.get(0);
    ObservedUse whole =
        new ObservedUse(
            new PortSpan(first.ports().first(), run.get(run.size() - 1).ports().last()),
            first.transport(),
            first.application(),
            first.category(),
            first.confidence(),
            first.sources(),
            "");
    if (whole.isRange()) {
      ranges.add(whole);
    } else {
      all.addAll(run);
    }
  }

  private static ObservedUse joined(List<ObservedUse> claims) {
    ObservedUse first = claims.get(0);
    ObservedUse.Confidence best =
        claims.stream().map(ObservedUse::confidence).min(Enum::compareTo).orElseThrow();
    Set<String> families = new HashSet<>();
    return new ObservedUse(
        first.ports(),
        first.transport(),
        first.application(),
        first.category(),
        best,
        Stream.of(ObservedUse.Confidence.values())
            .flatMap(
                confidence -> claims.stream().filter(claim -> claim.confidence() == confidence))
            .flatMap(claim -> claim.sources().stream())
            .filter(source -> families.add(SourceFamily.of(source)))
            .limit(MAX_SOURCES)
            .toList(),
        claims.stream()
            .map(ObservedUse::commonName)
            .filter(name -> !name.isEmpty())
            .reduce((earlier, later) -> later)
            .orElse(""));
  }
}
