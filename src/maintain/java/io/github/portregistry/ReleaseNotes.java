package io.github.portregistry;

import io.github.portregistry.dossier.Escaped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    Map<String, Assignment> old = byPlace(before);
    Map<String, Assignment> now = byPlace(after);
    List<String> added = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    now.forEach(
        (place, row) -> {
          Assignment was = old.get(place);
          if (was == null) {
            added.add(place + title(row));
          } else if (was.status() != row.status()) {
            changed.add(place + ": " + was.status() + " is now " + row.status());
          } else if (!facts(was).equals(facts(row))) {
            changed.add(place + title(row));
          }
        });
    old.forEach(
        (place, row) -> {
          if (!now.containsKey(place)) {
            gone.add(place + title(row));
          }
        });
    return list("Added", added) + list("Changed", changed) + list("Gone", gone);
  }

  private static String list(String heading, List<String> rows) {
    String lines = rows.stream().map(row -> "- " + row + "\n").collect(Collectors.joining());
    return heading + ": " + (rows.isEmpty() ? "none" : rows.size()) + ".\n" + lines;
  }

  private static Map<String, Assignment> byPlace(PortRegistry registry) {
    Map<String, Assignment> rows = new LinkedHashMap<>();
    registry
        .assignments()
        .forEach(
            row -> {
              String transport = row.transport() == null ? "" : "/" + row.transport().keyword();
              String place =
                  Objects.toString(row.ports(), "no port")
                      + transport
                      + " "
                      + Escaped.text(row.serviceName());
              // Two services without a port share a name.
              rows.put(rows.containsKey(place) ? place + " (the other)" : place, row);
            });
    return rows;
  }

  private static String title(Assignment row) {
    return row.description().isEmpty() ? "" : ": " + Escaped.text(row.description());
  }

  /** What the registry says of a row beside its place. */
  private static List<Object> facts(Assignment row) {
    return List.of(
        row.description(),
        row.assignee(),
        row.contact(),
        Objects.toString(row.registered()),
        Objects.toString(row.modified()),
        row.references(),
        row.serviceCode(),
        row.unauthorizedUse(),
        row.aliasOf());
  }
}
