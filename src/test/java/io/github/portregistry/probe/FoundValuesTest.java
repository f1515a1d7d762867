package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.portregistry.Jackson;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The values of which a finding consists: how they are printed, and what JSON may leave out. */
class FoundValuesTest {

  private static final String PLACE =
      "\"transport\":\"tcp\",\"address\":{\"ip\":\"127.0.0.1\",\"port\":80}";

  private static Listener listener() {
    return new Listener(
        Transport.TCP,
        FixedSource.place("127.0.0.1", 80),
        Listener.Ipv4.ACCEPTED,
        "",
        new Denied("w"));
  }

  // Text

  @Test
  void anAncestorIsPrintedOnOneLine() {
    assertThat(new Ancestor(0, "a\nb")).hasToString("Ancestor[pid=0, name=a\\nb]");
  }

  @Test
  void theNumberOfAnAncestorIsNotNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ancestor(-1, "a"))
        .withMessage("pid -1 is negative, expected 0 or above");
  }

  @Test
  void aContainerIsPrintedOnOneLine() {
    assertThat(new Container("a\nb", "c\nd", "e\nf", "g\nh"))
        .hasToString("Container[name=a\\nb, id=c\\nd, image=e\\nf, socket=g\\nh]");
  }

  @Test
  void aUseIsPrintedOnOneLine() {
    assertThat(
            new OtherUse(OtherUse.Kind.BOUND, Transport.TCP, FixedSource.place("127.0.0.1", 80), 2))
        .hasToString(
            "OtherUse[BOUND TCP /127.0.0.1:80, count=2, " + NotVisible.notRequested() + "]");
  }

  // JSON

  @ParameterizedTest
  @EnumSource
  void theKindOfAControlGroupIsInLowerCaseInJson(ControlGroup.Kind kind) {
    assertThat(Jackson.JACKSON_3.text(kind))
        .isEqualTo("\"" + kind.name().toLowerCase(Locale.ROOT) + "\"");
  }

  @ParameterizedTest
  @EnumSource
  void theBasisOfALikelyOwnerIsInLowerCaseInJson(Likely.Basis basis) {
    assertThat(Jackson.JACKSON_3.text(basis))
        .isEqualTo("\"" + basis.name().toLowerCase(Locale.ROOT) + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; UNKNOWN; UNKNOWN",
        ",\"ipv4\":\"refused\"; REFUSED; UNKNOWN",
        ",\"ipv4\":\"accepted\",\"verdict\":\"expected\"; ACCEPTED; EXPECTED",
        ",\"verdict\":\"investigate\"; UNKNOWN; INVESTIGATE"
      })
  void whatJsonDoesNotSayOfAListenerIsUnknown(String more, Listener.Ipv4 ipv4, Verdict verdict) {
    Listener listener =
        Jackson.JACKSON_3.read(
            "{" + PLACE + ",\"ownership\":{\"kind\":\"denied\",\"why\":\"w\"}" + more + "}",
            Listener.class);

    assertThat(listener.ipv4()).isEqualTo(ipv4);
    assertThat(listener.verdict()).isEqualTo(verdict);
  }

  @Test
  void theOwnerOfAUseWasNotLookedUpIfJsonHasNone() {
    String use = "{\"kind\":\"bound\"," + PLACE + ",\"count\":2";

    assertThat(Jackson.JACKSON_3.read(use + "}", OtherUse.class).ownership())
        .isEqualTo(NotVisible.notRequested());
    assertThat(
            Jackson.JACKSON_3
                .read(use + ",\"ownership\":{\"kind\":\"denied\",\"why\":\"w\"}}", OtherUse.class)
                .ownership())
        .isEqualTo(new Denied("w"));
  }

  // What listeners speak

  @Test
  void whatTheListenersSpeakIsInTheirOrder() {
    Spoken http = spoken("http");
    Spoken ssh = spoken("ssh");
    PortFinding finding =
        new PortFinding(
            PortRegistry.lookup(80),
            Instant.EPOCH,
            List.of(listener().withSpoken(http), listener(), listener().withSpoken(ssh)),
            List.of(),
            new Coverage(Source.NETLINK, true, true, List.of()),
            Verdict.UNKNOWN,
            List.of());

    assertThat(finding.spoken()).containsExactly(http, ssh).isUnmodifiable();
  }

  private static Spoken spoken(String protocol) {
    return new Spoken(
        Spoken.Kind.SPEAKS, List.of(protocol), "", "", false, List.of(protocol), "", "");
  }

  // A source that does not read this machine

  @Test
  void aSourceOfAnotherMachineIsNotHereAndEveryPortCanBeBound() {
    SocketSource nowhere = new NoSource("this platform");

    assertThat(nowhere.isHere()).isFalse();
    assertThat(nowhere.canBind(1)).isTrue();
  }
}
