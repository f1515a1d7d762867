package io.github.portregistry;

import static io.github.portregistry.TeamTables.named;
import static io.github.portregistry.TeamTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.portregistry.fact.Facts;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which name a log gets where a program is better known on a port than its service. */
class DominantNamesTest {

  private static PortRegistry with(String uses) {
    return OwnFacts.registry("3000,tcp,,,assigned,,,,,,,,,,␊", Map.of(Facts.USES, uses));
  }

  private static String use(String ports, String transport, String name) {
    return OwnFacts.use(ports, transport, "Program", name);
  }

  @Test
  void theNameOfTheDominantUseGoesBeforeThatOfTheService() {
    PortRegistry registry = with(use("3000", "tcp", "known"));

    assertThat(registry.commonName(3000, Transport.TCP)).isEqualTo("known");
    assertThat(registry.commonName(3000, Transport.UDP)).isEmpty();
  }

  @Test
  void aUseWithoutANameLeavesThatOfTheService() {
    assertThat(with(use("3000", "tcp", "")).commonName(3000, Transport.TCP)).isEqualTo("assigned");
  }

  @ParameterizedTest
  @EnumSource
  void aUseOfNoTransportHasItsNameOnEach(Transport transport) {
    assertThat(with(use("3000", "", "known")).commonName(3000, transport)).isEqualTo("known");
  }

  @ParameterizedTest
  @CsvSource({"3999,''", "4000,known", "4001,known", "4002,known", "4003,''"})
  void aUseOfSeveralPortsHasItsNameOnEachOfThem(int port, String name) {
    assertThat(with(use("4000-4002", "udp", "known")).commonName(port, Transport.UDP))
        .isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1023, 1024, 1025, 2047, 2048, 5000, 65_535})
  void anyPortCanHaveAName(int port) {
    assertThat(with(use("" + port, "tcp", "known")).commonName(port, Transport.TCP))
        .isEqualTo("known");
  }

  @Test
  void aLowPortKeepsItsNameWhenAHigherOneGetsOne() {
    PortRegistry registry =
        with(use("7", "tcp", "low") + use("1024", "tcp", "next") + use("9000", "tcp", "high"));

    assertThat(registry.commonName(7, Transport.TCP)).isEqualTo("low");
    assertThat(registry.commonName(1024, Transport.TCP)).isEqualTo("next");
    assertThat(registry.commonName(9000, Transport.TCP)).isEqualTo("high");
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 1024, 65_535})
  void aPortAboveAllThatHaveANameHasNone(int port) {
    assertThat(with(use("7", "tcp", "low")).commonName(port, Transport.TCP)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void aNumberThatIsNoPortIsRefused(int port) {
    PortRegistry registry = with(use("65535", "tcp", "high"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.commonName(port, Transport.TCP))
        .withMessage("port " + port + " is outside 0 to 65535");
  }

  @Test
  void aTableAboveHidesTheNameForItsTransportOnly() {
    PortRegistry both =
        with(use("3000", "", "known")).withOverlay(table("team", named("3000", "tcp", "ours")));

    assertThat(both.commonName(3000, Transport.TCP)).isEqualTo("ours");
    assertThat(both.commonName(3000, Transport.UDP)).isEqualTo("known");
  }

  @Test
  void theNameOfTheTopmostTableThatHasOneWins() {
    PortRegistry below = with(use("3000", "udp", "below") + use("3001", "udp", "below"));
    PortRegistry above = with(use("3000", "udp", "above"));

    PortRegistry both = below.withOverlay(above);

    assertThat(both.commonName(3000, Transport.UDP)).isEqualTo("above");
    assertThat(both.commonName(3001, Transport.UDP)).isEqualTo("below");
  }
}
