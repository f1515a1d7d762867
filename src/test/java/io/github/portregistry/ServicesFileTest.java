package io.github.portregistry;

import static io.github.portregistry.CsvSpec.assertTeamRefused;
import static io.github.portregistry.CsvSpec.bytes;
import static io.github.portregistry.CsvSpec.readTeam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link PortRegistry#read} makes of {@code /etc/services} as systems have it. */
class ServicesFileTest {

  private static List<String> rows(PortRegistry registry) {
    return registry.assignments().map(Assignment::toString).toList();
  }

  // As systems have it

  @Test
  void debianHasTabsAliasesAndComments() {
    PortRegistry debian =
        readTeam(
            "# Network services, Internet style␊#␊␊tcpmux␉␉1/tcp␉␉␉␉# TCP port multiplexer␊"
                + "discard␉␉9/tcp␉␉sink null␊http␉␉80/tcp␉␉www␉␉# WorldWideWeb HTTP␊"
                + "kerberos␉88/udp␉␉kerberos5 krb5 kerberos-sec␉# Kerberos v5␊"
                + "amqp␉␉5672/sctp␊#=========␊# Local services␊");

    assertThat(rows(debian))
        .containsExactly(
            "1/tcp tcpmux (TCP port multiplexer)",
            "9/tcp discard",
            "9/tcp sink alias of discard",
            "9/tcp null alias of discard",
            "80/tcp http (WorldWideWeb HTTP)",
            "80/tcp www (WorldWideWeb HTTP) alias of http",
            "88/udp kerberos (Kerberos v5)",
            "88/udp kerberos5 (Kerberos v5) alias of kerberos",
            "88/udp krb5 (Kerberos v5) alias of kerberos",
            "88/udp kerberos-sec (Kerberos v5) alias of kerberos",
            "5672/sctp amqp");
    assertThat(debian.serviceName(80, Transport.TCP)).isEqualTo("http");
    assertThat(debian.service("www")).extracting(Assignment::serviceName).contains("http", "www");
    assertThat(debian.port(9).assignments())
        .extracting(Assignment::source)
        .containsOnly("team.csv");
  }

  @Test
  void windowsHasSpacesCrLfAndCommentsWithoutASpace() {
    assertThat(
            rows(
                readTeam(
                    "# Copyright (c) 1993-2004 Microsoft Corp.␍␊#␍␊␍␊"
                        + "echo                7/tcp␍␊"
                        + "discard             9/tcp    sink null␍␊"
                        + "ftp-data           20/tcp                           #FTP, data␍␊"
                        + "ms-sql-s         1433/tcp              #Microsoft-SQL-Server  ␍␊")))
        .containsExactly(
            "7/tcp echo",
            "9/tcp discard",
            "9/tcp sink alias of discard",
            "9/tcp null alias of discard",
            "20/tcp ftp-data (FTP, data)",
            "1433/tcp ms-sql-s (Microsoft-SQL-Server)");
  }

  @Test
  void macOsHasLongCommentsAndPortZero() {
    assertThat(
            rows(
                readTeam(
                    "#␊# Network services, Internet style␊"
                        + "spr-itunes        0/tcp    # Shirt Pocket netTunes␊"
                        + "rtmp              1/udp    #Routing Table Maintenance Protocol␊"
                        + "#                          Mark Lottor <MKL@nisc.sri.com>␊"
                        + "compressnet       2/udp     # Management Utility␉of # this␊")))
        .containsExactly(
            "0/tcp spr-itunes (Shirt Pocket netTunes)",
            "1/udp rtmp (Routing Table Maintenance Protocol)",
            "2/udp compressnet (Management Utility of # this)");
  }

  @Test
  void redHatNamesAServiceTwice() {
    assertThat(
            rows(
                readTeam(
                    "hostnames 101/tcp hostname # from sri-nic␊"
                        + "hostname 101/tcp # of old␊"
                        + "rplay 5555/udp␊personal-agent 5555/udp # Personal Agent␊"
                        + "http 80/tcp www # Web␊http 80/tcp www www-http # Web␊"
                        + "HTTP 80/tcp # HyperText␊")))
        .containsExactly(
            "80/tcp http (Web; HyperText)",
            "80/tcp www (Web) alias of http",
            "80/tcp www-http (Web) alias of http",
            "101/tcp hostnames (from sri-nic)",
            "101/tcp hostname (from sri-nic; of old)",
            "5555/udp rplay",
            "5555/udp personal-agent (Personal Agent)");
  }

  @Test
  void theFileOfThisSystemIsReadWhole() throws IOException {
    Path file = Path.of("/etc/services");
    assumeTrue(Files.isReadable(file), "this system has no /etc/services");
    long lines =
        Files.readAllLines(file).stream()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> line.matches("\\S+\\s+\\d+/(tcp|udp|sctp|dccp)(\\s.*)?"))
            .map(line -> line.split("\\s+", -1))
            .map(words -> words[0] + " " + words[1])
            .distinct()
            .count();

    PortRegistry read = PortRegistry.read(file);

    assertThat(read.assignments().filter(row -> row.aliasOf().isEmpty())).hasSize((int) lines);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssh 22/tcp", "ssh 22/tcp␍", "\ufeff  ssh\t22/TCP  ", "␊ssh 022/tcp"})
  void oneLineIsEnough(String file) {
    assertThat(rows(readTeam(file))).containsExactly("22/tcp ssh");
  }

  @Test
  void aRangeIsOneRow() {
    assertThat(rows(readTeam("x11 6000-6063/tcp X # windows␊")))
        .containsExactly("6000-6063/tcp x11 (windows)", "6000-6063/tcp X (windows) alias of x11");
  }

  @Test
  void aFileOfCommentsIsEmpty() {
    assertThat(rows(readTeam("# nothing here␊"))).isEmpty();
  }

  // What cannot be understood

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smtp | 2: expected a port and a protocol such as 443/tcp after the name \"smtp\" but"
            + " found nothing",
        "smtp 25 | 2: expected a port and a protocol such as 443/tcp but found \"25\"",
        "smtp 25/ | 2: expected a port and a protocol such as 443/tcp but found \"25/\"",
        "smtp 25/tcp/udp | 2: expected a port and a protocol such as 443/tcp but found"
            + " \"25/tcp/udp\"",
        "smtp 70000/tcp | 2: expected a port from 0 to 65535 before the slash but found \"70000\"",
        "smtp /tcp | 2: expected a port from 0 to 65535 before the slash but found \"\"",
        "sm\u001btp 25/tcp | 1: expected text without line breaks and other control characters"
            + " but found \"sm\\u001btp\"",
      })
  void aLineThatIsWrongIsTold(String line, String message) {
    assertTeamRefused("# x␊ssh 22/tcp␊" + line + "␊", "line 3, column " + message);
  }

  @Test
  void aControlCharacterInALaterCommentIsRefusedAsInTheFirst() {
    assertTeamRefused(
        "ssh 22/tcp # a shell␊ssh 22/tcp # a\u0018shell␊",
        "line 2: expected text without line breaks and other control characters but"
            + " found \"a\\u0018shell\"");
  }

  @Test
  void anotherProtocolIsRefusedWithItsLine() {
    assertTeamRefused(
        "tcpmux 1/tcp␊␊ssh 22/tpc # a misspelling␊",
        "line 3, column 2: expected tcp, udp, sctp or dccp after the slash but found \"22/tpc\"");
  }

  @Test
  void numbersThatAreNoPortsAreLeftOut() {
    assertThat(rows(readTeam("rtmp 1/ddp # AppleTalk␊natd 8668/divert␊ssh 22/tcp␊")))
        .containsExactly("22/tcp ssh");
  }

  @Test
  void anotherProtocolIsSkippedOnRequestAndNothingElse() throws IOException {
    byte[] file = bytes("rtmp 1/ddp␊tcpmux 1/tcp␊x 2/UNIX alias␊y 2/icmp␊echo 7/udp␊");

    PortRegistry read =
        PortRegistry.read(new ByteArrayInputStream(file), "services", OtherProtocols.SKIP);

    assertThat(rows(read)).containsExactly("1/tcp tcpmux", "7/udp echo");
  }

  @Test
  void aNameThatIsTooLongIsRefused() {
    assertTeamRefused(
        "ssh 22/tcp␊" + "a".repeat(65_537) + " 23/tcp␊",
        "line 2, column 1: expected at most 65536 characters in a field but found 65537");
  }

  @Test
  void aCommentThatIsTooLongIsRefused() {
    assertTeamRefused(
        "ssh 22/tcp␊telnet 23/tcp # " + "a".repeat(65_537) + "␊",
        "line 2: expected at most 65536 characters in a field but found 65537");
  }

  @Test
  void aLaterCommentThatIsTooLongIsRefusedAtItsOwnLine() {
    assertTeamRefused(
        "ssh 22/tcp␊ssh 22/tcp # " + "a".repeat(65_537) + "␊",
        "line 2: expected at most 65536 characters in a field but found 65537");
  }

  @Test
  void commentsThatAreTooLongTogetherAreRefusedAtTheFirstLineOfTheService() {
    assertTeamRefused(
        "telnet 23/tcp␊ssh 22/tcp # "
            + "a".repeat(40_000)
            + "␊ssh 22/tcp # "
            + "b".repeat(40_000)
            + "␊",
        "line 2: expected at most 65536 characters in a field but found 80002");
  }

  @Test
  void aManyTimesRepeatedCommentIsBounded() {
    String comment = "c".repeat(60_000);
    StringBuilder file = new StringBuilder("a 1/tcp");
    for (int i = 0; i < 300; i++) {
      file.append(" b").append(i);
    }

    assertTeamRefused(
        file.append(" # ").append(comment).append('\n').toString(),
        "line 1: expected at most 8388608 bytes with all 15 columns written but found more");
  }

  // Ranges that overlap

  @ParameterizedTest
  @CsvSource({
    "first 1/tcp␊web 0-60/tcp, 1, 'first,web'",
    "fox 1-2/tcp␊first 2/tcp, 2, 'first,fox'",
    "all 0-65535/tcp␊some 400-500/tcp␊few 450-460/tcp, 455, 'few,some,all'",
    "low 1-3/tcp␊high 2-4/tcp, 2, 'low,high'",
    "b 1-3/tcp␊a 1-3/tcp, 2, 'b,a'",
    "old 5-9/tcp␊www 7/tcp␊new 5-9/tcp www, 7, 'www,old,new,www'"
  })
  void ofServicesOfEqualRankTheOneWithTheNarrowestRangeIsPrimary(
      String file, int port, String names) {
    PortRegistry registry = readTeam(file + "␊");

    assertThat(registry.assignments(port, Transport.TCP))
        .extracting(Assignment::serviceName)
        .containsExactly(names.split(",", -1));
    assertThat(registry.serviceName(port, Transport.TCP))
        .isEqualTo(names.substring(0, names.indexOf(',')));
  }
}
