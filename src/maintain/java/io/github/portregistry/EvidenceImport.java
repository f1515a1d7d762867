package io.github.portregistry;

import io.github.portregistry.csv.Fault;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.RelatedFormat;
import io.github.portregistry.fact.Rfc;
import io.github.portregistry.iana.RegistryNote;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the evidence that was collected outside (changes of assignment, relations, RFCs) into the
 * project's own tables, and counts what it leaves out; signals and uses have classes of their own.
 */
final class EvidenceImport {

  private static final List<String> RELEASED =
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

  private static final List<String> RELATED =
      List.of(
          "port",
          "transport",
          "related_port",
          "related_transport",
          "relation",
          "basis",
          "source",
          "checked");

  private static final List<String> RFC_STATUS =
      List.of(
          "rfc_number",
          "title",
          "current_status",
          "date",
          "obsoleted_by",
          "updated_by",
          "referenced_in",
          "derived_state");

  private static final String RFC_INDEX = "RFC index of 2026-08-21";

  private final Path directory;
  private final Map<String, Integer> leftOut = new TreeMap<>();

  EvidenceImport(Path directory) {
    this.directory = directory;
  }

  /** How many rows were left out, by the reason. */
  Map<String, Integer> leftOut() {
    return leftOut;
  }

  void leaveOut(String reason) {
    leftOut.merge(reason, 1, Integer::sum);
  }

  List<Fields> rows(String file, List<String> header) throws IOException {
    return RegistryImporter.text(directory.resolve(file)).rows(header);
  }

  List<FactTable.Row<FormerAssignment>> former() throws IOException {
    List<FactTable.Row<FormerAssignment>> former = new ArrayList<>();
    for (Fields fields : rows("released.csv", RELEASED)) {
      FormerAssignment.@Nullable Kind kind = kind(fields.text(10));
      if (kind == null) {
        leaveOut("change of assignment: " + fields.text(10));
      } else {
        former.add(new FactTable.Row<>(fields.requirePorts(0), former(fields, kind)));
      }
    }
    return former;
  }

  private static FormerAssignment former(Fields fields, FormerAssignment.Kind kind) {
    RegistryDate lastSeen = fields.date(6);
    RegistryDate absentBy = fields.date(7);
    Evidence.Strength strength = strength(fields);
    RegistryDate date = strength == Evidence.Strength.WEAK ? null : fields.date(4);
    String authority = authority(fields.text(8));
    if (date != null && lastSeen != null && !isWithin(date, lastSeen, absentBy)) {
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
        RegistryNote.SPACE.matcher(fields.text(3)).replaceAll(" ").strip(),
        date,
        authority,
        successor(fields.text(11)),
        kind,
        fields.requireText(13),
        absentBy == null ? null : lastSeen,
        lastSeen == null ? null : absentBy,
        strength);
  }

  /** Whether a date can lie between two, of which each may be a month. */
  private static boolean isWithin(
      RegistryDate date, RegistryDate first, @Nullable RegistryDate last) {
    return isNotAfter(first, date) && last != null && isNotAfter(date, last);
  }

  private static boolean isNotAfter(RegistryDate one, RegistryDate other) {
    String text = one.toString();
    String than = other.toString();
    int both = Math.min(text.length(), than.length());
    return text.substring(0, both).compareTo(than.substring(0, both)) <= 0;
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

  /** The port or name that the service has now; remarks on others are left out. */
  private static String successor(String text) {
    String first = text.split("[;( ]", 2)[0];
    return first.matches("(udp|tcp)(/\\d+)?") ? "" : first;
  }

  List<FactTable.Row<RelatedFormat.Row>> related() throws IOException {
    Set<FactTable.Row<RelatedFormat.Row>> related = new LinkedHashSet<>();
    Set<String> seen = new LinkedHashSet<>();
    for (Fields fields : rows("related.csv", RELATED)) {
      PortSpan port = fields.requirePorts(0);
      PortSpan other = fields.requirePorts(2);
      Relation relation = relation(fields);
      if (!fields.text(7).equals("yes")) {
        leaveOut("relation that is not checked");
      } else if (port.equals(other)) {
        leaveOut("relation of a port to itself");
      } else if (seen.add(port + " " + other + " " + relation)) {
        RelatedPort to = new RelatedPort(other.first(), relation);
        related.add(
            new FactTable.Row<>(
                port, new RelatedFormat.Row(to, fields.requireText(5), fields.requireText(6))));
      }
    }
    return List.copyOf(related);
  }

  private static Relation relation(Fields fields) {
    String said = fields.text(4).replace('-', '_').replace(' ', '_');
    for (Relation relation : Relation.values()) {
      if (RowFormat.text(relation).equals(said)) {
        return relation;
      }
    }
    throw fields.fault(4, "a relation", Fault.quote(fields.text(4)));
  }

  Map<String, Rfc> rfcs() throws IOException {
    Map<String, Rfc> rfcs = new TreeMap<>();
    for (Fields fields : rows("rfc-status.csv", RFC_STATUS)) {
      String name = "RFC" + fields.requireText(0);
      rfcs.put(
          name,
          new Rfc(
              name,
              fields.requireText(1),
              fields.requireText(2),
              fields.date(3),
              words(fields.text(4)),
              words(fields.text(5)),
              RFC_INDEX));
    }
    return rfcs;
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }
}
