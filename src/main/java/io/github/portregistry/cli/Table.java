package io.github.portregistry.cli;

import io.github.portregistry.csv.Columns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prints rows of cells as aligned columns with a heading.
 *
 * <p>If the table is too wide for the terminal, its columns are shortened in the order in which
 * {@link #narrow} names them. The other columns are never cut.
 */
final class Table {

  private static final String GAP = "  ";

  private final List<String> heading;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Narrowing> narrowings = new ArrayList<>();
  private final Set<Integer> wrapped = new HashSet<>();
  private final Set<Integer> cutInside = new HashSet<>();

  /** The texts for cells that would be cut. */
  private final Map<String, String> whenCut = new HashMap<>();

  /**
   * A way to make a column narrower.
   *
   * @param least the columns that it keeps; 0 to leave it out
   */
  private record Narrowing(int column, int least) {}

  Table(String... heading) {
    this.heading = List.of(heading);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Adds a row; line breaks in a cell start new lines of the cell. */
  void add(String... cells) {
    rows.add(List.of(cells));
  }

  /**
   * Allows a column to be shortened, after the columns that were named before it.
   *
   * @param title its heading; nothing is done if there is no such column
   * @param least the columns that it keeps; 0 to leave it out
   */
  Table narrow(String title, int least) {
    int column = heading.indexOf(title);
    if (column >= 0) {
      narrowings.add(new Narrowing(column, least));
    }
    return this;
  }

  /** Breaks cells of a column that are too long at spaces, and cuts only long words. */
  Table wrap(String title) {
    wrapped.add(heading.indexOf(title));
    return this;
  }

  /**
   * Cuts cells of a column that are too long in the middle, because the end matters as much as the
   * beginning.
   */
  Table cutInside(String title) {
    cutInside.add(heading.indexOf(title));
    return this;
  }

  /** Gives a cell another text, the important part first, where the cell would be cut. */
  Table whenCut(String cell, String instead) {
    whenCut.put(cell, instead);
    return this;
  }

  /** Whether it fits into a terminal once its columns are shortened. */
  boolean fits(Terminal terminal) {
    return total(widths(terminal.tableWidth())) <= terminal.tableWidth();
  }

  void print(Terminal terminal) {
    int[] widths = widths(terminal.tableWidth());
    print(heading, widths, terminal, true);
    for (List<String> row : rows) {
      print(row, widths, terminal, false);
    }
  }

  private void print(List<String> cells, int[] widths, Terminal terminal, boolean title) {
    List<List<String>> columns = new ArrayList<>();
    int height = 1;
    for (int column = 0; column < widths.length; column++) {
      List<String> lines = lines(cells.get(column), column, widths[column]);
      columns.add(lines);
      height = Math.max(height, lines.size());
    }
    for (int line = 0; line < height; line++) {
      String text = line(cells, columns, line, widths, title ? null : terminal);
      terminal.out().println(title ? terminal.bold(text) : text);
    }
  }

  private static String line(
      List<String> cells,
      List<List<String>> columns,
      int number,
      int[] widths,
      @Nullable Terminal marks) {
    StringBuilder line = new StringBuilder();
    int place = 0;
    for (int column = 0; column < widths.length; column++) {
      if (widths[column] == 0) {
        continue;
      }
      List<String> lines = columns.get(column);
      String text = number < lines.size() ? lines.get(number) : "";
      if (!text.isEmpty()) {
        line.append(" ".repeat(place));
        line.append(marks == null ? text : marks.marked(cells.get(column), text));
        place = 0;
      }
      place += widths[column] - Columns.of(text) + GAP.length();
    }
    return line.toString();
  }

  /** The lines of a cell, none wider than the column. */
  private List<String> lines(String cell, int column, int width) {
    if (width == 0) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    String text = Columns.of(cell) > width ? whenCut.getOrDefault(cell, cell) : cell;
    for (String line : text.split("\n", -1)) {
      for (String part : wrapped.contains(column) ? Columns.wrap(line, width) : List.of(line)) {
        lines.add(
            cutInside.contains(column) ? Columns.cutInside(part, width) : Columns.cut(part, width));
      }
    }
    return lines;
  }

  private int[] widths() {
    int[] widths = new int[heading.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = width(column, Integer.MAX_VALUE);
    }
    return widths;
  }

  /** The width of the widest line of a column whose width is limited. */
  private int width(int column, int most) {
    int width = Columns.of(heading.get(column));
    for (List<String> row : rows) {
      for (String line : lines(row.get(column), column, most)) {
        width = Math.max(width, Columns.of(line));
      }
    }
    return width;
  }

  private static int total(int[] widths) {
    int total = -GAP.length();
    for (int width : widths) {
      total += width == 0 ? 0 : width + GAP.length();
    }
    return Math.max(0, total);
  }

  private int[] widths(int available) {
    int[] natural = widths();
    int[] widths = natural.clone();
    for (Narrowing narrowing : narrowings) {
      int column = narrowing.column();
      int excess = total(widths) - available;
      if (excess > 0) {
        widths[column] =
            narrowing.least() == 0
                ? 0
                : Math.min(widths[column], Math.max(widths[column] - excess, narrowing.least()));
      }
    }
    // Leaving out or wrapping a column may free more room than needed.
    for (int i = narrowings.size() - 1; i >= 0; i--) {
      int column = narrowings.get(i).column();
      if (widths[column] > 0 && widths[column] < natural[column]) {
        int room = Math.max(0, available - total(widths));
        widths[column] = width(column, Math.min(natural[column], widths[column] + room));
      }
    }
    return widths;
  }
}
