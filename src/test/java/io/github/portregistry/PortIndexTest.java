package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which facts cover a port. */
class PortIndexTest {

  private static FactTable.Row<String> row(int first, int last, String fact) {
    return new FactTable.Row<>(new PortSpan(first, last), fact);
  }

  @Test
  void withoutFactsNoneCoversAPort() {
    assertThat(new PortIndex<>(List.of()).of(80)).isEmpty();
  }

  @Test
  void aSpanCoversItsEndsAndNoPortBeyond() {
    PortIndex<String> index = new PortIndex<>(List.of(row(10, 12, "a")));

    assertThat(index.of(9)).isEmpty();
    assertThat(index.of(10)).containsExactly("a");
    assertThat(index.of(12)).containsExactly("a");
    assertThat(index.of(13)).isEmpty();
  }

  @Test
  void aWideSpanIsFoundBehindManyNarrowOnes() {
    List<FactTable.Row<String>> rows = new ArrayList<>();
    rows.add(row(0, 65535, "wide"));
    for (int port = 0; port < 60_000; port++) {
      rows.add(row(port, port, "narrow"));
    }

    assertThat(new PortIndex<>(rows).of(65535)).containsExactly("wide");
    assertThat(new PortIndex<>(rows).of(59_999)).containsExactly("wide", "narrow");
  }

  @Test
  void whatIsFoundCannotBeChanged() {
    List<String> found = new PortIndex<>(List.of(row(10, 12, "a"))).of(10);

    assertThatThrownBy(() -> found.add("b")).isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 100, 1000})
  void eachPortHasWhatALookAtEachRowFindsInTheSameOrder(int count) {
    Random random = new Random(count);
    List<FactTable.Row<Integer>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int first = random.nextInt(300);
      int last = first + (random.nextBoolean() ? 0 : random.nextInt(300 - first));
      rows.add(new FactTable.Row<>(new PortSpan(first, last), i));
    }
    rows.sort(Comparator.comparing(FactTable.Row::ports));

    PortIndex<Integer> index = new PortIndex<>(rows);
    for (int port = 0; port <= 301; port++) {
      List<Integer> expected = new ArrayList<>();
      for (FactTable.Row<Integer> row : rows) {
        if (row.ports().contains(port)) {
          expected.add(row.fact());
        }
      }
      assertThat(index.of(port)).as("port %d", port).isEqualTo(expected);
    }
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
