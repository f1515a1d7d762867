package io.github.portregistry;

import io.github.portregistry.csv.Fault;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.FactTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the uses that were collected: those that were verified, and those that were refuted. */
final class UseImport {

  private static final List<String> USES =
      List.of(
          "port",
          "transport",
          "application",
          "kind",
          "notes",
          "source_url",
          "verified",
          "source_type",
          "iana_relation",
          "iana_service");

  private static final List<String> DOMINANT =
      List.of(
          "port",
          "transport",
          "application",
          "short_name",
          "rule_evidence",
          "competitors",
          "iana_service",
          "source_urls");

  private static final Pattern TIER = Pattern.compile("([ABC]): (\\d+) .*");
  private static final Pattern CONTRADICTED = Pattern.compile(".*contradicted by (https://\\S+)");
  private static final int MAX_SOURCES = 3;

  /** What claims more ports, such as all Dynamic Ports, tells nothing of any one of them. */
  private static final int MAX_PORTS = 4096;

  private final EvidenceImport evidence;
  private final Map<String, ApplicationCategory> categories;
  private final Map<List<String>, FactTable.Row<ObservedUse>> uses = new LinkedHashMap<>();

  UseImport(EvidenceImport evidence, Map<String, ApplicationCategory> categories) {
    this.evidence = evidence;
    this.categories = categories;
  }

  List<FactTable.Row<ObservedUse>> uses() throws IOException {
    for (String file : List.of("unofficial-uses.csv", "missing-uses.csv")) {
      for (Fields fields : evidence.rows(file, USES)) {
        addUse(fields);
      }
    }
    for (Fields fields : evidence.rows("dominant-uses.csv", DOMINANT)) {
      addDominant(fields);
    }
    return List.copyOf(uses.values());
  }

  private void addUse(Fields fields) {
    String url = fields.requireText(5);
    if (fields.text(7).startsWith("IANA CSV")) {
      evidence.leaveOut("use that the registry's own column tells");
    } else if (fields.text(6).equals("no")) {
      evidence.leaveOut("use that was not verified");
    } else if (url.contains("/linuxserver/")) {
      evidence.leaveOut("port of a packager's image, which need not be the program's");
    } else if (fields.requirePorts(0).size() > MAX_PORTS) {
      evidence.leaveOut("use of a whole range of ports");
    } else if (isLeftOut(fields.text(2))) {
      evidence.leaveOut("use of what is no application");
    } else {
      boolean refuted = fields.text(6).equals("refuted");
      ObservedUse.Confidence confidence =
          refuted
              ? ObservedUse.Confidence.DISPUTED
              : fields.text(7).startsWith("official")
                  ? ObservedUse.Confidence.DOCUMENTED
                  : ObservedUse.Confidence.REPORTED;
      List<String> sources = new ArrayList<>(List.of(url));
      Matcher contradicted = CONTRADICTED.matcher(fields.text(7));
      if (refuted && contradicted.matches()) {
        sources.add(contradicted.group(1));
      }
      for (@Nullable Transport transport : transports(fields)) {
        put(fields.requirePorts(0), use(fields, transport, confidence, sources));
      }
    }
  }

  private boolean isLeftOut(String application) {
    ApplicationCategory known = categories.get(application);
    return known != null && known.category().equals(ApplicationCategory.LEFT_OUT);
  }

  private static List<@Nullable Transport> transports(Fields fields) {
    List<@Nullable Transport> transports = new ArrayList<>();
    switch (fields.text(1)) {
      case "any" -> transports.add(null);
      case "tcp/udp" -> {
        transports.add(Transport.TCP);
        transports.add(Transport.UDP);
      }
      default -> transports.add(fields.transport(1));
    }
    return transports;
  }

  private ObservedUse use(
      Fields fields,
      @Nullable Transport transport,
      ObservedUse.Confidence confidence,
      List<String> sources) {
    String application = fields.requireText(2).replaceAll(" \\((game server|claimed)\\)$", "");
    ApplicationCategory known = categories.get(fields.text(2));
    if (known == null && !fields.text(3).equals("game")) {
      throw fields.fault(
          2,
          "an application that rules/application-categories.csv has",
          Fault.quote(fields.text(2)));
    }
    return new ObservedUse(
        transport,
        known == null || known.shownAs().isEmpty() ? application : known.shownAs(),
        known == null ? "game-server" : known.category(),
        confidence,
        sources);
  }

  /** Joins a use with one of the same program on the same port. */
  private void put(PortSpan ports, ObservedUse use) {
    List<String> key =
        List.of(
            ports.toString(),
            RowFormat.text(use.transport()),
            use.application().toLowerCase(Locale.ROOT));
    uses.merge(key, new FactTable.Row<>(ports, use), (old, added) -> joined(old, added.fact()));
  }

  private static FactTable.Row<ObservedUse> joined(
      FactTable.Row<ObservedUse> old, ObservedUse added) {
    ObservedUse use = old.fact();
    return new FactTable.Row<>(
        old.ports(),
        new ObservedUse(
            use.transport(),
            use.application(),
            use.category(),
            use.confidence().compareTo(added.confidence()) <= 0
                ? use.confidence()
                : added.confidence(),
            limited(use.sources(), added.sources()),
            use.commonName() + added.commonName()));
  }

  private static List<String> limited(List<String> one, List<String> other) {
    Set<String> all = new LinkedHashSet<>(one);
    all.addAll(other);
    return all.stream().limit(MAX_SOURCES).toList();
  }

  /**
   * Takes a name as dominant where at least two families of catalogues agree on it and the
   * program's own source is among them, or three agree; two alone must have no rival.
   */
  private void addDominant(Fields fields) {
    Matcher tier = TIER.matcher(fields.text(4));
    if (!tier.matches()) {
      throw fields.fault(4, "a tier and a count such as A: 2 (...)", Fault.quote(fields.text(4)));
    }
    boolean hasRival = !fields.text(5).equals("-");
    boolean weak = tier.group(2).equals("2") && hasRival;
    if (tier.group(1).equals("C") || weak || fields.text(7).isEmpty()) {
      evidence.leaveOut("dominant name with too little behind it");
      return;
    }
    PortSpan ports = fields.requirePorts(0);
    Transport transport = fields.transport(1);
    List<String> urls = List.of(fields.requireText(7).split(" ", -1));
    FactTable.Row<ObservedUse> same = find(ports, transport, fields.text(2), urls);
    ApplicationCategory known = categories.get(fields.text(2));
    if (same == null && known == null) {
      throw fields.fault(
          2,
          "an application that rules/application-categories.csv has",
          Fault.quote(fields.text(2)));
    }
    if (same != null) {
      uses.values().remove(same);
    }
    put(
        ports,
        new ObservedUse(
            transport,
            fields.requireText(2),
            known != null ? known.category() : requireCategory(same),
            tier.group(1).equals("A")
                ? ObservedUse.Confidence.DOCUMENTED
                : ObservedUse.Confidence.REPORTED,
            limited(same == null ? List.of() : same.fact().sources(), urls),
            fields.requireText(3)));
  }

  private static String requireCategory(FactTable.@Nullable Row<ObservedUse> use) {
    if (use == null) {
      throw new IllegalStateException("checked before");
    }
    return use.fact().category();
  }

  /** The use that a dominant name is about: one that shares a source, or the program's name. */
  private FactTable.@Nullable Row<ObservedUse> find(
      PortSpan ports, @Nullable Transport transport, String application, List<String> urls) {
    for (FactTable.Row<ObservedUse> row : uses.values()) {
      ObservedUse use = row.fact();
      if (row.ports().equals(ports)
          && use.transport() == transport
          && (use.sources().stream().anyMatch(urls::contains)
              || contains(use.application(), application)
              || contains(application, use.application()))) {
        return row;
      }
    }
    return null;
  }

  private static boolean contains(String longer, String shorter) {
    return longer.toLowerCase(Locale.ROOT).contains(shorter.toLowerCase(Locale.ROOT));
  }
}
