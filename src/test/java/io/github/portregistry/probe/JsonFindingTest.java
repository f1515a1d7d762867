package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.portregistry.Jackson;
import io.github.portregistry.JsonSchemas;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Shown;
import io.github.portregistry.Transport;
import io.github.portregistry.json.Text;
import io.github.portregistry.json.Whole;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the probe finds, as JSON. */
class JsonFindingTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private static final ProcessRef BARE = new ProcessRef(7, null, "", null, false, List.of(), "");

  private static final ProcessRef FULL =
      new ProcessRef(
          Long.MAX_VALUE,
          Instant.parse("2026-11-24T11:59:59.123456789Z"),
          "iasd",
          Path.of("/opt/a:b/my iasd"),
          true,
          List.of("iasd", "", "--port", "432"),
          "daemon");

  private static InetSocketAddress address(String ip) {
    try {
      return new InetSocketAddress(InetAddress.getByName(ip), 432);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static Listener listener(InetSocketAddress address, Ownership ownership) {
    return new Listener(Transport.TCP, address, Listener.Ipv4.UNKNOWN, "", ownership);
  }

  private static PortFinding finding(Listener... listeners) {
    return new PortFinding(
        PortRegistry.lookup(432),
        NOON,
        List.of(listeners),
        List.of(new OtherUse(OtherUse.Kind.TIME_WAIT, Transport.TCP, address("127.0.0.1"), 3)),
        new Coverage(Source.PROC, true, false, List.of("Something was not seen.")),
        Verdict.INVESTIGATE,
        List.of(new Reason(Reason.Kind.GHOST_PORT, "432/tcp is a ghost.")));
  }

  private static void isReadBackEqual(PortFinding finding) {
    String json = Jackson.JACKSON_3.text(finding);
    assertThat(Jackson.JACKSON_2.text(finding)).isEqualTo(json);
    assertThat(JsonSchemas.PORT_FINDING.faults(json)).isEmpty();
    for (Jackson jackson : Jackson.values()) {
      assertThat(jackson.read(json, PortFinding.class)).as("%s", jackson).isEqualTo(finding);
    }
  }

  static Stream<Ownership> ownerships() {
    return Stream.of(
        new Known(List.of(BARE, FULL), true),
        new Denied("The system refused."),
        new Denied(""),
        new NotVisible(NotVisible.Cause.PID_NAMESPACE, "It may be outside."),
        new Vanished("It was closed."));
  }

  @ParameterizedTest
  @MethodSource("ownerships")
  void aFindingIsReadBackEqualWhoeverHoldsTheSocket(Ownership ownership) {
    isReadBackEqual(finding(listener(address("127.0.0.1"), ownership)));
  }

  /** The projects of src/it read these files, each with a Jackson of its own, and write them. */
  @Test
  @Tag("texts")
  void bothJacksonsWriteWhatTheConsumersExchange() throws IOException {
    PortFinding finding =
        finding(
            listener(address("127.0.0.1"), new Known(List.of(BARE, FULL), true))
                .withSpoken(spoken().findFirst().orElseThrow()));
    for (Jackson jackson : Jackson.values()) {
      isExchanged("port.json", jackson.text(PortRegistry.lookup(832)));
      isExchanged("finding.json", jackson.text(finding));
    }
  }

  private static void isExchanged(String name, String json) throws IOException {
    Shown.inFile(Path.of("src", "it", "json", name), json);
  }

  @Test
  void aFindingOfNobodyIsReadBackEqual() {
    isReadBackEqual(
        new PortFinding(
            PortRegistry.lookup(49152),
            NOON,
            List.of(),
            List.of(),
            new Coverage(Source.NONE, false, false, List.of()),
            Verdict.UNKNOWN,
            List.of()));
  }

  @Test
  void aFindingOfThisMachineIsReadBackEqual() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      isReadBackEqual(ListenerProbe.local().check(server.getLocalPort()));
    }
  }

  @Test
  void anOwnershipTellsItsKindFirst() {
    assertThat(Jackson.JACKSON_2.text(NotVisible.notRequested()))
        .isEqualTo(
            "{\"kind\":\"not_visible\",\"cause\":\"not_requested\","
                + "\"why\":\"The owner was not looked up.\"}");
    assertThat(Jackson.JACKSON_3.text(new Vanished(""))).isEqualTo("{\"kind\":\"vanished\"}");
  }

  static Stream<Spoken> spoken() {
    return Stream.of(
        new Spoken(
            Spoken.Kind.SPEAKS,
            List.of("http"),
            "nginx",
            "1.22.1",
            true,
            List.of("http", "tls"),
            "HTTP/1.1 200 OK\\r\\n",
            ""),
        new Spoken(
            Spoken.Kind.SPEAKS_OTHER,
            List.of("ftp", "smtp"),
            "\\x1b[31m\\n\"",
            "\\x00",
            false,
            List.of(),
            "220 \\x1b[31m",
            ""),
        new Spoken(Spoken.Kind.SILENT, List.of(), "", "", false, List.of("http"), "", ""),
        new Spoken(Spoken.Kind.CLOSED, List.of(), "", "", false, List.of(), "", "Refused."),
        new Spoken(Spoken.Kind.NOT_ASKED, List.of(), "", "", false, List.of(), "", "A printer."));
  }

  @ParameterizedTest
  @MethodSource("spoken")
  void whatIsSpokenIsReadBackEqual(Spoken spoken) {
    isReadBackEqual(finding(listener(address("127.0.0.1"), new Denied("")).withSpoken(spoken)));
  }

  @Test
  void whatIsNotSaidIsAbsent() {
    Spoken silent =
        new Spoken(Spoken.Kind.SILENT, List.of(), "", "", false, List.of("http"), "", "");

    assertThat(Jackson.JACKSON_3.text(silent))
        .isEqualTo("{\"kind\":\"silent\",\"tls\":false,\"asked\":[\"http\"]}");
    assertThat(Jackson.JACKSON_2.text(listener(address("::1"), new Denied(""))))
        .doesNotContain("spoken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "kind":"silent",    |                        | kind is missing or null, expected one of speaks,
          "kind":"silent"     | "kind":"SILENT"        | expected one of speaks, speaks_other, silent, closed, not_asked, found the text "SILENT"
          "asked":["http"]    | "asked":[null]         | asked[0] is null, expected a text
          "asked":["http"]    | "asked":"http"         | asked
          "tls":false         | "tls":false,"product":"\\u202e" | product: expected printable ASCII and escapes such as \\r or \\xff, found "
          "tls":false         | "tls":false,"version":"1\\u007f" | version: expected printable ASCII and escapes such as \\r or \\xff, found "
          "tls":false         | "tls":"no"             | found the text "no"
          "tls":false         | "tls":false,"answer":"\\u001b[2J" | answer: expected printable ASCII and escapes such as \\r or \\xff, found "
          """)
  void whatCannotHaveBeenSpokenIsRefusedWithTheReason(String was, String is, String reason) {
    Spoken silent =
        new Spoken(Spoken.Kind.SILENT, List.of(), "", "", false, List.of("http"), "", "");
    String json =
        Jackson.JACKSON_3.text(
            finding(listener(address("127.0.0.1"), new Denied("")).withSpoken(silent)));
    assertThat(json).contains(was);
    String changed = json.replace(was, is == null ? "" : is);

    assertThat(JsonSchemas.PORT_FINDING.faults(changed)).isNotEmpty();
    for (Jackson jackson : Jackson.values()) {
      assertThatExceptionOfType(Jackson.Refused.class)
          .as("%s", jackson)
          .isThrownBy(() -> jackson.read(changed, PortFinding.class))
          .withMessageContaining(reason);
    }
  }

  @Test
  void whatAProcessDoesNotTellIsAbsent() {
    assertThat(Jackson.JACKSON_3.text(BARE)).isEqualTo("{\"pid\":7,\"executableDeleted\":false}");
  }

  @Test
  void aPathIsItsTextAndAnInstantToo() {
    assertThat(Jackson.JACKSON_2.text(FULL))
        .contains("\"executable\":\"/opt/a:b/my iasd\"")
        .contains("\"startedAt\":\"2026-11-24T11:59:59.123456789Z\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0\u0001\n\r\t\u001b[31m\u007f\u0085",
        "\"],\"pid\":1,\"x\":[\"\\",
        "\u202e\u2066gnp.exe\u2069\u200f",
        "\u2028\u2029\ufeff",
        "日本 ünïcödé",
        "</script><!--",
        "   "
      })
  void hostileNamesSurvive(String text) {
    ProcessRef process = new ProcessRef(7, null, text, null, false, List.of(text, ""), text);

    isReadBackEqual(finding(listener(address("::1"), new Known(List.of(process), false))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\ud83d", "\ude00a", "\ude00\ud83d", "\ud83d\ud83d\ude00"})
  void halfASurrogatePairIsReplacedRatherThanRefused(String text) {
    ProcessRef process = new ProcessRef(7, null, text, null, false, List.of(text), text);

    ProcessRef read = Jackson.JACKSON_3.read(Jackson.JACKSON_2.write(process), ProcessRef.class);

    assertThat(Jackson.JACKSON_2.read(Jackson.JACKSON_3.write(process), ProcessRef.class))
        .isEqualTo(read);
    assertThat(read.name())
        .hasSameSizeAs(text)
        .contains("\ufffd")
        .isEqualTo(read.user())
        .isEqualTo(read.arguments().get(0));
  }

  /** The one difference between the bytes of the two; docs/json.md tells of it. */
  @Test
  void aCharacterBeyondTheBasicPlaneIsEscapedByJackson2UnlessToldOtherwise() throws Exception {
    ProcessRef process =
        new ProcessRef(7, null, "\ud83d\ude00", null, false, List.of("\ud83d\ude00"), "");
    byte[] json = Jackson.JACKSON_3.write(process);
    ObjectMapper told =
        new ObjectMapper(
            JsonFactory.builder()
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .build());

    assertThat(Jackson.JACKSON_2.text(process)).contains("\\uD83D\\uDE00");
    assertThat(Jackson.JACKSON_2.read(Jackson.JACKSON_2.write(process), ProcessRef.class))
        .isEqualTo(process);
    assertThat(Jackson.JACKSON_2.read(json, ProcessRef.class)).isEqualTo(process);
    assertThat(told.writeValueAsBytes(process)).isEqualTo(json);
  }

  // Addresses

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,            127.0.0.1",
    "0.0.0.0,              0.0.0.0",
    "255.255.255.255,      255.255.255.255",
    "0:0:0:0:0:0:0:0,      ::",
    "0:0:0:0:0:0:0:1,      ::1",
    "fe80:0:0:0:0:0:0:0,   fe80::",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1,   2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "1:2:3:4:5:6:0:0,      1:2:3:4:5:6::",
    "0:0:3:4:5:6:7:8,      ::3:4:5:6:7:8",
    "ABCD:EF01:2:3:4:5:6:7, abcd:ef01:2:3:4:5:6:7",
    "::ffff:10.0.0.1,      10.0.0.1"
  })
  void anAddressIsWrittenInItsShortFormAndReadBack(String given, String written) {
    InetSocketAddress address = address(given);
    AddressJson json = AddressJson.of(address);

    assertThat(Jackson.JACKSON_3.text(json)).isEqualTo("{\"ip\":\"" + written + "\",\"port\":432}");
    assertThat(json.toAddress()).isEqualTo(address);
  }

  @Test
  void aNumericScopeIsKept() throws UnknownHostException {
    byte[] ip = InetAddress.getByName("fe80::1").getAddress();
    InetSocketAddress address =
        new InetSocketAddress(Inet6Address.getByAddress(null, ip, 12345), 432);
    Listener listener = listener(address, NotVisible.notRequested());

    Listener read = Jackson.JACKSON_3.read(Jackson.JACKSON_2.write(listener), Listener.class);

    assertThat(Jackson.JACKSON_2.text(listener))
        .contains("{\"ip\":\"fe80::1\",\"scope\":\"12345\",\"port\":432}");
    assertThat(((Inet6Address) read.address().getAddress()).getScopeId()).isEqualTo(12345);
    isReadBackEqual(finding(listener));
  }

  @Test
  void anInterfaceThatThisMachineHasNotIsNoReasonToRefuseAnAddress() throws Exception {
    assertThat(NetworkInterface.getByName("elsewhere0")).isNull();

    assertThat(
            new AddressJson(Text.of("fe80::1"), Text.of("elsewhere0"), Whole.of(432)).toAddress())
        .isEqualTo(address("fe80::1"));
  }

  @Test
  void aHostNameIsNeverWritten() throws UnknownHostException {
    InetAddress named = InetAddress.getByAddress("secret.example", new byte[] {10, 0, 0, 1});
    Listener listener = listener(new InetSocketAddress(named, 432), NotVisible.notRequested());

    assertThat(Jackson.JACKSON_2.text(listener)).doesNotContain("secret").contains("10.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "example.invalid",
        "cafe",
        "256.0.0.1",
        "127.1",
        "127.0.0.1.",
        "1.2.3.4.5",
        "",
        "[::1]",
        "::1%lo",
        "g::1",
        ":::",
        "1:2:3",
        "127.0.0.1:80",
        "٣.0.0.1"
      })
  void whatIsNoAddressIsRefusedAndNotLookedUp(String ip) {
    AddressJson json = new AddressJson(Text.of(ip), null, Whole.of(432));

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(json::toAddress)
        .withMessageStartingWith("ip: expected an address such as 127.0.0.1 or ::1, found \"");
  }

  // What is refused

  @Test
  void aSocketThatHasAHostNameOnlyIsNotWritten() {
    InetSocketAddress socket = InetSocketAddress.createUnresolved("example.invalid", 1);

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> AddressJson.of(socket))
        .withMessage("expected an address, found the host name example.invalid");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "at":"2026-11-24T12:00:00Z", |                       | at
          "at":"2026               | "at":"26                  | at: expected an instant such as 2026-11-24T12:00:00Z, found "26-11
          "number":432             | "number":70000            | port 70000 is outside 0 to 65535
          "kind":"known"           | "kind":"owned"            | owned
          "kind":"known",          |                           | kind
          "pid":7,                 |                           | pid is missing or null
          "pid":7                  | "pid":-5                  | pid -5 is negative, expected 0 or above
          "pid":7                  | "pid":"7"                 | expected a whole number, found the text "7"
          "complete":true          | "complete":null           | complete
          "complete":true          | "owners":[],"complete":true | a known ownership needs at least one owner
          "count":3                | "count":0                 | a use needs a count of at least 1
          "port":432               | "port":65536              | port 65536 is outside 0 to 65535
          "ip":"127.0.0.1"         | "ip":"localhost"          | expected an address such as 127.0.0.1
          "socketsComplete":true,  |                           | socketsComplete
          "verdict":"investigate"   | "verdict":"EXPECTED"      | EXPECTED
          "source":"proc",         |                           | source
          """)
  void whatIsNotRightIsRefusedWithTheReason(String was, String is, String reason) {
    String json =
        Jackson.JACKSON_3.text(
            finding(listener(address("127.0.0.1"), new Known(List.of(BARE), true))));
    assertThat(json).contains(was);
    String changed = json.replace(was, is == null ? "" : is);

    assertThat(JsonSchemas.PORT_FINDING.faults(changed)).isNotEmpty();
    for (Jackson jackson : Jackson.values()) {
      assertThatExceptionOfType(Jackson.Refused.class)
          .as("%s", jackson)
          .isThrownBy(() -> jackson.read(changed, PortFinding.class))
          .withMessageContaining(reason);
    }
  }
}
