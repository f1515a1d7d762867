package io.github.portregistry.probe;

import static io.github.portregistry.probe.FixedSource.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Dossier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A finding in the summary of its port. */
class FindingSummaryTest {

  private static final int PORT = 465;

  private static ProcessRef process(int pid, String path) {
    return new ProcessRef(
        pid, null, "", Path.of(path), false, List.of(path, "x".repeat(300)), "www-data");
  }

  private static Listener listener(String address, Ownership ownership)
      throws UnknownHostException {
    InetSocketAddress place = new InetSocketAddress(InetAddress.getByName(address), PORT);
    return new Listener(Transport.TCP, place, Listener.Ipv4.ACCEPTED, "www-data", ownership);
  }

  private static Known known(ProcessRef... owners) {
    return new Known(List.of(owners), true);
  }

  private static PortFinding finding(
      Verdict verdict, List<Listener> listeners, List<Reason> reasons) {
    return new PortFinding(
        PortRegistry.lookup(PORT),
        Instant.EPOCH,
        listeners,
        List.of(),
        new Coverage(Source.PROC, true, true, List.of()),
        verdict,
        reasons);
  }

  private static Reason reason(Reason.Kind kind, String detail) {
    return new Reason(kind, detail);
  }

  private static String summary(PortFinding finding) {
    return finding.dossier().summary();
  }

  @Test
  void anOwnerHasOneLineWithAllItsAddresses() throws UnknownHostException {
    Known sshd = known(process(7, "/usr/sbin/sshd"), process(9, "/usr/sbin/sshd"));

    assertThat(
            summary(
                finding(
                    Verdict.EXPECTED,
                    List.of(listener("127.0.0.1", sshd), listener("192.0.2.1", sshd)),
                    List.of(reason(Reason.Kind.KNOWN_IMPLEMENTER, "It is known.")))))
        .contains(
            """

              Now       sshd (pid 7 and 1 more, user www-data), tcp on 127.0.0.1 and
                        192.0.2.1
              Verdict   In use, as expected.
                        It is known.
            """)
        .contains("\n  Next      nothing to do\n");
  }

  @Test
  void twentyListenersWithLongPathsAndReasonsFitOnAScreen() throws UnknownHostException {
    List<Listener> listeners = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      String path = "/" + "very-long-folder/".repeat(20) + "program" + i;
      listeners.add(listener("192.0.2." + i, known(process(i, path))));
    }
    List<Reason> reasons =
        Collections.nCopies(9, reason(Reason.Kind.SUSPICIOUS_FILE, "A long reason ".repeat(40)));

    String summary = summary(finding(Verdict.INVESTIGATE, listeners, reasons));

    assertThat(summary.lines().count()).isLessThanOrEqualTo(23);
    assertThat(summary)
        .contains("\n            and 17 more listeners\n", "In use; worth investigating.")
        .contains(
            """

              Next      find out why program1 (pid 1), program2 (pid 2) and 18 more listen:
                        ps -fp 1,2,3
            """);
    assertThat(summary.lines()).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @EnumSource(
      value = Verdict.class,
      names = {"PLAUSIBLE", "INVESTIGATE"})
  void theNextCommandIsShownHoweverLongTheNamesAre(Verdict verdict) throws UnknownHostException {
    List<Listener> listeners = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      listeners.add(
          listener("192.0.2." + i, known(process(4_194_300 + i, "/srv/" + "n".repeat(i * 80)))));
    }

    assertThat(
            summary(finding(verdict, listeners.subList(0, 1), List.of())).replaceAll("\\s+", " "))
        .contains("process 4194301")
        .contains(": ps -fp 4194301");
    assertThat(summary(finding(verdict, listeners, List.of())).replaceAll("\\s+", " "))
        .contains("process 4194301, process 4194302 and 1 more")
        .contains(": ps -fp 4194301,4194302,4194303");
  }

  @Test
  void theProcessToRestartIsTheOneWhoseFileWasReplaced() throws UnknownHostException {
    ProcessRef old =
        new ProcessRef(8, null, "", Path.of("/usr/sbin/smtpd"), true, List.of(), "www-data");
    List<Listener> listeners =
        List.of(
            listener("127.0.0.1", known(process(7, "/usr/sbin/master"))),
            listener("127.0.0.2", known(old)));
    List<Reason> reasons = List.of(reason(Reason.Kind.EXECUTABLE_DELETED, "Replaced."));

    assertThat(summary(finding(Verdict.EXPECTED, listeners, reasons)))
        .contains("\n  Next      restart smtpd (pid 8): its file was replaced or removed\n");
  }

  @Test
  void theNextStepIsAboutTheProcessThatMadeTheVerdict() throws UnknownHostException {
    Listener good = tcp("127.0.0.1", PORT, known(process(7, "/usr/sbin/smtpd")));
    Listener bad = tcp("127.0.0.2", PORT, known(process(8, "/tmp/evil")));
    Listener third = tcp("127.0.0.3", PORT, known(process(9, "/tmp/worse")));

    assertThat(summary(new FixedSource().with(good, bad).probe().check(PORT)))
        .contains("In use; worth investigating.")
        .contains("\n  Next      find out why evil (pid 8) listens: ps -fp 8\n");
    assertThat(summary(new FixedSource().with(bad, good, third).probe().check(PORT)))
        .contains("find out why evil (pid 8) and worse (pid 9) listen: ps -fp 8,9\n");
  }

  @Test
  void connectionsToAListenerAreNotAmongItsFirstReasons() {
    Listener sshd = tcp("127.0.0.1", PORT, known(process(7, "/usr/sbin/sshd")));
    OtherUse[] passing = {use(OtherUse.Kind.TIME_WAIT), use(OtherUse.Kind.ACCEPTED)};

    PortFinding with = new FixedSource().with(sshd).with(passing).probe().check(PORT);
    PortFinding without = new FixedSource().with(passing).probe().check(PORT);
    PortFinding bound =
        new FixedSource().with(sshd).with(use(OtherUse.Kind.BOUND)).probe().check(PORT);

    assertThat(summary(with)).doesNotContain("TIME_WAIT", "port 465");
    assertThat(with.dossier().text()).contains("TIME_WAIT");
    assertThat(summary(without)).contains("TIME_WAIT");
    assertThat(summary(bound)).contains("bound");
  }

  private static OtherUse use(OtherUse.Kind kind) {
    return new OtherUse(
        kind, Transport.TCP, FixedSource.place("127.0.0.1", PORT), 1, new Denied("why"));
  }

  @Test
  void otherUsesOfThePortAreNoReasonWhereTheProgramIsKnown() throws UnknownHostException {
    List<Reason> reasons = List.of(reason(Reason.Kind.OBSERVED_USE, "A game uses the port."));
    List<Listener> seen = List.of(listener("127.0.0.1", known(process(7, "/usr/sbin/sshd"))));
    List<Listener> unseen = List.of(listener("127.0.0.1", new Denied("why")));

    assertThat(finding(Verdict.PLAUSIBLE, seen, reasons).dossier().text()).doesNotContain("A game");
    assertThat(finding(Verdict.PLAUSIBLE, unseen, reasons).dossier().text()).contains("A game");
    assertThat(summary(finding(Verdict.PLAUSIBLE, seen, reasons))).doesNotContain("A game");
  }

  @Test
  void whereTheOwnerIsNotVisibleTheNextStepIsTheCommandThatShowsIt() throws UnknownHostException {
    assertThat(
            summary(
                finding(
                    Verdict.PLAUSIBLE,
                    List.of(listener("127.0.0.1", new Denied("why"))),
                    List.of(reason(Reason.Kind.OWNER_UNKNOWN, "why")))))
        .contains("  Now       a process that is not visible (user www-data), tcp on 127.0.0.1\n")
        .contains("\n  Next      ")
        .doesNotContain("nothing to do");
  }

  @Test
  void aFreePortHasNoVerdictToExplain() {
    assertThat(
            summary(
                finding(
                    Verdict.NOT_IN_USE,
                    List.of(),
                    List.of(reason(Reason.Kind.NO_LISTENER, "Nothing.")))))
        .contains("\n  Now       nothing is listening\n")
        .contains("\n  Next      nothing to do\n")
        .doesNotContain("Verdict");
  }

  @Test
  void aDossierOfOneTransportGetsTheFindingToo() {
    PortFinding finding = finding(Verdict.NOT_IN_USE, List.of(), List.of());

    assertThat(finding.addedTo(Dossier.of(PortRegistry.lookup(PORT), Transport.UDP)).summary())
        .startsWith("Port 465/udp ")
        .contains("\n  Now       nothing is listening\n");
  }

  // The items themselves, before their lines are wrapped

  private static Dossier.Item now(PortFinding finding) {
    return new FindingSummary(finding).items().get(0);
  }

  private static Dossier.Item verdict(PortFinding finding) {
    return new FindingSummary(finding).items().get(1);
  }

  private static PortFinding onAddresses(int addresses) throws UnknownHostException {
    Known sshd = known(process(7, "/usr/sbin/sshd"));
    List<Listener> listeners = new ArrayList<>();
    for (int i = 1; i <= addresses; i++) {
      listeners.add(listener("192.0.2." + i, sshd));
    }
    return finding(Verdict.EXPECTED, listeners, List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 192.0.2.1",
    "3, '192.0.2.1, 192.0.2.2 and 192.0.2.3'",
    "4, '192.0.2.1, 192.0.2.2, 192.0.2.3 and 1 more'",
    "5, '192.0.2.1, 192.0.2.2, 192.0.2.3 and 2 more'"
  })
  void theFirstThreeAddressesOfAnOwnerAreNamed(int addresses, String named)
      throws UnknownHostException {
    assertThat(now(onAddresses(addresses)).text())
        .isEqualTo("sshd (pid 7, user www-data), tcp on " + named);
  }

  @Test
  void theProcessesOfAnOwnerAreCountedButNotIfThereIsOnlyOne() throws UnknownHostException {
    ProcessRef gate = Some.process(7, "/usr/sbin/gate").ref();
    ProcessRef worker = Some.process(8, "/usr/sbin/gate").ref();

    assertThat(
            now(finding(Verdict.EXPECTED, List.of(listener("::1", known(gate))), List.of())).text())
        .isEqualTo("gate (pid 7), tcp on ::1");
    assertThat(
            now(finding(Verdict.EXPECTED, List.of(listener("::1", known(gate, worker))), List.of()))
                .text())
        .isEqualTo("gate (pid 7 and 1 more), tcp on ::1");
  }

  @Test
  void aLikelyOwnerIsCalledProbable() throws UnknownHostException {
    Likely two =
        new Likely(
            List.of(
                Some.process(7, "/usr/sbin/gate").ref(), Some.process(8, "/usr/sbin/gate").ref()),
            Likely.Basis.CONTROL_GROUP,
            "why");

    assertThat(now(finding(Verdict.PLAUSIBLE, List.of(listener("::1", two)), List.of())).text())
        .isEqualTo("probably gate (pid 7 and 1 more), tcp on ::1");
  }

  @Test
  void aProcessOfWhichNothingIsSeenHasNoName() throws UnknownHostException {
    Known nameless = Some.process(7, "").known();

    assertThat(now(finding(Verdict.EXPECTED, List.of(listener("::1", nameless)), List.of())).text())
        .isEqualTo("a process without a name (pid 7), tcp on ::1");
  }

  @Test
  void oneListenerMoreIsSingular() throws UnknownHostException {
    List<Listener> listeners = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      listeners.add(listener("192.0.2." + i, Some.process(i, "/usr/sbin/gate").known()));
    }

    assertThat(now(finding(Verdict.EXPECTED, listeners, List.of())).details())
        .containsExactly(
            "gate (pid 2), tcp on 192.0.2.2",
            "gate (pid 3), tcp on 192.0.2.3",
            "and 1 more listener");
    assertThat(now(finding(Verdict.EXPECTED, listeners.subList(0, 3), List.of())).details())
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "Nothing is listening on port 465 over TCP: there is no row., nothing is listening on port 465"
        + " over TCP",
    "N: x, n",
    "': x', nothing is listening",
    "Nothing, nothing is listening"
  })
  void ofAFreePortTheReasonItselfSaysWhatWasChecked(String detail, String words) {
    List<Reason> reasons = List.of(reason(Reason.Kind.NO_LISTENER, detail));

    assertThat(now(finding(Verdict.NOT_IN_USE, List.of(), reasons)).text()).isEqualTo(words);
  }

  @Test
  void anotherReasonDoesNotSayWhatWasChecked() {
    List<Reason> reasons =
        List.of(
            reason(Reason.Kind.PRIVILEGED_PORT, "Wrong: x"),
            reason(Reason.Kind.NO_LISTENER, "Right: x"));

    assertThat(now(finding(Verdict.NOT_IN_USE, List.of(), reasons)).text()).isEqualTo("right");
  }

  @ParameterizedTest
  @CsvSource({"0, ''", "1, a1", "2, a1|a2", "3, a1|a2 (and 1 more)", "5, a1|a2 (and 3 more)"})
  void theFirstTwoReasonsAreShownAndTheOthersCounted(int reasons, String shown)
      throws UnknownHostException {
    List<Reason> all = new ArrayList<>();
    for (int i = 1; i <= reasons; i++) {
      all.add(reason(Reason.Kind.UNRECOGNIZED_PROGRAM, "a" + i));
    }
    Listener gate = listener("::1", Some.process(7, "/usr/sbin/gate").known());

    assertThat(String.join("|", verdict(finding(Verdict.PLAUSIBLE, List.of(gate), all)).details()))
        .isEqualTo(shown);
  }

  @Test
  void ofTheOtherUsesOnlyThoseThatPassAreNoReason() {
    Listener sshd = tcp("127.0.0.1", PORT, known(process(7, "/usr/sbin/sshd")));
    Listener udp =
        new Listener(Transport.UDP, sshd.address(), Listener.Ipv4.ACCEPTED, "", sshd.ownership());
    OtherUse[] both = {use(OtherUse.Kind.TIME_WAIT), use(OtherUse.Kind.BOUND)};

    List<String> ofTcp =
        verdict(new FixedSource().with(sshd).with(both).probe().check(PORT)).details();
    List<String> ofUdp =
        verdict(new FixedSource().with(udp).with(both).probe().check(PORT)).details();

    assertThat(ofTcp)
        .contains(VerdictText.sentence(both[1]))
        .doesNotContain(VerdictText.sentence(both[0]));
    assertThat(String.join(" ", ofUdp)).contains(VerdictText.sentence(both[0]));
  }

  // The next step

  private static String next(PortFinding finding) {
    return new FindingSummary(finding).next();
  }

  @Test
  void aFreePortThatHasAnotherReasonIsCheckedByHand() {
    Reason nothing = reason(Reason.Kind.NO_LISTENER, "Nothing: x");
    Reason excluded = reason(Reason.Kind.EXCLUDED_PORT, "Excluded.");

    assertThat(next(finding(Verdict.NOT_IN_USE, List.of(), List.of(nothing))))
        .isEqualTo("nothing to do");
    assertThat(next(finding(Verdict.NOT_IN_USE, List.of(), List.of(nothing, excluded)))).isEmpty();
    assertThat(next(finding(Verdict.UNKNOWN, List.of(), List.of()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"62, true", "63, false"})
  void namesOfUpToSeventyCharactersAreShown(int length, boolean shown) throws UnknownHostException {
    String name = "n".repeat(length);
    Listener listener = listener("::1", Some.process(7, "/srv/" + name).known());

    assertThat(next(finding(Verdict.PLAUSIBLE, List.of(listener), List.of())))
        .isEqualTo(
            "nothing to do if you know "
                + (shown ? name + " (pid 7)" : "process 7")
                + "; if not: ps -fp 7");
  }

  @Test
  void exactlyTwoProcessesAreBothNamed() throws UnknownHostException {
    List<Listener> listeners =
        List.of(
            listener("192.0.2.1", Some.process(7, "/srv/a").known()),
            listener("192.0.2.2", Some.process(8, "/srv/b").known()));

    assertThat(next(finding(Verdict.INVESTIGATE, listeners, List.of())))
        .isEqualTo("find out why a (pid 7) and b (pid 8) listen: ps -fp 7,8");
  }
}
