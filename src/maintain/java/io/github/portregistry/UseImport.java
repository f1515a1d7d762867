package io.github.portregistry;

import io.github.portregistry.csv.Fields;
import io.github.portregistry.fact.FactTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

  private static final Pattern CONTRADICTED = Pattern.compile(".*contradicted by (https://\\S+)");

  /** What claims all Dynamic Ports says nothing of any one of them. */
  private static final int MAX_PORTS = 16383;

  private final EvidenceImport evidence;
  private final Applications applications;
  private final CatalogAddresses catalogs;
  private final CollectedUses uses = new CollectedUses();

  UseImport(EvidenceImport evidence, Applications applications, CatalogAddresses catalogs) {
    this.evidence = evidence;
    this.applications = applications;
    this.catalogs = catalogs;
  }

  /**
   * Returns the uses, each with the name that the evidence proposes for it.
   *
   * @param byHand what was found for this project
   * @param signs what the signs of use show of other programs than the services
   */
  List<FactTable.Row<ObservedUse>> uses(List<ObservedUse> byHand, List<SignalImport.SignUse> signs)
      throws IOException {
    for (String file : List.of("unofficial-uses.csv", "missing-uses.csv")) {
      for (Fields fields : evidence.rows(file, USES)) {
        addUse(fields);
      }
    }
    new VerifiedUseImport(evidence, applications, catalogs).addTo(uses);
    for (Fields fields : evidence.rows("dominant-uses.csv", DOMINANT)) {
      addDominant(fields);
    }
    byHand.forEach(uses::add);
    signs.forEach(uses::addSign);
    return uses.rows();
  }

  private void addUse(Fields fields) {
    String url = fields.requireText(5);
    if (fields.text(7).startsWith("IANA CSV")) {
      evidence.leaveOut("use that the registry's own column has");
    } else if (fields.text(6).equals("no")) {
      evidence.leaveOut("use that was not verified");
    } else if (EvidenceImport.isPaste(url)) {
      evidence.leaveOut("use whose source is a paste");
    } else if (url.contains("/linuxserver/")) {
      evidence.leaveOut("port of a packager's image, which need not be the program's");
    } else if (fields.requirePorts(0).size() > MAX_PORTS) {
      evidence.leaveOut("use of all Dynamic Ports");
    } else if (applications.isLeftOut(fields.text(2))) {
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
      String category =
          applications.category(fields, fields.text(3).equals("game") ? "game-server" : null);
      String application =
          applications.shown(
              fields.text(2), fields.text(2).replaceAll(" \\((game server|claimed)\\)$", ""));
      for (@Nullable Transport transport : transports(fields)) {
        uses.add(
            new ObservedUse(
                fields.requirePorts(0), transport, application, category, confidence, sources));
      }
    }
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

  /** What the collectors found to be dominant gives its spelling, its sources and its name. */
  private void addDominant(Fields fields) {
    if (fields.text(7).isEmpty()) {
      evidence.leaveOut("dominant use without a source");
      return;
    }
    PortSpan ports = fields.requirePorts(0);
    String application = applications.shown(fields.requireText(2), fields.text(2));
    List<String> urls = new ArrayList<>(List.of(fields.text(7).split(" ", -1)));
    uses.rename(ports, application, urls);
    urls.addAll(catalogs.namedIn(fields.text(4)));
    uses.add(
        new ObservedUse(
            ports,
            fields.transport(1),
            application,
            applications.category(fields, uses.category(ports, application)),
            fields.text(4).startsWith("A:")
                ? ObservedUse.Confidence.DOCUMENTED
                : ObservedUse.Confidence.REPORTED,
            urls,
            fields.requireText(3)));
  }
}
