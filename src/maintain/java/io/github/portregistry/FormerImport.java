package io.github.portregistry;

import io.github.portregistry.csv.Fault;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.fact.Changes;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.iana.RegistryNote;
import java.io.IOException;
import java.time.Month;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the changes of assignment that copies of the registry since 1992 show. */
final class FormerImport {

  static final List<String> HEADER =
      List.of(
          "port",
          "transport",
          "former_service_name",
          "former_description",
          "released_on",
          "date_precision",
          "last_seen_assigned",
          "first_seen_without",
          "basis",
          "now",
          "classification",
          "successor_or_new_port",
          "evidence_grade",
          "source");

  /** A name or a port, perhaps with a remark; a sentence such as "later assigned to" is none. */
  private static final Pattern SUCCESSOR = Pattern.compile("([^\\s;]+)(?: \\(.*\\)|;.*)?");

  /** What a copy has in the place of a title where the service had left already. */
  private static final Pattern LEFT_BEFORE =
      Pattern.compile("De-registered \\((\\d{4}) ([A-Z][a-z]+) (\\d{2})\\)");

  private record Place(PortSpan ports, @Nullable Transport transport) {}

  private final EvidenceImport evidence;

  /** Each name that the registry has or had, as far as is known. */
  private final Set<String> names = new HashSet<>();

  /** The services of today, and when each came or was changed. */
  private final Map<Place, Set<RegistryDate>> datesOfServices = new HashMap<>();

  /**
   * Prepares the import.
   *
   * @param rows the registry as it is now
   * @param history its changes up to now
   */
  FormerImport(EvidenceImport evidence, List<RegistryRow> rows, RegistryHistory history) {
    this.evidence = evidence;
    for (RegistryRow row : rows) {
      names.add(row.serviceName());
      if (row instanceof Assignment && row.ports() != null) {
        Set<RegistryDate> dates =
            datesOfServices.computeIfAbsent(
                new Place(row.ports(), row.transport()), absent -> new HashSet<>());
        add(dates, row.registered());
        add(dates, row.modified());
      }
    }
    for (RegistryChange change : history.changes()) {
      names.add(change.serviceName());
      if (Changes.takesAway(change)) {
        names.add(Changes.formerName(change));
      }
    }
  }

  private static void add(Set<RegistryDate> dates, @Nullable RegistryDate date) {
    if (date != null) {
      dates.add(date);
    }
  }

  /** Returns the changes that are of a known kind. */
  List<FactTable.Row<FormerAssignment>> former() throws IOException {
    List<FactTable.Row<FormerAssignment>> former = new ArrayList<>();
    for (Fields fields : evidence.rows("released.csv", HEADER)) {
      FormerAssignment.@Nullable Kind kind = kind(fields.text(10));
      if (kind == null) {
        evidence.leaveOut("change of assignment: " + fields.text(10));
      } else {
        former.add(new FactTable.Row<>(fields.requirePorts(0), former(fields, kind)));
      }
    }
    return former;
  }

  private FormerAssignment former(Fields fields, FormerAssignment.Kind kind) {
    String title = RegistryNote.SPACE.matcher(fields.text(3)).replaceAll(" ").strip();
    String successor = successor(fields.text(11), kind);
    boolean toPort = isPort(successor);
    return dated(
        fields,
        title,
        toPort && kind == FormerAssignment.Kind.RENAMED ? FormerAssignment.Kind.MOVED : kind,
        successor);
  }

  private FormerAssignment dated(
      Fields fields, String title, FormerAssignment.Kind kind, String successor) {
    RegistryDate lastSeen = fields.date(6);
    RegistryDate absentBy = fields.date(7);
    Evidence.Strength strength = strength(fields);
    RegistryDate date = strength == Evidence.Strength.WEAK ? null : fields.date(4);
    String authority = authority(fields.text(8));
    Matcher left = LEFT_BEFORE.matcher(title);
    if (left.matches()) {
      title = "";
      date = date(left);
      lastSeen = null;
      absentBy = null;
    } else if (date != null && kind == FormerAssignment.Kind.RELEASED && isOfServiceNow(fields)) {
      date = null;
      strength = Evidence.Strength.WEAK;
    } else if (date != null
        && lastSeen != null
        && (absentBy == null || !Changes.canBeWithin(date, lastSeen, absentBy))) {
      // The date, and the document that it comes from, are of another change of the same port.
      date = null;
      authority = "IANA";
      strength =
          strength == Evidence.Strength.STRONG
              ? Evidence.Strength.WEAK
              : Evidence.Strength.MODERATE;
    }
    return new FormerAssignment(
        fields.transport(1),
        fields.text(2),
        title,
        List.of(),
        null,
        date,
        authority,
        successor,
        kind,
        fields.requireText(13),
        absentBy == null ? null : lastSeen,
        lastSeen == null ? null : absentBy,
        strength);
  }

  private static RegistryDate date(Matcher date) {
    return new RegistryDate(
        Integer.parseInt(date.group(1)),
        Month.valueOf(date.group(2).toUpperCase(Locale.ROOT)).getValue(),
        Integer.valueOf(date.group(3)));
  }

  /** Whether the date of a release is that of the service that came to the port later. */
  private boolean isOfServiceNow(Fields fields) {
    Place place = new Place(fields.requirePorts(0), fields.transport(1));
    return datesOfServices.getOrDefault(place, Set.of()).contains(fields.date(4));
  }

  /**
   * The port that the service has now, or the name that took its place in the same step. What came
   * to the port after it was given up is another event, and remarks are left out.
   */
  private String successor(String text, FormerAssignment.Kind kind) {
    Matcher matcher = SUCCESSOR.matcher(text);
    String successor = matcher.matches() ? matcher.group(1) : "";
    boolean known =
        isPort(successor) || (kind != FormerAssignment.Kind.RELEASED && names.contains(successor));
    if (!text.isEmpty() && !known) {
      evidence.leaveOut("remark in the place of a successor");
    }
    return known ? successor : "";
  }

  private static boolean isPort(String successor) {
    return successor.matches("\\d{1,5}");
  }

  private static FormerAssignment.@Nullable Kind kind(String said) {
    return switch (said) {
      case "released" -> FormerAssignment.Kind.RELEASED;
      case "renamed" -> FormerAssignment.Kind.RENAMED;
      case "re-assigned" -> FormerAssignment.Kind.REASSIGNED;
      case "moved" -> FormerAssignment.Kind.MOVED;
      case "transport-removed" -> FormerAssignment.Kind.TRANSPORT_REMOVED;
      default -> null;
    };
  }

  private static Evidence.Strength strength(Fields fields) {
    return switch (fields.text(12)) {
      case "A" -> Evidence.Strength.STRONG;
      case "B" -> Evidence.Strength.MODERATE;
      case "C" -> Evidence.Strength.WEAK;
      default -> throw fields.fault(12, "the grade A, B or C", Fault.quote(fields.text(12)));
    };
  }

  /** The document that ordered the change, where the basis starts with one. */
  private static String authority(String basis) {
    return basis.startsWith("RFC ") ? "RFC" + basis.substring(4).split("\\D", 2)[0] : "IANA";
  }
}
