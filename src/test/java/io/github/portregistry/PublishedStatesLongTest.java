package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The registry of each day on which one was published since 2015. */
@Tag("long")
class PublishedStatesLongTest {

  @Test
  void everyPublishedStateIsReproduced() {
    List<String> days = RawStates.days();

    for (String day : days) {
      RegistryHistoryTest.assertAsPublished(LocalDate.parse(day));
    }
    System.out.println(
        days.size()
            + " published states, "
            + days.get(0)
            + " to "
            + days.get(days.size() - 1)
            + ", all reproduced; "
            + RawStates.rowsOfStaleCopies()
            + " rows of stale copies left out");
    assertThat(days).hasSizeGreaterThan(500);
  }
}
