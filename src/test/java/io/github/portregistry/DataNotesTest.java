package io.github.portregistry;

import static io.github.portregistry.MadeChange.change;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.RegistryChange.Kind;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataNotesTest {

  private static final List<String> LINES = List.of("- One.", "- Two.");

  @Test
  void newLinesStandFirstInThePartOnData() {
    String changelog =
        """
        # Changelog

        ## [Unreleased]

        ### Data

        - Old.

        ## [0.1.0]

        ### Data

        - One.
        """;

    String with = DataNotes.in(changelog, LINES);

    assertThat(with).isEqualTo(changelog.replace("- Old.", "- One.\n- Two.\n- Old."));
    assertThat(DataNotes.in(with, LINES)).isEqualTo(with);
  }

  @Test
  void aPartOnDataIsMadeWhereThereIsNone() {
    String changelog =
        """
        # Changelog

        ## [Unreleased]

        ### Fixed

        - X.

        ## [0.1.0]
        """;

    assertThat(DataNotes.in(changelog, LINES))
        .isEqualTo(changelog.replace("- X.", "- X.\n\n### Data\n\n- One.\n- Two."));
  }

  @Test
  void aSectionIsMadeAfterARelease() {
    String changelog =
        """
        # Changelog

        ## [0.1.0]

        - X.
        """;

    assertThat(DataNotes.in(changelog, LINES))
        .isEqualTo(
            changelog.replace(
                "## [0.1.0]", "## [Unreleased]\n\n### Data\n\n- One.\n- Two.\n\n## [0.1.0]"));
  }

  @Test
  void aPartOnDataAtTheEndOfTheFileIsMadeAfterAnEmptyLine() {
    assertThat(DataNotes.in("# Changelog\n\n## [Unreleased]\n\n- X.\n", LINES))
        .isEqualTo("# Changelog\n\n## [Unreleased]\n\n- X.\n\n### Data\n\n- One.\n- Two.\n");
  }

  @Test
  void aSectionIsMadeAtTheEndOfAFileWithoutOne() {
    assertThat(DataNotes.in("# Changelog\n\n", LINES))
        .isEqualTo("# Changelog\n\n## [Unreleased]\n\n### Data\n\n- One.\n- Two.\n");
  }

  /** The line of an older release, and one of another part, are not those of this part. */
  @Test
  void aLineThatStandsInAnotherPartIsPutIn() {
    String changelog =
        """
        ## [Unreleased]

        ### Data

        - Two.

        ### Fixed

        - One.
        """;

    assertThat(DataNotes.in(changelog, LINES))
        .isEqualTo(changelog.replace("### Data\n\n", "### Data\n\n- One.\n"));
  }

  @Test
  void aPartOnDataNeedsNoEmptyLineBeforeIt() {
    String changelog =
        """
        ## [Unreleased]
        ### Data

        - One.
        """;

    assertThat(DataNotes.in(changelog, LINES))
        .isEqualTo(changelog.replace("- One.", "- Two.\n- One."));
  }

  // Lines

  private static final LocalDate DAY = LocalDate.of(2025, 3, 1);

  private static final RegistryDiff NOTHING = RegistryDiff.between(List.of(), List.of());

  private static List<String> lines(RegistryChange... changes) {
    return DataNotes.lines(DAY, List.of(changes), NOTHING);
  }

  @Test
  void eachKindOfChangeHasALine() {
    assertThat(
            lines(
                change(Kind.STATE_CHANGED, "81-82", null, "", "", "reserved"),
                change(Kind.STATE_CHANGED, "80", Transport.UDP, "", "reserved", "unassigned"),
                change(Kind.REFERENCE_CHANGED, "80", Transport.TCP, "a", "RFC1", "RFC2|RFC3"),
                change(Kind.REFERENCE_CHANGED, "80", Transport.TCP, "b", "RFC1", ""),
                change(Kind.RETITLED, "80", Transport.TCP, "a", "A", "B"),
                change(Kind.RENAMED, "80", Transport.TCP, "b", "a", "b"),
                change(Kind.TRANSPORT_WITHDRAWN, "80", Transport.UDP, "a", "A", ""),
                change(Kind.WITHDRAWN, "80", Transport.TCP, "c", "C", ""),
                change(Kind.ASSIGNED, "", Transport.TCP, "d", "", "D")))
        .containsExactly(
            "- IANA's copy of 2025-03-01, assigned (1): no port/tcp d.",
            "- IANA's copy of 2025-03-01, withdrawn (2): 80/udp a; 80/tcp c.",
            "- IANA's copy of 2025-03-01, renamed (1): 80/tcp a is b.",
            "- IANA's copy of 2025-03-01, new title (1): 80/tcp a is \"B\".",
            "- IANA's copy of 2025-03-01, new references (2): 80/tcp a cites RFC2, RFC3;"
                + " 80/tcp b cites nothing.",
            "- IANA's copy of 2025-03-01, new state (2): 81-82 is reserved; 80/udp is unassigned.");
  }

  @Test
  void aPortThatIsUnassignedWithOrWithoutARowIsNotWorthALine() {
    assertThat(
            lines(
                change(Kind.STATE_CHANGED, "80", null, "", "unassigned", ""),
                change(Kind.STATE_CHANGED, "80", null, "", "", "unassigned")))
        .isEmpty();
  }

  private static RegistryChange[] assigned(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(port -> change(Kind.ASSIGNED, "" + port, null, "", "", ""))
        .toArray(RegistryChange[]::new);
  }

  @Test
  void sixtyRowsAreNamedAndTheOthersCounted() {
    assertThat(lines(assigned(60)).get(0)).contains("assigned (60): 1; 2; ").endsWith("; 60.");
    assertThat(lines(assigned(61)).get(0))
        .contains("assigned (61): 1; 2; ")
        .endsWith("; 60; and 1 more.");
  }

  @Test
  void anotherAssigneeAndAnotherStatusHaveALineEach() {
    Assignment before = MadeRow.of("a").on("80", Transport.TCP).assignee("A").row();
    Assignment after =
        MadeRow.of("a").on("80", Transport.TCP).assignee("B").liveness(Liveness.GHOST).row();

    assertThat(
            DataNotes.lines(DAY, List.of(), RegistryDiff.between(List.of(before), List.of(after))))
        .containsExactly(
            "- IANA's copy of 2025-03-01, new assignee, contact or date (1): 80/tcp a.",
            "- IANA's copy of 2025-03-01, new status (1): 80/tcp a is ghost, was assigned.");
  }

  @Test
  void whatChangesNothingHasNoLine() {
    assertThat(lines()).isEmpty();
  }
}
