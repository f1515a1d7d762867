package io.github.portregistry.cli;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.RegistryDiff;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the differences between a newer copy of IANA's table and the packaged registry. */
@Command(
    name = "refresh",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Lists what a newer copy of IANA's file changes in the packaged registry.",
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  port-registry refresh service-names-port-numbers.csv",
      "  port-registry 832 --iana service-names-port-numbers.csv",
      "",
      "Nothing is downloaded and nothing is written. To use a copy, give --iana FILE to any"
          + " command, or call PortRegistry.readIana in a program."
    })
final class RefreshCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(
      paramLabel = "FILE",
      description = "service-names-port-numbers.csv or .xml as IANA publishes it, plain or gzip.")
  private @Nullable Path file;

  RefreshCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    PortRegistry copy = RegistryOptions.readIana(Objects.requireNonNull(file));
    PortRegistry packaged = PortRegistry.bundled();
    RegistryDiff diff = packaged.differenceTo(copy);
    RegistryDate day = copy.provenance().knownUntil();
    Predicate<RegistryRow> newer = newerThan(day, packaged);
    List<RegistryRow> added = worthALine(diff.added().stream());
    List<RegistryRow> gone = worthALine(diff.gone().stream().filter(newer.negate()));
    Predicate<RegistryDiff.Change> changedSince = change -> newer.test(change.before());
    List<RegistryDiff.Change> changed =
        diff.changed().stream().filter(changedSince.negate()).toList();
    List<RegistryRow> newerRows =
        worthALine(
            Stream.concat(
                diff.gone().stream().filter(newer),
                diff.changed().stream().filter(changedSince).map(RegistryDiff.Change::before)));
    terminal
        .out()
        .println(
            Escaped.text(String.valueOf(file))
                + (day == null ? ", without a date" : ", of " + day)
                + ", compared with the packaged "
                + packaged.provenance().source()
                + ": rows added "
                + added.size()
                + ", changed "
                + changed.size()
                + ", gone "
                + gone.size()
                + ", newer than the file "
                + newerRows.size());
    int missing = copy.provenance().missingRows();
    if (missing > 0) {
      terminal
          .out()
          .println(
              "The file has "
                  + copy.provenance().rows()
                  + " rows, and "
                  + missing
                  + " rows of the packaged registry seem to be missing. It may be cut: rows that are"
                  + " gone may only be missing from it.");
    }
    Table table = new Table("CHANGE", "PORT", "SERVICE", "WHAT").wrap("WHAT").narrow("WHAT", 20);
    added.forEach(row -> add(table, "added", row, title(row)));
    changed.forEach(change -> add(table, "changed", change.after(), differences(change)));
    gone.forEach(row -> add(table, "gone", row, title(row)));
    newerRows.forEach(row -> add(table, "newer", row, title(row)));
    if (!table.isEmpty()) {
      terminal.out().println();
      table.print(terminal);
    }
    if (missing > 0) {
      return Main.USAGE;
    }
    return table.isEmpty() ? Main.NOTHING : Main.FOUND;
  }

  /**
   * Leaves out rows of unassigned ports: ports without a row are unassigned too, and every
   * assignment splits such rows.
   */
  private static List<RegistryRow> worthALine(Stream<RegistryRow> rows) {
    return rows.filter(row -> row.status() != PortStatus.UNASSIGNED || !row.description().isEmpty())
        .toList();
  }

  /** Identifies a new or renamed service. */
  private record Place(@Nullable PortSpan ports, @Nullable Transport transport, String name) {}

  /** Returns a filter for the rows of the packaged registry that were added after a day. */
  private static Predicate<RegistryRow> newerThan(
      @Nullable RegistryDate day, PortRegistry packaged) {
    if (day == null) {
      return row -> false;
    }
    LocalDate after = day.latest().plusDays(1);
    LocalDate first = packaged.firstDay();
    LocalDate from = after.isBefore(first) ? first : after;
    LocalDate last = packaged.lastDay();
    Set<Place> came = new HashSet<>();
    if (!from.isAfter(last)) {
      for (RegistryChange change : packaged.changes(from, last)) {
        if (change.kind() == RegistryChange.Kind.ASSIGNED
            || change.kind() == RegistryChange.Kind.RENAMED) {
          came.add(new Place(change.ports(), change.transport(), change.serviceName()));
        }
      }
    }
    return row ->
        (row.registered() != null && row.registered().earliest().isAfter(day.latest()))
            || came.contains(new Place(row.ports(), row.transport(), row.serviceName()));
  }

  private static void add(Table table, String change, RegistryRow row, String what) {
    String ports = row.ports() == null ? "none" : row.ports().toString();
    String transport = row.transport() == null ? "" : "/" + row.transport().keyword();
    table.add(change, ports + transport, Escaped.text(row.serviceName()), what);
  }

  /** The title of a service, or the state of ports without one. */
  private static String title(RegistryRow row) {
    return Escaped.text(
        row.serviceName().isEmpty() && row.description().isEmpty()
            ? PortLines.word(row.status())
            : row.description());
  }

  /** The fields of a row that differ, with their new values. */
  private static String differences(RegistryDiff.Change change) {
    return change.fields().stream()
        .map(field -> word(field) + ' ' + value(field.textOf(change.after())))
        .collect(Collectors.joining("; "));
  }

  private static String value(String text) {
    return text.isEmpty() ? "none" : Escaped.text(text);
  }

  private static String word(RegistryDiff.Field field) {
    return switch (field) {
      case SERVICE_NAME -> "name";
      case DESCRIPTION -> "title";
      case UNAUTHORIZED_USE -> "other uses";
      default -> Words.of(field).replace('_', ' ');
    };
  }
}
