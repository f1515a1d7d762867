package io.github.portregistry.past;

import io.github.portregistry.FormerAssignment;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.RegistryHistory;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the packaged registry and its history imply of the past of another copy. */
public final class ImpliedPast {

  /**
   * The packaged registry.
   *
   * @param source what its rows name as their source
   * @param rows its rows
   * @param facts what is known beside them, with the changes
   */
  public record Known(String source, Supplier<List<RegistryRow>> rows, Facts facts) {}

  private final Known known;
  private final RegistryHistory.Copy copy;
  private final List<FactTable.Row<FormerAssignment>> former;

  /** What was changed since the packaged registry; null for a copy that is not newer. */
  private final @Nullable HistoryDiff since;

  private ImpliedPast(Known known, RegistryHistory.Copy copy, List<RegistryRow> rows) {
    this.known = known;
    this.copy = copy;
    RegistryHistory packaged = known.facts().history();
    List<FactTable.Row<FormerAssignment>> all = known.facts().former().rows();
    if (copy.day().isAfter(packaged.last().day())) {
      since = HistoryDiff.between(known.rows().get(), packaged.last(), rows, copy);
      former = Stream.concat(all.stream(), since.former().stream()).toList();
    } else {
      since = null;
      former =
          PastRegistry.former(known.facts().former(), packaged, copy.day()).rows().stream()
              .filter(row -> !isBeforeAllThatIsKnown() || isDated(row.fact()))
              .toList();
    }
  }

  /**
   * Returns the past of a copy. One that is newer than the packaged registry is compared with it at
   * once, as its statuses depend on what left since.
   *
   * @param rows the rows of the copy
   */
  public static ImpliedPast of(Known known, RegistryHistory.Copy copy, List<RegistryRow> rows) {
    return new ImpliedPast(known, copy, rows);
  }

  /** The former assignments that the packaged registry knows or that follow from the difference. */
  public List<FactTable.Row<FormerAssignment>> former() {
    return former;
  }

  /**
   * Returns the changes that lead to the copy. One that is not newer than the packaged registry is
   * compared with it, as it was on that day, when the changes are first asked for. Of one from
   * before the first day that is known no other day is.
   *
   * @param rows returns the rows of the copy
   */
  public RegistryHistory history(Supplier<List<RegistryRow>> rows) {
    RegistryHistory packaged = known.facts().history();
    if (since != null) {
      return since.after(packaged);
    }
    return isBeforeAllThatIsKnown()
        ? new RegistryHistory(copy, List.of(), copy)
        : new RegistryHistory(packaged.first(), () -> changesUntilTheDay(rows), copy);
  }

  private boolean isBeforeAllThatIsKnown() {
    return copy.day().isBefore(known.facts().history().first().day());
  }

  /** What has no date was before the first day that is known, but perhaps not before the copy. */
  private static boolean isDated(FormerAssignment former) {
    return former.releasedOn() != null || former.absentBy() != null;
  }

  private List<RegistryChange> changesUntilTheDay(Supplier<List<RegistryRow>> rows) {
    LocalDate day = copy.day();
    PastRegistry then = PastRegistry.of(known.rows().get(), known.source(), known.facts(), day);
    HistoryDiff difference =
        HistoryDiff.between(
            then.rows(), new RegistryHistory.Copy(day, known.source()), rows.get(), copy);
    return Stream.concat(
            known.facts().history().until(day).changes().stream(), difference.changes().stream())
        .toList();
  }
}
