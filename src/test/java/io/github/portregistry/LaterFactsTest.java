package io.github.portregistry;

import static io.github.portregistry.CsvSpec.IANA_HEADER;
import static io.github.portregistry.CsvSpec.TEAM;
import static io.github.portregistry.CsvSpec.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.csv.Rows;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.FormerFormat;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.iana.IanaCopy;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaterFactsTest {

  private static final String HEADER =
      "port,transport,service_name,description,replaces_service_name,seen_in␊";

  private static final String BLOCK = ",4461-4483,,Unassigned,,,,2020-01-01,,,,␍␊";

  private static LaterFacts apply(String facts, String snapshot) {
    return LaterFacts.apply(
        CsvSpec.csvText(HEADER + facts), CsvSpec.ianaCopy(IANA_HEADER + snapshot));
  }

  private static PortRegistry registry(LaterFacts facts) {
    return new PortRegistry(
        PortTableCsv.of(
            facts.entries(),
            TEAM,
            Facts.none().withFormer(FactTable.of(FormerFormat.FORMAT, facts.former()))));
  }

  private static List<String> rows(LaterFacts facts) {
    return facts.entries().stream()
        .map(entry -> entry.ports() + "/" + entry.transport() + "/" + entry.serviceName())
        .toList();
  }

  @Test
  void noFactsLeaveTheSnapshotAsItIs() {
    IanaCopy snapshot = CsvSpec.ianaCopy(IANA_HEADER + BLOCK);

    LaterFacts facts = LaterFacts.apply(CsvSpec.csvText(HEADER), snapshot);

    assertThat(facts.entries()).isEqualTo(snapshot.entries());
    assertThat(facts.former()).isEqualTo(snapshot.former());
    assertThat(facts.rows()).isZero();
  }

  @Test
  void aFactBecomesAnAssignmentOfItsSource() {
    LaterFacts facts = apply("4480,tcp,agtp,\"Agent, Protocol\",,\"npm x, 2026-01-02\"␊", BLOCK);

    assertThat(registry(facts).assignments(4480, Transport.TCP))
        .containsExactly(
            MadeRow.of("agtp")
                .on("4480", Transport.TCP)
                .title("Agent, Protocol")
                .source("npm x, 2026-01-02")
                .row());
    assertThat(facts.rows()).isEqualTo(1);
  }

  @Test
  void aFactInTheMiddleOfABlockSplitsIt() {
    assertThat(rows(apply("4480,tcp,agtp,A,,npm 2026-01-02␊", BLOCK)))
        .containsExactlyInAnyOrder("4461-4479/null/", "4480/TCP/agtp", "4481-4483/null/");
  }

  @Test
  void aFactAtTheStartOfABlockShortensIt() {
    assertThat(rows(apply("4461,tcp,agtp,A,,npm 2026-01-02␊", BLOCK)))
        .containsExactlyInAnyOrder("4461/TCP/agtp", "4462-4483/null/");
  }

  @Test
  void aFactAtTheEndOfABlockShortensIt() {
    assertThat(rows(apply("4483,tcp,agtp,A,,npm 2026-01-02␊", BLOCK)))
        .containsExactlyInAnyOrder("4461-4482/null/", "4483/TCP/agtp");
  }

  @Test
  void whatIsLeftOfABlockKeepsItsFields() {
    RegistryRow block = CsvSpec.ianaCopy(IANA_HEADER + BLOCK).entries().get(0);

    assertThat(apply("4480,tcp,agtp,A,,npm 2026-01-02␊", BLOCK).entries())
        .contains(
            Rows.withPorts((UnnamedEntry) block, new PortSpan(4461, 4479)),
            Rows.withPorts((UnnamedEntry) block, new PortSpan(4481, 4483)));
  }

  @Test
  void aSecondFactForAPortIsAppliedToWhatTheFirstLeft() {
    assertThat(
            rows(
                apply(
                    "4480,tcp,agtp,A,,npm 2026-01-02␊4480,udp,agtp-quic,B,,npm 2026-01-02␊",
                    BLOCK)))
        .containsExactlyInAnyOrder(
            "4461-4479/null/", "4480/TCP/agtp", "4480/UDP/agtp-quic", "4481-4483/null/");
  }

  @Test
  void aReservedRowGivesWay() {
    LaterFacts facts =
        apply(
            "7123,udp,snif,S,,npm 2026-01-02␊",
            "snif,7123,tcp,T,,,,,,,,␍␊,7123,udp,Reserved,,,,,,,,␍␊");

    assertThat(rows(facts)).containsExactlyInAnyOrder("7123/TCP/snif", "7123/UDP/snif");
    assertThat(registry(facts).port(7123).unnamedEntries()).isEmpty();
  }

  @Test
  void theOtherTransportsOfAReservedRowStayReserved() {
    PortRegistry registry =
        registry(apply("7123,udp,snif,S,,npm 2026-01-02␊", ",7120-7130,,Reserved,,,,,,,,␍␊"));

    assertThat(registry.port(7123).ianaState(Transport.UDP)).isEqualTo(IanaState.ASSIGNED);
    assertThat(registry.port(7123).ianaState(Transport.TCP)).isEqualTo(IanaState.RESERVED);
    assertThat(registry.port(7124).ianaState(Transport.UDP)).isEqualTo(IanaState.RESERVED);
  }

  @Test
  void aPortThatNoRowCoversMayBeAssigned() {
    assertThat(rows(apply("9,tcp,nine,N,,npm 2026-01-02␊", BLOCK)))
        .containsExactlyInAnyOrder("4461-4483/null/", "9/TCP/nine");
  }

  @Test
  void aRenamedServiceKeepsTheRestOfItsRow() {
    LaterFacts facts =
        apply(
            "5543,tcp,qftest-lic-mcp,New,qftest-licserve,npm 2026-01-02␊",
            "qftest-licserve,5543,tcp,Old,[Org],[Person],2016-01-01,2017-01-01,[RFC1],7,Used,␍␊");

    assertThat(facts.entries())
        .containsExactly(
            MadeRow.of("qftest-lic-mcp")
                .on("5543", Transport.TCP)
                .title("New")
                .assignee("Org")
                .contact("Person")
                .registered("2016-01-01")
                .modified("2017-01-01")
                .references("RFC1")
                .serviceCode("7")
                .unauthorizedUse("Used")
                .source("npm 2026-01-02")
                .row());
    assertThat(facts.former())
        .containsExactly(
            new FactTable.Row<>(
                new PortSpan(5543, 5543),
                new FormerAssignment(
                    Transport.TCP,
                    "qftest-licserve",
                    "Old",
                    null,
                    "IANA",
                    "qftest-lic-mcp",
                    FormerAssignment.Kind.RENAMED,
                    "npm 2026-01-02")));
  }

  @Test
  void theSnapshotItselfStaysAsItIs() {
    IanaCopy snapshot = CsvSpec.ianaCopy(IANA_HEADER + BLOCK);
    List<RegistryRow> before = List.copyOf(snapshot.entries());

    LaterFacts.apply(CsvSpec.csvText(HEADER + "4480,tcp,agtp,A,,npm 2026-01-02␊"), snapshot);

    assertThat(snapshot.entries()).isEqualTo(before);
  }

  // What does not fit

  @Test
  void anAssignedPortIsNotGivenAway() {
    assertRefused(
        () -> apply("80,tcp,other,O,,npm 2026-01-02␊", "http,80,tcp,H,,,,,,,,␍␊"),
        "line 2, column 3: expected a port without a service, or its name in"
            + " replaces_service_name but found the service http");
  }

  @Test
  void aPortInAnAssignedRangeIsNotGivenAway() {
    assertRefused(
        () -> apply("6010,tcp,other,O,,npm 2026-01-02␊", "x11,6000-6063,,X,,,,,,,,␍␊"),
        "line 2, column 3: expected a port without a service, or its name in"
            + " replaces_service_name but found the service x11");
  }

  @Test
  void theSameFactTwiceIsRefused() {
    assertRefused(
        () -> apply("4480,tcp,agtp,A,,npm 2026-01-02␊4480,tcp,agtp,A,,npm 2026-01-02␊", BLOCK),
        "line 3, column 3: expected a port without a service, or its name in"
            + " replaces_service_name but found the service agtp");
  }

  @ParameterizedTest
  @CsvSource({"80,tcp,httpd", "80,udp,http", "81,tcp,http"})
  void aNameThatIsNotThereIsNotReplaced(String port, String transport, String replaced) {
    assertRefused(
        () ->
            apply(
                port + "," + transport + ",new,N," + replaced + ",npm 2026-01-02␊",
                "http,80,tcp,H,,,,,,,,␍␊"),
        "line 2, column 5: expected the name of a service on this port but found \""
            + replaced
            + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {",tcp", "80,", "80-90,tcp"})
  void aFactIsForOnePortAndOneTransport(String place) {
    assertRefused(
        () -> apply(place + ",new,N,,npm 2026-01-02␊", BLOCK),
        "line 2, column 1: expected one port and its transport but found less or more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4480,tcp,,A,,npm 2026-01-02␊", "80,tcp,,A,http,npm 2026-01-02␊"})
  void aFactHasAName(String fact) {
    assertRefused(
        () -> apply(fact, BLOCK + "http,80,tcp,H,,,,,,,,␍␊"),
        "line 2, column 3: expected a text but found nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4480,tcp,agtp,A,,␊", "80,tcp,new,A,http,␊"})
  void aFactHasASource(String fact) {
    assertRefused(
        () -> apply(fact, BLOCK + "http,80,tcp,H,,,,,,,,␍␊"),
        "line 2, column 6: expected a text but found nothing");
  }

  @Test
  void aFactWithALineBreakInItIsRefused() {
    assertRefused(
        () -> apply("4480,tcp,\"ag␊tp\",A,,npm 2026-01-02␊", BLOCK),
        "line 2, column 3: expected text without line breaks and other control characters"
            + " but found \"ag\", a line break, \"tp\"");
  }

  @Test
  void anotherHeaderIsRefused() {
    assertRefused(
        () ->
            LaterFacts.apply(
                CsvSpec.csvText(HEADER.replace("seen_in", "source")),
                CsvSpec.ianaCopy(IANA_HEADER)),
        "line 1, column 6: expected the column name \"seen_in\" in the header"
            + " but found \"source\"");
  }

  // What was seen, and where

  @Test
  void theCopyOfTheFactsIsThatOfTheLastOne() {
    LaterFacts facts =
        apply(
            "4480,tcp,agtp,A,,\"npm x 1, 2026-01-02\"␊4481,tcp,other,O,,npm y 2026-01-09␊", BLOCK);

    assertThat(facts.copy()).isEqualTo(new RegistryHistory.Copy(LocalDate.of(2026, 1, 9), "npm y"));
    assertThat(facts.rows()).isEqualTo(2);
    assertThat(apply("4480,tcp,agtp,A,,\"npm x 1, 2026-01-02\"␊", BLOCK).copy())
        .isEqualTo(new RegistryHistory.Copy(LocalDate.of(2026, 1, 2), "npm x 1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"someday", "npm x", "2026-01-02"})
  void whereAFactWasSeenEndsWithADay(String seen) {
    assertRefused(
        () -> apply("4480,tcp,agtp,A,," + seen + "␊", BLOCK),
        "line 2, column 6: expected where the fact was seen, and a day but found \"" + seen + "\"");
  }

  @Test
  void aFactThatCameIntoTheSnapshotIsNotApplied() {
    LaterFacts facts = apply("80,tcp,http,Hypertext,,npm 2026-01-02␊", "http,80,tcp,H,,,,,,,,␍␊");

    assertThat(facts.rows()).isZero();
    assertThat(facts.copy()).isNull();
    assertThat(rows(facts)).containsExactly("80/TCP/http");
  }

  @ParameterizedTest
  @CsvSource({"80,udp,http", "81,tcp,http", "81,tcp,other"})
  void aFactThatTheSnapshotHasElsewhereIsApplied(String port, String transport, String name) {
    LaterFacts facts =
        apply(
            port + "," + transport + "," + name + ",H,,npm 2026-01-02␊", "http,80,tcp,H,,,,,,,,␍␊");

    assertThat(facts.rows()).isEqualTo(1);
    assertThat(facts.entries()).hasSize(2);
  }

  @Test
  void aPortThatIsAssignedToAPurposeIsNotGivenAway() {
    assertRefused(
        () -> apply("0,tcp,other,O,,npm 2026-01-02␊", ",0,tcp,A purpose,[A],,,,,,,␍␊"),
        "line 2, column 3: expected a port without a service, or its name in"
            + " replaces_service_name but found the service A purpose");
  }

  @Test
  void onlyTheServiceOfTheTransportIsRenamed() {
    LaterFacts facts =
        apply(
            "80,tcp,web,W,http,npm 2026-01-02␊",
            "http,80,udp,H,,,,,,,,␍␊http,80,tcp,H,,,,,,,,␍␊http,81,tcp,H,,,,,,,,␍␊");

    assertThat(rows(facts)).containsExactlyInAnyOrder("80/UDP/http", "80/TCP/web", "81/TCP/http");
  }

  @Test
  void aNewServiceTakesThePlaceOfTheRowThatGaveWay() {
    assertThat(
            rows(
                apply(
                    "7123,udp,snif,S,,npm 2026-01-02␊",
                    ",7122,udp,Reserved,,,,,,,,␍␊,7123,udp,Reserved,,,,,,,,␍␊"
                        + ",7124,udp,Reserved,,,,,,,,␍␊")))
        .containsExactly("7122/UDP/", "7123/UDP/snif", "7124/UDP/");
  }
}
