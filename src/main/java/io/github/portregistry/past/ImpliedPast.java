package io.github.portregistry.past;

import io.github.portregistry.FormerAssignment;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.fact.Changes;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.Loaded;
import io.github.portregistry.fact.RegistryHistory;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Derives the past of another copy of the registry from the packaged registry and its history. */
public final class ImpliedPast {

  /**
   * The packaged registry.
   *
   * @param whole the complete copy of IANA's file that it was made from; the facts may be from
   *     later days
   * @param rows its rows, including rows that were seen later
   * @param facts the facts that are not in the rows, with the changes
   */
  public record Known(RegistryHistory.Copy whole, Supplier<List<RegistryRow>> rows, Facts facts) {}

  private final Known known;
  private final RegistryHistory.Copy copy;
  private final List<FactTable.Row<FormerAssignment>> former;

  /** The known changes up to the day of the copy. */
  private final RegistryHistory until;

  /** The changes since then; null for a copy that is not newer. */
  private final @Nullable HistoryDiff since;

  private ImpliedPast(
      Known known, RegistryHistory.Copy copy, List<RegistryRow> rows, boolean isNext) {
    this.known = known;
    this.copy = copy;
    RegistryHistory packaged = known.facts().history();
    List<FactTable.Row<FormerAssignment>> all = known.facts().former().rows();
    if (isNext) {
      until = untilTheDay(packaged);
      List<RegistryRow> before = rowsThen();
      since = HistoryDiff.between(before, lastKnown(packaged), rows, copy);
      former =
          Stream.concat(
                  until == packaged
                      ? all.stream()
                      : PastRegistry.former(known.facts().former(), packaged, copy.day())
                          .rows()
                          .stream(),
                  since.former().stream())
              .toList();
    } else {
      until = packaged;
      since = null;
      former =
          PastRegistry.former(known.facts().former(), packaged, copy.day()).rows().stream()
              .filter(row -> !isBeforeAllThatIsKnown() || isDated(row.fact()))
              .toList();
    }
  }

  /**
   * Returns the past of a copy. A copy that is newer than the packaged one is compared with it at
   * once, because its statuses depend on the services withdrawn since.
   *
   * @param rows the rows of the copy
   */
  public static ImpliedPast of(Known known, RegistryHistory.Copy copy, List<RegistryRow> rows) {
    return new ImpliedPast(known, copy, rows, copy.day().isAfter(known.whole().day()));
  }

  /** Returns the past of the copy that was published next, which may have the same day. */
  public static ImpliedPast ofNext(Known known, RegistryHistory.Copy copy, List<RegistryRow> rows) {
    return new ImpliedPast(known, copy, rows, true);
  }

  /** The known changes up to the day of the copy. */
  private RegistryHistory untilTheDay(RegistryHistory packaged) {
    return copy.day().isBefore(packaged.last().day()) ? packaged.until(copy.day()) : packaged;
  }

  private List<RegistryRow> rowsThen() {
    List<RegistryRow> rows = known.rows().get();
    return until == known.facts().history()
        ? rows
        : PastRegistry.of(rows, known.whole().source(), known.facts(), until.last().day()).rows();
  }

  private LastKnown lastKnown(RegistryHistory packaged) {
    LocalDate whole = known.whole().day();
    LocalDate last = later(until.last().day(), whole);
    return LastKnown.of(
        known.whole(),
        until == packaged ? last : whole,
        last,
        until.changes().stream()
            .filter(change -> Changes.effective(change).isAfter(whole))
            .toList());
  }

  private static LocalDate later(LocalDate day, LocalDate other) {
    return day.isAfter(other) ? day : other;
  }

  /** Returns the changes after the known ones; empty for a copy that is not newer. */
  public List<RegistryChange> changes() {
    return since == null ? List.of() : since.changes();
  }

  /**
   * Returns the former assignments that the packaged registry has or that follow from the
   * difference.
   */
  public List<FactTable.Row<FormerAssignment>> former() {
    return former;
  }

  /**
   * Returns the changes that lead to the copy. A copy that is not newer than the packaged one is
   * compared with the packaged registry of that day, when the changes are first asked for. For a
   * copy from before the first known day, no other day is known.
   *
   * @param rows returns the rows of the copy
   */
  public RegistryHistory history(Supplier<List<RegistryRow>> rows) {
    RegistryHistory packaged = known.facts().history();
    if (since != null) {
      return since.after(until);
    }
    return isBeforeAllThatIsKnown()
        ? new RegistryHistory(copy, List.of(), copy)
        : new RegistryHistory(packaged.first(), Loaded.by(() -> changesUntilTheDay(rows)), copy);
  }

  private boolean isBeforeAllThatIsKnown() {
    return copy.day().isBefore(known.facts().history().first().day());
  }

  /**
   * Whether it has a date. Without one, it ended before the first known day, but perhaps after the
   * copy.
   */
  private static boolean isDated(FormerAssignment former) {
    return former.releasedOn() != null || former.absentBy() != null;
  }

  private List<RegistryChange> changesUntilTheDay(Supplier<List<RegistryRow>> rows) {
    LocalDate day = copy.day();
    PastRegistry then =
        PastRegistry.of(known.rows().get(), known.whole().source(), known.facts(), day);
    HistoryDiff difference =
        HistoryDiff.between(
            then.rows(), new RegistryHistory.Copy(day, known.whole().source()), rows.get(), copy);
    return Stream.concat(
            known.facts().history().until(day).changes().stream(), difference.changes().stream())
        .toList();
  }
}
