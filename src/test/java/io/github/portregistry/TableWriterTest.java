package io.github.portregistry;

import static io.github.portregistry.CsvSpec.HEADER;
import static io.github.portregistry.TeamTables.alias;
import static io.github.portregistry.TeamTables.named;
import static io.github.portregistry.TeamTables.table;
import static io.github.portregistry.TeamTables.unnamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries made from rows, and what is written of a registry. */
class TableWriterTest {

  private static final PortRegistry BUNDLED = PortRegistry.bundled();
  private static final String SOURCE = BUNDLED.sources().get(0);

  private static byte[] written(PortRegistry registry, TableFormat format) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      registry.write(out, format);
      return out.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(PortRegistry registry, TableFormat format) {
    return new String(written(registry, format), StandardCharsets.UTF_8);
  }

  private static PortRegistry read(byte[] table, String source) throws IOException {
    return PortRegistry.read(new ByteArrayInputStream(table), source);
  }

  private static List<RegistryRow> rows(PortRegistry registry) {
    return registry.layers().table(0).entries().toList();
  }

  // From rows

  @Test
  void aRegistryIsMadeOfRowsInAnyOrder() {
    Assignment billing =
        new Assignment("billing", PortSpan.of(8500), Transport.TCP, "API", List.of(), "");
    UnnamedEntry closed = new UnnamedEntry(new PortSpan(1, 9), null, IanaState.RESERVED, "wiki");

    PortRegistry team = PortRegistry.of("team", List.of(billing, closed));

    assertThat(text(team, TableFormat.CSV))
        .isEqualTo(
            CsvSpec.text(
                HEADER + "1-9,,reserved,,,,,,,,,,,,wiki␊8500,tcp,,,billing,API,,,,,,,,,␊"));
    assertThat(team.assignments(8500, Transport.TCP))
        .extracting(Assignment::source)
        .containsExactly("team");
    assertThat(team.sources()).containsExactly("team");
    assertThat(BUNDLED.withOverlay(team).serviceName(8500, Transport.TCP)).isEqualTo("billing");
  }

  @Test
  void theBundledRegistryIsMadeAgainOfItsRows() {
    List<RegistryRow> shuffled = new ArrayList<>(rows(BUNDLED));
    Collections.shuffle(shuffled, new Random(1));
    shuffled.sort(Comparator.comparing(row -> row.ports() == null ? 1 : 0));

    PortRegistry again = PortRegistry.of(SOURCE, rows(BUNDLED));

    assertThat(again.csv()).isEqualTo(BUNDLED.csv());
    assertThat(rows(PortRegistry.of(SOURCE, shuffled)))
        .containsExactlyInAnyOrderElementsOf(rows(BUNDLED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", " a", "a ", "a\tb", "\ud800"})
  void textThatNoTableCouldHaveIsRefusedWithTheRow(String text) {
    Assignment right = new Assignment("a", PortSpan.of(1), null, "", List.of(), "");
    Assignment wrong = new Assignment("b", PortSpan.of(1), null, text, List.of(), "");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PortRegistry.of("team", List.of(right, wrong)))
        .withMessageStartingWith("row 2, description: expected text without ");
  }

  @Test
  void aReferenceThatWouldBecomeTwoIsRefused() {
    Assignment wrong = new Assignment("b", PortSpan.of(1), null, "", List.of("RFC1|RFC2"), "");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PortRegistry.of("team", List.of(wrong)))
        .withMessage("row 1, references: expected documents without a | but found \"RFC1|RFC2\"");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PortRegistry.of(
                    "team",
                    List.of(new Assignment("b", PortSpan.of(1), null, "", List.of(""), ""))))
        .withMessageStartingWith("row 1, references: ");
  }

  @Test
  void aRowThatIsGivenTwiceIsRefusedWithBothNumbers() {
    Assignment row = new Assignment("b", PortSpan.of(1), Transport.UDP, "", List.of(), "");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PortRegistry.of("team", List.of(row, row)))
        .withMessage("row 2: expected each row once but found row 1 again: 1/udp b");
  }

  @Test
  void moreThanATableMayHaveIsRefused() {
    List<Assignment> rows =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    new Assignment(
                        "s" + i, PortSpan.of(i), null, "d".repeat(65_000), List.of(), ""))
            .toList();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PortRegistry.of("team", rows))
        .withMessage(
            "row 130: expected at most 8388608 bytes with all 15 columns written but found more");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PortRegistry.of(
                    "team",
                    List.of(new Assignment("s", null, null, "d".repeat(65_537), List.of(), ""))))
        .withMessage(
            "row 1, description: expected at most 65536 characters in a field but found 65537");
  }

  @Test
  void aTableOfAsManyBytesAsItMayHaveIsMadeAndRead() throws IOException {
    List<Assignment> rows = new ArrayList<>();
    for (int port = 0; port < 128; port++) {
      rows.add(new Assignment("s", PortSpan.of(port), null, "d".repeat(65_100), List.of(), "team"));
    }
    int room =
        8_388_608 - PortRegistry.of("team", rows).csv().length - "200,,,,s,,,,,,,,,,".length();
    String rest = "d".repeat(room - 1);
    rows.add(new Assignment("s", PortSpan.of(200), null, rest, List.of(), "team"));

    PortRegistry made = PortRegistry.of("team", rows);

    assertThat(made.csv()).hasSize(8_388_608);
    assertThat(read(made.csv(), "team").port(200).assignments())
        .extracting(Assignment::description)
        .containsExactly(rest);
  }

  @Test
  void nullIsRefusedByItsName(@TempDir Path directory) {
    assertThatNullPointerException()
        .isThrownBy(() -> PortRegistry.of(null, List.of()))
        .withMessage("source");
    assertThatNullPointerException()
        .isThrownBy(() -> PortRegistry.of("x", null))
        .withMessage("rows");
    assertThatNullPointerException()
        .isThrownBy(() -> PortRegistry.of("x", Arrays.asList((RegistryRow) null)));
    assertThatNullPointerException()
        .isThrownBy(() -> BUNDLED.write(directory.resolve("x"), null))
        .withMessage("format");
    assertThatNullPointerException()
        .isThrownBy(() -> BUNDLED.write((Path) null, TableFormat.CSV))
        .withMessage("file");
    assertThat(directory).isEmptyDirectory();
  }

  // The canonical table

  @Test
  void theBundledRegistryIsWrittenAsItIsPackaged(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("out.csv");
    BUNDLED.write(file, TableFormat.CSV);

    assertThat(file).hasSameBinaryContentAs(Path.of("registry-data", "port-registry.csv"));
    assertThat(rows(read(Files.readAllBytes(file), SOURCE))).isEqualTo(rows(BUNDLED));
  }

  @Test
  void whatIsWrittenIsACopy() {
    byte[] copy = written(BUNDLED, TableFormat.CSV);
    Arrays.fill(copy, (byte) 0);

    assertThat(written(BUNDLED, TableFormat.CSV)).isNotEqualTo(copy);
  }

  @Test
  void anOverlayIsWrittenWithWhatCanBeSeenThroughIt() {
    PortRegistry base =
        table(
            "base",
            unnamed("0-9", "", "reserved", ""),
            named("4-6", "", "middle"),
            named("5", "tcp", "five"),
            named("", "tcp", "loose"),
            named("", "udp", "free"));
    PortRegistry team = table("team", named("5", "tcp", "ours"), named("", "tcp", "loose"));

    assertThat(text(base.withOverlay(team), TableFormat.CSV))
        .isEqualTo(
            CsvSpec.text(
                HEADER
                    + "0-4,,reserved,,,,,,,,,,,,base␊"
                    + "4,,,,middle,,,,,,,,,,base␊"
                    + "5,tcp,,,ours,,,,,,,,,,␊"
                    + "5,udp,reserved,,,,,,,,,,,,base␊"
                    + "5,udp,,,middle,,,,,,,,,,base␊"
                    + "5,sctp,reserved,,,,,,,,,,,,base␊"
                    + "5,sctp,,,middle,,,,,,,,,,base␊"
                    + "5,dccp,reserved,,,,,,,,,,,,base␊"
                    + "5,dccp,,,middle,,,,,,,,,,base␊"
                    + "6-9,,reserved,,,,,,,,,,,,base␊"
                    + "6,,,,middle,,,,,,,,,,base␊"
                    + ",udp,,,free,,,,,,,,,,base␊"
                    + ",tcp,,,loose,,,,,,,,,,␊"));
  }

  @Test
  void whatIsWrittenOfAnOverlayGivesTheSameAnswers() throws IOException {
    PortRegistry ours =
        BUNDLED.withOverlay(
            table(
                "team",
                unnamed("440-450", "tcp", "unassigned", ""),
                named("443", "udp", "edge"),
                named("6010-6020", "", "desks"),
                named("8500", "tcp", "billing")));

    PortRegistry again = read(written(ours, TableFormat.CSV), "team");

    assertThat(answers(again)).isEqualTo(answers(ours));
    assertThat(again.assignments().filter(row -> row.ports() == null))
        .containsExactlyElementsOf(ours.assignments().filter(row -> row.ports() == null).toList());
  }

  @Test
  void ofTwoRowsThatAnOverlayCutsToTheSamePortsTheOneThatDecidedIsWritten() throws IOException {
    PortRegistry ours =
        table(
                "base",
                unnamed("8000-8099", "tcp", "unassigned", ""),
                unnamed("8040-8060", "tcp", "reserved", ""))
            .withOverlay(table("team", named("8039", "tcp", "a"), named("8061", "tcp", "b")));

    PortRegistry again = read(written(ours, TableFormat.CSV), "team");

    assertThat(ours.port(8050).status(Transport.TCP)).isEqualTo(PortStatus.RESERVED);
    assertThat(answers(again)).isEqualTo(answers(ours));
  }

  /** A base with two rows that an overlay cuts to the ports from 8040 to 8060. */
  private static List<String> cut(String first, String second) {
    PortRegistry ours =
        table("base", first, second)
            .withOverlay(table("team", named("8039", "tcp", "x"), named("8061", "tcp", "y")));
    return text(ours, TableFormat.CSV).lines().filter(row -> row.startsWith("8040-8060,")).toList();
  }

  @Test
  void ofTwoServicesOfOneNameThatAnOverlayCutsAlikeTheNarrowerIsWritten() {
    assertThat(
            cut(named("8000-8099", "tcp", "a", "wide"), named("8040-8060", "tcp", "a", "narrow")))
        .containsExactly("8040-8060,tcp,,,a,narrow,,,,,,,,,base");
  }

  @Test
  void ofTwoServicesOfOneNameThatAnOverlayCutsAlikeTheLivingIsWritten() {
    assertThat(
            cut(named("8000-8099", "tcp", "a", "wide"), "8040-8060,tcp,,ghost,a,narrow,,,,,,,,,"))
        .containsExactly("8040-8060,tcp,,,a,wide,,,,,,,,,base");
  }

  @Test
  void ofTwoServicesOfOneNameAndSizeThatAnOverlayCutsAlikeTheLowerIsWritten() {
    assertThat(
            cut(named("8000-8060", "tcp", "a", "lower"), named("8040-8100", "tcp", "a", "higher")))
        .containsExactly("8040-8060,tcp,,,a,lower,,,,,,,,,base");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8040-8100", "8040-8200"})
  void ofTwoRowsWithoutANameThatAnOverlayCutsAlikeTheLowerIsWrittenUnlessItIsWider(String ports) {
    assertThat(
            cut(
                unnamed("8000-8060", "tcp", "reserved", ""),
                unnamed(ports, "tcp", "unassigned", "")))
        .containsExactly("8040-8060,tcp,reserved,,,,,,,,,,,,base");
  }

  @Test
  void theFirstAndTheHighestPortAreWritten() {
    PortRegistry both =
        table("base", named("0", "tcp", "low"), named("65535", "udp", "high"))
            .withOverlay(table("team", named("7", "tcp", "x")));

    assertThat(text(both, TableFormat.CSV).lines().skip(1))
        .containsExactly(
            "0,tcp,,,low,,,,,,,,,,base", "7,tcp,,,x,,,,,,,,,,", "65535,udp,,,high,,,,,,,,,,base");
    assertThat(text(both, TableFormat.LOOKUP).lines().skip(1))
        .containsExactly("0/tcp,low", "7/tcp,x", "65535/udp,high");
    assertThat(text(both, TableFormat.SERVICES).lines().skip(1))
        .containsExactly(
            "low             0/tcp", "x               7/tcp", "high            65535/udp");
  }

  private static String answers(PortRegistry registry) {
    StringBuilder answers = new StringBuilder();
    registry
        .ports()
        .forEach(
            port -> {
              for (Transport transport : Transport.values()) {
                answers.append(port.number()).append(' ').append(port.status(transport));
                for (Assignment row : port.assignments(transport)) {
                  answers.append(' ').append(row.serviceName()).append(" of ").append(row.source());
                }
                answers.append('\n');
              }
            });
    return answers.toString();
  }

  @Test
  void aTableWithAStrangeNameIsWrittenOnOneLineEach() throws IOException {
    PortRegistry ours =
        table("a\nb", named("1", "tcp", "x")).withOverlay(table("team", named("2", "tcp", "y")));

    assertThat(read(written(ours, TableFormat.CSV), "team").assignments())
        .extracting(Assignment::source)
        .containsExactly("a\\nb", "team");
  }

  // Lookups of log pipelines

  @Test
  void aLookUpHasOneLineForEachPortAndTransportWithAService() {
    PortRegistry team =
        table(
            "team",
            named("1", "tcp", "b"),
            alias("1", "tcp", "a", "b"),
            unnamed("2", "tcp", "reserved", ""),
            named("3-4", "", "\"say \"\"hi\"\", all\""),
            named("", "tcp", "loose"));

    assertThat(text(team, TableFormat.LOOKUP).lines())
        .startsWith("port,service", "1/tcp,b", "3/tcp,\"say \"\"hi\"\", all\"")
        .hasSize(1 + 1 + 8);
  }

  @Test
  void theLookUpOfTheBundledRegistryHasEachName() {
    List<String> lines = text(BUNDLED, TableFormat.LOOKUP).lines().skip(1).toList();

    assertThat(lines)
        .contains("443/tcp,https", "443/udp,https", "53/udp,domain", "6010/tcp,x11")
        .allMatch(line -> line.matches("\\d+/(tcp|udp|sctp|dccp),[^\",]+"));
    assertThat(lines.stream().map(line -> line.replaceFirst(",.*", "")))
        .doesNotHaveDuplicates()
        .hasSize(
            (int)
                BUNDLED
                    .ports()
                    .flatMap(
                        port ->
                            Arrays.stream(Transport.values())
                                .map(over -> BUNDLED.serviceName(port.number(), over)))
                    .filter(name -> !name.isEmpty())
                    .count());
  }

  // /etc/services

  @Test
  void servicesHaveAliasesOnTheLineOfTheirNameAndThePrimaryNameFirst() {
    PortRegistry team =
        PortRegistry.bundled()
            .withOverlay(
                table(
                    "team",
                    alias("80", "tcp", "www", "http"),
                    named("80", "tcp", "zeta", "Zeta # 1"),
                    named("80", "tcp", "http", "Web")));

    assertThat(text(team, TableFormat.SERVICES).lines().filter(line -> line.contains(" 80/tcp")))
        .containsExactly(
            "zeta            80/tcp      # Zeta # 1", "http            80/tcp      www # Web");
    assertThat(text(team, TableFormat.SERVICES)).startsWith("# From team over " + SOURCE + "\n");
  }

  @Test
  void anAliasOfANameOnAnotherPortHasALineOfItsOwn() {
    assertThat(text(table("t", alias("80", "tcp", "www", "http")), TableFormat.SERVICES))
        .isEqualTo("# From t\nwww             80/tcp\n");
  }

  @Test
  void theServicesOfTheBundledRegistryAreReadBackWithEachPortAndName() throws IOException {
    PortRegistry again = read(written(BUNDLED, TableFormat.SERVICES), "services");

    assertThat(names(again)).isEqualTo(names(BUNDLED));
    assertThat(written(again, TableFormat.SERVICES)).hasSizeGreaterThan(400_000);
  }

  private static Set<String> names(PortRegistry registry) {
    return registry
        .ports()
        .flatMap(
            port ->
                Arrays.stream(Transport.values())
                    .flatMap(
                        over ->
                            port.assignments(over).stream()
                                .map(row -> port.number() + "/" + over + " " + row.serviceName())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aNameWithASpaceHasNoPlaceInServices(@TempDir Path directory) throws IOException {
    PortRegistry team = table("t", named("8500", "tcp", "Billing API"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> team.write(directory.resolve("services"), TableFormat.SERVICES))
        .withMessage(
            "SERVICES has no place for the service name \"Billing API\" of 8500/tcp: expected a"
                + " name without spaces and #; CSV and LOOKUP take any name");
    assertThat(directory).isEmptyDirectory();
    assertThat(text(team, TableFormat.LOOKUP)).endsWith("8500/tcp,Billing API\n");
  }

  @Test
  void theAliasesOfAServiceAreInAlphabeticalOrder() {
    List<String> rows = new ArrayList<>(List.of(named("80", "tcp", "http")));
    for (String name : "zeta alpha Mike oscar bravo yankee Kilo echo".split(" ", -1)) {
      rows.add(alias("80", "tcp", name, "http"));
    }

    assertThat(text(table("t", rows.toArray(String[]::new)), TableFormat.SERVICES).lines().skip(1))
        .containsExactly(
            "http            80/tcp      alpha bravo echo Kilo Mike oscar yankee zeta");
  }

  @ParameterizedTest
  @ValueSource(strings = {"#1", "a#", "a\u2003b"})
  void aNameWithACommentSignOrASpaceInItHasNoPlaceInServices(String name) {
    PortRegistry team = table("t", named("8500", "tcp", name));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> text(team, TableFormat.SERVICES))
        .withMessageStartingWith("SERVICES has no place for the service name ");
  }

  @ParameterizedTest
  @EnumSource(TableFormat.class)
  void anEmptyRegistryIsWrittenAndReadAsFarAsItCanBe(TableFormat format) throws IOException {
    byte[] empty = written(PortRegistry.of("t", List.of()), format);

    assertThat(new String(empty, StandardCharsets.UTF_8).lines()).hasSize(1);
    if (format != TableFormat.LOOKUP) {
      assertThat(read(empty, "t").assignments()).isEmpty();
    }
  }
}
