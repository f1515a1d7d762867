package io.github.portregistry;

import static io.github.portregistry.CsvSpec.assertRefused;
import static io.github.portregistry.CsvSpec.bytes;
import static io.github.portregistry.CsvSpec.csvText;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.FormerAssignment.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FormerTableTest {

  private static final String HEADER =
      "port,transport,kind,service_name,description,released_on,authority,successor,source␊";

  private static final String NETCONF =
      "832,tcp,released,,NETCONF over SOAP,2025-09-29,RFC9900,,here␊";

  private static FormerTable read(String rows) {
    return FormerTable.read(csvText(HEADER + rows));
  }

  @Test
  void aHeaderAloneIsAnEmptyTable() {
    assertThat(read("").size()).isZero();
    assertThat(FormerTable.EMPTY.csv()).isEqualTo(bytes(HEADER));
  }

  @Test
  void everyColumnBecomesAField() {
    assertThat(read("44323,udp,moved,pcp,\"P, C\",2013-04,RFC6887,5351,\"here, 2026\"␊").of(44323))
        .containsExactly(
            new FormerAssignment(
                Transport.UDP,
                "pcp",
                "P, C",
                new RegistryDate(2013, 4, null),
                "RFC6887",
                "5351",
                Kind.MOVED,
                "here, 2026"));
  }

  @ParameterizedTest
  @EnumSource
  void everyKindIsReadAndWritten(Kind kind) {
    FormerAssignment former = new FormerAssignment(null, "", "", null, "IANA", "", kind, "here");
    FormerTable table = FormerTable.of(List.of(new FormerTable.Row(new PortSpan(1, 1), former)));

    assertThat(FormerTable.read(CsvText.of(table.csv(), "former.csv")).of(1))
        .containsExactly(former);
  }

  @Test
  void aTableIsWrittenAsItWasRead() {
    String rows =
        "80-90,,released,,,,IANA,,here␊"
            + NETCONF
            + NETCONF.replace("tcp", "udp")
            + "832-840,,renamed,a,b,,IANA,c,\"the \"\"other\"\"\"␊";

    assertThat(read(rows).csv()).isEqualTo(bytes(HEADER + rows));
    assertThat(read(rows).size()).isEqualTo(4);
  }

  @Test
  void thePackagedTableIsWrittenAsItWasRead() {
    byte[] packaged = Packaged.formerAssignments().csv();

    assertThat(FormerTable.read(CsvText.of(packaged, "former.csv")).csv()).isEqualTo(packaged);
  }

  @Test
  void aRangeHoldsForEachOfItsPortsAndNoOther() {
    FormerTable table = read("80-90,,released,,,,IANA,,here␊");

    assertThat(table.of(79)).isEmpty();
    assertThat(table.of(80)).hasSize(1);
    assertThat(table.of(90)).hasSize(1);
    assertThat(table.of(91)).isEmpty();
  }

  @Test
  void rowsInAnyOrderAreSortedAndEqualOnesStayInTheirs() {
    FormerTable.Row tcp =
        read(NETCONF).of(832).stream().map(FormerTableTest::at832).toList().get(0);
    FormerTable.Row udp = at832(read(NETCONF.replace("tcp", "udp")).of(832).get(0));
    FormerTable.Row other = at832(read(NETCONF.replace("NET", "net")).of(832).get(0));

    assertThat(FormerTable.of(List.of(udp, other, tcp)).of(832))
        .containsExactly(other.former(), tcp.former(), udp.former());
  }

  private static FormerTable.Row at832(FormerAssignment former) {
    return new FormerTable.Row(new PortSpan(832, 832), former);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "832;;column 1: expected a port or a range of ports but found nothing",
        "832;70000;column 1: expected a port from 0 to 65535, a range such as 6000-6063 in"
            + " ascending order, or nothing but found \"70000\"",
        "tcp;TCP;column 2: expected tcp, udp, sctp, dccp or nothing but found \"TCP\"",
        "released;gone;column 3: expected released, moved, renamed, reassigned or"
            + " transport_removed but found \"gone\"",
        "released;Released;column 3: expected released, moved, renamed, reassigned or"
            + " transport_removed but found \"Released\"",
        "2025-09-29;2025-09-31;column 6: expected a date such as 2005-12 or 2005-12-31, or nothing"
            + " but found \"2025-09-31\"",
        "RFC9900;;column 7: expected a text but found nothing",
        "here;;column 9: expected a text but found nothing"
      })
  void aFaultIsToldByItsPlace(String right, String wrong, String message) {
    assertRefused(
        () -> read(NETCONF.replace(right, wrong == null ? "" : wrong)), "line 2, " + message);
  }

  @Test
  void aControlCharacterIsRefused() {
    assertRefused(
        () -> read(NETCONF.replace("over", "o␉r")),
        "line 2, column 5: expected text without line breaks and other control characters"
            + " but found \"NETCONF o\\u0009r SOAP\"");
  }

  @Test
  void rowsOutOfOrderAreRefused() {
    assertRefused(
        () -> read(NETCONF.replace("tcp", "udp") + NETCONF),
        "line 3, column 1: expected rows in ascending order of port, then transport"
            + " but found a row that belongs further up");
  }

  @Test
  void aRowThatStandsTwiceIsRefused() {
    assertRefused(
        () -> read(NETCONF + NETCONF.replace("NET", "net") + NETCONF),
        "line 4, column 1: expected each row once but found a row that stands above already");
  }

  @Test
  void anotherSpellingIsRefused() {
    assertRefused(
        () -> read("832-832,tcp,released,,,,IANA,,here␊"),
        "line 2: expected the canonical form \"832,tcp,released,,,,IANA,,here\""
            + " but found \"832-832,tcp,released,,,,IANA,,here\"");
  }

  @Test
  void anotherHeaderIsRefused() {
    assertRefused(
        () -> FormerTable.read(csvText(CsvSpec.HEADER)),
        "line 1, column 3: expected the column name \"kind\" in the header but found \"state\"");
  }
}
