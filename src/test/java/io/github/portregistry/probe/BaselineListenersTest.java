package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import io.github.portregistry.probe.BaselineOwner.Seen;
import io.github.portregistry.probe.ControlGroup.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a baseline keeps of the listeners that a probe found. */
class BaselineListenersTest {

  private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");

  private static final String ID =
      "9687bac58d5c4d1606aa46af33d1a21c1d1652e0ac9fb3fc0fc86e3495f42869";

  private static final Known NGINX = Some.process(5, "/usr/sbin/nginx").known();

  private static PortFinding finding(
      int port, Source source, List<Reason> reasons, Listener... listeners) {
    return new PortFinding(
        PortRegistry.lookup(port),
        AT,
        List.of(listeners),
        List.of(),
        new Coverage(source, true, true, List.of()),
        Verdict.PLAUSIBLE,
        reasons);
  }

  private static PortFinding finding(int port, Listener... listeners) {
    return finding(port, Source.NETLINK, List.of(), listeners);
  }

  private static Listener udp(int port) {
    return new Listener(
        Transport.UDP, FixedSource.place("127.0.0.1", port), Listener.Ipv4.ACCEPTED, "", NGINX);
  }

  private static Known started(long pid, Instant at) {
    return FixedSource.known(
        new ProcessRef(pid, at, "nginx", ProgramFile.UNKNOWN, List.of(), "", Background.UNKNOWN));
  }

  @Test
  void listenersAreInTheOrderOfTheirPortsAndTransports() {
    assertThat(
            BaselineListeners.of(
                List.of(
                    finding(81, udp(81), FixedSource.tcp("127.0.0.1", 81, NGINX)),
                    finding(80, FixedSource.tcp("127.0.0.1", 80, NGINX)))))
        .extracting(BaselineListener::place)
        .containsExactly("80/tcp", "81/tcp", "81/udp");
  }

  // Ports that the system hands out

  @ParameterizedTest
  @CsvSource({
    "80, NETLINK, false",
    "32767, PROC, false",
    "32768, PROC, true",
    "40000, NETLINK, true",
    "40000, MAC_NETSTAT, false",
    "49151, WINDOWS_NETSTAT, false",
    "49152, WINDOWS_NETSTAT, true",
    "65535, NETLINK, true"
  })
  void aPortOfTheUsualRangeOfTheSystemIsHandedOut(int port, Source source, boolean handedOut) {
    assertThat(
            BaselineListeners.of(
                List.of(
                    finding(port, source, List.of(), FixedSource.tcp("127.0.0.1", port, NGINX)))))
        .extracting(BaselineListener::clientPort)
        .containsExactly(handedOut);
  }

  @ParameterizedTest
  @EnumSource(names = {"CLIENT_PORT", "DYNAMIC_PORT", "UNRECOGNIZED_PROGRAM"})
  void aPortOfTheRangeThatThisMachineUsesIsHandedOut(Reason.Kind kind) {
    List<Reason> reasons =
        List.of(
            new Reason(Reason.Kind.UNRECOGNIZED_PROGRAM, Transport.TCP, "a."),
            new Reason(kind, Transport.TCP, "b."));

    assertThat(
            BaselineListeners.of(
                List.of(
                    finding(
                        20_000,
                        Source.NETLINK,
                        reasons,
                        FixedSource.tcp("127.0.0.1", 20_000, NGINX)))))
        .extracting(BaselineListener::clientPort)
        .containsExactly(kind == Reason.Kind.CLIENT_PORT);
  }

  // Several processes of a program

  @ParameterizedTest
  @CsvSource({"5, 6, 5", "6, 5, 5"})
  void ofTwoProcessesOfAProgramTheOneWithTheLowerNumberIsKept(long one, long other, long kept) {
    assertThat(
            BaselineListeners.of(
                List.of(
                    finding(
                        80,
                        FixedSource.tcp("127.0.0.1", 80, started(one, AT)),
                        FixedSource.tcp("127.0.0.2", 80, started(other, AT))))))
        .singleElement()
        .satisfies(
            listener -> {
              assertThat(listener.owner().pid()).isEqualTo(kept);
              assertThat(listener.addresses()).containsExactly("127.0.0.1", "127.0.0.2");
            });
  }

  @Test
  void ofTwoProcessesWithOneNumberTheFirstIsKept() {
    // The first has ended before the second was read.
    assertThat(
            BaselineListeners.of(
                List.of(
                    finding(
                        80,
                        FixedSource.tcp("127.0.0.1", 80, started(5, AT)),
                        FixedSource.tcp("127.0.0.2", 80, started(5, AT.plusSeconds(9)))))))
        .extracting(listener -> listener.owner().startedAt())
        .containsExactly(AT);
  }

  // Owners

  private static BaselineOwner owner(Ownership ownership) {
    return BaselineListeners.of(FixedSource.tcp("127.0.0.1", 80, ownership)).owner();
  }

  @Test
  void aKnownOwnerIsKeptWithItsFileAndItsProcess() {
    assertThat(owner(NGINX))
        .isEqualTo(new BaselineOwner(Seen.KNOWN, "nginx", "/usr/sbin/nginx", "", 5, null, false));
    assertThat(owner(started(5, AT)))
        .isEqualTo(new BaselineOwner(Seen.KNOWN, "nginx", "", "", 5, AT, false));
  }

  @Test
  void aSocketThatTheFirstProcessHasTooIsForASocketUnit() {
    ProcessRef systemd = Some.process(1, "/usr/lib/systemd/systemd").ref();
    ProcessRef sshd = Some.process(900, "/usr/sbin/sshd").ref();

    assertThat(owner(FixedSource.known(systemd, sshd)))
        .isEqualTo(new BaselineOwner(Seen.KNOWN, "sshd", "/usr/sbin/sshd", "", 900, null, true));
    assertThat(owner(FixedSource.known(systemd)).activated()).isTrue();
    assertThat(owner(FixedSource.known(sshd)).activated()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(NotVisible.Cause.class)
  void onlyTheKernelIsAnOwnerWithoutAProcess(NotVisible.Cause cause) {
    assertThat(owner(new NotVisible(cause, "w")))
        .isEqualTo(
            cause == NotVisible.Cause.KERNEL ? BaselineOwner.KERNEL : BaselineOwner.NOT_VISIBLE);
  }

  @Test
  void anOwnerThatWasDeniedIsNotVisible() {
    assertThat(owner(new Denied("w"))).isEqualTo(BaselineOwner.NOT_VISIBLE);
  }

  @Test
  void aRelativeTextThatIsNoPathIsKeptAsItIs() {
    // The kernel has no such argument, but a finding in JSON may.
    assertThat(
            owner(Some.process(5, "/usr/bin/python3").folder("/srv/a").runs("b\0/c.py").known())
                .runs())
        .isEqualTo("b\0/c.py");
  }

  @Test
  void whatIsOnTheCommandLineIsKeptAsADigest() {
    Some python = Some.process(5, "/usr/bin/python3").folder("/srv/a").runs("-c");

    assertThat(owner(python.args("python3", "-c", "a").known()).runs())
        .matches("-c #[0-9a-f]{8}")
        .isEqualTo(owner(python.args("python3", "-c", "a").known()).runs())
        .isNotEqualTo(owner(python.args("python3", "-c", "b").known()).runs());
    assertThat(owner(python.runs("-m http.server").known()).runs()).isEqualTo("-m http.server");
  }

  // Units

  private static String unit(Kind kind, String name, String path) {
    return BaselineListeners.of(
            FixedSource.tcp(
                "127.0.0.1",
                80,
                Some.process(5, "/usr/sbin/nginx").group(kind, name, path).known()))
        .unit();
  }

  @ParameterizedTest
  @CsvSource({
    "DOCKER, Docker container",
    "CONTAINERD, containerd container",
    "CRI_O, CRI-O container",
    "PODMAN, Podman container"
  })
  void aContainerIsKeptWithoutItsIdWhichEachStartChanges(Kind kind, String unit) {
    assertThat(unit(kind, ID, "/docker/" + ID)).isEqualTo(unit);
  }

  @ParameterizedTest
  @CsvSource({
    "LXC, web, LXC container web",
    "MACHINE, web, machine web",
    "SNAP, web.server, snap web.server",
    "FLATPAK, org.a.B, flatpak org.a.B",
    "SYSTEM_SERVICE, nginx.service, nginx.service",
    "SCOPE, session-2.scope, ''",
    "OTHER, '', ''"
  })
  void anyOtherUnitIsKeptWithItsName(Kind kind, String name, String unit) {
    assertThat(unit(kind, name, "/a/" + name)).isEqualTo(unit);
  }

  @ParameterizedTest
  @CsvSource({
    "USER_SERVICE, web.service, user unit web.service",
    "SNAP, web.server, user unit snap web.server",
    "SYSTEM_SERVICE, web.service, web.service"
  })
  void aUnitOfAUsersOwnManagerIsMarked(Kind kind, String name, String unit) {
    assertThat(unit(kind, name, "/user.slice/user-1000.slice/user@1000.service/" + name))
        .isEqualTo(unit);
  }

  @ParameterizedTest
  @CsvSource({
    "USER_SERVICE, run-u1.service",
    "USER_SERVICE, app-code@1.service",
    "USER_SERVICE, dbus-:1.2-org.a@0.service",
    "SYSTEM_SERVICE, run-u1.service"
  })
  void aUnitOfOneRunIsNotKept(Kind kind, String name) {
    assertThat(unit(kind, name, "/a/" + name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"app-code@1.service", "dbus-:1.2-org.a@0.service"})
  void aServiceOfTheSystemWithSuchANameIsKept(String name) {
    assertThat(unit(Kind.SYSTEM_SERVICE, name, "/a/" + name)).isEqualTo(name);
  }
}
