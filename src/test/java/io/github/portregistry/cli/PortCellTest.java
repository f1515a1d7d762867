package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Transport;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Several ports as one cell of a table. */
class PortCellTest {

  private static final List<Transport> TCP = List.of(Transport.TCP);

  private static String folded(boolean narrow, Integer... ports) {
    return PortCell.folded(List.of(ports), TCP, narrow);
  }

  @Test
  void threePortsInARowAreARangeAndTwoAreNot() {
    assertThat(PortCell.parts(List.of(6, 7, 9, 10, 11))).containsExactly("6", "7", "9-11");
  }

  @Test
  void fourPortsFitOnALineOfAFile() {
    assertThat(PortCell.divided(List.of(1, 2, 3, 4, 5)))
        .containsExactly(Set.of(1, 2, 3, 4), Set.of(5));
  }

  @Test
  void aLineIsBrokenWhereTheNextPortDoesNotFit() {
    // The narrow line is 13 columns wide, the other one 20.
    assertThat(folded(true, 8000, 8002)).isEqualTo("8000,8002/tcp");
    assertThat(folded(true, 8000, 18002)).isEqualTo("8000,\n18002/tcp");
    assertThat(folded(false, 8000, 8002, 50, 18002)).isEqualTo("8000,8002,50,\n18002/tcp");
    assertThat(folded(false, 8000, 18002, 18004)).isEqualTo("8000,18002,18004/tcp");
  }

  @Test
  void aRangeThatIsWiderThanTheLineIsNotBroken() {
    assertThat(folded(true, 28000, 28001, 28002)).isEqualTo("28000-28002/tcp");
  }

  @Test
  void sixPartsAreWrittenOutAndSevenAreCountedAndListedElsewhere() {
    List<Integer> six = List.of(1, 3, 5, 7, 9, 11);
    List<Integer> seven = List.of(1, 3, 5, 7, 9, 11, 13);

    assertThat(PortCell.folded(six, TCP, false)).isEqualTo("1,3,5,7,9,11/tcp");
    assertThat(PortCell.listed(six, TCP, "java (3)")).isEmpty();
    assertThat(PortCell.folded(seven, TCP, false)).isEqualTo("7 ports/tcp\n1-13");
    assertThat(PortCell.listed(seven, TCP, "java (3)"))
        .containsExactly("java (3) listens on 7 ports: 1, 3, 5, 7, 9, 11, 13/tcp");
  }
}
