package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortStatus;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a copy of IANA's file changes, and its own other days. */
class RefreshCommandTest {

  @TempDir private Path directory;

  private static final String IANA_HEADER =
      "Service Name,Port Number,Transport Protocol,Description,Assignee,Contact,Registration Date,"
          + "Modification Date,Reference,Service Code,Unauthorized Use Reported,Assignment Notes\n";

  private String copy(String... rows) throws Exception {
    Path csv = directory.resolve("copy.csv");
    Files.writeString(csv, IANA_HEADER + String.join("\n", rows) + "\n");
    return csv.toString();
  }

  @Test
  void aNewerCopyIsToldByWhatItChanges() throws Exception {
    Path csv = directory.resolve("iana.csv");
    Files.writeString(
        csv,
        IANA_HEADER
            + "http,80,tcp,Another title,[IESG],[IETF_Chair],,2099-01-02,[RFC9110],,,\n"
            + "brand-new,6,udp,Brand new,[Some_One],[Some_One],2099-01-02,,,,,\n");
    Cli cli = Cli.run("refresh", csv.toString());

    assertThat(cli.out())
        .startsWith(csv + ", of 2099-01-02, compared with the packaged IANA ")
        .containsPattern("\nadded +6/udp +brand-new +Brand new\n")
        .containsPattern("\nchanged +80/tcp +http +title Another title; .*modified 2099-01-02")
        .containsPattern("\ngone +443/tcp +https +http protocol over TLS/SSL\n");
  }

  @Test
  void aCopyOfTheXmlIsOfTheDayThatItStates() throws Exception {
    Path xml = directory.resolve("iana.xml");
    Files.writeString(
        xml,
        "<registry xmlns='http://www.iana.org/assignments' id='service-names-port-numbers'>"
            + "<updated>2030-01-03</updated><record date='2030-01-02'><name>brand-new</name>"
            + "<protocol>udp</protocol><description>Brand new</description><number>6</number>"
            + "</record></registry>");

    assertThat(Cli.run("refresh", xml.toString()).out())
        .startsWith(xml + ", of 2030-01-03, compared with the packaged IANA ")
        .containsPattern("\nadded +6/udp +brand-new +Brand new\n");
    assertThat(Cli.run("6/udp", "--iana", xml.toString()).out()).contains("brand-new");
  }

  @Test
  void whatCameAfterTheDayOfACopyIsNewerAndNotGone() throws Exception {
    PortRegistry packaged = PortRegistry.bundled();
    RegistryRow before =
        packaged.changes(packaged.firstDay(), LocalDate.of(2016, 1, 1)).stream()
            .filter(change -> change.kind() == RegistryChange.Kind.ASSIGNED)
            .flatMap(change -> packaged.service(change.serviceName()).stream())
            .filter(row -> row.ports() != null && row.transport() != null)
            .findFirst()
            .orElseThrow();
    String place = before.ports() + "/" + before.transport().keyword();
    Cli cli = Cli.run("refresh", copy("http,80,tcp,World Wide Web HTTP,,,,2020-06-01,,,,"));

    assertThat(cli.out())
        .containsPattern("^\\S+, of 2020-06-01, .* gone \\d+, newer than the file \\d+\n")
        .containsPattern("\nnewer +4480/tcp +agtp +Agent Transfer Protocol\n")
        .containsPattern("\nnewer +none +netconfsoaphttp ")
        .containsPattern("\ngone +" + place + " +" + before.serviceName() + " ")
        .containsPattern("\ngone +443/tcp +https +http protocol over TLS/SSL\n")
        .doesNotContainPattern("\ngone +4480/tcp");
  }

  @Test
  void aNameThatWasTakenAfterTheDayOfACopyIsNewerAndNotChanged() throws Exception {
    PortRegistry packaged = PortRegistry.bundled();
    RegistryChange renamed =
        packaged.changes(packaged.firstDay(), packaged.lastDay()).stream()
            .filter(change -> change.kind() == RegistryChange.Kind.RENAMED)
            .reduce((one, later) -> later)
            .orElseThrow();
    String assignee = packaged.service(renamed.after()).get(0).assignee();
    String place = renamed.ports() + "/" + renamed.transport().keyword();
    Cli cli =
        Cli.run(
            "refresh",
            copy(
                String.join(
                    ",",
                    renamed.before(),
                    String.valueOf(renamed.ports()),
                    renamed.transport().keyword(),
                    "Title",
                    "[" + assignee + "],,",
                    renamed.notAfter().earliest().minusDays(1) + ",,,,")));

    assertThat(cli.out())
        .containsPattern("\nnewer +" + place + " +" + renamed.after() + " ")
        .doesNotContainPattern("\nchanged +" + place);
  }

  @Test
  void aCopyFromBeforeTheKnownPastIsComparedByTheDaysOfTheRows() throws Exception {
    PortRegistry packaged = PortRegistry.bundled();
    RegistryRow newer =
        packaged
            .rows()
            .filter(row -> row.ports() != null && row.transport() != null)
            .filter(row -> isRegistered(row, LocalDate.of(2010, 1, 2), packaged.firstDay()))
            .findFirst()
            .orElseThrow();
    Cli cli = Cli.run("refresh", copy("http,80,tcp,World Wide Web HTTP,,,,2010-01-01,,,,"));

    assertThat(cli.out())
        .containsPattern("\nnewer +" + newer.ports() + "/" + newer.transport().keyword() + " ")
        .containsPattern("\ngone +443/tcp +https ");
  }

  private static boolean isRegistered(RegistryRow row, LocalDate from, LocalDate until) {
    return row.registered() != null
        && !row.registered().earliest().isBefore(from)
        && row.registered().latest().isBefore(until);
  }

  @Test
  void unassignedPortsHaveALineOnlyIfSomethingIsSaidOfThem() throws Exception {
    Cli cli =
        Cli.run(
            "refresh",
            copy(
                "http,80,tcp,World Wide Web HTTP,,,,2099-01-02,,,,",
                ",50000,tcp,Unassigned,,,,,,,,",
                ",50001,tcp,Reserved,,,,,,,,"));
    RegistryRow remarked =
        PortRegistry.bundled()
            .rows()
            .filter(row -> row.status() == PortStatus.UNASSIGNED && !row.description().isEmpty())
            .findFirst()
            .orElseThrow();

    assertThat(cli.out())
        .doesNotContain("50000/tcp")
        .containsPattern("\nadded +50001/tcp +reserved\n")
        .contains(" " + remarked.description() + "\n")
        .doesNotContainPattern("\n(gone|added) +\\S+ +unassigned\n");
  }

  @Test
  void ofTwoServicesOfOneNameTheOneThatIsMissingIsGone() throws Exception {
    Cli cli = Cli.run("refresh", copy("rdp,,tcp,Another program,,,2099-01-02,,,,,"));
    long packaged =
        PortRegistry.bundled().service("rdp").stream()
            .filter(row -> row.serviceName().equals("rdp"))
            .count();

    assertThat(packaged).isGreaterThan(1);
    assertThat(cli.out().lines().filter(line -> line.matches("(changed|gone|newer) .* rdp .*")))
        .hasSize((int) packaged);
  }

  @Test
  void aServiceThatTookAnotherNameInItsPlaceIsOneChange() throws Exception {
    assertThat(Cli.run("refresh", copy("iasd-new,432,tcp,IASD,[Nir_Baroz],,,2099-01-02,,,,")).out())
        .containsPattern("\nchanged +432/tcp +iasd-new +name iasd-new; ")
        .doesNotContainPattern("\ngone +432/tcp");
  }

  @Test
  void aFileThatEndsEarlyIsSaidToDoSo() throws Exception {
    Cli cli = Cli.run("refresh", copy("http,80,tcp,HTTP,,,,2099-01-02,,,,"));

    assertThat(cli.out())
        .containsPattern(
            "\nThe file has 1 rows, and 14\\d{3} rows of the packaged registry seem to be missing. It may"
                + " be cut: rows that are gone may only be missing from it.\n");
    assertThat(cli.status()).isEqualTo(2);
  }

  @Test
  void aWholeFileWithAnotherTitleIsASuccess() throws Exception {
    Path csv = directory.resolve("whole.csv");
    Files.writeString(csv, whole().replaceFirst("World Wide Web HTTP", "Another title"));
    Cli cli = Cli.run("refresh", csv.toString());

    assertThat(cli.out()).contains("\n\nCHANGE ", "Another title").doesNotContain("missing");
    assertThat(cli.status()).isZero();
  }

  /** The packaged rows as IANA writes them, without what is not needed here. */
  private static String whole() {
    StringBuilder csv = new StringBuilder(IANA_HEADER);
    for (RegistryRow row : PortRegistry.bundled().rows().toList()) {
      String title = row.serviceName().isEmpty() ? "Reserved" : row.description();
      csv.append(
          String.join(
                  ",",
                  row.serviceName(),
                  row.ports() == null ? "" : row.ports().toString(),
                  row.transport() == null ? "" : row.transport().keyword(),
                  '"' + title.replace("\"", "\"\"") + '"',
                  ",,,2099-01-02,,,,")
              + "\n");
    }
    return csv.toString();
  }

  @Test
  void theChangesAndOtherDaysOfACopyAreItsOwn() throws Exception {
    String copy = copy("http,80,tcp,HTTP,,,,2099-01-02,,,,", "new,6,udp,New,,,2099-01-01,,,,,");

    assertThat(
            Cli.run("changes", "--iana", copy, "--since", "2099-01-01", "--kind", "assigned").out())
        .containsPattern("\n2099-01-01 +6/udp +assigned to new");
    assertThat(Cli.run("432/tcp", "--iana", copy, "--as-of", "2026-09-17").out())
        .startsWith("Port 432/tcp is a ghost: assigned to iasd, ");
    assertThat(Cli.run("432", "--iana", copy, "--as-of", "2099-01-03").err())
        .contains("known from 2014-07-13 to 2099-01-02, but the day is 2099-01-03");
    assertThat(Cli.run("50000", "--iana", copy, "--history").err())
        .contains("no change of 50000 is recorded; all from 2014-07-13 to 2099-01-02 are known");
  }

  @Test
  void ofACopyWithoutADateNoOtherDayIsKnown() throws Exception {
    String copy = copy("http,80,tcp,HTTP,,,,,,,,");

    assertThat(Cli.run("changes", "--iana", copy).err()).contains("no past is known of ");
    assertThat(Cli.run("80", "--iana", copy, "--as-of", "2020-01-01").err())
        .contains("no past is known of ");
    assertThat(Cli.run("50000", "--iana", copy, "--history").err())
        .isEqualTo("port-registry: no change of 50000 is recorded\n");
  }

  @Test
  void theNameOfACopyDoesNothingToATerminalAndItsDateMayBeMissing() throws Exception {
    Path csv = directory.resolve("i\u202eana.csv");
    Files.writeString(
        csv, IANA_HEADER + "http,80,tcp,Another title,[IESG],[IETF_Chair],,,[RFC9110],,,\n");

    assertThat(Cli.run("refresh", csv.toString()).out())
        .contains("i\\u202eana.csv, without a date, compared with the packaged ")
        .containsPattern(", newer than the file 0\n")
        .doesNotContain("\u202e");
  }
}
