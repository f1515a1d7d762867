package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.HandChecks;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The namespaces, and which files stand for the sockets of this reader. */
class LinuxSourceTest extends FakeMachine {

  @Test
  void eachOtherNamespaceHasItsLowestProcess() throws IOException {
    proc.link("50/ns/net", "net:[1]")
        .link("60/ns/net", "net:[3]")
        .link("61/ns/net", "net:[2]")
        .link("70/ns/net", "net:[3]")
        .link("100/ns/net", "net:[1]")
        .link("9/ns/net", "net:[2]")
        .link("self", "50");

    assertThat(proc.probe().otherNamespaces()).containsExactly(9L, 60L);
  }

  @Test
  void ofAnotherNamespaceOursIsAnother() throws IOException {
    proc.link("50/ns/net", "net:[1]").link("60/ns/net", "net:[3]").link("self", "50");

    assertThat(proc.probe().inNamespaceOf(60).otherNamespaces()).containsExactly(50L);
  }

  @Test
  void aNamespaceThatIsNotShownIsLeftOut() throws IOException {
    proc.link("60/ns/net", "net:[3]").link("61/ns/net", "net:[4]").refuse("60/ns/net");

    assertThat(proc.probe().otherNamespaces()).containsExactly(61L);
  }

  @Test
  void whereProcessesCannotBeListedThereIsNoOtherNamespace() throws IOException {
    proc.link("60/ns/net", "net:[3]").fail("");

    assertThat(proc.probe().otherNamespaces()).isEmpty();
  }

  @Test
  void theTablesOfAnotherNamespaceAreThoseOfItsProcess() throws IOException {
    tables(listener(80, 7));
    proc.write("60/net/tcp", HEADER + listener(81, 8)).write("60/net/udp", HEADER);

    assertThat(proc.probe().inNamespaceOf(60).checkAll())
        .extracting(PortFinding::port)
        .containsExactly(81);
  }

  @Test
  void aConnectionToAListenerIsAcceptedAndAnotherIsAClients() throws IOException {
    tables(listener(80, 7) + row("0100007F:0050", "01", 0, 8) + row("0100007F:0051", "01", 0, 9));
    proc.write("net/udp", HEADER + row("0100007F:0051", "07", 0, 10));

    assertThat(proc.probe().check(80).otherUses())
        .extracting(OtherUse::kind)
        .containsExactly(OtherUse.Kind.ACCEPTED);
    // That somebody listens on UDP makes no TCP connection one that was accepted.
    assertThat(proc.probe().check(81).otherUses())
        .extracting(OtherUse::kind)
        .containsExactly(OtherUse.Kind.CLIENT);
  }

  private OtherUse use(int port) throws IOException {
    List<OtherUse> uses = proc.probe().check(port).otherUses();
    assertThat(uses).hasSize(1);
    return uses.get(0);
  }

  @ParameterizedTest
  @CsvSource({"tcp, 01, CLIENT", "tcp, 08, CLIENT", "tcp, 07, BOUND", "udp, 01, CONNECTED_UDP"})
  void whoHasAPortWithoutListeningIsLookedUp(String table, String state, OtherUse.Kind kind)
      throws IOException {
    proc.write("net/" + table, HEADER + row("0100007F:0050", state, 0, 8));
    process(60, 8);

    assertThat(use(80).kind()).isEqualTo(kind);
    assertThat(((Known) use(80).ownership()).owners())
        .extracting(ProcessRef::pid)
        .containsExactly(60L);
    assertThat(proc.probe().withOwners(Owners.NONE).check(80).otherUses().get(0).ownership())
        .isEqualTo(NotVisible.notRequested());
  }

  @Test
  void ofAPortThatHasAListenerOnlyTheListenersOwnerIsLookedUp() throws IOException {
    tables(listener(80, 7) + row("0100007F:0050", "01", 0, 8));
    process(60, 7, 8);

    assertThat(use(80).kind()).isEqualTo(OtherUse.Kind.ACCEPTED);
    assertThat(use(80).ownership()).isEqualTo(NotVisible.notRequested());
  }

  @Test
  void aListenerOfAnotherTransportKeepsNobodyFromTheLookUp() throws IOException {
    tables(row("0100007F:0050", "01", 0, 8));
    proc.write("net/udp", HEADER + row("0100007F:0050", "07", 0, 9));
    process(60, 8);

    assertThat(use(80).ownership()).isInstanceOf(Known.class);
  }

  @Test
  void ofAllPortsTheOwnersOfConnectionsAreNotLookedUp() throws IOException {
    tables(row("0100007F:0050", "01", 0, 8));
    proc.write("net/udp", HEADER + row("0100007F:0050", "07", 0, 9));
    process(60, 8, 9);

    assertThat(
            proc.probe()
                .withOtherUses(OtherUses.ALL)
                .checkAll()
                .get(0)
                .otherUses()
                .get(0)
                .ownership())
        .isEqualTo(NotVisible.notRequested());
  }

  @Test
  void aConnectionThatEndsDuringTheSearchHasVanished() throws IOException {
    tables(row("0100007F:0050", "01", 0, 8));
    process(60);
    proc.onRead("60/fd", () -> tables(row("0100007F:0050", "06", 0, 0)));

    assertThat(use(80).ownership()).isInstanceOf(Vanished.class);
  }

  @Test
  void aConnectionThatChangesItsStateDuringTheSearchIsStillThere() throws IOException {
    tables(row("0100007F:0050", "01", 0, 8));
    process(60).refuse("60/fd");
    proc.onRead("1/fd", () -> tables(row("0100007F:0050", "08", 0, 8)));

    assertThat(use(80).ownership()).isInstanceOfAny(Denied.class, Likely.class);
  }

  @ParameterizedTest
  @CsvSource({
    "04, CLOSING", "05, CLOSING", "09, CLOSING", "0B, CLOSING",
    "01, NO_OWNER", "03, HALF_OPEN", "08, NO_OWNER", "06, TIME_WAIT"
  })
  void whatTheSystemEndsOnItsOwnIsClosing(String state, OtherUse.Kind kind) throws IOException {
    tables(row("0100007F:0050", state, 0, 0));
    process(60);

    assertThat(use(80).kind()).isEqualTo(kind);
    assertThat(use(80).ownership()).isEqualTo(NotVisible.notRequested());
    assertThat(proc.read()).doesNotContain("60/fd");
  }

  @Test
  void aProcessThatStillHasAConnectionItEndedIsItsOwner() throws IOException {
    tables(row("0100007F:0050", "05", 0, 8));
    process(60, 8);

    assertThat(use(80).kind()).isEqualTo(OtherUse.Kind.CLIENT);
    assertThat(use(80).ownership()).isInstanceOf(Known.class);
  }

  @Test
  void whatTheSystemDoesWithPortsIsReadOfTheReadersNamespaceOnly() throws IOException {
    proc.write("sys/net/ipv4/ip_local_port_range", "40000\t40100\n")
        .write("sys/net/ipv4/ip_local_reserved_ports", "40050\n")
        .write("sys/net/ipv4/ip_unprivileged_port_start", "90\n")
        .link("50/ns/net", "net:[1]")
        .link("self/ns/net", "net:[1]")
        .link("60/ns/net", "net:[3]")
        .link("61/ns/net", "net:[1]");
    LocalPorts set =
        new LocalPorts(
            new PortSpan(40_000, 40_100),
            List.of(PortSpan.of(40_050)),
            List.of(),
            List.of(),
            // Nothing is bound here by this process.
            0);

    assertThat(proc.probe().localPorts()).isEqualTo(set);
    assertThat(proc.probe().inNamespaceOf(61).localPorts()).isEqualTo(set);
    assertThat(proc.probe().inNamespaceOf(60).localPorts()).isEqualTo(LinuxLocalPorts.USUAL);
    assertThat(proc.probe().inNamespaceOf(62).localPorts()).isEqualTo(LinuxLocalPorts.USUAL);
  }

  @Test
  void onlyAPortOfThisMachineIsTried() throws IOException {
    try (ServerSocket server = new ServerSocket(0)) {
      int port = server.getLocalPort();

      assertThat(LinuxSource.local().canBind(port)).isFalse();
      assertThat(LinuxSource.local().inNamespaceOf(1).canBind(port)).isTrue();
      assertThat(proc.probe().canBind(port)).isTrue();
    }
  }

  @Test
  void onlyThisMachinesOwnProcIsHere() throws IOException {
    assertThat(LinuxSource.local().isHere()).isTrue();
    assertThat(LinuxSource.of(temp.resolve("proc")).isHere()).isFalse();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
  void thePathOfThisMachinesProcHasTheNamesOfItsUsers() throws IOException {
    try (ServerSocket server = new ServerSocket(0)) {
      int port = server.getLocalPort();

      String user = user(LinuxSource.local(), port);
      assertThat(user(LinuxSource.of(Path.of("/proc")), port)).isEqualTo(user);
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a right there")
  void aCopyOfProcHasTheNumbersOfItsUsers() throws IOException {
    tables(listener(80, 7));
    process(60, 7);

    assertThat(user(LinuxSource.of(temp.resolve("proc")), 80)).isEqualTo("0");
  }

  /** The user of the only owner of a port. */
  private static String user(LinuxSource source, int port) {
    List<Listener> listeners = new ListenerProbe(source).check(port).listeners();
    assertThat(listeners).hasSize(1);
    return ((Known) listeners.get(0).ownership()).owners().get(0).user();
  }

  @Test
  void ofAFolderThatIsNotThereYetTheTablesAreThoseOfItsFirstProcess() throws IOException {
    Path mount = temp.resolve("mount");
    LinuxSource source = LinuxSource.of(mount);
    Files.createDirectories(mount.resolve("1/net"));
    Files.writeString(mount.resolve("1/net/tcp"), HEADER + listener(81, 8));
    Files.writeString(mount.resolve("1/net/udp"), HEADER);

    assertThat(new ListenerProbe(source).checkAll())
        .extracting(PortFinding::port)
        .containsExactly(81);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a right there")
  void ofAMountOfProcTheTablesAreThoseOfItsFirstProcess() throws IOException {
    tables(listener(80, 7));
    Path mount = Files.createDirectories(temp.resolve("mount"));
    Files.createSymbolicLink(mount.resolve("net"), temp.resolve("proc/net"));
    for (String table : List.of("tcp", "udp")) {
      Path file = mount.resolve("1/net").resolve(table);
      Files.createDirectories(file.getParent());
      Files.writeString(file, HEADER + (table.equals("tcp") ? listener(81, 8) : ""));
    }

    assertThat(ListenerProbe.ofProc(mount).checkAll())
        .extracting(PortFinding::port)
        .containsExactly(81);
    assertThat(ListenerProbe.ofProc(temp.resolve("proc")).checkAll())
        .extracting(PortFinding::port)
        .containsExactly(80);
  }

  @Test
  void theCommandsAreThoseOfThePlatform() throws IOException {
    assertThat(proc.probe().commands(432, List.of(Transport.UDP)))
        .isEqualTo(HandChecks.linux(432, List.of(Transport.UDP)));
  }
}
