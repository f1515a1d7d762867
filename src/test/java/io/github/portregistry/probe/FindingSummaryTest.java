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
}
