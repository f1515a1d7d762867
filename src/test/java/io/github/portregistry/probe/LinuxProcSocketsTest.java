package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, columns and states, each in a table of one row. */
class LinuxProcSocketsTest extends FakeMachine {

  private static final String LINK_LOCAL = "fe800000000000000000000000000001";
  private static final String LINK_LOCAL_ROW = "000080FE000000000000000001000000:0050";

  private String host(String interfaces, String local) throws IOException {
    proc.write("net/if_inet6", interfaces);
    proc.write("net/tcp6", HEADER + row(local, "0A", 0, 7));
    return proc.probe().check(80).listeners().get(0).address().getAddress().getHostAddress();
  }

  @Test
  void aLinkLocalAddressHasTheInterfaceThatHasIt() throws IOException {
    assertThat(host(LINK_LOCAL + " 1f 40 20 80 a\n", LINK_LOCAL_ROW))
        .isEqualTo("fe80:0:0:0:0:0:0:1%31");
    assertThat(host("  " + LINK_LOCAL + "   0a  40 20 80   a\n", LINK_LOCAL_ROW))
        .isEqualTo("fe80:0:0:0:0:0:0:1%10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "fe800000000000000000000000000002 02 40 20 80 a\n",
        LINK_LOCAL + " 02 40 20 80\n",
        LINK_LOCAL + " xx 40 20 80 a\n",
        "fe800000000000000000000000000002 xx 40 20 80 b\n" + LINK_LOCAL + " 02 40 20 80 a\n",
        LINK_LOCAL + " 02 40 20 80 a\nfe800000000000000000000000000002 xx 40 20 80 b\n"
      })
  void whereTheInterfaceIsNotToldTheAddressHasNone(String interfaces) throws IOException {
    assertThat(host(interfaces, LINK_LOCAL_ROW)).isEqualTo("fe80:0:0:0:0:0:0:1");
  }

  @ParameterizedTest
  @CsvSource({
    "00000000000000000000000000000000, 0:0:0:0:0:0:0:0",
    "00000000000000000000000001000000, 0:0:0:0:0:0:0:1",
    "B80D0120000000000000000001000000, 2001:db8:0:0:0:0:0:1",
    "0000C0FE000000000000000001000000, fec0:0:0:0:0:0:0:1",
    "0000BFFE000000000000000001000000, febf:0:0:0:0:0:0:1%2",
    "000080FD000000000000000001000000, fd80:0:0:0:0:0:0:1"
  })
  void onlyALinkLocalAddressHasAnInterface(String hex, String host) throws IOException {
    String interfaces =
        """
        00000000000000000000000000000001 01 80 10 80 lo
        20010db8000000000000000000000001 02 40 00 80 a
        fec00000000000000000000000000001 02 40 00 80 a
        febf0000000000000000000000000001 02 40 20 80 a
        fd800000000000000000000000000001 02 40 00 80 a
        """;

    assertThat(host(interfaces, hex + ":0050")).isEqualTo(host);
  }

  @ParameterizedTest
  @CsvSource({
    "06, 0, TIME_WAIT",
    "07, 9, BOUND",
    "0D, 9, BOUND",
    "01, 0, NO_OWNER",
    "01, 9, CLIENT",
    "08, 9, CLIENT"
  })
  void theStateOfASocketTellsWhatItDoesWithThePort(String state, long inode, OtherUse.Kind kind)
      throws IOException {
    tables(row("0100007F:0050", state, 0, inode));

    assertThat(proc.probe().check(80).otherUses()).extracting(OtherUse::kind).containsExactly(kind);
  }

  @Test
  void aUdpSocketWithAPeerIsConnected() throws IOException {
    proc.write("net/udp", HEADER + row("0100007F:0050", "01", 0, 9));

    assertThat(proc.probe().check(80).otherUses())
        .extracting(OtherUse::kind)
        .containsExactly(OtherUse.Kind.CONNECTED_UDP);
  }

  @Test
  void aRowHasItsPortItsUserAndItsInode() throws IOException {
    tables(row("0100007F:FFFF", "0A", 4_294_967_294L, 7));
    process(60, 7);

    PortFinding finding = proc.probe().check(65535);
    assertThat(owners(finding)).containsExactly(60L);
    assertThat(finding.listeners().get(0).user()).isEqualTo("4294967294");
    assertThat(finding.listeners().get(0).address().getPort()).isEqualTo(65535);
  }

  @Test
  void aLongRowIsToldByItsBeginning() throws IOException {
    tables("x".repeat(300) + "\n");

    assertThat(proc.probe().check(80).coverage().notes())
        .containsExactly(
            "The table tcp could not be read: expected a number and a colon at the row's head,"
                + " found \""
                + "x".repeat(200)
                + "\"");
  }

  @Test
  void aTableThatEndsWithinARowTellsIt() throws IOException {
    tables(listener(80, 7) + "   1: 0100");

    assertThat(proc.probe().check(80).coverage().notes())
        .containsExactly(
            "The table tcp could not be read: expected a whole row before the end of the table,"
                + " found \"   1: 0100\"");
  }

  @Test
  void aNumberOfMoreThanThirtyTwoBitsIsNoHexNumber() throws IOException {
    tables(row("0100007F:0050", "10000000A", 0, 7));

    assertThat(proc.probe().check(80).coverage().notes())
        .singleElement()
        .asString()
        .startsWith("The table tcp could not be read: expected hex digits, found \"   0: 0100007F");
  }

  private static String connections() {
    return row("0100007F:2328", "01", 0, 9).repeat(100);
  }

  @Test
  void aTableThatCameInPiecesIsNotReadAgainIfThePortWasFoundInIt() throws IOException {
    tables(listener(80, 7) + connections());
    process(60, 7);

    proc.probe().check(80);
    assertThat(proc.read()).filteredOn("net/tcp"::equals).hasSize(1);
    proc.read().clear();
    proc.probe().withOwners(Owners.NONE).check(81);
    assertThat(proc.read()).filteredOn("net/tcp"::equals).hasSize(2);
    proc.read().clear();
    proc.probe().withOwners(Owners.NONE).withOtherUses(OtherUses.ALL).checkAll();
    assertThat(proc.read()).filteredOn("net/tcp"::equals).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"TCP, 10, true", "TCP, 7, false", "UDP, 7, true", "UDP, 1, false"})
  void whatListensDependsOnTheTransport(Transport transport, int state, boolean listens) {
    LinuxSocketRow row =
        new LinuxSocketRow(
            transport,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 80),
            Listener.Ipv4.ACCEPTED,
            state,
            0,
            7);

    assertThat(row.listens()).isEqualTo(listens);
    assertThat(row.port()).isEqualTo(80);
  }
}
