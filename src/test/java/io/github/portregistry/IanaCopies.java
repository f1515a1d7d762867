package io.github.portregistry;

import io.github.portregistry.csv.RowFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows written in IANA's layout and read as a copy of some day. */
final class IanaCopies {

  private IanaCopies() {}

  /** The rows of the packaged registry. */
  static List<RegistryRow> packagedRows() {
    return new ArrayList<>(PortRegistry.bundled().layers().table(0).entries().toList());
  }

  /** The rows of the packaged registry on a day. */
  static List<RegistryRow> packagedRows(LocalDate day) {
    return new ArrayList<>(PortRegistry.bundled().asOf(day).layers().table(0).entries().toList());
  }

  /** A copy of a day; dates after it are left out, and a name without a port has the day. */
  static PortRegistry copy(LocalDate day, List<RegistryRow> rows) {
    Set<String> places = new HashSet<>();
    String csv =
        TeamTables.IANA_HEADER
            + "\n"
            + rows.stream()
                .filter(row -> places.add(RowFormat.place(row)))
                .map(row -> line(row, day) + "\n")
                .collect(Collectors.joining())
            + "day-of-the-copy,,,The day,,,,"
            + day
            + ",,,,\n";
    try {
      return PortRegistry.readIana(
          new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "copy.csv");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(RegistryRow row, LocalDate day) {
    String title = row.description();
    String serviceCode = "";
    if (row instanceof UnnamedEntry ports && ports.state() != IanaState.ASSIGNED) {
      title = ports.state() == IanaState.RESERVED ? "Reserved" : "Unassigned";
    } else if (row instanceof Assignment service) {
      serviceCode = service.serviceCode();
    }
    return String.join(
        ",",
        quoted(row.serviceName()),
        Objects.toString(row.ports(), ""),
        row.transport() == null ? "" : row.transport().keyword(),
        quoted(title),
        bracketed(row.assignee().isEmpty() ? List.of() : List.of(row.assignee())),
        bracketed(row.contact().isEmpty() ? List.of() : List.of(row.contact())),
        date(row.registered(), day),
        date(row.modified(), day),
        bracketed(row.references()),
        serviceCode,
        quoted(row.unauthorizedUse()),
        "");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String bracketed(List<String> keys) {
    return quoted(keys.stream().map(key -> "[" + key + "]").collect(Collectors.joining()));
  }

  private static String date(RegistryDate date, LocalDate day) {
    return date == null || date.latest().isAfter(day) ? "" : date.toString();
  }
}
