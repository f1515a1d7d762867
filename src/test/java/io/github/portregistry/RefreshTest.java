package io.github.portregistry;

import static io.github.portregistry.CsvSpec.bytes;
import static io.github.portregistry.RegistryImporterTest.HISTORY_HEADER;
import static io.github.portregistry.RegistryImporterTest.LATER_HEADER;
import static io.github.portregistry.RegistryImporterTest.STATES_HEADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The maintainer's command that refreshes the tables, on a small registry. */
class RefreshTest {

  private static final String SMALL =
      "http,80,tcp,Web,[IESG],,,,[RFC9110],,,␍␊"
          + "abc,2000,tcp,Abc,[A],,2020-01-01,,,,,␍␊"
          + "abc,2000,udp,Abc,[A],,2020-01-01,,,,,␍␊"
          + ",2001-2010,,Unassigned,,,,,,,,␍␊"
          + "def,2011,tcp,Def,[D],,2020-01-01,,,,,␍␊"
          + ",2011,udp,Reserved,,,,,,,,␍␊"
          + "last,,tcp,Last,,,2025-02-14,,,,,␍␊";

  @TempDir private Path directory;
  private Path tables;
  private Path changelog;

  @BeforeEach
  void haveTables() throws IOException {
    tables = Files.createDirectory(directory.resolve("tables"));
    changelog = Files.writeString(directory.resolve("CHANGELOG.md"), "# Changelog\n");
    RegistryImporter.importIana(
        new RegistryImporter.Inputs(
            file("iana.csv", CsvSpec.IANA_HEADER + SMALL),
            file("later.csv", LATER_HEADER),
            file("history.csv", HISTORY_HEADER),
            file("states.csv", STATES_HEADER)),
        tables,
        false,
        new PrintStream(new ByteArrayOutputStream()));
  }

  private Path file(String name, String text) throws IOException {
    return Files.write(directory.resolve(name), bytes(text));
  }

  private Refresh.Settings settings(String from, String second) {
    return new Refresh.Settings(from, second, false, tables, changelog, directory.resolve("out"));
  }

  private RefreshDecision refresh(String rows) throws IOException {
    return refresh(rows, null);
  }

  /** Refreshes with a copy of 2025-03-01. */
  private RefreshDecision refresh(String rows, String second) throws IOException {
    Path copy = file("copy.csv", CsvSpec.IANA_HEADER + rows);
    return Refresh.run(
        settings(copy.toString(), second), new PrintStream(new ByteArrayOutputStream()));
  }

  private static final String NEXT = SMALL.replace("2025-02-14", "2025-03-01");

  private static final String ONE_MORE =
      NEXT.replace(
          ",2001-2010,,Unassigned,,,,,,,,␍␊",
          "new,2001,tcp,New one,[N],,2025-03-01,,,,,␍␊,2001,udp,Reserved,,,,,,,,␍␊"
              + ",2002-2010,,Unassigned,,,,,,,,␍␊");

  @Test
  void aNewServiceMayBeMergedByItself() throws IOException {
    RefreshDecision decision = refresh(ONE_MORE);

    assertThat(decision.reasons()).isEmpty();
    assertThat(decision.kind()).isEqualTo(RefreshDecision.Kind.MERGE);
    assertThat(directory.resolve("out/decision")).hasContent("merge");
    assertThat(new RegistryData(tables).source()).endsWith(", 2025-03-01");
    assertThat(changelog)
        .hasContent(
            """
            # Changelog
            ## [Unreleased]

            ### Data

            - IANA's copy of 2025-03-01, assigned (1): 2001/tcp new.
            - IANA's copy of 2025-03-01, new state (1): 2001/udp is reserved.
            - IANA's copy of 2025-03-01, new assignee, contact or date (1): no port/tcp last.
            """);
    assertThat(directory.resolve("out/difference.json"))
        .content()
        .contains("\"ports\" : \"2001\"", "\"service_name\" : \"new\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abc,2000,udp,Abc,[A] | else,3000,udp,Else,[A]",
        "def,2011 | dex,2011",
        "Def,[D] | Other title,[D]",
        "[RFC9110] | [RFC9999]",
        "Web,[IESG] | Web,[Someone]",
        ",2011,udp,Reserved | ,2011,udp,Unassigned",
        ",2011,udp,Reserved,,, | more,2011,udp,More,,,",
        "http,80,tcp | other,79,tcp,Other,,,,,,,,␍␊http,80,tcp",
      })
  void allElseWaitsForAPerson(String text, String replacement) throws IOException {
    RefreshDecision decision = refresh(NEXT.replace(text, replacement));

    assertThat(decision.reasons()).isNotEmpty();
    assertThat(decision.kind()).isEqualTo(RefreshDecision.Kind.REVIEW);
    assertThat(directory.resolve("out/report.md")).content().startsWith("Decision: review.\n");
  }

  @Test
  void anotherAssigneeOfAUserPortMayBeMerged() throws IOException {
    assertThat(refresh(NEXT.replace("Def,[D]", "Def,[E]")).kind())
        .isEqualTo(RefreshDecision.Kind.MERGE);
  }

  @Test
  void whereNothingChangedNothingIsWritten() throws IOException {
    String before = Files.readString(tables.resolve("provenance.properties"));

    assertThat(refresh(SMALL).kind()).isEqualTo(RefreshDecision.Kind.SAME);
    assertThat(tables.resolve("provenance.properties")).hasContent(before);
    assertThat(changelog).hasContent("# Changelog");
    assertThat(directory.resolve("out/decision")).hasContent("same");
  }

  @Test
  void aSecondRefreshOfTheSameFileChangesNothing() throws IOException {
    refresh(ONE_MORE);
    String after = Files.readString(changelog);

    assertThat(refresh(ONE_MORE).kind()).isEqualTo(RefreshDecision.Kind.SAME);
    assertThat(changelog).hasContent(after);
  }

  @Test
  void whatASecondSourceDoesNotConfirmWaitsForAPerson() throws IOException {
    String mirror = file("mirror.csv", CsvSpec.IANA_HEADER + NEXT).toString();

    assertThat(refresh(ONE_MORE, mirror).reasons())
        .contains("not in the second source: 2001/tcp new");
  }

  @Test
  void aSecondSourceThatCannotBeReadConfirmsNothing() throws IOException {
    String page = file("mirror.csv", "<html><title>Gone</title></html>").toString();
    String absent = directory.resolve("absent.csv").toString();

    assertThat(refresh(ONE_MORE, page).reasons())
        .singleElement(STRING)
        .startsWith("the second source cannot be read, and so confirms nothing: ")
        .contains("a page of HTML with the title \"Gone\"");
    assertThat(refresh(ONE_MORE.replace("Abc,", "Abd,"), absent).reasons())
        .anySatisfy(reason -> assertThat(reason).contains("confirms nothing", absent));
  }

  @Test
  void whereNothingChangedTheSecondSourceIsNotAsked() throws IOException {
    String mirror = file("mirror.csv", CsvSpec.IANA_HEADER + ONE_MORE).toString();

    assertThat(refresh(SMALL, mirror)).isEqualTo(RefreshDecision.same());
  }

  @Test
  void aSecondSourceThatAgreesChangesNothing() throws IOException {
    String mirror = file("mirror.csv", CsvSpec.IANA_HEADER + ONE_MORE).toString();

    assertThat(refresh(ONE_MORE, mirror).kind()).isEqualTo(RefreshDecision.Kind.MERGE);
  }

  @Test
  void aSecondSourceOfAnotherDayConfirmsNothing() throws IOException {
    String mirror = file("mirror.csv", CsvSpec.IANA_HEADER + SMALL).toString();

    assertThat(refresh(ONE_MORE, mirror).reasons())
        .containsExactly("the second source is of 2025-02-14, and so cannot confirm 2025-03-01");
  }

  @Test
  void anOlderFileIsNothingNewButNoSignThatTheDataAreStillRight() throws IOException {
    refresh(ONE_MORE);
    String before = Files.readString(tables.resolve("provenance.properties"));
    String log = Files.readString(changelog);

    assertThat(refresh(SMALL).kind()).isEqualTo(RefreshDecision.Kind.SAME);

    Path decision = directory.resolve("out/decision");
    assertThat(decision).hasContent("same");
    assertThat(directory.resolve("out/report.md"))
        .content()
        .contains(
            "What was found:",
            "the file is of 2025-02-14, older than the copy of the tables, which is of 2025-03-01");
    assertThat(tables.resolve("provenance.properties")).hasContent(before);
    assertThat(changelog).hasContent(log);
    assertThatIllegalStateException()
        .isThrownBy(() -> DataAge.check(tables, decision, LocalDate.of(2025, 5, 1), 30));
    refresh(ONE_MORE);
    assertThat(DataAge.check(tables, decision, LocalDate.of(2025, 5, 1), 30))
        .endsWith("nothing has changed since.");
  }

  @Test
  void aDayThatIsYetToComeIsRefused() {
    assertThatExceptionOfType(RegistryFormatException.class)
        .isThrownBy(() -> refresh(SMALL.replace("2025-02-14", "2062-02-14")))
        .withMessageContaining("at the latest")
        .withMessageEndingWith("but found the day 2062-02-14");
    assertThat(directory.resolve("out/decision")).doesNotExist();
  }

  @Test
  void aRunAfterOneThatCouldNotWriteTheTablesGivesTheSame() throws IOException {
    Path blocked = Files.createDirectories(tables.resolve("history.csv.new"));

    assertThatThrownBy(() -> refresh(ONE_MORE)).isInstanceOf(IOException.class);
    assertThat(new RegistryData(tables).source()).endsWith(", 2025-02-14");
    Files.delete(blocked);
    aNewServiceMayBeMergedByItself();
  }

  @Test
  void aRunAfterOneThatCouldNotWriteTheChangelogGivesTheSame() throws IOException {
    Path readable = Files.move(changelog, directory.resolve("elsewhere.md"));
    changelog = Files.createDirectory(directory.resolve("CHANGELOG.md"));

    assertThatThrownBy(() -> refresh(ONE_MORE)).isInstanceOf(IOException.class);
    Files.delete(changelog);
    changelog = readable;
    aNewServiceMayBeMergedByItself();
  }

  @Test
  void aFileThatIsCutChangesNothing() throws IOException {
    String before = Files.readString(tables.resolve("provenance.properties"));

    refresh(SMALL);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> refresh(NEXT.replace("last,,tcp", "first,1,tcp")));
    assertThat(directory.resolve("out/decision")).doesNotExist();
    assertThat(tables.resolve("provenance.properties")).hasContent(before);
    assertThat(changelog).hasContent("# Changelog");
  }

  @Test
  void aSettingThatIsNotKnownIsRefused() {
    for (String args : new String[] {"--form=x", "file.csv", "--from=a --from=b", "--shrunk=1"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Refresh.Settings.of(args.split(" ")))
          .withMessageEndingWith("but found: " + args);
    }
  }

  // How old the data are

  @Test
  void dataAreTooOldAfterThirtyDaysUnlessNothingHasChangedSince() throws IOException {
    Path decision = directory.resolve("decision");
    LocalDate thirty = LocalDate.of(2025, 3, 16);

    assertThat(DataAge.check(tables, decision, thirty, 30))
        .isEqualTo("The copy of IANA's file is of 2025-02-14, 30 days ago.");
    assertThatIllegalStateException()
        .isThrownBy(() -> DataAge.check(tables, decision, thirty.plusDays(1), 30))
        .withMessageContaining("of 2025-02-14, 31 days ago, expected at most 30");
    Files.writeString(decision, "merge\n");
    assertThatIllegalStateException()
        .isThrownBy(() -> DataAge.check(tables, decision, thirty.plusDays(1), 30));
    Files.writeString(decision, "same\n");
    assertThat(DataAge.check(tables, decision, thirty.plusDays(1), 30))
        .endsWith("31 days ago, and nothing has changed since.");
  }

  @Test
  void theAgeOfTheDataIsAskedWithOneNumberOfDaysAtMost() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataAge.main(new String[] {"1", "2"}))
        .withMessage("expected a number of days, but found [1, 2]");
    assertThatExceptionOfType(NumberFormatException.class)
        .isThrownBy(() -> DataAge.main(new String[] {"thirty"}));
  }

  // Settings

  @Test
  void withoutSettingsTheFilesOfTheProjectAreRefreshedFromIana() {
    assertThat(Refresh.Settings.of(new String[0]))
        .isEqualTo(
            new Refresh.Settings(
                Refresh.IANA,
                null,
                false,
                Path.of("registry-data"),
                Path.of("CHANGELOG.md"),
                Path.of("target/refresh")));
  }

  @Test
  void eachSettingCanBeGiven() {
    assertThat(
            Refresh.Settings.of(
                new String[] {
                  "--from=a=b", "--second=c", "--shrunk", "--tables=d", "--changelog=e", "--out=f"
                }))
        .isEqualTo(
            new Refresh.Settings("a=b", "c", true, Path.of("d"), Path.of("e"), Path.of("f")));
  }

  // What is told

  private String told(String rows) throws IOException {
    Path copy = file("copy.csv", CsvSpec.IANA_HEADER + rows);
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    Refresh.run(
        settings(copy.toString(), null), new PrintStream(log, true, StandardCharsets.UTF_8));
    return log.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void theLogHasTheChangesTheDifferenceTheStatusesAndTheDecision() throws IOException {
    assertThat(told(NEXT.replace("Def,[D]", "Title,[D]")))
        .isEqualTo(
            """
                  1 changes since 2025-02-14
                    2025-03-01 2011/tcp: title of def changed from Def to Title
                  0 rows added against the table before
                  0 rows removed against the table before
                  2 rows changed against the table before
                    2011/tcp def: description
                    no port/tcp last: registered
            Rows by status:
                  5 assigned
                  1 reserved
                  1 unassigned
            Decision: review
                    2025-03-01 2011/tcp: title of def changed from Def to Title
            """);
    assertThat(directory.resolve("out/report.md"))
        .hasContent(
            """
            Decision: review.

            A person has to look, because of:

            - 2025-03-01 2011/tcp: title of def changed from Def to Title

            For the changelog:

            - IANA's copy of 2025-03-01, new title (1): 2011/tcp def is "Title".
            - IANA's copy of 2025-03-01, new assignee, contact or date (1): no port/tcp last.
            """);
    assertThat(directory.resolve("out/difference.json"))
        .content()
        .isEqualToNormalizingNewlines(
            """
            {
              "added" : [ ],
              "changed" : [ {
                "ports" : "2011",
                "transport" : "tcp",
                "service_name" : "def",
                "description" : "Title",
                "fields" : {
                  "description" : [ "Def", "Title" ]
                }
              }, {
                "ports" : "",
                "transport" : "tcp",
                "service_name" : "last",
                "description" : "Last",
                "fields" : {
                  "registered" : [ "2025-02-14", "2025-03-01" ]
                }
              } ],
              "gone" : [ ]
            }
            """);
  }

  @Test
  void whatMayBeMergedHasNoReasonInItsReport() throws IOException {
    refresh(NEXT);

    assertThat(directory.resolve("out/report.md"))
        .hasContent(
            """
            Decision: merge.

            For the changelog:

            - IANA's copy of 2025-03-01, new assignee, contact or date (1): no port/tcp last.
            """);
  }

  @Test
  void whereNothingChangedTheReportIsTheDecisionAlone() throws IOException {
    refresh(SMALL);

    assertThat(directory.resolve("out/report.md")).hasContent("Decision: same.");
    assertThat(tables.resolve(Refresh.LAST_FETCH)).doesNotExist();
  }

  @Test
  void aSecondSourceThatHasMoreOrSaysOtherwiseDoesNotConfirm() throws IOException {
    String mirror =
        file(
                "mirror.csv",
                CsvSpec.IANA_HEADER
                    + ONE_MORE
                        .replace("Def,[D]", "Title,[D]")
                        .replace("last,,tcp", "more,3000,tcp,More,,,,,,,,␍␊last,,tcp"))
            .toString();

    assertThat(refresh(ONE_MORE, mirror).reasons())
        .containsExactly(
            "only in the second source: 3000/tcp more",
            "different in the second source: 2011/tcp def, [DESCRIPTION]");
  }

  // What was fetched last

  @Test
  void aFileThatWasFetchedLastIsNotFetchedAgain() throws IOException {
    try (Publisher publisher = new Publisher()) {
      publisher.publish((CsvSpec.IANA_HEADER + ONE_MORE).replace('␍', '\r').replace('␊', '\n'));
      Refresh.Settings settings = settings(publisher.address(), null);
      ByteArrayOutputStream log = new ByteArrayOutputStream();
      PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);

      assertThat(Refresh.run(settings, out).kind()).isEqualTo(RefreshDecision.Kind.MERGE);
      log.reset();
      assertThat(Refresh.run(settings, out)).isEqualTo(RefreshDecision.same());

      assertThat(publisher.answers).containsExactly(200, 304);
      assertThat(log.toString(StandardCharsets.UTF_8))
          .isEqualToNormalizingNewlines(
              "The file is the one that was fetched last.\nDecision: same\n");
      assertThat(Files.readString(tables.resolve(Refresh.LAST_FETCH)))
          .startsWith(
              "# What the refresh fetched last, so that it need not fetch the same again.\n")
          .contains("\nfrom=" + publisher.address() + "\netag=\"");
    }
  }

  @Test
  void whatWasFetchedFromAnotherAddressIsNotWhatWasFetchedLast() throws IOException {
    try (Publisher publisher = new Publisher()) {
      publisher.publish((CsvSpec.IANA_HEADER + ONE_MORE).replace('␍', '\r').replace('␊', '\n'));
      Refresh.run(
          settings(publisher.address(), null), new PrintStream(new ByteArrayOutputStream()));
      Path last = tables.resolve(Refresh.LAST_FETCH);
      Files.writeString(last, Files.readString(last).replace("from=", "from=x"));
      Refresh.run(
          settings(publisher.address(), null), new PrintStream(new ByteArrayOutputStream()));

      assertThat(publisher.answers).containsExactly(200, 200);
    }
  }

  @Test
  void theAddressOfTheLastFetchIsEscaped() throws IOException {
    try (Publisher publisher = new Publisher()) {
      publisher.publish((CsvSpec.IANA_HEADER + ONE_MORE).replace('␍', '\r').replace('␊', '\n'));
      publisher.at(
          "/slash",
          exchange -> {
            byte[] body =
                (CsvSpec.IANA_HEADER + ONE_MORE)
                    .replace('␍', '\r')
                    .replace('␊', '\n')
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("ETag", "\"a\\b\"");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      Refresh.run(
          settings(publisher.address("/slash"), null),
          new PrintStream(new ByteArrayOutputStream()));

      assertThat(Files.readString(tables.resolve(Refresh.LAST_FETCH)))
          .endsWith("\netag=\"a\\\\b\"\n");
    }
  }

  @Test
  void theCommandTakesItsSettings() throws IOException {
    Path copy = file("copy.csv", CsvSpec.IANA_HEADER + ONE_MORE);
    PrintStream before = System.out;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
      Refresh.main(
          new String[] {
            "--from=" + copy,
            "--tables=" + tables,
            "--changelog=" + changelog,
            "--out=" + directory.resolve("out")
          });
    } finally {
      System.setOut(before);
    }

    assertThat(log.toString(StandardCharsets.UTF_8)).contains("Decision: merge");
    assertThat(directory.resolve("out/decision")).hasContent("merge");
  }
}
