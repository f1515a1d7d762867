package io.github.portregistry;

import io.github.portregistry.csv.Fields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the uses whose sources were opened: default ports of programs, and other owners. */
final class VerifiedUseImport {

  static final List<String> VERIFIED =
      List.of(
          "port",
          "transport",
          "application",
          "role",
          "category",
          "confidence",
          "common_name",
          "source",
          "checked");

  private static final List<String> OWNERS =
      List.of("port", "transport", "application", "category", "confidence", "source");

  /** Whose documentation names a port in an example only, and so does not say that it is theirs. */
  private static final Pattern EXAMPLES =
      Pattern.compile(
          "(FoundationDB|Argo Workflows|Tvheadend|Ory .*|QuestDB|Vitess .*|Memgraph|MooseFS.*)");

  private final EvidenceImport evidence;
  private final Applications applications;
  private final CatalogAddresses catalogs;

  VerifiedUseImport(EvidenceImport evidence, Applications applications, CatalogAddresses catalogs) {
    this.evidence = evidence;
    this.applications = applications;
    this.catalogs = catalogs;
  }

  void addTo(CollectedUses uses) throws IOException {
    List<Fields> verified = evidence.rows("verified-uses.csv", VERIFIED);
    Set<String> severalPorts = onSeveralPorts(verified);
    for (Fields fields : verified) {
      addVerified(fields, severalPorts.contains(fields.text(2)), uses);
    }
    for (Fields fields : evidence.rows("other-owners.csv", OWNERS)) {
      addOwner(fields, uses);
    }
  }

  private static Set<String> onSeveralPorts(List<Fields> verified) {
    Map<String, String> ports = new HashMap<>();
    Set<String> several = new HashSet<>();
    for (Fields fields : verified) {
      String before = ports.putIfAbsent(fields.text(2), fields.text(0));
      if (before != null && !before.equals(fields.text(0))) {
        several.add(fields.text(2));
      }
    }
    return several;
  }

  /** The role tells the ports of one program apart. */
  private void addVerified(Fields fields, boolean onSeveralPorts, CollectedUses uses) {
    if (!isAddress(fields.text(7))) {
      evidence.leaveOut("verified use without an address");
      return;
    }
    String collected = fields.requireText(2);
    String application =
        onSeveralPorts
            ? collected.replaceAll(" \\(.*\\)$", "") + " (" + plain(fields.requireText(3)) + ")"
            : collected;
    ObservedUse.Confidence confidence = fields.constant(5, ObservedUse.Confidence.class);
    uses.add(
        new ObservedUse(
            fields.requirePorts(0),
            fields.transport(1),
            applications.shown(application, application),
            fields.requireText(4),
            EXAMPLES.matcher(collected).matches() ? ObservedUse.Confidence.REPORTED : confidence,
            List.of(fields.text(7)),
            fields.text(6)));
  }

  private static String plain(String role) {
    return role.replaceAll(" \\(", ", ").replace(")", "");
  }

  private static boolean isAddress(String source) {
    return source.matches("https?://\\S+");
  }

  private void addOwner(Fields fields, CollectedUses uses) {
    List<String> sources = new ArrayList<>();
    for (String part : fields.requireText(5).split(" \\| ", -1)) {
      String first = part.split("[ ]", -1)[0];
      if (isAddress(first)) {
        sources.add(first);
      } else if (part.startsWith("in-use-signals.csv")) {
        sources.addAll(catalogs.namedIn(part));
      }
    }
    if (sources.isEmpty()) {
      evidence.leaveOut("other owner of a System Port without a source that can be cited");
      return;
    }
    uses.add(
        new ObservedUse(
            fields.requirePorts(0),
            fields.transport(1),
            applications.shown(fields.requireText(2), fields.text(2)),
            fields.requireText(3),
            fields.constant(4, ObservedUse.Confidence.class),
            sources));
  }
}
