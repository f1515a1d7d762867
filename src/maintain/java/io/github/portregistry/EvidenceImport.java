package io.github.portregistry;

import io.github.portregistry.csv.Fault;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.RelatedFormat;
import io.github.portregistry.fact.Rfc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Reads the evidence that was collected outside (relations, RFCs) into the project's own tables,
 * and counts what it leaves out; changes of assignment, signals and uses have classes of their own.
 */
final class EvidenceImport {

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

  /** Whether a source is a paste, which names no author and so proves nothing. */
  static boolean isPaste(String source) {
    return source.startsWith("https://pastebin.com/");
  }

  List<Fields> rows(String file, List<String> header) throws IOException {
    return RegistryImporter.text(directory.resolve(file)).rows(header);
  }

  /**
   * Returns the relations that were checked.
   *
   * @param isClientEnd whether a port is the client's end of its protocol
   */
  List<FactTable.Row<RelatedFormat.Row>> related(IntPredicate isClientEnd) throws IOException {
    Set<FactTable.Row<RelatedFormat.Row>> related = new LinkedHashSet<>();
    Set<String> seen = new LinkedHashSet<>();
    for (Fields fields : rows("related.csv", RELATED)) {
      PortSpan port = fields.requirePorts(0);
      PortSpan other = fields.requirePorts(2);
      Relation relation = relation(fields, isClientEnd);
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

  private static Relation relation(Fields fields, IntPredicate isClientEnd) {
    if (fields.text(5).contains("client") && fields.text(5).contains("server")) {
      return isClientEnd.test(fields.requirePorts(0).first())
          ? Relation.SERVER_END
          : isClientEnd.test(fields.requirePorts(2).first()) ? Relation.CLIENT_END : said(fields);
    }
    return said(fields);
  }

  private static Relation said(Fields fields) {
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
