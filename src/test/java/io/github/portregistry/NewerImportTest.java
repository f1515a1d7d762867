package io.github.portregistry;

import static io.github.portregistry.CsvSpec.IANA_HEADER;
import static io.github.portregistry.CsvSpec.bytes;
import static io.github.portregistry.RegistryImporterTest.HISTORY_HEADER;
import static io.github.portregistry.RegistryImporterTest.LATER_HEADER;
import static io.github.portregistry.RegistryImporterTest.STATES_HEADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.past.PastRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The step from the tables as they are to a newer copy of IANA's file. */
class NewerImportTest {

  /** Names without a port, which make the end of IANA's file. */
  private static final String LAST = "zeta,,tcp,Zeta,,,,,,,,␍␊zeta,,udp,Zeta,,,,,,,,␍␊";

  private static final String SMALL = RegistryImporterTest.SMALL + LAST;

  /** One change that was known before. */
  private static final String LOG =
      "2021-10-01,,,80,tcp,REFERENCE_CHANGED,http,,[RFC9110],ribose:1..2␊";

  @TempDir private Path directory;
  private Path tables;

  @BeforeEach
  void makeADirectory() throws IOException {
    tables = Files.createDirectory(directory.resolve("tables"));
  }

  private Path file(String name, String text) throws IOException {
    return Files.write(directory.resolve(name), bytes(text));
  }

  /** Makes tables of a copy, with what was known before and after it. */
  private void have(String iana, String later, String history) throws IOException {
    have(iana, later, history, "");
  }

  private void have(String iana, String later, String history, String states) throws IOException {
    RegistryImporter.importIana(
        new RegistryImporter.Inputs(
            file("iana.csv", iana),
            file("later.csv", LATER_HEADER + later),
            file("history.csv", HISTORY_HEADER + history),
            file("states.csv", STATES_HEADER + states)),
        tables,
        false,
        new PrintStream(new ByteArrayOutputStream()));
  }

  /** The copy of 2025-02-14, with a log of one change before it. */
  private void haveSmall() throws IOException {
    have(SMALL, "", LOG);
  }

  private String newer(String csv, String... options) throws IOException {
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    NewerImport.run(
        file("newer.csv", csv),
        tables,
        List.of(options).contains("--shrunk"),
        new PrintStream(report, true, StandardCharsets.UTF_8));
    return report.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private RegistryHistory history() {
    return new RegistryData(tables).facts().history();
  }

  private List<String> log() {
    return history().changes().stream()
        .map(change -> change.when() + " " + change.ports() + " " + change.summary())
        .toList();
  }

  private List<RegistryRow> asOf(String day) throws IOException {
    RegistryData data = new RegistryData(tables);
    return PastRegistry.of(data.entries("s"), "s", data.facts(), LocalDate.parse(day)).rows();
  }

  private List<String> servicesAsOf(String day, int port, Transport transport) throws IOException {
    return asOf(day).stream()
        .filter(row -> row.covers(port) && row.isFor(transport))
        .map(row -> row.serviceName().isEmpty() ? RowFormat.text(row.status()) : row.serviceName())
        .toList();
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(tables)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(
            path.getFileName().toString(), Files.readString(path, StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  // The history

  private static final String NEWER =
      SMALL
          .replace("World Wide Web HTTP,[IESG]", "Hypertext Transfer Protocol,[IESG]")
          .replace(",81-90,,Unassigned,,,,,,,,␍␊", ",82-90,,Unassigned,,,,,,,,␍␊")
          .replace("tivo,,tcp,TiVo,,,,,,,,␍␊", "")
          .replace(",2021-10-01,[RFC9110]", ",2026-01-05,[RFC9999]")
          .replace("www,80", "newone,81,tcp,A new one,[Some_One],,2026-02-01,,,,,␍␊" + "www,80");

  @Test
  void aNewerFileContinuesTheHistory() throws IOException {
    haveSmall();
    String report = newer(NEWER);

    assertThat(log())
        .containsExactly(
            "2021-10-01 80 reference of http added: RFC9110",
            "2026-01-05 80 title of http changed from World Wide Web HTTP to Hypertext Transfer Protocol",
            "2026-01-05 80 reference of http changed from RFC9110 to RFC9999",
            "2026-02-01 81 assigned to newone (A new one), was unassigned",
            "2025-02-14 to 2026-02-01 null tivo withdrawn",
            "2025-02-14 to 2026-02-01 81 without a row, was unassigned");
    assertThat(history().last().day()).isEqualTo("2026-02-01");
    assertThat(report).contains("5 changes since 2025-02-14").contains("newone");
  }

  @Test
  void afterANewerFileTheRegistryBeforeItCanBeHadBack() throws IOException {
    haveSmall();
    List<RegistryRow> before = new RegistryData(tables).entries("s");
    newer(NEWER);
    List<RegistryRow> then = asOf("2025-02-14");

    assertThat(then)
        .filteredOn(Assignment.class::isInstance)
        .map(Assignment.class::cast)
        .extracting(Assignment::serviceName, Assignment::description, Assignment::references)
        .containsExactlyInAnyOrderElementsOf(
            before.stream()
                .filter(Assignment.class::isInstance)
                .map(Assignment.class::cast)
                .map(row -> tuple(row.serviceName(), row.description(), row.references()))
                .toList());
    assertThat(then)
        .filteredOn(row -> row.covers(81))
        .extracting(RegistryRow::status)
        .containsOnly(PortStatus.UNASSIGNED);
  }

  @Test
  void aCopyThatFollowsSoonDatesAllChangesByItsOwnDay() throws IOException {
    haveSmall();
    newer(NEWER.replace("2026-01-05", "2025-02-20").replace("2026-02-01", "2025-03-03"));

    assertThat(log().subList(1, log().size()))
        .isNotEmpty()
        .allSatisfy(change -> assertThat(change).startsWith("2025-03-03 "));
  }

  @Test
  void aSecondStateOfTheSameDayIsTakenOver() throws IOException {
    haveSmall();
    newer(SMALL.replace("TiVo", "TiVo Inc"));

    assertThat(log().get(1))
        .isEqualTo("2025-02-14 null title of tivo changed from TiVo to TiVo Inc");
  }

  @Test
  void whatTwoCopiesShowedStaysWhenAThirdComes() throws IOException {
    haveSmall();
    newer(SMALL.replace("http,80,tcp,", "h2,80,tcp,").replace("2025-02-14", "2025-03-01"));
    String former = files().get("former-assignments.csv");
    newer(
        SMALL
            .replace("http,80,tcp,", "h2,80,tcp,")
            .replace("2025-02-14", "2025-03-09")
            .replace("tivo", "tivoli"));

    assertThat(former).contains(",renamed,http,");
    assertThat(files().get("former-assignments.csv")).contains(",renamed,http,");
  }

  @Test
  void aFileThatIsOlderIsRefused() throws IOException {
    haveSmall();
    Map<String, String> before = files();

    assertThatThrownBy(() -> newer(SMALL.replace("2025-02-14", "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected a copy of IANA's file that is not older than the one of the tables, which is of"
                + " 2025-02-14, but found one of 2021-10-01");
    assertThat(files()).isEqualTo(before);
  }

  // One service after another, and reserved twins

  @Test
  void aServiceThatAnotherReplacedLeftOnTheDayOfTheOther() throws IOException {
    have(SMALL + "agent,5555,tcp,Agent,,,2002-04,,,,,␍␊", "", LOG);
    newer(NEWER + "other,5555,tcp,Other,,,2025-09-09,,,,,␍␊");

    assertThat(log())
        .contains("2025-09-09 5555 agent withdrawn", "2025-09-09 5555 assigned to other");
    assertThat(servicesAsOf("2025-09-08", 5555, Transport.TCP)).containsExactly("agent");
    assertThat(servicesAsOf("2025-09-09", 5555, Transport.TCP)).containsExactly("other");
    assertThat(servicesAsOf("2025-12-31", 5555, Transport.TCP)).containsExactly("other");
  }

  @Test
  void whatBecameReservedBesideANewServiceIsOfItsDay() throws IOException {
    have(SMALL + ",700-720,,Unassigned,,,,,,,,␍␊old,730,udp,Old,,,,,,,,␍␊", "", LOG);
    newer(
        NEWER
            + "fresh,705-706,tcp,Fresh,,,2025-10-10,,,,,␍␊,705-706,udp,Reserved,,,,,,,,␍␊"
            + ",700-704,,Unassigned,,,,,,,,␍␊,707-720,,Unassigned,,,,,,,,␍␊"
            + "mine,730,tcp,Mine,,,2025-11-11,,,,,␍␊,730,udp,Reserved,,,,,,,,␍␊");

    assertThat(log())
        .contains(
            "2025-10-10 705-706 reserved, was unassigned",
            "2025-11-11 730 old withdrawn, now reserved");
    assertThat(servicesAsOf("2025-10-09", 705, Transport.UDP)).containsExactly("unassigned");
    assertThat(servicesAsOf("2025-10-10", 706, Transport.UDP)).containsExactly("reserved");
  }

  // Copies that are not whole

  private static String rows(int count) {
    return Stream.iterate(1000, port -> port + 1)
        .limit(count)
        .map(port -> "s" + port + "," + port + ",tcp,S,,,,,,,,␍␊")
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 500, 980})
  void aCopyWithTooFewRowsIsRefusedUnlessToldToGoOn(int left) throws IOException {
    have(SMALL + rows(1000), "", LOG);
    Map<String, String> before = files();
    String shrunk = SMALL.replace("2025-02-14", "2025-04-01") + rows(left);

    assertThatThrownBy(() -> newer(shrunk))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found " + (7 + left) + " rows, of which " + (1000 - left))
        .hasMessageContaining("--shrunk");
    assertThat(files()).isEqualTo(before);

    newer(shrunk, "--shrunk");
    assertThat(new RegistryData(tables).entries("s")).hasSize(7 + left);
  }

  @Test
  void aCopyWithALittleLessRowsIsTaken() throws IOException {
    have(SMALL + rows(1000), "", LOG);
    newer(SMALL.replace("2025-02-14", "2025-04-01") + rows(995));

    assertThat(new RegistryData(tables).entries("s")).hasSize(1002);
  }

  @Test
  void aCopyWithoutTheLastRowIsRefused() throws IOException {
    haveSmall();
    String cut = NEWER.substring(0, NEWER.lastIndexOf("zeta"));

    assertThatThrownBy(() -> newer(cut))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("of which 1 seem to be missing");
  }

  @Test
  void aHeaderAloneIsRefused() throws IOException {
    haveSmall();

    assertThatThrownBy(() -> newer(IANA_HEADER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no row has a date, so the snapshot has none");
  }

  // Facts that were seen after the copy, in lists of names

  private static final String LIST = "\"npm package list 1, 2025-09-17\"";

  private static String state(String rows) {
    return rows.lines()
        .map(row -> "2025-02-14,2025-02-14,=," + row + "␊")
        .collect(Collectors.joining());
  }

  private void haveLaterFacts() throws IOException {
    have(
        SMALL,
        "82,tcp,late,Late one,," + LIST + "␊80,tcp,h2,World Wide Web HTTP,http," + LIST + "␊",
        LOG,
        state(
            """
            2,tcp,,Reserved,
            80,tcp,http,World Wide Web HTTP,rfc9110
            80,tcp,www,World Wide Web HTTP,
            81-90,,,Unassigned,
            ,tcp,tivo,TiVo,
            ,tcp,zeta,Zeta,
            ,udp,zeta,Zeta,
            """));
    assertThat(history().last().day()).isEqualTo("2025-09-17");
  }

  @Test
  void aWholeCopyFromBeforeTheLaterFactsIsTakenAndTheFactsStay() throws IOException {
    haveLaterFacts();
    newer(
        SMALL.replace("2025-02-14", "2025-08-20")
            + "omega,,tcp,Omega,[O],,2025-07-07,,[RFC9999],,,␍␊");

    RegistryData data = new RegistryData(tables);
    assertThat(data.source()).endsWith(", 2025-08-20");
    assertThat(history().last())
        .isEqualTo(new RegistryHistory.Copy(LocalDate.of(2025, 9, 17), "npm package list 1"));
    assertThat(log())
        .containsExactly(
            "2021-10-01 80 reference of http added: RFC9110",
            "2025-07-07 null omega registered without a port",
            "2025-08-20 to 2025-09-17 82 assigned to late (Late one), was unassigned",
            "2025-08-20 to 2025-09-17 80 http renamed to h2",
            "2025-08-20 to 2025-09-17 82 without a row, was unassigned");
    assertThat(servicesAsOf("2025-09-17", 80, Transport.TCP))
        .containsExactlyInAnyOrder("h2", "www");
    assertThat(servicesAsOf("2025-08-20", 80, Transport.TCP))
        .containsExactlyInAnyOrder("http", "www");
    assertThat(files().get("former-assignments.csv")).containsOnlyOnce(",renamed,http,");
  }

  @Test
  void aWholeCopyFromAfterTheLaterFactsChangesNoNameWithoutAPortAndNoReference()
      throws IOException {
    haveLaterFacts();
    newer(
        SMALL
            .replace("2025-02-14", "2025-12-20")
            .replace("http,80,tcp,", "h2,80,tcp,")
            .replace(
                ",81-90,,Unassigned",
                "late,82,tcp,Late one,[L],,2025-09-01,,[RFC1],,,␍␊,83-90,,Unassigned"));

    assertThat(log())
        .containsExactly(
            "2021-10-01 80 reference of http added: RFC9110",
            "2025-02-14 to 2025-09-17 82 assigned to late (Late one), was unassigned",
            "2025-02-14 to 2025-09-17 80 http renamed to h2",
            "2025-02-14 to 2025-09-17 82 without a row, was unassigned");
    assertThat(history().last().day()).isEqualTo("2025-12-20");
    assertThat(new RegistryData(tables).entries("s"))
        .filteredOn(row -> row.serviceName().equals("late"))
        .extracting(RegistryRow::assignee, RegistryRow::references)
        .containsExactly(tuple("L", List.of("RFC1")));
  }

  /** The release of compressnet, which the log, older than it, does not have. */
  private static final String ONE_CONTRADICTED =
      """
      Former assignments brought into line with the history:
            1 contradicted by the history, left out
      """;

  /** What a later fact says is stronger than what the history, which has only names, tells. */
  @Test
  void whatALaterFactTellsOfAFormerServiceStaysAsItWasTold() throws IOException {
    haveLaterFacts();
    String before = files().get("former-assignments.csv");
    String report = newer(SMALL.replace("2025-02-14", "2025-08-20"));

    assertThat(before).contains(",2025-02-14,2025-09-17,IANA,h2,strong,");
    assertThat(files().get("former-assignments.csv"))
        .isEqualTo(before.replace(",2025-02-14,2025-09-17,", ",2025-08-20,2025-09-17,"));
    assertThat(report).endsWith(ONE_CONTRADICTED);
  }

  @Test
  void aReservedPortOfWhichALaterFactAssignsOneTransportKeepsTheStateOfTheOthers()
      throws IOException {
    String reserved = SMALL.replace(",81-90,,Unassigned,", ",95,,Reserved,");
    have(
        reserved,
        "95,tcp,late,Late one,," + LIST + "␊",
        LOG,
        state(
            """
            2,tcp,,Reserved,
            80,tcp,http,World Wide Web HTTP,rfc9110
            80,tcp,www,World Wide Web HTTP,
            95,,,Reserved,
            ,tcp,tivo,TiVo,
            ,tcp,zeta,Zeta,
            ,udp,zeta,Zeta,
            """));
    newer(reserved.replace("2025-02-14", "2025-08-20"), "--shrunk");

    assertThat(log())
        .containsExactly(
            "2021-10-01 80 reference of http added: RFC9110",
            "2025-08-20 to 2025-09-17 95 assigned to late (Late one), was reserved");
    assertThat(new RegistryData(tables).entries("the copy"))
        .filteredOn(row -> row.covers(95) && row.status() == PortStatus.RESERVED)
        .extracting(RegistryRow::transport, RegistryRow::source)
        .containsExactlyInAnyOrder(
            tuple(Transport.UDP, "the copy"),
            tuple(Transport.SCTP, "the copy"),
            tuple(Transport.DCCP, "the copy"));
  }

  @Test
  void aLaterFactThatTheCopyContradictsIsLeftOutAndReported() throws IOException {
    haveLaterFacts();
    String report =
        newer(
            SMALL
                .replace("2025-02-14", "2025-08-20")
                .replace("http,80,tcp,", "other,80,tcp,")
                .replace("World Wide Web HTTP,[IESG]", "Other,[O]")
                .replace(",2021-10-01,[RFC9110]", ",2025-08-19,"));

    assertThat(report)
        .contains(
            """
                  1 later facts left out, as the copy contradicts
                    2025-02-14 to 2025-09-17 80/tcp: http renamed to h2
            """)
        .endsWith(ONE_CONTRADICTED);
    assertThat(servicesAsOf("2025-09-17", 80, Transport.TCP))
        .containsExactlyInAnyOrder("other", "www");
  }

  @Test
  void whatAServiceCitedBeforeItLeftIsKeptByTheFilesThatFollow() throws IOException {
    haveSmall();
    String later = SMALL.replaceFirst("http,80[^␊]*␊", "").replaceFirst("www,80[^␊]*␊", "");
    newer(
        later.replace(",81-90,,Unassigned,,,,,", ",80-90,,Unassigned,,,,2026-03-01,"), "--shrunk");
    newer(
        later.replace(",81-90,,Unassigned,,,,,", ",80-90,,Unassigned,,,,2026-03-01,")
            + "later,,tcp,L,,,2026-04-01,,,,,␍␊");

    assertThat(new RegistryData(tables).facts().former().of(80))
        .filteredOn(former -> former.serviceName().equals("http"))
        .extracting(FormerAssignment::references, FormerAssignment::releasedOn)
        .containsExactly(tuple(List.of("RFC9110"), RegistryDate.parse("2026-03-01")));
  }

  /** The log does not have the references, and so the table of former services does. */
  @Test
  void whatAServiceCitedIsKeptByTheFilesThatFollowWithoutALogToo() throws IOException {
    have(SMALL, "", "");
    String later =
        SMALL
            .replaceFirst("http,80[^␊]*␊", "")
            .replaceFirst("www,80[^␊]*␊", "")
            .replace(",81-90,,Unassigned,,,,,", ",80-90,,Unassigned,,,,2026-03-01,");
    newer(later, "--shrunk");
    String former = files().get("former-assignments.csv");
    newer(later + "later,,tcp,L,,,2026-04-01,,,,,␍␊");

    assertThat(former)
        .contains("80,tcp,released,http,World Wide Web HTTP,RFC9110,,2026-03-01,,,IANA,,moderate,");
    assertThat(files().get("former-assignments.csv"))
        .isEqualTo(former.replace("Registry, 2026-03-01", "Registry, 2026-04-01"));
  }

  @Test
  void whatANoteSaidIsGoneWithTheNote() throws IOException {
    have(SMALL, "", "");
    String before = files().get("former-assignments.csv");
    newer(SMALL.replaceFirst("\"De-assigned[^\"]*\"", ""));

    assertThat(before).contains("2,tcp,released,compressnet,");
    assertThat(new RegistryData(tables).facts().former().rows()).isEmpty();
  }

  @Test
  void aHistoryThatDoesNotLeadBackFromTheRowsIsRefused() throws IOException {
    have(
        SMALL,
        "",
        "2021-09-01,,,80,tcp,DESCRIPTION_CHANGED,http,Web,World Wide Web HTTP,ribose:1..2␊"
            + LOG.replace("1..2", "2..3"));
    Path log = tables.resolve(Facts.HISTORY);
    Files.writeString(log, Files.readString(log).replace(",RFC9110,", ",RFC9111,"));
    Map<String, String> before = files();

    assertThatThrownBy(() -> newer(SMALL.replace("2025-02-14", "2025-03-01")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the change REFERENCE_CHANGED of 2021-10-01 to http on 80 does not fit: the references"
                + " are RFC9110");
    assertThat(files()).isEqualTo(before);
  }
}
