package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  private static List<String> printed(Table table, int width) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    table.print(new Terminal(writer, writer, width, false));
    return out.toString().lines().toList();
  }

  private static Table table() {
    Table table = new Table("A", "B", "C");
    table.add("1", "one two three", "x".repeat(10));
    table.add("2", "four", "y");
    return table;
  }

  @Test
  void columnsGiveWayInTheirOrderAndNoFurtherThanTheyMay() {
    Table table = table().narrow("C", 5).narrow("B", 7);

    assertThat(printed(table, 28)).contains("1  one two three  xxxxxxxxxx");
    assertThat(printed(table, 24)).contains("1  one two three  xxx...");
    assertThat(printed(table, 19)).contains("1  one tw...  xx...");
    assertThat(printed(table, 5)).contains("1  one ...  xx...");
  }

  @Test
  void aColumnThatIsLeftOutMakesRoomForThoseBeforeIt() {
    Table table = table().narrow("C", 5).narrow("B", 0);

    assertThat(printed(table, 20)).containsExactly("A  C", "1  xxxxxxxxxx", "2  y");
  }

  @Test
  void aCellThatIsCutCanHaveAnotherText() {
    Table table = table().narrow("B", 7).whenCut("one two three", "three one two");

    assertThat(printed(table, 80)).contains("1  one two three  xxxxxxxxxx");
    assertThat(printed(table, 27)).contains("1  three one...  xxxxxxxxxx");
  }

  @Test
  void aWrappedCellGoesOnBelowItself() {
    Table table = table().wrap("B").narrow("B", 7);

    assertThat(printed(table, 22))
        .containsExactly("A  B        C", "1  one two  xxxxxxxxxx", "   three", "2  four     y");
  }

  @Test
  void aWrappedColumnIsAsWideAsItsLines() {
    Table table = new Table("WHEN", "WHAT").wrap("WHEN").narrow("WHEN", 13);
    table.add("2015-05-12 to 2015-05-19", "x");

    assertThat(printed(table, 22)).contains("2015-05-12 to  x", "2015-05-19");
  }

  @Test
  void aColumnThatMayBeLeftOutStaysWhereThereIsRoomForIt() {
    Table table = table().narrow("B", 0);
    int whole = "1  one two three  xxxxxxxxxx".length();

    assertThat(printed(table, 80)).contains("1  one two three  xxxxxxxxxx");
    assertThat(printed(table, whole)).contains("1  one two three  xxxxxxxxxx");
    assertThat(printed(table, whole - 1)).contains("1  xxxxxxxxxx");
  }

  @Test
  void theHeadingIsBoldAndOnlyCellsAreMarked() {
    Table table = new Table("ghost", "B");
    table.add("ghost", "x");
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    table.print(new Terminal(writer, writer, 80, true));

    assertThat(out.toString().lines())
        .containsExactly("\033[1mghost  B\033[0m", "\033[33mghost\033[0m  x");
  }

  @Test
  void whatGoesToAFileIsComplete() {
    assertThat(printed(table().narrow("B", 0).narrow("C", 5), Terminal.ANY))
        .containsExactly(
            "A  B              C", "1  one two three  xxxxxxxxxx", "2  four           y");
  }

  @Test
  void whatIsAfterWideCharactersStaysInItsColumn() {
    Table table = new Table("A", "B");
    table.add("\u65e5\u672c", "x");
    table.add("e\u0301", "y");

    assertThat(printed(table, 80)).contains("\u65e5\u672c  x", "e\u0301     y");
  }
}
