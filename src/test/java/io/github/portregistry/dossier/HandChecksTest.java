package io.github.portregistry.dossier;

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
            "sudo lsof -nP -i:432 | grep -E 'LISTEN|UDP'",
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
            "sudo lsof -nP -i:432 | grep -E 'LISTEN|UDP'",
            "netstat -anv -p tcp | grep -E '^[a-z0-9]+ +[0-9]+ +[0-9]+ +[^ ]+\\.432 '",
            "netstat -anv -p udp | grep -E '^[a-z0-9]+ +[0-9]+ +[0-9]+ +[^ ]+\\.432 '",
            "sudo tcpdump -n -i any 'tcp port 432 or udp port 432'");
  }

  @Test
  void windowsHasItsCommands() {
    assertThat(HandChecks.windows(432, BOTH))
        .containsExactly(
            "netstat -ano | findstr /R /C:\"^ *[TU][CD]P *[^ ]*:432 \"",
            "powershell Get-NetTCPConnection -LocalPort 432 -State Listen",
            "powershell Get-NetUDPEndpoint -LocalPort 432");
    assertThat(HandChecks.windows(432, List.of(Transport.TCP))).hasSize(2);
    assertThat(HandChecks.windows(53, List.of(Transport.UDP)))
        .containsExactly(
            "netstat -ano | findstr /R /C:\"^ *[TU][CD]P *[^ ]*:53 \"",
            "powershell Get-NetUDPEndpoint -LocalPort 53");
  }

  @Test
  void sctpHasTheCommandsThatKnowItAndDccpNone() {
    List<Transport> rare = List.of(Transport.SCTP, Transport.DCCP);

    assertThat(HandChecks.linux(5004, rare))
        .containsExactly(
            "sudo ss -H -lnSp 'sport = :5004'", "sudo tcpdump -n -i any 'sctp port 5004'");
    assertThat(HandChecks.mac(5004, rare))
        .containsExactly("sudo tcpdump -n -i any 'sctp port 5004'");
    assertThat(HandChecks.windows(5004, rare)).isEmpty();
    assertThat(HandChecks.linux(5004, List.of(Transport.DCCP))).isEmpty();
    assertThat(HandChecks.mac(5004, List.of(Transport.DCCP))).isEmpty();
  }

  @Test
  void aPortThatIsNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HandChecks.linux(65536, BOTH))
        .withMessage("port 65536 is outside 0 to 65535");
    assertThatIllegalArgumentException().isThrownBy(() -> HandChecks.mac(-1, BOTH));
    assertThatIllegalArgumentException().isThrownBy(() -> HandChecks.windows(-1, BOTH));
  }

  @Test
  void noTransportIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HandChecks.linux(432, List.of()))
        .withMessage("expected at least one transport, found none");
    assertThatNullPointerException().isThrownBy(() -> HandChecks.linux(432, null));
  }
}
