package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.probe.ListenerProbe;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.Survey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which listeners are found for the ports and names that a command line has. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "a copy of /proc has links that Windows lacks")
class AskedListenersTest {

  private static final String HEADER =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode\n";

  @TempDir private Path proc;

  /** A machine with listeners on 22/tcp, 53 over both transports, 443/tcp, and 443/udp. */
  @BeforeEach
  void machine() throws IOException {
    Files.createDirectories(proc.resolve("net"));
    table("tcp", row(22, "0A", 1), row(53, "0A", 2), row(443, "0A", 3));
    table("udp", row(53, "07", 4), row(443, "07", 5));
    table("tcp6");
    table("udp6");
  }

  private void table(String name, String... rows) throws IOException {
    Files.writeString(proc.resolve("net/" + name), HEADER + String.join("", rows));
  }

  private static String row(int port, String state, int inode) {
    return "   0: 0100007F:%04X 00000000:0000 %s 00000000:00000000 00:00000000 00000000 0 0 %d 1 0\n"
        .formatted(port, state, inode);
  }

  private Survey asked(String... words) {
    return AskedListeners.of(List.of(words), ListenerProbe.ofProc(proc), PortRegistry.bundled());
  }

  /** The listeners as {@code 53 tcp}, in order. */
  private List<String> listeners(String... words) {
    return asked(words).findings().stream()
        .flatMap(finding -> finding.listeners().stream())
        .map(listener -> listener.address().getPort() + " " + listener.transport().keyword())
        .toList();
  }

  @Test
  void withoutAWordAllListenersAreFound() {
    assertThat(listeners()).containsExactly("22 tcp", "53 tcp", "53 udp", "443 tcp", "443 udp");
  }

  @ParameterizedTest
  @CsvSource({
    "443, 443 tcp|443 udp",
    "443/tcp, 443 tcp",
    "443/udp, 443 udp",
    "22-53/tcp, 22 tcp|53 tcp",
    "22-53, 22 tcp|53 tcp|53 udp",
    "domain, 53 tcp|53 udp",
    "ssh/tcp, 22 tcp",
    "22/udp, ''",
    "80, ''",
  })
  void aWordStandsForItsPortsOverItsTransport(String word, String expected) {
    assertThat(String.join("|", listeners(word))).isEqualTo(expected);
  }

  @Test
  void theFindingsAreSortedByPortWhateverTheTransports() {
    assertThat(asked("443/tcp", "53/udp", "22").findings())
        .extracting(PortFinding::port)
        .containsExactly(22, 53, 443);
  }

  @ParameterizedTest
  @CsvSource({"53, 53/tcp", "53/tcp, 53/udp", "53, 53", "53/udp, 53"})
  void aPortHasOneFindingHoweverOftenItIsNamed(String one, String other) {
    List<PortFinding> findings = asked(one, other).findings();

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).listeners()).hasSize(2);
  }

  @Test
  void aPortWithoutAListenerHasNoFinding() {
    assertThat(asked("22", "80").findings()).extracting(PortFinding::port).containsExactly(22);
  }

  @Test
  void thatATableCouldNotBeReadIsKnown() throws IOException {
    assertThat(asked("22", "53/udp").coverage().socketsComplete()).isTrue();

    Files.delete(proc.resolve("net/udp"));
    Files.createDirectory(proc.resolve("net/udp"));
    assertThat(asked("22", "53/udp").coverage().socketsComplete()).isFalse();
  }

  @Test
  void aServiceWithoutAPortIsRefusedWithTheNearestName() {
    assertThatThrownBy(() -> asked("domian"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "no service 'domian' has a port; did you mean domain (53, Domain Name Server)?");
  }

  @ParameterizedTest
  @CsvSource({"80/sctp, sctp", "80/dccp, dccp"})
  void aTransportWhoseSocketsAreNotSeenIsRefused(String word, String keyword) {
    assertThatThrownBy(() -> asked(word))
        .isInstanceOf(UsageException.class)
        .hasMessage("'" + word + "' is for " + keyword + ", and only TCP and UDP sockets are seen");
  }
}
