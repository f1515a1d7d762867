package io.github.portregistry;

import static io.github.portregistry.CsvSpec.IANA_HEADER;
import static io.github.portregistry.CsvSpec.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.portregistry.csv.CsvText;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.FormerFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryImporterTest {

  static final String LATER_HEADER =
      "port,transport,service_name,description,replaces_service_name,seen_in␊";

  static final String HISTORY_HEADER =
      "date,not_before,not_after,port,transport,event,service_name,former_value,new_value,source␊";

  static final String STATES_HEADER =
      "updated,committed,op,number,transport,service_name,description,references␊";

  static final String SMALL =
      IANA_HEADER
          + ",2,tcp,Reserved,,,,2025-02-14,,,,\"De-assigned on 2025-02-13, previously compressnet"
          + " by [Bernie_Volz]\"␍␊"
          + "http,80,tcp,World Wide Web HTTP,[IESG],[IETF_Chair],,2021-10-01,[RFC9110],,,Defined"
          + " TXT keys: None␍␊"
          + "www,80,tcp,World Wide Web HTTP,,,,,,,,\"This is a duplicate of the \"\"http\"\" service"
          + " and should not be used for discovery purposes.\"␍␊"
          + ",81-90,,Unassigned,,,,,,,,␍␊"
          + "tivo,,tcp,TiVo,,,,,,,,␍␊";

  @TempDir private Path directory;
  private Path iana;
  private Path later;
  private Path history;
  private Path states;
  private Path tables;

  @BeforeEach
  void writeSmallInputs() throws IOException {
    iana = Files.write(directory.resolve("iana.csv"), bytes(SMALL));
    later = Files.write(directory.resolve("later.csv"), bytes(LATER_HEADER));
    history = Files.write(directory.resolve("history.csv"), bytes(HISTORY_HEADER));
    states = Files.write(directory.resolve("states.csv"), bytes(STATES_HEADER));
    tables = Files.createDirectory(directory.resolve("tables"));
  }

  private String run() throws IOException {
    return run(new RegistryImporter.Inputs(iana, later, history, states), tables);
  }

  private static String run(RegistryImporter.Inputs inputs, Path tables) throws IOException {
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(report, true, StandardCharsets.UTF_8);
    RegistryImporter.importIana(inputs, tables, false, out);
    return report.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  /** The files of the tables' directory and their bytes. */
  private Map<String, List<Byte>> files() throws IOException {
    Map<String, List<Byte>> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(tables)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String latin = Files.readString(path, StandardCharsets.ISO_8859_1);
        files.put(path.getFileName().toString(), latin.chars().mapToObj(c -> (byte) c).toList());
      }
    }
    return files;
  }

  // The tables of the project

  /** What a person keeps by hand, of all that is packaged. */
  private static final List<String> BY_HAND =
      List.of(
          "catalogs.csv",
          "rules/application-categories.csv",
          "rules/curated-statuses.csv",
          "rules/hand-uses.csv",
          "rules/living-platforms.csv",
          "rules/searches.csv",
          "rules/service-families.csv",
          "rules/service-programs.csv",
          "rules/sign-meanings.csv",
          "vendor-documentation.csv");

  /** The snapshot and the evidence, imported once. */
  @TempDir private static Path imported;

  private static @Nullable String importReport;

  /**
   * Imports the snapshot and the evidence into {@link #imported}, unless a test did it before, and
   * returns the report. The language is Turkish, whose small and capital letters and digit groups
   * are others than English ones.
   */
  private static String importSnapshot() throws IOException {
    if (importReport == null) {
      // Without the snapshot, each test is skipped here.
      RegistryImporter.Inputs inputs = Snapshot.inputs();
      Path evidence = Snapshot.evidence();
      copyTablesKeptByHand();
      ByteArrayOutputStream report = new ByteArrayOutputStream();
      PrintStream out = new PrintStream(report, true, StandardCharsets.UTF_8);
      Locale before = Locale.getDefault();
      try {
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        RegistryImporter.importEvidence(inputs, evidence, imported, false, out);
      } finally {
        Locale.setDefault(before);
      }
      importReport = report.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
    return importReport;
  }

  private static void copyTablesKeptByHand() throws IOException {
    Files.createDirectory(imported.resolve("rules"));
    for (String table : BY_HAND) {
      Files.copy(Path.of("registry-data", table), imported.resolve(table));
    }
    // Of these the rows that no collection has are kept by hand too.
    for (String table : List.of(Facts.RELATED, Facts.NAMES, Facts.SIGNALS, Facts.RFCS)) {
      Files.copy(Path.of("registry-data", table), imported.resolve(table));
    }
  }

  @Test
  @Tag("whole")
  void theSnapshotAndTheEvidenceGiveTheTablesThatArePackaged() throws IOException {
    RawSnapshot.assumeOfTheTables();
    importSnapshot();

    Path inProject = Path.of("registry-data");
    try (Stream<Path> files = Files.walk(inProject).filter(Files::isRegularFile)) {
      // No import makes greetings.csv, which the probe reads.
      assertThat(
              files.filter(path -> !path.endsWith("README.md") && !path.endsWith("greetings.csv")))
          .hasSize(21)
          .allSatisfy(
              path ->
                  assertThat(imported.resolve(inProject.relativize(path)))
                      .hasSameBinaryContentAs(path));
    }
  }

  private static final Path REPORT =
      Path.of("src/test/resources/io/github/portregistry/import-report.txt");

  @Test
  @Tag("texts")
  @Tag("whole")
  void theReportOnTheSnapshotSaysWhatWasKeptAndWhatWasLeftOut() throws IOException {
    Shown.inFile(REPORT, importSnapshot());
  }

  @Test
  @Tag("whole")
  void theSnapshotImportedAgainChangesNothing() throws IOException {
    importSnapshot();
    copyImportedTables();
    Map<String, List<Byte>> first = files();

    String report = run(Snapshot.inputs(), tables);

    assertThat(report)
        .contains(
            """
                  0 rows added against the table before
                  0 rows removed against the table before
                  0 rows changed against the table before
            """);
    assertThat(files()).isEqualTo(first);
    RegistryImporter.judge(tables, new PrintStream(new ByteArrayOutputStream()));
    assertThat(files()).isEqualTo(first);
  }

  private void copyImportedTables() throws IOException {
    try (Stream<Path> paths = Files.walk(imported)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        Path copy = tables.resolve(imported.relativize(path));
        Files.createDirectories(copy.getParent());
        Files.copy(path, copy);
      }
    }
  }

  // Small inputs

  @Test
  void aSmallImportWritesItsTables() throws IOException {
    run();

    String source = "\"IANA Service Name and Transport Protocol Port Number Registry, 2025-02-14\"";
    assertThat(tables.resolve("port-registry.csv"))
        .hasBinaryContent(
            bytes(
                CsvSpec.HEADER
                    + "2,tcp,reserved,released,,,,,,2025-02-14,,,,,␊"
                    + "80,tcp,,,http,World Wide Web HTTP,IESG,IETF_Chair,,2021-10-01,RFC9110,,,,␊"
                    + "80,tcp,,,www,World Wide Web HTTP,,,,,,,,http,␊"
                    + "81-90,,unassigned,,,,,,,,,,,,␊"
                    + ",tcp,,,tivo,TiVo,,,,,,,,,␊"));
    assertThat(tables.resolve("former-assignments.csv"))
        .hasBinaryContent(
            bytes(
                "port,transport,kind,service_name,description,references,registered,released_on,"
                    + "last_seen,absent_by,authority,successor,strength,source␊"
                    + "2,tcp,released,compressnet,,,,2025-02-13,,,IANA,,strong,"
                    + source
                    + "␊"));
  }

  @Test
  void whatIsWrittenCanBeReadAgain() throws IOException {
    String note = ",,,,,,,,\"Use of 585 is not recommended, use 993 instead\"␍␊";
    Files.write(iana, bytes(SMALL + "alpha,585,tcp,A" + note + "beta,585,tcp,B" + note));

    run();

    assertThat(
            FactTable.read(
                    FormerFormat.FORMAT, CsvText.of(tableBytes("former-assignments.csv"), "f"))
                .of(585))
        .isNotEmpty();
    assertThat(PortTableCsv.read(CsvText.of(tableBytes("port-registry.csv"), "p")).entries(585))
        .hasSize(2);
  }

  private byte[] tableBytes(String name) throws IOException {
    return Files.readAllBytes(tables.resolve(name));
  }

  @Test
  void theSnapshotIsOfTheNewestDateInItsRows() throws IOException {
    run();

    assertThat(Files.readAllLines(tables.resolve("provenance.properties")))
        .contains(
            "source=IANA Service Name and Transport Protocol Port Number Registry, 2025-02-14",
            "port-registry.csv.rows=5",
            "former-assignments.csv.rows=1");
  }

  @Test
  void whatWasAddedRemovedAndChangedIsListed() throws IOException {
    run();
    Files.write(
        iana,
        bytes(
            SMALL
                .replace("World Wide Web HTTP,[IESG]", "Web,[IESG]")
                .replace(",81-90,,Unass", ",82-90,,Unass")
                .replace("tivo,,tcp,TiVo,,,,,,,,␍␊", "zeromq,,,Z,,,,,,,,␍␊")));
    Files.write(later, bytes(LATER_HEADER + "81,udp,new,N,,npm 2026-01-02␊"));

    assertThat(run())
        .contains(
            """
                  3 rows added against the table before
                    81/udp new
                    82-90
                    no port zeromq
                  2 rows removed against the table before
                    81-90
                    no port/tcp tivo
                  1 rows changed against the table before
                    80/tcp http: description
            """);
  }

  @Test
  void aSmallImportIsReported() throws IOException {
    Files.write(
        later,
        bytes(LATER_HEADER + "81,udp,new,N,,npm 2026-01-02␊80,tcp,web,W,http,npm 2026-01-02␊"));

    assertThat(run())
        .startsWith(
            """
                  5 rows read and kept
                  3 of them name a service, 1 of these without a port
                  1 of them are released
                  2 later facts applied
                  2 former assignments
                  0 changes in the history
            Notes that became fields:
                  1 de-assigned
                  1 duplicate
                  1 former service
            Prose that was left out:
                  1 DNS-SD TXT keys and subtypes
            No table before this one.
            """);
  }

  @Test
  void theReportEndsWithTheStatusesAndWithWhatTheHistoryContradicts() throws IOException {
    Files.write(
        history,
        bytes(
            HISTORY_HEADER + "2021-10-01,,,80,tcp,REFERENCE_CHANGED,http,,[RFC9110],ribose:1..2␊"));

    assertThat(run())
        .endsWith(
            """
            No table before this one.
            Rows by status:
                  3 assigned
                  1 reserved
                  1 unassigned
            Former assignments brought into line with the history:
                  1 contradicted by the history, left out
            """);
  }

  @Test
  void thePortsThatOneDocumentReleasedAreRelated() throws IOException {
    Files.write(
        tables.resolve(Facts.FORMER),
        bytes(
            "port,transport,kind,service_name,description,references,registered,released_on,"
                + "last_seen,absent_by,authority,successor,strength,source␊"
                + "831,tcp,released,one,,,,2026-01-05,,,RFC9900,,strong,here␊"
                + "832,tcp,released,two,,,,2026-01-05,,,RFC9900,,strong,here␊"));
    run();

    assertThat(tables.resolve(Facts.RELATED))
        .hasBinaryContent(
            bytes(
                "port,related_port,relation,basis,source␊"
                    + "831,832,released_together,both released by it,RFC 9900␊"
                    + "832,831,released_together,both released by it,RFC 9900␊"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IANA Service Name and Transport Protocol Port Number Registry, 2025-02-14|false",
        "IANA Service Name and Transport Protocol Port Number Registry, 2025-02-14 -> list 1|true",
        "old list -> IANA Service Name and Transport Protocol Port Number Registry, 2025-02-14|true",
        "ports list of 1992|true",
      })
  void whatNamesOneCopyAloneIsOfANoteInIt(String source, boolean seen) {
    FormerAssignment former =
        new FormerAssignment(
            Transport.TCP, "old", "", null, "IANA", "", FormerAssignment.Kind.RELEASED, source);

    assertThat(RegistryImporter.isSeenInCopies(new FactTable.Row<>(PortSpan.of(831), former)))
        .isEqualTo(seen);
  }

  @Test
  void theProvenanceHasTheChecksumOfATable() throws IOException {
    run();

    CRC32 crc = new CRC32();
    crc.update(tableBytes("former-assignments.csv"));
    assertThat(Files.readAllLines(tables.resolve("provenance.properties")))
        .contains("former-assignments.csv.crc32=" + Long.toHexString(crc.getValue()));
  }

  // What fails leaves everything as it was

  @Test
  void aBrokenIanaFileLeavesTheTablesWhole() throws IOException {
    run();
    Map<String, List<Byte>> before = files();
    Files.write(iana, bytes(SMALL + "alpha,70000,tcp,A,,,,,,,,␍␊"));

    RegistryFormatException fault = catchThrowableOfType(RegistryFormatException.class, this::run);

    CsvSpec.assertFault(
        fault,
        iana.toString(),
        "line 7, column 2: expected a port from 0 to 65535, a range such as 6000-6063 in ascending"
            + " order, or an empty field but found \"70000\"");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aFactThatDoesNotFitLeavesTheTablesWhole() throws IOException {
    run();
    Map<String, List<Byte>> before = files();
    Files.write(later, bytes(LATER_HEADER + "80,tcp,other,O,,npm 2026-01-02␊"));

    RegistryFormatException fault = catchThrowableOfType(RegistryFormatException.class, this::run);

    CsvSpec.assertFault(
        fault,
        later.toString(),
        "line 2, column 3: expected a port without a service, or its name in"
            + " replaces_service_name but found the service www");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aBrokenTableFromBeforeStopsTheImport() throws IOException {
    Path old = Files.write(tables.resolve("port-registry.csv"), bytes(CsvSpec.HEADER + "x"));

    RegistryFormatException fault = catchThrowableOfType(RegistryFormatException.class, this::run);

    CsvSpec.assertFault(
        fault,
        old.toString(),
        "line 2: expected a line end after the last row but found the end of the file");
    assertThat(files().keySet()).containsExactly("port-registry.csv");
    assertThat(old).hasBinaryContent(bytes(CsvSpec.HEADER + "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"port-registry.csv", "former-assignments.csv", "provenance.properties"})
  void aTableThatCannotBeWrittenLeavesAllTablesWhole(String table) throws IOException {
    run();
    Map<String, List<Byte>> before = files();
    Files.write(iana, bytes(SMALL.replace("2025-02-14", "2025-03-15")));
    Files.createDirectory(tables.resolve(table + ".new")); // in the way of the unfinished file

    assertThatThrownBy(this::run).isInstanceOf(IOException.class);

    assertThat(files()).containsAllEntriesOf(before);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(
            () ->
                run(
                    new RegistryImporter.Inputs(
                        directory.resolve("absent.csv"), later, history, states),
                    tables))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(directory.resolve("absent.csv").toString());
  }

  @Test
  void aSnapshotWithoutADateIsRefused() throws IOException {
    Files.write(iana, bytes(IANA_HEADER + "alpha,1,tcp,A,,,,,,,,␍␊"));

    assertThatThrownBy(this::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no row has a date, so the snapshot has none");
    assertThat(files()).isEmpty();
  }

  @Test
  void theCommandTellsWhatItTakes() {
    for (String args :
        List.of(
            "",
            "iana a b c",
            "iana a b c d e f",
            "evidence a b c d",
            "newer",
            "newer a b c",
            "newer a --older",
            "statuses --shrunk",
            "statuses a b")) {
      assertThatThrownBy(() -> RegistryImporter.main(args.split(" ")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "expected iana IANA.csv LATER-FACTS.csv HISTORY.csv STATES.csv, evidence IANA.csv"
                  + " LATER-FACTS.csv HISTORY.csv STATES.csv DIRECTORY, newer IANA.csv, or statuses;"
                  + " then optionally the directory of the tables; with --older for iana and"
                  + " evidence, and --shrunk for newer; but found: "
                  + args);
    }
  }

  @Test
  void withoutADirectoryTheTablesAreThoseOfTheProject() {
    String absent = directory.resolve("absent.csv").toString();

    assertThatThrownBy(() -> RegistryImporter.main(new String[] {"newer", absent}))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(absent);
  }

  @Test
  void theStatusesAreThoseOfTheDirectoryThatIsGiven() {
    assertThatThrownBy(() -> RegistryImporter.main(new String[] {"statuses", "" + tables}))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("the table provenance.properties of " + tables);
  }

  @Test
  void theCommandReportsOnStandardOut() throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(report, true, StandardCharsets.UTF_8));
      RegistryImporter.main(
          new String[] {"iana", "" + iana, "" + later, "" + history, "" + states, "" + tables});
    } finally {
      System.setOut(before);
    }

    assertThat(report.toString(StandardCharsets.UTF_8)).contains("5 rows read and kept");
    assertThat(files()).hasSize(12);
  }

  @Test
  void anOlderFileThanThatOfTheTablesIsRefusedUnlessToldToGoBack() throws IOException {
    Path older =
        Files.write(
            directory.resolve("older.csv"), bytes(SMALL.replace("2025-02-14", "2024-12-31")));
    run();
    Map<String, List<Byte>> before = files();

    assertThatThrownBy(
            () -> run(new RegistryImporter.Inputs(older, later, history, states), tables))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected a copy of IANA's file that is not older than the one of the tables, which is"
                + " of 2025-02-14, but found one of 2024-12-31; --older goes back to it");
    assertThat(files()).isEqualTo(before);

    RegistryImporter.main(
        new String[] {
          "iana", "" + older, "--older", "" + later, "" + history, "" + states, "" + tables
        });
    assertThat(new RegistryData(tables).source()).endsWith(", 2024-12-31");
  }
}
