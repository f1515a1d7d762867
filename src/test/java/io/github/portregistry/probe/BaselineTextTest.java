package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.portregistry.Transport;
import io.github.portregistry.probe.BaselineOwner.Seen;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The records of a baseline: what they refuse, and how they are printed. */
class BaselineTextTest {

  private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");

  private static BaselineOwner owner(Seen seen, String program, String runs) {
    return new BaselineOwner(seen, program, "", runs, 0, null, false);
  }

  private static BaselineListener listener(int port, BaselineOwner owner, String... addresses) {
    return new BaselineListener(
        port, Transport.TCP, List.of(addresses), false, "", "", "", "", owner, Verdict.PLAUSIBLE);
  }

  @ParameterizedTest
  @CsvSource({
    "KNOWN, java, /srv/billing.jar, java billing.jar",
    "KNOWN, python3, http.server, python3 http.server",
    "KNOWN, nginx, '', nginx",
    "KNOWN, '', '', ?",
    "LIKELY, nginx, '', probably nginx",
    "LIKELY, '', '', ?",
    "KERNEL, '', '', the kernel",
    "NOT_VISIBLE, '', '', ?"
  })
  void theOwnerOfAListenerIsNamed(Seen seen, String program, String runs, String text) {
    assertThat(listener(80, owner(seen, program, runs), "*").programText()).isEqualTo(text);
  }

  @Test
  void aListenerIsPrintedWithItsPlaceItsAddressesAndItsOwner() {
    assertThat(listener(80, owner(Seen.KNOWN, "python3", "a\n.py"), "127.0.0.1", "::1"))
        .hasToString("80/tcp 127.0.0.1 ::1 python3 a\\n.py (known)");
  }

  @ParameterizedTest
  @CsvSource({
    "KNOWN, java, a.jar, java a.jar (known)",
    "LIKELY, nginx, '', nginx (likely)",
    "NOT_VISIBLE, '', '', (not visible)"
  })
  void anOwnerIsPrintedWithHowMuchOfItWasVisible(
      Seen seen, String program, String runs, String text) {
    assertThat(owner(seen, program, runs)).hasToString(text);
  }

  @Test
  void aBaselineIsPrintedWithTheNumberOfItsListeners() {
    BaselineListener one = listener(80, BaselineOwner.KERNEL, "*");

    assertThat(new ListenerBaseline(AT, true, List.of()))
        .hasToString("0 listeners at 2026-11-20T10:00:00Z");
    assertThat(new ListenerBaseline(AT, true, List.of(one)))
        .hasToString("1 listener at 2026-11-20T10:00:00Z");
    assertThat(new ListenerBaseline(AT, false, List.of(one, one)))
        .hasToString("2 listeners at 2026-11-20T10:00:00Z, but not every socket could be read");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65_535})
  void thePortOfAListenerMayBeTheFirstOrTheLast(int port) {
    assertThat(listener(port, BaselineOwner.KERNEL, "*").place()).isEqualTo(port + "/tcp");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void anyOtherPortIsRefused(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> listener(port, BaselineOwner.KERNEL, "*"))
        .withMessage("port " + port + " is outside 0 to 65535");
  }

  @Test
  void everyTextOfAListenersAddressesIsAnAddress() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> listener(80, BaselineOwner.KERNEL, "127.0.0.1", "localhost"))
        .withMessage(
            "addresses: expected *, or an address such as 127.0.0.1 or ::1, found \"localhost\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> listener(80, BaselineOwner.KERNEL))
        .withMessage("addresses needs at least one, expected where the program listens");
  }

  @Test
  void theNumberOfAProcessIsNotNegative() {
    assertThat(owner(Seen.KNOWN, "a", "").pid()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BaselineOwner(Seen.KNOWN, "a", "", "", -1, null, false))
        .withMessage("pid -1 is negative, expected 0 or above");
  }
}
