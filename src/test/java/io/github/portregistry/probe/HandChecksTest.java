package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.portregistry.Transport;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandChecksTest {

  private static final List<Transport> BOTH = List.of(Transport.TCP, Transport.UDP);

  @Test
  void linuxHasItsCommands() {
    assertThat(HandChecks.linux(432, BOTH))
        .containsExactly(
            "sudo ss -H -lntup 'sport = :432'",
            "sudo lsof -nP -iTCP:432 -sTCP:LISTEN",
            "sudo lsof -nP -iUDP:432",
            "sudo netstat -lntup | grep -E ':432[[:space:]]'",
            "sudo tcpdump -n -i any 'tcp port 432 or udp port 432'");
    assertThat(HandChecks.linux(22, List.of(Transport.TCP)))
        .containsExactly(
            "sudo ss -H -lntp 'sport = :22'",
            "sudo lsof -nP -iTCP:22 -sTCP:LISTEN",
            "sudo netstat -lntp | grep -E ':22[[:space:]]'",
            "sudo tcpdump -n -i any 'tcp port 22'");
    assertThat(HandChecks.linux(53, List.of(Transport.UDP)))
        .contains("sudo ss -H -lnup 'sport = :53'", "sudo lsof -nP -iUDP:53")
        .noneMatch(command -> command.contains("TCP"));
  }

  @Test
  void macHasItsCommands() {
    assertThat(HandChecks.mac(432, BOTH))
        .containsExactly(
            "sudo lsof -nP -iTCP:432 -sTCP:LISTEN",
            "sudo lsof -nP -iUDP:432",
            "netstat -anv -p tcp | grep -E '\\.432[[:space:]]'",
            "netstat -anv -p udp | grep -E '\\.432[[:space:]]'",
            "sudo tcpdump -n -i any 'tcp port 432 or udp port 432'");
  }

  @Test
  void windowsHasItsCommands() {
    assertThat(HandChecks.windows(432, BOTH))
        .containsExactly(
            "netstat -ano | findstr /R /C:\":432 \"",
            "powershell Get-NetTCPConnection -LocalPort 432 -State Listen",
            "powershell Get-NetUDPEndpoint -LocalPort 432");
    assertThat(HandChecks.windows(432, List.of(Transport.TCP))).hasSize(2);
  }

  @Test
  void anUnknownPlatformHasACommandToo() {
    ListenerProbe probe = new ListenerProbe(ListenerProbe.source("Plan 9"));

    assertThat(probe.commands(432, BOTH)).isNotEmpty();
    assertThat(probe.check(432).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(probe.check(432).coverage())
        .isEqualTo(
            new Coverage(
                Source.NONE,
                false,
                false,
                List.of("The sockets of Plan 9 cannot be read by this library.")));
    assertThat(probe.checkAll()).isEmpty();
    assertThat(probe.otherNamespaces()).isEmpty();
    assertThat(probe.inNamespaceOf(1).check(1).verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void onlyTcpAndUdpHaveCommands() {
    ListenerProbe probe = ListenerProbe.local();

    assertThat(probe.commands(432, BOTH)).isNotEmpty().isUnmodifiable();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> probe.commands(432, List.of()))
        .withMessage("expected the transports TCP, UDP or both, found []");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> probe.commands(432, List.of(Transport.SCTP)));
    assertThatNullPointerException().isThrownBy(() -> probe.commands(432, null));
  }
}
