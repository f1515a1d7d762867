package io.github.portregistry;

import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.RelatedFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Relates the ports that one document released. Ports that IANA releases on its own on one day may
 * have nothing in common.
 */
final class ReleasedTogether {

  private ReleasedTogether() {}

  /** Returns the relations, with these replacing the ones found before. */
  static List<FactTable.Row<RelatedFormat.Row>> of(
      List<FactTable.Row<RelatedFormat.Row>> related,
      List<FactTable.Row<FormerAssignment>> former) {
    Map<String, Set<Integer>> portsByDocument = new TreeMap<>();
    for (FactTable.Row<FormerAssignment> row : former) {
      FormerAssignment fact = row.fact();
      if (fact.kind() == FormerAssignment.Kind.RELEASED
          && fact.authority().startsWith("RFC")
          && row.ports().size() == 1) {
        portsByDocument
            .computeIfAbsent(fact.authority(), absent -> new TreeSet<>())
            .add(row.ports().first());
      }
    }
    List<FactTable.Row<RelatedFormat.Row>> all = new ArrayList<>();
    for (FactTable.Row<RelatedFormat.Row> row : related) {
      if (row.fact().related().relation() != Relation.RELEASED_TOGETHER) {
        all.add(row);
      }
    }
    portsByDocument.forEach(
        (document, ports) -> {
          for (int one : ports) {
            for (int other : ports) {
              if (one != other) {
                all.add(row(one, other, "RFC " + document.substring(3)));
              }
            }
          }
        });
    return all;
  }

  private static FactTable.Row<RelatedFormat.Row> row(int port, int other, String document) {
    RelatedPort related = new RelatedPort(other, Relation.RELEASED_TOGETHER);
    return new FactTable.Row<>(
        PortSpan.of(port), new RelatedFormat.Row(related, "both released by it", document));
  }
}
