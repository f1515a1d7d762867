package io.github.portregistry;

import io.github.portregistry.fact.Changes;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.iana.FormerMerge;
import io.github.portregistry.iana.IanaCopy;
import io.github.portregistry.past.ImpliedPast;
import io.github.portregistry.past.RegistryState;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Goes from the tables as they are to a newer copy of IANA's file. Changes of names and titles that
 * were seen after that copy stay; all others are those that the two copies show.
 */
final class NewerImport {

  /**
   * A copy of IANA's file.
   *
   * @param day of which it is
   * @param source what it is called
   * @param rows its rows
   * @param former what its notes say of former assignments
   */
  record Copy(
      LocalDate day,
      String source,
      List<RegistryRow> rows,
      List<FactTable.Row<FormerAssignment>> former) {

    static Copy read(byte[] bytes, String name) {
      LocalDate day = RegistryImporter.day(IanaCopy.of(bytes, name));
      requireNotOfTheFuture(day, name);
      String source = RegistryImporter.REGISTRY + ", " + day;
      IanaCopy iana = IanaCopy.of(bytes, name, source);
      return new Copy(day, source, iana.entries(), iana.former());
    }

    /** After a copy of a day that is yet to come each that is right would be an older one. */
    private static void requireNotOfTheFuture(LocalDate day, String name) {
      LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
      if (day.isAfter(tomorrow)) {
        throw new RegistryFormatException(
            name,
            0,
            0,
            "a copy of IANA's file from "
                + tomorrow
                + " at the latest (correct the date of the file or of the row)",
            "the day " + day);
      }
    }
  }

  private final RegistryData data;
  private final Copy copy;
  private final List<RegistryRow> before;
  private final RegistryHistory.Copy whole;
  private final RegistryHistory history;
  private final List<RegistryChange> changes;
  private final List<RegistryChange> unfit = new ArrayList<>();
  private final FormerHistory former;
  private final PortTable ports;

  /**
   * Makes the tables; nothing is written yet.
   *
   * @param shrunk whether a copy that seems to lack rows is taken all the same
   * @throws IllegalArgumentException if the copy is older than the one of the tables, or seems to
   *     lack rows
   */
  NewerImport(RegistryData data, Copy copy, boolean shrunk) {
    this.data = data;
    this.copy = copy;
    whole = WholeCopy.named(data.source());
    before = data.entries(whole.source());
    history = known(data.facts().history());
    requireNotOlder();
    if (!shrunk) {
      requireWhole();
    }
    ImpliedPast past =
        ImpliedPast.ofNext(
            new ImpliedPast.Known(whole, () -> before, data.facts()),
            new RegistryHistory.Copy(copy.day(), copy.source()),
            copy.rows());
    RegistryHistory known = past.history(copy::rows);
    RegistryState state = new RegistryState(copy.rows());
    List<RegistryChange> later = later(state);
    List<RegistryRow> now = later.isEmpty() ? copy.rows() : state.rows(LocalDate.MAX, last());
    RegistryHistory all = with(known, later);
    // Refuses changes that do not lead back.
    new RegistryState(now).rollBackTo(all.first().day(), all.changes());
    data.put(Facts.HISTORY, all.csv());
    changes = past.changes();
    former = FormerHistory.join(former(past.former(), later), all, now);
    ports = RegistryImporter.finish(data, former.rows(), now, copy.source());
  }

  static void run(Path file, Path directory, boolean shrunk, PrintStream out) throws IOException {
    RegistryData data = new RegistryData(directory);
    NewerImport newer =
        new NewerImport(data, Copy.read(Files.readAllBytes(file), file.toString()), shrunk);
    newer.print(out);
    data.write();
  }

  void print(PrintStream out) {
    RegistryImporter.printCount(out, changes.size(), "changes since " + whole.day());
    changes.forEach(change -> out.println("        " + change));
    if (!unfit.isEmpty()) {
      RegistryImporter.printCount(
          out, unfit.size(), "later facts left out, as the copy contradicts");
      unfit.forEach(change -> out.println("        " + change));
    }
    ImportReport.printDifferences(difference(), out);
    RegistryImporter.printStatuses(ports, out);
    former.print(out);
  }

  /** Of tables without a past the copy that they were made from is the first that is known. */
  private RegistryHistory known(RegistryHistory history) {
    if (history.isKnown()) {
      return history;
    }
    RegistryHistory first = new RegistryHistory(whole, List.of(), whole);
    data.put(Facts.HISTORY, first.csv());
    return first;
  }

  LocalDate day() {
    return copy.day();
  }

  /** The changes that lead from the whole copy before to this one. */
  List<RegistryChange> changes() {
    return changes;
  }

  /** The difference of the rows of the two tables. */
  RegistryDiff difference() {
    return RegistryDiff.between(before, ports.entries().toList());
  }

  private void requireNotOlder() {
    if (copy.day().isBefore(whole.day())) {
      throw new IllegalArgumentException(
          "expected a copy of IANA's file that is not older than the one of the tables, which is of "
              + whole.day()
              + ", but found one of "
              + copy.day());
    }
  }

  private void requireWhole() {
    int missing = WholeCopy.missingRows(copy.rows(), copy.day(), before, whole);
    if (missing > 0) {
      throw new IllegalArgumentException(
          "expected a whole copy of IANA's file, with about as many rows as the "
              + before.size()
              + " of the tables and up to their last one, but found "
              + copy.rows().size()
              + " rows, of which "
              + missing
              + " seem to be missing; fetch it again, or give --shrunk if IANA has removed them");
    }
  }

  /** Makes those changes that were seen after the copy, in rows that do not show them. */
  private List<RegistryChange> later(RegistryState state) {
    List<RegistryChange> later = new ArrayList<>();
    for (RegistryChange change : history.changes()) {
      if (Changes.effective(change).isAfter(copy.day()) && !state.shows(change)) {
        try {
          state.redo(change);
          later.add(sinceTheCopy(change));
        } catch (IllegalStateException e) {
          // What it was about has left or changed meanwhile.
          unfit.add(change);
        }
      }
    }
    return later;
  }

  /** A change that the copy does not show was made after its day. */
  private RegistryChange sinceTheCopy(RegistryChange change) {
    RegistryDate notBefore = change.notBefore();
    return notBefore != null && notBefore.earliest().isBefore(copy.day())
        ? Changes.notBefore(change, Changes.date(copy.day()))
        : change;
  }

  private String last() {
    return history.last().source();
  }

  private RegistryHistory with(RegistryHistory known, List<RegistryChange> later) {
    if (!history.last().day().isAfter(copy.day())) {
      return known;
    }
    List<RegistryChange> all = new ArrayList<>(known.changes());
    all.addAll(later);
    return new RegistryHistory(known.first(), all, history.last());
  }

  private FactTable<FormerAssignment> former(
      List<FactTable.Row<FormerAssignment>> known, List<RegistryChange> later) {
    Set<FactTable.Row<FormerAssignment>> untilTheCopy = new HashSet<>(known);
    List<FactTable.Row<FormerAssignment>> seen = new ArrayList<>();
    for (FactTable.Row<FormerAssignment> row : RegistryImporter.seenInCopies(data)) {
      if (untilTheCopy.remove(row) || later.stream().anyMatch(change -> tells(change, row))) {
        seen.add(row);
      }
    }
    untilTheCopy.stream().filter(row -> RegistryImporter.isSeenInCopies(row)).forEach(seen::add);
    return FormerMerge.of(copy.former(), seen);
  }

  private static boolean tells(RegistryChange change, FactTable.Row<FormerAssignment> row) {
    return row.ports().equals(change.ports()) && RegistryHistory.tells(change, row.fact());
  }
}
