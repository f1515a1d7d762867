package io.github.portregistry;

import static io.github.portregistry.CsvSpec.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.Judgment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The import of evidence, with a few rows; {@link RegistryImporterTest} has the whole. */
class SmallEvidenceTest {

  private static final String USES_HEADER =
      "port,transport,application,kind,notes,source_url,verified,source_type,iana_relation,"
          + "iana_service␊";

  /** Ports 96 and 97 are the ends of one protocol. */
  private static final String IANA =
      RegistryImporterTest.SMALL.replace(
          "tivo,,tcp",
          "betac,96,udp,Beta Client,,,,,,,,␍␊"
              + "betas,97,udp,Beta Server,,,,,,,,␍␊"
              + "tivo,,tcp");

  private static final Map<String, String> EVIDENCE =
      Map.ofEntries(
          Map.entry(
              "released.csv",
              String.join(",", FormerImport.HEADER)
                  + "␊83,tcp,old,Old,,,2005-12-22,2014-07,present; absent,,released,,C,here␊"),
          Map.entry(
              "rfc-status.csv",
              "rfc_number,title,current_status,date,obsoleted_by,updated_by,referenced_in,"
                  + "derived_state␊9110,HTTP,INTERNET STANDARD,2022-06,,,,␊"),
          Map.entry(
              "ghosts.csv",
              "port,transport,service_name,has_rfc_reference,rfc_is_historic_or_obsolete,"
                  + "in_netbase,has_wireshark_dissector,in_firewalld,has_unofficial_use,"
                  + "registration_year,proposed_status,reasons,registration_year_basis,"
                  + "unofficial_or_other_uses,rfc_refs␊"
                  + "96,udp,betac,,,,,,,,,,listed in RFC 1340 (1992-07),,␊"),
          Map.entry("rfc-mentions.csv", "port,service_name,rfc,decision,state_or_remark␊"),
          Map.entry("system-port-specifications.csv", "port,rfc,relation,note␊"),
          Map.entry(
              "in-use-signals.csv",
              "port,transport,signal,detail,source␊"
                  + "80,tcp,wireshark-dissector,http,Wireshark 4␊"
                  + "80,tcp,rfc-standard,http,RFC 9110␊"
                  + "83,tcp,wireshark-dissector,omicron,Wireshark 4␊"),
          Map.entry("scanner-ports.csv", "protocol,port,transport,project,commit,path␊"),
          Map.entry(
              "unofficial-uses.csv",
              USES_HEADER + "84,tcp,Gamma,,,https://gamma.example,yes,wiki,,␊"),
          Map.entry("missing-uses.csv", USES_HEADER),
          Map.entry(
              "verified-uses.csv",
              "port,transport,application,role,category,confidence,common_name,source,checked␊"),
          Map.entry("other-owners.csv", "port,transport,application,category,confidence,source␊"),
          Map.entry(
              "dominant-uses.csv",
              "port,transport,application,short_name,rule_evidence,competitors,iana_service,"
                  + "source_urls␊"),
          Map.entry(
              "everyday-names.csv",
              "name,service_name,port,transport,source,several_meanings␊"
                  + "web,http,80,tcp,https://web.example,␊"),
          Map.entry(
              "related.csv",
              "port,transport,related_port,related_transport,relation,basis,source,checked␊"
                  + "96,udp,97,udp,alternative,client and server,IANA,yes␊"
                  + "97,udp,96,udp,alternative,client and server,IANA,yes␊"
                  + "80,tcp,97,udp,alternative,client and server,IANA,yes␊"
                  + "80,tcp,84,tcp,alternative,client and server,IANA,yes␊"));

  @TempDir private Path directory;
  private Path evidence;
  private Path tables;
  private RegistryImporter.Inputs inputs;

  @BeforeEach
  void writeInputs() throws IOException {
    evidence = Files.createDirectory(directory.resolve("evidence"));
    for (Map.Entry<String, String> file : EVIDENCE.entrySet()) {
      Files.write(evidence.resolve(file.getKey()), bytes(file.getValue()));
    }
    inputs =
        new RegistryImporter.Inputs(
            Files.write(directory.resolve("iana.csv"), bytes(IANA)),
            Files.write(directory.resolve("later.csv"), bytes(RegistryImporterTest.LATER_HEADER)),
            Files.write(
                directory.resolve("history.csv"), bytes(RegistryImporterTest.HISTORY_HEADER)),
            Files.write(
                directory.resolve("states.csv"), bytes(RegistryImporterTest.STATES_HEADER)));
    tables = Files.createDirectory(directory.resolve("tables"));
    Files.createDirectory(tables.resolve("rules"));
    table(RegistryData.CATEGORIES, "application,category,shown_as␊Gamma,database,␊");
    table(
        RegistryData.MEANINGS,
        "port,transport,label,service_name,application,category␊"
            + "83,,omicron,,Omicron,database␊");
    table(
        RegistryData.HAND_USES,
        "port,transport,application,category,confidence,common_name,sources␊"
            + "85,tcp,Hand,web,reported,,https://hand.example␊");
    table(
        Facts.CATALOGS,
        "id,name,version,consulted,tells,source␊"
            + "wireshark,Wireshark,4,2026-11-23,dissects,https://wireshark.example␊");
  }

  private void table(String name, String text) throws IOException {
    Files.write(tables.resolve(name), bytes(text));
  }

  private String run() throws IOException {
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(report, true, StandardCharsets.UTF_8);
    RegistryImporter.importEvidence(inputs, evidence, tables, false, out);
    return report.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private void assertRows(String table, String rows) {
    assertThat(tables.resolve(table))
        .hasBinaryContent(
            bytes(new String(RegistryData.empty(table), StandardCharsets.UTF_8) + rows));
  }

  @Test
  void theSignsTheListingsAndTheUsesThatTheyShowAreWritten() throws IOException {
    run();

    assertRows(Facts.SIGNALS, "80,tcp,http,dissector,http,wireshark␊");
    assertRows(RegistryData.LISTINGS, "96,betac,1992-07,RFC1340␊");
    assertRows(
        Facts.USES,
        "83,tcp,Omicron,database,reported,,https://wireshark.example␊"
            + "84,tcp,Gamma,database,reported,gamma,https://gamma.example␊"
            + "85,tcp,Hand,web,reported,hand,https://hand.example␊");
  }

  @Test
  void theNamesTheRfcsAndTheFormerServicesAreWritten() throws IOException {
    run();

    assertRows(Facts.NAMES, "80,tcp,web,https://web.example␊");
    assertRows(Facts.RFCS, "RFC9110,HTTP,INTERNET STANDARD,2022-06,,,RFC index of 2026-08-21␊");
    assertRows(
        Facts.FORMER,
        "2,tcp,released,compressnet,,,,2025-02-13,,,IANA,,strong,\""
            + RegistryImporter.REGISTRY
            + ", 2025-02-14\"␊"
            + "83,tcp,released,old,Old,,,,2005-12-22,2014-07,IANA,,weak,here␊");
  }

  /** 80 is no client's end, and neither is 84, which has no service. */
  @Test
  void theEndsOfAProtocolAreToldByTheTitlesOfTheirServices() throws IOException {
    run();

    assertRows(
        Facts.RELATED,
        "80,84,alternative,client and server,IANA␊"
            + "80,97,alternative,client and server,IANA␊"
            + "96,97,server_end,client and server,IANA␊"
            + "97,96,client_end,client and server,IANA␊");
  }

  @Test
  void theStatusesFollowFromTheSigns() throws IOException {
    run();

    assertThat(new RegistryData(tables).facts().statuses().of(80))
        .extracting(Judgment::serviceName, Judgment::liveness)
        .contains(tuple("http", Liveness.IN_USE));

    assertThat(RegistryImporter.ports(new RegistryData(tables)).entries(80))
        .filteredOn(row -> row.serviceName().equals("http"))
        .extracting(row -> ((Assignment) row).liveness())
        .containsExactly(Liveness.IN_USE);
  }

  @Test
  void theReportSaysWhatWasLeftOut() throws IOException {
    assertThat(run())
        .endsWith(
            """
            Rows of evidence that were left out:
                  1 signal that the references tell
            """);
  }

  @Test
  void rowsThatWereAddedByHandStayUnlessTheEvidenceHasTheirPlace() throws IOException {
    table(
        Facts.SIGNALS,
        "port,transport,service_name,kind,label,source␊"
            + "80,tcp,http,dissector,by hand,wireshark␊"
            + "80,tcp,http,scanner,by hand,wireshark␊");
    table(
        Facts.RFCS,
        "rfc,title,state,published,obsoleted_by,updated_by,source␊"
            + "RFC1,Old,UNKNOWN,1969-04,,,by hand␊"
            + "RFC9110,Another,UNKNOWN,2022-06,,,by hand␊");

    // A row of another source is of the same place.
    table(
        Facts.NAMES,
        "port,transport,name,source␊"
            + "80,tcp,web,https://other.example␊"
            + "80,tcp,website,https://other.example␊");

    run();

    assertRows(
        Facts.SIGNALS,
        "80,tcp,http,dissector,http,wireshark␊80,tcp,http,scanner,by hand,wireshark␊");
    assertRows(Facts.NAMES, "80,tcp,web,https://web.example␊80,tcp,website,https://other.example␊");
    assertRows(
        Facts.RFCS,
        "RFC1,Old,UNKNOWN,1969-04,,,by hand␊"
            + "RFC9110,HTTP,INTERNET STANDARD,2022-06,,,RFC index of 2026-08-21␊");
  }

  @Test
  void evidenceForAnOlderFileIsRefusedUnlessToldToGoBack() throws IOException {
    run();
    Path older =
        Files.write(
            directory.resolve("older.csv"), bytes(IANA.replace("2025-02-14", "2024-12-31")));
    RegistryImporter.Inputs newer = inputs;
    inputs = new RegistryImporter.Inputs(older, newer.later(), newer.history(), newer.states());

    assertThatThrownBy(this::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("which is of 2025-02-14, but found one of 2024-12-31");

    PrintStream before = System.out;
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(report, true, StandardCharsets.UTF_8));
      RegistryImporter.main(
          new String[] {
            "evidence",
            "" + older,
            "" + newer.later(),
            "" + newer.history(),
            "" + newer.states(),
            "" + evidence,
            "" + tables,
            "--older"
          });
    } finally {
      System.setOut(before);
    }
    assertThat(new RegistryData(tables).source()).endsWith(", 2024-12-31");
    assertThat(report.toString(StandardCharsets.UTF_8)).contains("Rows of evidence");
  }

  // The statuses alone

  @Test
  void theStatusesAloneFollowFromATableThatWasEditedByHand() throws IOException {
    run();
    Files.writeString(
        tables.resolve(RegistryData.CURATED),
        "port,service_name,status,reason,source\n80,http,ghost,declared dead,https://d\n");
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    RegistryImporter.judge(tables, new PrintStream(report, true, StandardCharsets.UTF_8));

    assertThat(report.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"))
        .isEqualTo(
            """
                  0 rows added against the table before
                  0 rows removed against the table before
                  2 rows changed against the table before
                    80/tcp http: status, liveness
                    80/tcp www: status, liveness
            Rows by status:
                  3 assigned
                  2 ghost
                  1 released
                  1 unassigned
            """);
    assertThat(RegistryImporter.ports(new RegistryData(tables)).entries(80))
        .extracting(RegistryRow::status)
        .containsOnly(PortStatus.GHOST);
  }
}
