package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
