package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortsTest extends FakeMachine {

  /** The ports of a range that are nobody's and that nothing is known to use. */
  private static List<Integer> quiet(int first, int last) {
    return new ArrayList<>(
        IntStream.rangeClosed(first, last)
            .filter(port -> isQuiet(PortRegistry.lookup(port)))
            .boxed()
            .toList());
  }

  private static boolean isQuiet(PortRecord port) {
    return port.status() == PortStatus.UNASSIGNED && port.observedUses().isEmpty();
  }

  @Test
  void onAQuietMachineThePortsThatAreNobodysAreFree() throws IOException {
    List<Integer> quiet = quiet(39_100, 39_500);

    assertThat(quiet).hasSizeGreaterThan(200);
    assertThat(proc.probe().free(new PortSpan(39_100, 39_500), 1000)).isEqualTo(quiet);
    for (int count : new int[] {1, 63, 64, 65, 130, 200}) {
      assertThat(proc.probe().free(new PortSpan(39_100, 39_500), count))
          .isEqualTo(quiet.subList(0, count));
    }
  }

  @Test
  void aPortThatSomebodyHasInAnyWayIsNotFree() throws IOException {
    List<Integer> quiet = quiet(39_100, 39_150);
    int listens = quiet.remove(3);
    int connected = quiet.remove(1);
    tables(listener(listens, 7) + row("0100007F:%04X".formatted(connected), "01", 0, 8));

    assertThat(proc.probe().free(new PortSpan(39_100, 39_150), 10)).isEqualTo(quiet.subList(0, 10));
  }

  @Test
  void neitherADynamicPortNorPortZeroIsFree() throws IOException {
    assertThat(proc.probe().free(new PortSpan(49_152, 49_200), 10)).isEmpty();
    assertThat(proc.probe().free(new PortSpan(0, 0), 10)).isEmpty();
    assertThat(proc.probe().free(new PortSpan(0, 1023), 1)).isEqualTo(quiet(1, 1023).subList(0, 1));
  }

  @Test
  void aPortThatIsAssignedOrHasAUseOnRecordIsNotFree() throws IOException {
    assertThat(proc.probe().free(new PortSpan(432, 432), 1)).isEmpty();
    assertThat(isQuiet(PortRegistry.lookup(15000))).isFalse();
    assertThat(proc.probe().free(new PortSpan(15000, 15000), 1)).isEmpty();
  }

  @Test
  void whereTheTablesCannotBeReadNothingIsSaidToBeFree() throws IOException {
    proc.refuse("net/tcp");
    ListenerProbe probe = proc.probe();

    assertThatIllegalStateException()
        .isThrownBy(() -> probe.free(new PortSpan(39_100, 39_500), 1))
        .withMessage(
            "cannot see whether a port is in use: The system refused to show the table tcp to"
                + " this user.");
  }

  @Test
  void oneHasToAskForAtLeastOne() throws IOException {
    ListenerProbe probe = proc.probe();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> probe.free(new PortSpan(1, 2), 0))
        .withMessage("expected a count of at least 1, found 0");
  }
}
