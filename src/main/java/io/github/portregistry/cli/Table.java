package io.github.portregistry.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of cells as aligned columns with a heading. */
final class Table {

  private static final String GAP = "  ";
  private static final String CUT = "...";

  /** Narrower than this no column but the last is made. */
  private static final int NARROWEST = 10;

  private final List<String> heading;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... heading) {
    this.heading = List.of(heading);
  }

  void add(String... cells) {
    rows.add(List.of(cells));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  void print(Terminal terminal) {
    int[] widths = widths(terminal.tableWidth());
    terminal.out().println(terminal.bold(line(heading, widths, null)));
    for (List<String> row : rows) {
      terminal.out().println(line(row, widths, terminal));
    }
  }

  /** As wide as the cells; where that is too much, the widest columns give way. */
  private int[] widths(int available) {
    int[] widths = new int[heading.size()];
    int total = GAP.length() * (widths.length - 1);
    for (int column = 0; column < widths.length; column++) {
      widths[column] = columns(heading.get(column));
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], columns(row.get(column)));
      }
      total += widths[column];
    }
    while (total > available) {
      int widest = 0;
      for (int column = 1; column < widths.length; column++) {
        if (widths[column] >= widths[widest]) {
          widest = column;
        }
      }
      if (widths[widest] <= NARROWEST) {
        break;
      }
      widths[widest]--;
      total--;
    }
    return widths;
  }

  private static String line(List<String> cells, int[] widths, @Nullable Terminal marks) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cut(cells.get(column), widths[column]);
      line.append(column == 0 ? "" : GAP);
      line.append(marks == null ? cell : marks.marked(cell, cell));
      if (column < widths.length - 1) {
        line.append(" ".repeat(widths[column] - columns(cell)));
      }
    }
    return line.toString().stripTrailing();
  }

  /** The cell, or its beginning and dots if it has more columns. */
  static String cut(String cell, int width) {
    if (columns(cell) <= width) {
      return cell;
    }
    return cell.substring(0, cell.offsetByCodePoints(0, width - CUT.length())) + CUT;
  }

  private static int columns(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
