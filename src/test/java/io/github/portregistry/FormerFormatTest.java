package io.github.portregistry;

import static io.github.portregistry.CsvSpec.assertRefused;
import static io.github.portregistry.CsvSpec.bytes;
import static io.github.portregistry.CsvSpec.csvText;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.FormerAssignment.Kind;
import io.github.portregistry.csv.CsvText;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.FormerFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FormerFormatTest {

  private static final String HEADER =
      "port,transport,kind,service_name,description,references,registered,released_on,last_seen,"
          + "absent_by,authority,successor,strength,source␊";

  private static final String NETCONF =
      "832,tcp,released,,NETCONF over SOAP,,,2025-09-29,,,RFC9900,,strong,here␊";

  private static FactTable<FormerAssignment> read(String rows) {
    return FactTable.read(FormerFormat.FORMAT, csvText(HEADER + rows));
  }

  @Test
  void aHeaderAloneIsAnEmptyTable() {
    assertThat(read("").rows()).isEmpty();
    assertThat(FactTable.empty(FormerFormat.FORMAT).csv()).isEqualTo(bytes(HEADER));
  }

  @Test
  void everyColumnBecomesAField() {
    assertThat(
            read("44323,udp,moved,pcp,\"P, C\",RFC1|RFC2,2008-03,2013-04,2012-11,2013-05,RFC6887,5351,moderate,\"here, 2026\"␊")
                .of(44323))
        .containsExactly(
            new FormerAssignment(
                Transport.UDP,
                "pcp",
                "P, C",
                List.of("RFC1", "RFC2"),
                new RegistryDate(2008, 3, null),
                new RegistryDate(2013, 4, null),
                "RFC6887",
                "5351",
                Kind.MOVED,
                "here, 2026",
                new RegistryDate(2012, 11, null),
                new RegistryDate(2013, 5, null),
                Evidence.Strength.MODERATE));
  }

  @ParameterizedTest
  @EnumSource
  void everyKindIsReadAndWritten(Kind kind) {
    FormerAssignment former = new FormerAssignment(null, "", "", null, "IANA", "", kind, "here");
    FactTable<FormerAssignment> table =
        FactTable.of(FormerFormat.FORMAT, List.of(new FactTable.Row<>(new PortSpan(1, 1), former)));

    assertThat(FactTable.read(FormerFormat.FORMAT, CsvText.of(table.csv(), "former.csv")).of(1))
        .containsExactly(former);
  }

  @Test
  void aTableIsWrittenAsItWasRead() {
    String rows =
        NETCONF
            + NETCONF.replace("tcp", "udp")
            + "80-90,,released,,,,,,,,IANA,,strong,here␊"
            + "832-840,,renamed,a,b,,,,,,IANA,c,weak,\"the \"\"other\"\"\"␊";

    assertThat(read(rows).csv()).isEqualTo(bytes(HEADER + rows));
    assertThat(read(rows).rows()).hasSize(4);
  }

  @Test
  void thePackagedTableIsWrittenAsItWasRead() {
    byte[] packaged = PackagedFacts.get().former().csv();

    assertThat(FactTable.read(FormerFormat.FORMAT, CsvText.of(packaged, "former.csv")).csv())
        .isEqualTo(packaged);
  }

  @Test
  void aRangeHoldsForEachOfItsPortsAndNoOther() {
    FactTable<FormerAssignment> table = read("80-90,,released,,,,,,,,IANA,,strong,here␊");

    assertThat(table.of(79)).isEmpty();
    assertThat(table.of(80)).hasSize(1);
    assertThat(table.of(90)).hasSize(1);
    assertThat(table.of(91)).isEmpty();
  }

  @Test
  void rowsInAnyOrderAreSortedByTransportThenByTheirText() {
    FactTable.Row<FormerAssignment> tcp = at832(read(NETCONF).of(832).get(0));
    FactTable.Row<FormerAssignment> udp = at832(read(NETCONF.replace("tcp", "udp")).of(832).get(0));
    FactTable.Row<FormerAssignment> other =
        at832(read(NETCONF.replace("NET", "net")).of(832).get(0));

    assertThat(FactTable.of(FormerFormat.FORMAT, List.of(udp, other, tcp)).of(832))
        .containsExactly(tcp.fact(), other.fact(), udp.fact());
  }

  private static FactTable.Row<FormerAssignment> at832(FormerAssignment former) {
    return new FactTable.Row<>(new PortSpan(832, 832), former);
  }

  @Test
  void anIntervalHasTwoEnds() {
    assertRefused(
        () -> read("832,,released,,,,,,2025-09-01,,IANA,,weak,here␊"),
        "line 2, column 9: expected both ends of the interval, or none but found one end");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "832;;column 1: expected a port or a range of ports but found nothing",
        "832;70000;column 1: expected a port from 0 to 65535 or a range such as 6000-6063 in"
            + " ascending order but found \"70000\"",
        "tcp;TCP;column 2: expected tcp, udp, sctp, dccp or an empty field but found \"TCP\"",
        "released;gone;column 3: expected released or moved or renamed or reassigned or"
            + " transport_removed but found \"gone\"",
        "released;Released;column 3: expected released or moved or renamed or reassigned or"
            + " transport_removed but found \"Released\"",
        "2025-09-29;2025-09-31;column 8: expected a date such as 2005-12 or 2005-12-31, or an empty field"
            + " but found \"2025-09-31\"",
        "RFC9900;;column 11: expected a text but found nothing",
        "strong;sure;column 13: expected strong or moderate or weak but found \"sure\"",
        "here;;column 14: expected a text but found nothing"
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
            + " but found \"NETCONF o\", a tab, \"r SOAP\"");
  }

  @Test
  void rowsOutOfOrderAreRefused() {
    assertRefused(
        () -> read(NETCONF.replace("tcp", "udp") + NETCONF),
        "line 3, column 1: expected rows in ascending order of port, then transport,"
            + " and those of several ports last but found a row that belongs further up");
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
        () -> read("832-832,tcp,released,,,,,,,,IANA,,strong,here␊"),
        "line 2: expected the canonical form \"832,tcp,released,,,,,,,,IANA,,strong,here\""
            + " but found \"832-832,tcp,released,,,,,,,,IANA,,strong,here\"");
  }

  @Test
  void anotherHeaderIsRefused() {
    assertRefused(
        () -> FactTable.read(FormerFormat.FORMAT, csvText(CsvSpec.HEADER)),
        "line 1, column 3: expected the column name \"kind\" in the header but found \"state\"");
  }
}
