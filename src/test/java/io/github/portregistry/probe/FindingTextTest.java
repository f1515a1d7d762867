package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Dossier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingTextTest {

  private static final ProcessRef SSHD =
      new ProcessRef(
          7,
          Instant.parse("2026-11-24T10:00:00.700Z"),
          "sshd",
          Path.of("/usr/sbin/sshd"),
          false,
          List.of("sshd", "-D"),
          "root");

  private static Dossier.Section section(Verdict verdict, Listener... listeners) {
    return new PortFinding(
            PortRegistry.lookup(22),
            Instant.parse("2026-11-24T12:00:00.900Z"),
            List.of(listeners),
            List.of(),
            new Coverage(Source.PROC, true, true, List.of("A note.")),
            verdict,
            List.of(new Reason(Reason.Kind.NO_LISTENER, "A reason.")))
        .section();
  }

  private static Listener listener(String address, Ownership ownership)
      throws UnknownHostException {
    InetSocketAddress place = new InetSocketAddress(InetAddress.getByName(address), 22);
    return new Listener(Transport.TCP, place, Listener.Ipv4.ACCEPTED, "root", ownership);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_IN_USE, Nothing is listening.",
    "EXPECTED, 'In use, as expected.'",
    "PLAUSIBLE, In use; nothing suspicious.",
    "INVESTIGATE, In use; worth investigating.",
    "UNKNOWN, Unknown: not every socket could be read."
  })
  void theVerdictComesWithItsReasonsAndHowItWasSeen(Verdict verdict, String words) {
    Dossier.Section section = section(verdict);

    assertThat(section.title()).isEqualTo("On this machine");
    assertThat(section.items())
        .containsExactly(
            new Dossier.Item("Verdict", words, List.of("A reason."), List.of(), List.of()),
            new Dossier.Item(
                "Seen",
                "2026-11-24T12:00:00Z " + Source.PROC.how(),
                List.of("A note."),
                List.of(),
                List.of()));
  }

  private static final Ownership VISIBLE = new Known(List.of(SSHD), true);
  private static final Ownership LIKELY =
      new Likely(List.of(SSHD), Likely.Basis.CONTROL_GROUP, "why");

  private static String verdict(Verdict verdict, Ownership... owners) throws UnknownHostException {
    Listener[] listeners = new Listener[owners.length];
    for (int i = 0; i < owners.length; i++) {
      listeners[i] = listener("127.0.0.1", owners[i]);
    }
    return section(verdict, listeners).items().get(0).text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EXPECTED    | In use, as expected; the process is not visible.",
        "PLAUSIBLE   | In use; the process is not visible.",
        "INVESTIGATE | In use; worth investigating, and the process is not visible."
      })
  void theVerdictOnAProcessThatIsNotVisibleSaysSo(Verdict verdict, String words)
      throws UnknownHostException {
    assertThat(verdict(verdict, new Denied("why"))).isEqualTo(words);
    assertThat(verdict(verdict, LIKELY))
        .isEqualTo(words.replace("process is not visible", "owner is not certain"));
    String notAll = words.replace("the process is not visible", "not every owner is known");
    assertThat(verdict(verdict, LIKELY, new Denied("why"))).isEqualTo(notAll);
    assertThat(verdict(verdict, VISIBLE, LIKELY)).isEqualTo(notAll);
  }

  @Test
  void theVerdictSaysWhyAnOwnerIsNotKnown() throws UnknownHostException {
    assertThat(verdict(Verdict.PLAUSIBLE, NotVisible.notRequested()))
        .isEqualTo("In use; the process was not looked up.");
    assertThat(
            verdict(
                Verdict.PLAUSIBLE, new NotVisible(NotVisible.Cause.NOT_SEARCHED, "It took long.")))
        .isEqualTo("In use; the search for the process did not finish.");
    assertThat(verdict(Verdict.PLAUSIBLE, new Vanished("why")))
        .isEqualTo("In use; the socket was closed during the check.");
    assertThat(verdict(Verdict.PLAUSIBLE, new NotVisible(NotVisible.Cause.HIDEPID, "why")))
        .isEqualTo("In use; the process is not visible.");
  }

  @Test
  void aListenerIsToldWithAllItsOwners() throws UnknownHostException {
    ProcessRef other = new ProcessRef(8, null, "x", null, false, List.of(), "");

    assertThat(
            section(Verdict.EXPECTED, listener("127.0.0.1", new Known(List.of(SSHD, other), true)))
                .items())
        .contains(
            new Dossier.Item(
                "Listener",
                "tcp on 127.0.0.1",
                List.of(ProcessText.of(SSHD), ProcessText.of(other)),
                List.of(),
                List.of()));
  }

  @Test
  void ownersThatMayNotBeAllAreSaidToBeSo() throws UnknownHostException {
    assertThat(
            section(Verdict.EXPECTED, listener("0.0.0.0", new Known(List.of(SSHD), false))).items())
        .contains(
            new Dossier.Item(
                "Listener",
                "tcp on all IPv4 addresses (0.0.0.0)",
                List.of(ProcessText.of(SSHD), "Other processes may have the socket open too."),
                List.of(),
                List.of()));
  }

  @Test
  void anOwnerThatCannotBeSeenIsSaidToBeSo() throws UnknownHostException {
    assertThat(section(Verdict.EXPECTED, listener("127.0.0.1", new Denied("why"))).items())
        .contains(new Dossier.Item("Listener", "tcp on 127.0.0.1", "The process is not visible."));
  }

  @Test
  void aLikelyOwnerAndTheUnitOfASocketAreShown() {
    Listener listener =
        new Listener(
            Transport.TCP,
            FixedSource.place("127.0.0.1", 22),
            Listener.Ipv4.ACCEPTED,
            "root",
            new Likely(List.of(SSHD), Likely.Basis.CONTROL_GROUP, "why"),
            new ControlGroup(ControlGroup.Kind.SOCKET_UNIT, "ssh.socket", "/x/ssh.socket"),
            null);

    assertThat(section(Verdict.EXPECTED, listener).items())
        .contains(
            new Dossier.Item(
                "Listener",
                "tcp on 127.0.0.1",
                List.of(
                    "The owner is not certain.",
                    "It is most likely " + ProcessText.of(SSHD) + ".",
                    "The socket belongs to ssh.socket."),
                List.of(),
                List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          SPEAKS       | ssh      | OpenSSH | 9.2p1  | false |                | ''        | '' | Speaks ssh (OpenSSH 9.2p1).
          SPEAKS       | ssh      | OpenSSH | 9.2p1 Debian-2 | false |        | ''        | '' | Speaks ssh (OpenSSH 9.2p1 Debian-2).
          SPEAKS_OTHER | http     | nginx   | ''     | true  | http tls       | HTTP      | '' | Speaks http over TLS (nginx).
          SPEAKS       | ftp smtp | ''      | ''     | false |                | 220       | '' | Speaks ftp or smtp; its answer does not distinguish them.
          SPEAKS_OTHER |          | ''      | ''     | false | http           | \\x01hm\\n | '' | Answers in an unknown protocol: "\\x01hm\\n".
          SILENT       |          | ''      | ''     | false |                | ''        | '' | Silent: it said nothing in time.
          SILENT       |          | ''      | ''     | false | http           | ''        | '' | Silent: it did not answer http in time.
          SILENT       |          | ''      | ''     | false | http tls       | ''        | '' | Silent: it answered neither http nor tls in time.
          SILENT       |          | ''      | ''     | false | ssh http tls   | ''        | '' | Silent: it answered none of ssh, http and tls in time.
          SILENT       |          | ''      | ''     | false |                | ''        | The queue is full. | Silent: The queue is full.
          SILENT       |          | ''      | ''     | false | http           | ''        | the queue is full | Silent: it did not answer http in time; the queue is full.
          CLOSED       |          | ''      | ''     | false | http           | ''        | '' | Refused or closed the connection without sending anything.
          CLOSED       |          | ''      | ''     | false |                | ''        | no | Refused or closed the connection without sending anything: no.
          NOT_ASKED    |          | ''      | ''     | false |                | ''        | A printer prints it. | Not asked: A printer prints it.
          """)
  void whatAListenerSpeaksIsTheLastOfItsLines(
      Spoken.Kind kind,
      String protocols,
      String product,
      String version,
      boolean tls,
      String asked,
      String answer,
      String why,
      String sentence)
      throws UnknownHostException {
    Listener listener =
        listener("127.0.0.1", new Known(List.of(SSHD), true))
            .withSpoken(
                new Spoken(
                    kind, words(protocols), product, version, tls, words(asked), answer, why));

    assertThat(section(Verdict.EXPECTED, listener).items())
        .contains(
            new Dossier.Item(
                "Listener",
                "tcp on 127.0.0.1",
                List.of(ProcessText.of(SSHD), sentence),
                List.of(),
                List.of()));
  }

  private static List<String> words(@Nullable String words) {
    return words == null ? List.of() : List.of(words.split(" "));
  }

  @Test
  void aHostileBannerDoesNothingToATerminal() {
    Spoken spoken =
        new Spoken(
            Spoken.Kind.SPEAKS,
            List.of("ssh"),
            "\\x1b[2J\\n",
            "\\xe21",
            false,
            List.of(),
            "SSH-2.0-\\x1b[2J\\n",
            "");

    assertThat(SpokenText.sentence(spoken)).isEqualTo("Speaks ssh (\\x1b[2J\\n \\xe21).");
  }

  @Test
  void theDossierOfAFindingHasItsSection() {
    PortFinding finding =
        new PortFinding(
            PortRegistry.lookup(22),
            Instant.EPOCH,
            List.of(),
            List.of(),
            new Coverage(Source.PROC, true, true, List.of()),
            Verdict.NOT_IN_USE,
            List.of());

    assertThat(finding.dossier().sections()).contains(finding.section());
  }

  // Processes

  @Test
  void aProcessIsToldWithWhatIsKnownOfIt() {
    assertThat(ProcessText.of(SSHD))
        .isEqualTo(
            "/usr/sbin/sshd (pid 7, user root) since 2026-11-24T10:00:00Z, started as sshd -D");
    assertThat(ProcessText.of(new ProcessRef(8, null, "x", null, false, List.of(), "")))
        .isEqualTo("x (pid 8)");
    assertThat(ProcessText.of(new ProcessRef(9, null, "", null, false, List.of(), "")))
        .isEqualTo("a process without a name (pid 9)");
  }

  @ParameterizedTest
  @CsvSource({"200, ''", "201, ..."})
  void aCommandLongerThanTheLongestIsCut(int length, String end) {
    ProcessRef owner = new ProcessRef(8, null, "x", null, false, List.of("y".repeat(length)), "");

    assertThat(ProcessText.of(owner)).isEqualTo("x (pid 8), started as " + "y".repeat(200) + end);
  }

  @Test
  void whoAnswersIsToldOnlyOfATransportWithSeveralOwners() {
    Known sshd = FixedSource.known(SSHD);
    Known gate = Some.process(8, "/usr/sbin/gate").known();
    Listener tcp = FixedSource.tcp("0.0.0.0", 22, sshd);
    Listener other = FixedSource.tcp("127.0.0.1", 22, gate);
    Listener udp =
        new Listener(
            Transport.UDP,
            FixedSource.place("192.0.2.7", 22),
            Listener.Ipv4.ACCEPTED,
            "root",
            Some.process(9, "/usr/sbin/dns").known());

    assertThat(section(Verdict.EXPECTED, tcp, other, udp).items())
        .filteredOn(item -> item.lead().equals("Answers"))
        .extracting(Dossier.Item::text)
        .containsExactly(
            "tcp: 127.0.0.1 is answered by /usr/sbin/gate (pid 8), other IPv4 addresses are answered"
                + " by /usr/sbin/sshd (pid 7).");
    assertThat(section(Verdict.EXPECTED, tcp, udp).items())
        .noneMatch(item -> item.lead().equals("Answers"));
  }
}
