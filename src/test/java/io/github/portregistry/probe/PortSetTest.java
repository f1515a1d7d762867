package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ports that are asked for. */
class PortSetTest {

  @Test
  void thePortsAreInAscendingOrderFromZero() {
    assertThat(PortSet.of(List.of(65_535, 80, 0, 80)).toArray()).containsExactly(0, 80, 65_535);
    assertThat(PortSet.of(List.of()).toArray()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"80, 443, true", "80, 81, true", "80, 80, false"})
  void aPortIsMissingUntilItIsFound(int first, int second, boolean missing) {
    BitSet found = new BitSet();
    found.set(80);

    assertThat(PortSet.of(List.of(first, second)).hasMoreThan(found)).isEqualTo(missing);
    assertThat(found.cardinality()).isEqualTo(1);
  }
}
