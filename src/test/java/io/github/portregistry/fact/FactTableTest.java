package io.github.portregistry.fact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.portregistry.EverydayName;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import io.github.portregistry.csv.CsvText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which facts of a table cover a port. */
class FactTableTest {

  private static final Format<String> TEXT = new TextFormat("port");

  private static FactTable.Row<String> row(int first, int last, String fact) {
    return new FactTable.Row<>(new PortSpan(first, last), fact);
  }

  private static FactTable<String> table(List<FactTable.Row<String>> rows) {
    return FactTable.of(TEXT, rows);
  }

  @Test
  void withoutFactsNoneCoversAPort() {
    assertThat(table(List.of()).of(80)).isEmpty();
  }

  @Test
  void aSpanCoversItsEndsAndNoPortBeyond() {
    FactTable<String> table = table(List.of(row(10, 12, "a")));

    assertThat(table.of(9)).isEmpty();
    assertThat(table.of(10)).containsExactly("a");
    assertThat(table.of(12)).containsExactly("a");
    assertThat(table.of(13)).isEmpty();
  }

  @Test
  void aWideSpanIsFoundBehindManyNarrowOnes() {
    List<FactTable.Row<String>> rows = new ArrayList<>();
    rows.add(row(0, 65535, "wide"));
    for (int port = 0; port < 60_000; port++) {
      rows.add(row(port, port, "narrow"));
    }

    assertThat(table(rows).of(65535)).containsExactly("wide");
    assertThat(table(rows).of(59_999)).containsExactly("narrow", "wide");
  }

  @Test
  void whatIsFoundCannotBeChanged() {
    List<String> found = table(List.of(row(10, 12, "a"))).of(10);

    assertThatThrownBy(() -> found.add("b")).isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 100, 1000})
  void eachPortHasWhatALookAtEachRowFindsInTheSameOrder(int count) {
    Random random = new Random(count);
    List<FactTable.Row<String>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int first = random.nextInt(300);
      int last = first + (random.nextBoolean() ? 0 : random.nextInt(300 - first));
      rows.add(row(first, last, "fact, \"" + i + "\""));
    }

    FactTable<String> table = table(rows);
    for (int port = 0; port <= 301; port++) {
      List<String> expected = new ArrayList<>();
      for (FactTable.Row<String> row : table.rows()) {
        if (row.ports().contains(port)) {
          expected.add(row.fact());
        }
      }
      assertThat(table.of(port)).as("port %d", port).isEqualTo(expected);
    }
    assertThat(table.rows()).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void rowsOfSeveralPortsComeLast() {
    assertThat(table(List.of(row(1, 9, "a"), row(5, 5, "b"), row(0, 1, "c"))).rows())
        .containsExactly(row(5, 5, "b"), row(0, 1, "c"), row(1, 9, "a"));
  }

  @Test
  void aTableThatIsReadStrictlyHasTheSameBytes() {
    byte[] csv = table(List.of(row(1, 9, "a"), row(5, 5, "b"))).csv();

    assertThat(FactTable.read(TEXT, CsvText.of(csv, "own")).csv()).isEqualTo(csv);
  }

  @Test
  void aRowOfSeveralPortsBeforeOneOfOnePortIsRefused() {
    CsvText text = CsvText.of("port,text\n1-9,a\n5,b\n".getBytes(UTF_8), "own");

    assertThatThrownBy(() -> FactTable.read(TEXT, text))
        .hasMessage(
            "own, line 3, column 1: expected rows in ascending order of port, then transport, and"
                + " those of several ports last but found a row that belongs further up");
  }

  @Test
  void factsOfAPortAreInTheOrderOfTransports() {
    FactTable<FormerAssignment> former =
        FactTable.of(
            FormerFormat.FORMAT,
            Stream.of(Transport.SCTP, Transport.UDP, null, Transport.TCP)
                .map(
                    transport ->
                        new FactTable.Row<>(
                            PortSpan.of(9),
                            new FormerAssignment(
                                transport,
                                "old",
                                "",
                                null,
                                "IANA",
                                "",
                                FormerAssignment.Kind.MOVED,
                                "here")))
                .toList());
    FactTable<EverydayName> everyday =
        FactTable.of(
            EverydayFormat.FORMAT,
            Stream.of(Transport.SCTP, Transport.UDP, Transport.TCP)
                .map(
                    transport ->
                        new FactTable.Row<>(
                            PortSpan.of(9), new EverydayName("name", 9, transport, "here")))
                .toList());

    assertThat(former.of(9))
        .extracting(FormerAssignment::transport)
        .containsExactly(null, Transport.TCP, Transport.UDP, Transport.SCTP);
    assertThat(everyday.of(9))
        .extracting(EverydayName::transport)
        .containsExactly(Transport.TCP, Transport.UDP, Transport.SCTP);
  }

  /** Sixty thousand facts of all ports would be four billion, were each kept with each port. */
  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void aFactOfAllPortsIsKeptOnce() {
    List<FactTable.Row<FormerAssignment>> rows = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      rows.add(
          new FactTable.Row<>(
              new PortSpan(0, 65535),
              new FormerAssignment(
                  null, "name-" + i, "", null, "IANA", "", FormerAssignment.Kind.MOVED, "here")));
    }

    assertThat(FactTable.of(FormerFormat.FORMAT, rows).of(65535).size()).isEqualTo(60_000);
  }
}
