package io.github.portregistry;

import io.github.portregistry.dossier.Escaped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The maintainer's command that prints the notes of a release: what the changelog says, and what
 * became of the rows of the registry since the last release.
 */
final class ReleaseNotes {

  private ReleaseNotes() {}

  /**
   * Prints the notes as Markdown.
   *
   * @param args the last release's {@code port-registry.csv}, then the heading of the changelog's
   *     section, {@code Unreleased} if there is none
   * @throws IOException if a file cannot be read
   */
  public static void main(String[] args) throws IOException {
    if (args.length < 1 || args.length > 2) {
      throw new IllegalArgumentException(
          "expected the last release's port-registry.csv and perhaps a version, found "
              + List.of(args));
    }
    String changelog = Files.readString(Path.of("CHANGELOG.md"));
    PortRegistry before = PortRegistry.read(Path.of(args[0]));
    PortRegistry after = PortRegistry.read(Path.of("registry-data", "port-registry.csv"));
    System.out.print(of(changelog, args.length == 2 ? args[1] : "Unreleased", before, after));
  }

  /** The notes of one section of the changelog, with the difference of two registries. */
  static String of(String changelog, String version, PortRegistry before, PortRegistry after) {
    return section(changelog, version) + "\n### Rows of the registry\n\n" + changes(before, after);
  }

  private static String section(String changelog, String version) {
    String section =
        changelog
            .lines()
            .dropWhile(line -> !line.startsWith("## [" + version + "]"))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## ") && !line.startsWith("[" + version + "]:"))
            .collect(Collectors.joining("\n"))
            .strip();
    if (section.isEmpty()) {
      throw new IllegalArgumentException("CHANGELOG.md has no section [" + version + "]");
    }
    return section + "\n";
  }

  private static String changes(PortRegistry before, PortRegistry after) {
    RegistryDiff diff = before.differenceTo(after);
    return list("Added", titled(diff.added()))
        + list("Changed", diff.changed().stream().map(ReleaseNotes::changed).toList())
        + list("Gone", titled(diff.gone()));
  }

  private static List<String> titled(List<RegistryRow> rows) {
    return rows.stream().filter(ReleaseNotes::saysSomething).map(ReleaseNotes::titled).toList();
  }

  /** That ports are unassigned is also what no row says; such rows divide with every assignment. */
  private static boolean saysSomething(RegistryRow row) {
    return row.status() != PortStatus.UNASSIGNED || !row.description().isEmpty();
  }

  private static String list(String heading, List<String> rows) {
    String lines = rows.stream().map(row -> "- " + row + "\n").collect(Collectors.joining());
    return heading + ": " + (rows.isEmpty() ? "none" : rows.size()) + ".\n" + lines;
  }

  private static String changed(RegistryDiff.Change change) {
    RegistryRow before = change.before();
    RegistryRow after = change.after();
    if (change.fields().contains(RegistryDiff.Field.SERVICE_NAME)) {
      return place(before) + " is now " + Escaped.text(after.serviceName());
    }
    return change.fields().contains(RegistryDiff.Field.STATUS)
        ? place(after) + ": " + before.status() + " is now " + after.status()
        : titled(after);
  }

  private static String place(RegistryRow row) {
    String transport = row.transport() == null ? "" : "/" + row.transport().keyword();
    String name = row.serviceName().isEmpty() ? "" : " " + Escaped.text(row.serviceName());
    return Objects.toString(row.ports(), "no port") + transport + name;
  }

  private static String titled(RegistryRow row) {
    String title = row.serviceName().isEmpty() ? row.status().toString() : row.description();
    return place(row) + (title.isEmpty() ? "" : ": " + Escaped.text(title));
  }
}
