package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.portregistry.Jackson;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.json.Text;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The records that the probe hands out. */
class ValuesTest {

  private static final InetSocketAddress PLACE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);

  private static final ProcessRef PROCESS =
      new ProcessRef(7, null, "n", null, false, List.of("a"), "root");

  @Test
  void aKnownOwnershipHasAnOwner() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Known(List.of(), true))
        .withMessage("a known ownership needs at least one owner, found none");
    assertThatNullPointerException().isThrownBy(() -> new Known(null, true));
  }

  @Test
  void ownersAndCandidatesAreInTheOrderOfTheirNumbers() {
    List<ProcessRef> processes =
        List.of(Some.process(30, "/b/c").ref(), PROCESS, Some.process(8, "/b/a").ref());

    assertThat(new Known(processes, true).owners())
        .extracting(ProcessRef::pid)
        .containsExactly(7L, 8L, 30L);
    assertThat(new Likely(processes, Likely.Basis.CONTROL_GROUP, "").candidates())
        .extracting(ProcessRef::pid)
        .containsExactly(7L, 8L, 30L);
  }

  @Test
  void anOtherUseHasAnAddress() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new OtherUse(
                    OtherUse.Kind.CLIENT,
                    Transport.TCP,
                    InetSocketAddress.createUnresolved("host", 1),
                    1))
        .withMessage("a use needs an address, found the host name host");
  }

  @Test
  void aProcessHasNoNegativeId() {
    assertThat(new ProcessRef(0, null, "", null, false, List.of(), "").pid()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProcessRef(-1, null, "", null, false, List.of(), ""))
        .withMessage("pid -1 is negative, expected 0 or above");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\n", "\u001b[31m", "\u007f", "\u00e9"})
  void anAnswerIsPrintableAscii(String answer) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Spoken(Spoken.Kind.SPEAKS, List.of("x"), "", "", false, List.of(), answer, ""))
        .withMessageStartingWith(
            "answer: expected printable ASCII and escapes such as \\r or \\xff, found \"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\n", "\u001b[31m", "\u007f", "\u00e9", "\u202e", "\ud83d\ude00"})
  void aProductAndAVersionArePrintableAscii(String claim) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> claiming(claim, ""))
        .withMessageStartingWith(
            "product: expected printable ASCII and escapes such as \\r or \\xff, found \"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> claiming("", claim))
        .withMessageStartingWith(
            "version: expected printable ASCII and escapes such as \\r or \\xff, found \"");
  }

  private static Spoken claiming(String product, String version) {
    return new Spoken(Spoken.Kind.SPEAKS, List.of("x"), product, version, false, List.of(), "", "");
  }

  @Test
  void whatIsSpokenIsOneLineInALog() {
    Spoken spoken =
        new Spoken(
            Spoken.Kind.SPEAKS,
            List.of("a\nb"),
            "c\\x1b[31m",
            "\\xe2",
            true,
            List.of("d\r"),
            "e\\r\\xff",
            "f\0");

    assertThat(spoken.toString())
        .isEqualTo(
            "Spoken[SPEAKS, protocols=[a\\nb], product=c\\x1b[31m, version=\\xe2, tls=true,"
                + " asked=[d\\r], answer=e\\r\\xff, why=f\\u0000]")
        .satisfies(text -> assertThat(text.chars()).noneMatch(Character::isISOControl));
    assertThat(
            new Listener(Transport.TCP, PLACE, Listener.Ipv4.ACCEPTED, "", new Denied(""))
                .withSpoken(spoken))
        .asString()
        .endsWith(", " + spoken + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SPEAKS       | ssh      | OpenSSH | 9.2p1  | false | ssh (OpenSSH 9.2p1)
          SPEAKS_OTHER | http     | nginx   |        | true  | http over TLS (nginx)
          SPEAKS       | ssh      | OpenSSH | 9.2p1 Debian-2 | false | ssh (OpenSSH 9.2p1)
          SPEAKS       | tls      |         | 1.3    | true  | tls (1.3)
          SPEAKS       | ftp,smtp |         |        | false | ftp or smtp
          SPEAKS_OTHER |          |         |        | false | unknown protocol
          SILENT       |          |         |        | false | silent
          CLOSED       |          |         |        | false | closed
          NOT_ASKED    |          |         |        | false | not asked
          """)
  void whatIsSpokenIsAFewWords(
      Spoken.Kind kind,
      @Nullable String protocols,
      @Nullable String product,
      @Nullable String version,
      boolean tls,
      String words) {
    assertThat(
            new Spoken(
                    kind,
                    protocols == null ? List.of() : List.of(protocols.split(",")),
                    product == null ? "" : product,
                    version == null ? "" : version,
                    tls,
                    List.of(),
                    "",
                    "")
                .words())
        .isEqualTo(words);
  }

  @Test
  void aListenerHasAnAddress() {
    Ownership ownership = new Denied("");

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Listener(
                    Transport.TCP,
                    InetSocketAddress.createUnresolved("host", 1),
                    Listener.Ipv4.UNKNOWN,
                    "",
                    ownership))
        .withMessage("a listener needs an address, found the host name host");
    assertThatNullPointerException()
        .isThrownBy(() -> new Listener(null, PLACE, Listener.Ipv4.UNKNOWN, "", ownership));
    assertThatNullPointerException()
        .isThrownBy(() -> new Listener(Transport.TCP, null, Listener.Ipv4.UNKNOWN, "", ownership));
    assertThatNullPointerException()
        .isThrownBy(
            () -> new Listener(Transport.TCP, PLACE, Listener.Ipv4.UNKNOWN, null, ownership));
    assertThatNullPointerException()
        .isThrownBy(() -> new Listener(Transport.TCP, PLACE, Listener.Ipv4.UNKNOWN, "", null));
  }

  @Test
  void anOtherUseCountsSockets() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OtherUse(OtherUse.Kind.CLIENT, Transport.TCP, PLACE, 0))
        .withMessage("a use needs a count of at least 1, found 0");
    assertThatNullPointerException().isThrownBy(() -> new OtherUse(null, Transport.TCP, PLACE, 1));
    assertThatNullPointerException()
        .isThrownBy(() -> new OtherUse(OtherUse.Kind.CLIENT, null, PLACE, 1));
    assertThatNullPointerException()
        .isThrownBy(() -> new OtherUse(OtherUse.Kind.CLIENT, Transport.TCP, null, 1));
  }

  @Test
  void textIsNeverNull() {
    assertThatNullPointerException().isThrownBy(() -> new Denied(null));
    assertThatNullPointerException().isThrownBy(() -> new Vanished(null));
    assertThatNullPointerException()
        .isThrownBy(() -> new NotVisible(NotVisible.Cause.KERNEL, null));
    assertThatNullPointerException().isThrownBy(() -> new NotVisible(null, ""));
    assertThatNullPointerException().isThrownBy(() -> new Reason(Reason.Kind.GHOST_PORT, null));
    assertThatNullPointerException().isThrownBy(() -> new Reason(null, ""));
    assertThatNullPointerException()
        .isThrownBy(() -> new ProcessRef(1, null, null, null, false, List.of(), ""));
    assertThatNullPointerException()
        .isThrownBy(() -> new ProcessRef(1, null, "", null, false, null, ""));
    assertThatNullPointerException()
        .isThrownBy(() -> new ProcessRef(1, null, "", null, false, List.of(), null));
    assertThatNullPointerException().isThrownBy(() -> new Coverage(null, true, true, List.of()));
    assertThatNullPointerException().isThrownBy(() -> new Coverage(Source.PROC, true, true, null));
  }

  @Test
  void listsAreCopiedAndCannotBeChanged() {
    List<String> words = new ArrayList<>(List.of("a"));
    ProcessRef process = new ProcessRef(7, null, "n", null, false, words, "root");
    Coverage coverage = new Coverage(Source.PROC, true, true, words);
    words.add("b");

    assertThat(process.arguments()).containsExactly("a").isUnmodifiable();
    assertThat(coverage.notes()).containsExactly("a").isUnmodifiable();
    assertThat(new Known(new ArrayList<>(List.of(PROCESS)), true).owners()).isUnmodifiable();
    PortFinding finding =
        new PortFinding(
            PortRegistry.lookup(80),
            Instant.EPOCH,
            new ArrayList<>(),
            new ArrayList<>(),
            coverage,
            Verdict.NOT_IN_USE,
            new ArrayList<>());
    assertThat(finding.listeners()).isUnmodifiable();
    assertThat(finding.otherUses()).isUnmodifiable();
    assertThat(finding.reasons()).isUnmodifiable();
    assertThat(finding.port()).isEqualTo(80);
  }

  @Test
  void aProcessIsShownOnOneLine() {
    ProcessRef hostile =
        new ProcessRef(
            7,
            Instant.EPOCH,
            "x\ny",
            Path.of("/bin/bad\u001bname"),
            true,
            List.of("a b", "", "q\"t", "\u0000", "plain"),
            "r\to");

    assertThat(hostile)
        .hasToString(
            "ProcessRef[pid=7, startedAt=1970-01-01T00:00:00Z, name=x\\ny,"
                + " file=ProgramFile[path=/bin/bad\\u001bname, state=REMOVED, systemOwned=false,"
                + " linkName=, serverJar=null],"
                + " arguments=\"a b\" \"\" \"q\\\"t\" \\u0000 plain, user=r\\to,"
                + " background=Background[runs=, workingDirectory=null, controlGroup=null,"
                + " ancestors=[]]]");
    assertThat(PROCESS)
        .hasToString(
            "ProcessRef[pid=7, startedAt=null, name=n, file=ProgramFile[path=null, state=NOT_SEEN,"
                + " systemOwned=false, linkName=, serverJar=null], arguments=a, user=root,"
                + " background=Background[runs=, workingDirectory=null, controlGroup=null,"
                + " ancestors=[]]]");
  }

  @Test
  void aListenerIsShownOnOneLine() {
    Listener listener =
        new Listener(Transport.TCP, PLACE, Listener.Ipv4.UNKNOWN, "a\nb", new Denied("why"));

    assertThat(listener.toString())
        .startsWith("Listener[TCP ")
        .endsWith("127.0.0.1:80, ipv4=UNKNOWN, user=a\\nb, Denied[why=why]]");
  }

  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "grüße, grüße",
    "'a\\b', 'a\\\\b'",
    "'\u202eabc', '\\u202eabc'",
    "'x\u2028y', 'x\\u2028y'",
    "'\ud83d\ude00', '\ud83d\ude00'",
    "'\udb40\udc41', '\\udb40\\udc41'",
  })
  void onlyWhatCannotBeSeenIsEscaped(String text, String escaped) {
    assertThat(Escaped.text(text)).isEqualTo(escaped);
  }

  @Test
  void controlCharactersAreEscaped() {
    assertThat(Escaped.text("a\r\n\t\u0007\u007f\u009b\ud800b"))
        .isEqualTo("a\\r\\n\\t\\u0007\\u007f\\u009b\\ud800b");
  }

  @Test
  void halfASurrogatePairIsNoCharacterInJson() {
    String name = "a\ud800b\udfffc\ud7ffd\ue000e\ud83d\ude00";

    assertThat(
            Text.orEmpty(
                ProcessJson.of(new ProcessRef(7, null, name, null, false, List.of(name), "root"))
                    .name()))
        .isEqualTo("a\ufffdb\ufffdc\ud7ffd\ue000e\ud83d\ude00");
  }

  @ParameterizedTest
  @CsvSource({
    "/proc, PROC, in /proc",
    "sock_diag, NETLINK, by Netlink",
    "netstat of macOS, MAC_NETSTAT, by netstat",
    "lsof, MAC_LSOF, by lsof",
    "netstat of Windows, WINDOWS_NETSTAT, by netstat",
    "nothing, NONE, not at all"
  })
  void aSourceHasWords(String what, Source source, String how) {
    assertThat(source.how()).as(what).isEqualTo(how);
  }

  @Test
  void howFarOneLooksIsInLowerCaseInJson() {
    assertThat(Jackson.JACKSON_2.text(OtherUses.values()))
        .isEqualTo("[\"none\",\"bounded\",\"all\"]");
    assertThat(Jackson.JACKSON_3.text(Owners.values())).isEqualTo("[\"none\",\"first\",\"all\"]");
    assertThat(Jackson.JACKSON_2.text(Greeting.values()))
        .isEqualTo("[\"none\",\"ask\",\"ask_udp\"]");
  }

  @Test
  void theWordsOfACommandAreToldApart() {
    assertThat(Escaped.words(List.of())).isEmpty();
    assertThat(Escaped.words(List.of("a", " b", "\"c", ""))).isEqualTo("a \" b\" \"\\\"c\" \"\"");
  }

  // A platform that is none of those known

  @Test
  void ofAnUnknownPlatformNothingIsSaidToBeComplete() {
    ListenerProbe probe = new ListenerProbe(new NoSource("Other\nOS"));

    assertThat(probe.check(80).coverage())
        .isEqualTo(
            new Coverage(
                Source.NONE,
                false,
                false,
                List.of("The sockets of Other\\nOS cannot be read by this library.")));
    assertThat(probe.commands(80, List.of(Transport.TCP))).containsExactly("netstat -an");
  }

  @Test
  void commandsAreThoseOfAtLeastOneTransport() {
    ListenerProbe probe = new ListenerProbe(new NoSource("Other"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> probe.commands(80, List.of()))
        .withMessage("expected at least one transport, found none");
  }
}
