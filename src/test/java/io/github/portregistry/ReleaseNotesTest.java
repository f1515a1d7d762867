package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseNotesTest {

  private static final String CHANGELOG =
      """
      # Changelog

      ## [Unreleased]

      ### Data

      - Two rows.

      ## [0.1.0]

      - First.
      """;

  private static PortRegistry registry(String... rows) throws IOException {
    String csv =
        "port,transport,state,status,service_name,description,assignee,contact,registered,modified,"
            + "references,service_code,unauthorized_use,alias_of,source\n"
            + String.join("\n", rows)
            + "\n";
    return PortRegistry.read(
        new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "table.csv");
  }

  @Test
  void theNotesHaveTheSectionAndTheDifference() throws IOException {
    PortRegistry before =
        registry(
            "8500,tcp,,,billing,Billing,Blue,,,,,,,,",
            "8501,tcp,,,stock,Stock,Blue,,,,,,,,",
            "8502,tcp,,,same,Same,Blue,,,,,,,,",
            "8503,tcp,,,old,Old,Blue,,,,,,,,");
    PortRegistry after =
        registry(
            "8500,tcp,,,billing,Bills,Blue,,,,,,,,",
            "8501,tcp,,ghost,stock,Stock,Blue,,,,,,,,",
            "8502,tcp,,,same,Same,Blue,,,,,,,,",
            "8504,udp,,,new,,Blue,,,,,,,,");

    assertThat(ReleaseNotes.of(CHANGELOG, "Unreleased", before, after))
        .isEqualTo(
            """
            ### Data

            - Two rows.

            ### Rows of the registry

            Added: 1.
            - 8504/udp new
            Changed: 2.
            - 8500/tcp billing: Bills
            - 8501/tcp stock: ASSIGNED is now GHOST
            Gone: 1.
            - 8503/tcp old: Old
            """);
  }

  @Test
  void aServiceThatHasAnotherNameIsToldUnderTheOldOne() throws IOException {
    PortRegistry before = registry("8500,tcp,,,billing,Billing,Blue,,,,,,,,");
    PortRegistry after = registry("8500,tcp,,,bills,Billing,Blue,,,,,,,,");

    assertThat(ReleaseNotes.of(CHANGELOG, "Unreleased", before, after))
        .endsWith("Added: none.\nChanged: 1.\n- 8500/tcp billing is now bills\nGone: none.\n");
  }

  /** A row that says only that ports are unassigned is not told, and one with a remark is. */
  @Test
  void portsThatAreUnassignedAreToldIfTheRowSaysMore() throws IOException {
    PortRegistry before = registry("8500,tcp,,,billing,Billing,Blue,,,,,,,,");
    PortRegistry after =
        registry(
            "8500,tcp,,,billing,Billing,Blue,,,,,,,,",
            "8501,,unassigned,,,,,,,,,,,,",
            "8502,,unassigned,,,A remark,,,,,,,,,",
            "8503,,reserved,,,,,,,,,,,,");

    assertThat(ReleaseNotes.of(CHANGELOG, "Unreleased", before, after))
        .endsWith(
            """
            Added: 2.
            - 8502: UNASSIGNED
            - 8503: RESERVED
            Changed: none.
            Gone: none.
            """);
  }

  @Test
  void aReleaseOfCodeAloneChangesNoRow() throws IOException {
    PortRegistry registry = registry("8500,tcp,,,billing,Billing,Blue,,,,,,,,");

    assertThat(ReleaseNotes.of(CHANGELOG, "0.1.0", registry, registry))
        .startsWith("- First.\n")
        .endsWith("Added: none.\nChanged: none.\nGone: none.\n");
  }

  @Test
  void thisChangelogHasASection() throws IOException {
    PortRegistry packaged = PortRegistry.bundled();

    assertThat(
            ReleaseNotes.of(
                Files.readString(Path.of("CHANGELOG.md")), "Unreleased", packaged, packaged))
        .startsWith("### ");
  }

  @Test
  void aSectionThatIsNotThereIsAMistake() throws IOException {
    PortRegistry registry = registry("8500,tcp,,,billing,Billing,Blue,,,,,,,,");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReleaseNotes.of(CHANGELOG, "9.9.9", registry, registry))
        .withMessage("CHANGELOG.md has no section [9.9.9]");
    assertThatIllegalArgumentException().isThrownBy(() -> ReleaseNotes.main(new String[0]));
  }

  @Test
  void theCommandTakesATableAndPerhapsAVersion() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReleaseNotes.main(new String[] {"a", "b", "c"}))
        .withMessage(
            "expected the last release's port-registry.csv and perhaps a version, found"
                + " [a, b, c]");
    for (List<String> args : List.of(List.of("absent.csv"), List.of("absent.csv", "0.1.0"))) {
      assertThatThrownBy(() -> ReleaseNotes.main(args.toArray(String[]::new)))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessage("absent.csv");
    }
  }

  @Test
  void ofTwoServicesOfOneNameWithoutAPortEachIsCompared() throws IOException {
    PortRegistry before = registry(",,,,rdp,One,Blue,,,,,,,,", ",,,,rdp,Two,Blue,,,,,,,,");
    PortRegistry after = registry(",,,,rdp,One,Red,,,,,,,,", ",,,,rdp,Two,Blue,,,,,,,,");

    assertThat(ReleaseNotes.of(CHANGELOG, "Unreleased", before, after))
        .endsWith("Added: none.\nChanged: 1.\n- no port rdp: One\nGone: none.\n");
  }
}
