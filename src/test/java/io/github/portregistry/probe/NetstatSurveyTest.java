package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Transport;
import io.github.portregistry.probe.SocketSource.Sockets;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetstatSurveyTest {

  @Test
  void ofAProcessItIsToldWhatTheJvmKnows() {
    ProcessHandle.Info info = ProcessHandle.current().info();

    ProcessRef process = NetstatSurvey.process(ProcessHandle.current().pid(), "given");

    assertThat(process.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(process.name()).isEqualTo("given");
    assertThat(process.startedAt()).isEqualTo(info.startInstant().orElse(null));
    assertThat(process.user()).isEqualTo(info.user().orElse(""));
    List<String> words = new ArrayList<>();
    info.arguments()
        .ifPresent(
            arguments -> {
              words.add(info.command().orElse("given"));
              words.addAll(List.of(arguments));
            });
    assertThat(process.arguments()).isEqualTo(words);
  }

  @Test
  void aProcessWithoutANameIsCalledByItsFile() {
    String command = ProcessHandle.current().info().command().orElse("");

    assertThat(command).endsWith(NetstatSurvey.process(ProcessHandle.current().pid(), "").name());
  }

  // Whose number a process id is

  private final Instant before = Instant.now().minusSeconds(60);

  private final List<Long> lookedUp = new ArrayList<>();

  private static NetstatRow row(int port, OtherUse.Kind use, long pid) {
    return row(Transport.TCP, port, use, pid);
  }

  private static NetstatRow row(Transport transport, int port, OtherUse.Kind use, long pid) {
    return new NetstatRow(
        transport,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        Listener.Ipv4.ACCEPTED,
        use,
        pid,
        "");
  }

  /** A survey on a machine where each process started so many seconds after the question. */
  private Sockets survey(
      Map<Long, Long> starts, Owners depth, OtherUses usesDepth, NetstatRow... rows) {
    return survey(starts, Depth.USUAL.with(depth).with(usesDepth), rows);
  }

  private Sockets survey(Map<Long, Long> starts, Depth depth, NetstatRow... rows) {
    return new NetstatSurvey(
            (pid, name) -> {
              lookedUp.add(pid);
              return new ProcessRef(
                  pid,
                  before.plusSeconds(starts.getOrDefault(pid, -1L)),
                  "p" + pid,
                  null,
                  false,
                  List.of(),
                  "u" + pid);
            },
            (transport, port, pid) ->
                new NotVisible(NotVisible.Cause.KERNEL, transport + " " + port + " " + pid),
            before)
        .of(
            List.of(rows),
            PortSet.all(),
            depth,
            5,
            new Coverage(Source.WINDOWS_NETSTAT, true, false, List.of()));
  }

  private Sockets survey(Map<Long, Long> starts, NetstatRow... rows) {
    return survey(starts, Owners.ALL, OtherUses.ALL, rows);
  }

  @Test
  void aProcessThatStartedAfterTheQuestionIsNotNamedAsTheOwner() {
    Listener listener = survey(Map.of(10L, 2L), row(80, null, 10)).listeners().get(0);

    assertThat(listener.ownership())
        .isEqualTo(
            new Vanished(
                "The system named process 10 as the owner, but a process with that number started while"
                    + " the sockets were being read, so the owner may have ended. Check"
                    + " again."));
    assertThat(listener.user()).isEmpty();
  }

  @Test
  void ofSeveralOwnersOnlyTheOneThatStartedAfterTheQuestionIsLeftOut() {
    Sockets survey =
        survey(Map.of(10L, 2L), row(80, null, 10), row(80, null, 11), row(81, null, 12));

    assertThat(survey.listeners())
        .extracting(listener -> ((Known) listener.ownership()).owners().get(0).pid())
        .containsExactly(11L, 12L);
    assertThat(survey.listeners()).extracting(Listener::user).containsExactly("u11", "u12");
  }

  @Test
  void aProcessThatWasNotLookedAtInTimeIsNoOwnerYet() {
    Sockets survey =
        survey(
            Map.of(), Depth.USUAL.with(Duration.ofNanos(1)), row(80, null, 10), row(81, null, 4));

    assertThat(survey.listeners())
        .extracting(listener -> ((NotVisible) listener.ownership()).cause())
        .containsExactly(NotVisible.Cause.NOT_SEARCHED, NotVisible.Cause.KERNEL);
    assertThat(survey.listeners().get(0).ownership().why()).contains("process 10").contains("1 ns");
    assertThat(survey.coverage().notes()).hasSize(1);
    assertThat(lookedUp).isEmpty();
  }

  @Test
  void aStartInTheFutureIsAClockThatWasSetBack() {
    Listener listener = survey(Map.of(10L, 3600L), row(80, null, 10)).listeners().get(0);

    assertThat(listener.ownership()).isInstanceOf(Known.class);
  }

  @Test
  void aProcessWithoutAStartIsNamed() {
    Sockets survey =
        new NetstatSurvey(
                (pid, name) -> new ProcessRef(pid, null, "", null, false, List.of(), ""),
                (transport, port, pid) -> NotVisible.notRequested(),
                before)
            .of(
                List.of(row(80, null, 10)),
                PortSet.all(),
                Depth.USUAL.with(OtherUses.ALL),
                5,
                new Coverage(Source.MAC_NETSTAT, true, false, List.of()));

    assertThat(survey.listeners().get(0).ownership()).isInstanceOf(Known.class);
  }

  // Who has a port without listening on it

  @ParameterizedTest
  @EnumSource(names = {"CLIENT", "CONNECTED_UDP", "BOUND"})
  void aUseThatKeepsAPortFromOthersHasTheOwnerOfItsRow(OtherUse.Kind kind) {
    assertThat(survey(Map.of(), row(80, kind, 10)).otherUses())
        .extracting(use -> ((Known) use.ownership()).owners().get(0).pid())
        .containsExactly(10L);
  }

  @ParameterizedTest
  @EnumSource(names = {"TIME_WAIT", "CLOSING", "HALF_OPEN"})
  void aUseThatTheSystemIsEndingHasNoOwner(OtherUse.Kind kind) {
    assertThat(survey(Map.of(), row(80, kind, 10)).otherUses())
        .extracting(OtherUse::ownership)
        .containsExactly(NotVisible.notRequested());
    assertThat(lookedUp).isEmpty();
  }

  @Test
  void whereSomethingListensTheOwnersOfConnectionsAreNotLookedUp() {
    Sockets survey =
        survey(
            Map.of(),
            row(80, null, 10),
            row(80, OtherUse.Kind.CLIENT, 11),
            row(Transport.UDP, 80, OtherUse.Kind.CONNECTED_UDP, 12));

    assertThat(survey.otherUses())
        .extracting(OtherUse::ownership)
        .satisfiesExactly(
            client -> assertThat(client).isEqualTo(NotVisible.notRequested()),
            // That somebody listens on TCP says nothing of UDP.
            connected -> assertThat(connected).isInstanceOf(Known.class));
    assertThat(lookedUp).containsExactly(10L, 12L);
  }

  @Test
  void usesOfDifferentOwnersAreCountedApart() {
    assertThat(
            survey(
                    Map.of(),
                    row(80, OtherUse.Kind.CLIENT, 10),
                    row(80, OtherUse.Kind.CLIENT, 11),
                    row(80, OtherUse.Kind.CLIENT, 10))
                .otherUses())
        .extracting(OtherUse::count)
        .containsExactly(2, 1);
    assertThat(lookedUp).containsExactly(10L, 11L);
  }

  @Test
  void aUseOfTheKernelSaysSo() {
    assertThat(survey(Map.of(), row(80, OtherUse.Kind.CLIENT, 4)).otherUses())
        .extracting(OtherUse::ownership)
        .containsExactly(new NotVisible(NotVisible.Cause.KERNEL, "TCP 80 4"));
  }

  @Test
  void theOwnerOfAUseIsLookedForOnlyWhereThatWasAsked() {
    NetstatRow row = row(80, OtherUse.Kind.CLIENT, 10);

    assertThat(survey(Map.of(), Owners.NONE, OtherUses.ALL, row).otherUses())
        .extracting(OtherUse::ownership)
        .containsExactly(NotVisible.notRequested());
    assertThat(survey(Map.of(), Owners.ALL, OtherUses.NONE, row).otherUses()).isEmpty();
    assertThat(lookedUp).isEmpty();
  }
}
