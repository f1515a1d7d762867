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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

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
        .contains("\n  Next      find out why program1 (pid 1) listens: ps -fp 1,2,3\n");
    assertThat(summary.lines()).allMatch(line -> line.length() <= 80);
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
