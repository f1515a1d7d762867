package io.github.portregistry;

import static io.github.portregistry.MadeChange.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.RegistryChange.Kind;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.FormerFormat;
import io.github.portregistry.fact.RegistryHistory;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The changes of registries whose tables each have a past. */
class TimelineTest {

  private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2020, 12, 31);

  private static RegistryChange renamed(String day, String name) {
    return on(day, Kind.RENAMED, "9", Transport.TCP, name, "old", name);
  }

  private static PortRegistry registry(RegistryChange... changes) {
    RegistryHistory history =
        new RegistryHistory(
            new RegistryHistory.Copy(FIRST, "first"),
            List.of(changes),
            new RegistryHistory.Copy(LAST, "last"));
    Facts facts = Facts.none().withPast(FactTable.of(FormerFormat.FORMAT, List.of()), history);
    return new PortRegistry(PortTableCsv.of(List.of(), "table", facts));
  }

  @Test
  void theChangesOfTwoTablesAreInTheOrderOfTheirDays() {
    RegistryChange spring = renamed("2020-03-01", "spring");
    RegistryChange summer = renamed("2020-06-01", "summer");
    RegistryChange fall = renamed("2020-09-01", "fall");

    PortRegistry both = registry(summer).withOverlay(registry(spring, fall));

    assertThat(both.changes(FIRST, LAST)).containsExactly(spring, summer, fall);
  }

  @Test
  void aChangeThatTwoTablesHaveIsToldOnce() {
    RegistryChange spring = renamed("2020-03-01", "spring");
    RegistryChange fall = renamed("2020-09-01", "fall");

    PortRegistry both = registry(spring, fall).withOverlay(registry(fall));

    assertThat(both.changes(FIRST, LAST)).containsExactly(spring, fall);
  }

  @Test
  void theChangesOfOneDayAreThoseOfTheUpperTableFirst() {
    RegistryChange upper = renamed("2020-03-01", "upper");
    RegistryChange lower = renamed("2020-03-01", "lower");

    assertThat(registry(lower).withOverlay(registry(upper)).changes(FIRST, LAST))
        .containsExactly(upper, lower);
  }
}
