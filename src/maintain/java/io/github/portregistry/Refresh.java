package io.github.portregistry;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The maintainer's command that brings the tables up to IANA's file as it is published now: it
 * fetches the file if it has changed, makes the tables, puts the changes into the changelog, and
 * says whether a person has to look. {@code registry-data/README.md} has more.
 */
final class Refresh {

  static final String IANA =
      "https://www.iana.org/assignments/service-names-port-numbers/service-names-port-numbers.xml";

  /** What was fetched last, next to the tables of the rules, which are in no jar. */
  static final String LAST_FETCH = "rules/last-fetch.properties";

  /** The day of the file that was fetched, where it is older than the copy of the tables. */
  static final String OLDER = "older";

  private static final Duration TIME = Duration.ofMinutes(3);

  /**
   * What the command works with.
   *
   * @param from an address or path of IANA's file
   * @param second an address or path of another copy that has to agree; null for none
   * @param shrunk whether a file that seems to lack rows is taken all the same
   * @param tables where the tables are
   * @param changelog the changelog
   * @param out where the decision, the report and the difference are written to
   */
  record Settings(
      String from, @Nullable String second, boolean shrunk, Path tables, Path changelog, Path out) {

    static Settings of(String[] args) {
      Map<String, String> given = new HashMap<>();
      for (String arg : args) {
        int equals = arg.indexOf('=');
        String name = equals < 0 ? arg : arg.substring(0, equals);
        boolean known =
            equals < 0
                ? name.equals("--shrunk")
                : List.of("--from", "--second", "--tables", "--changelog", "--out").contains(name);
        if (!known || given.put(name, arg.substring(equals + 1)) != null) {
          throw new IllegalArgumentException(
              "expected --from=, --second=, --tables=, --changelog=, --out= or --shrunk, each at"
                  + " most once, but found: "
                  + String.join(" ", args));
        }
      }
      return new Settings(
          given.getOrDefault("--from", IANA),
          given.get("--second"),
          given.containsKey("--shrunk"),
          Path.of(given.getOrDefault("--tables", RegistryImporter.TABLES.toString())),
          Path.of(given.getOrDefault("--changelog", "CHANGELOG.md")),
          Path.of(given.getOrDefault("--out", "target/refresh")));
    }
  }

  private final Settings settings;
  private final PrintStream log;

  private Refresh(Settings settings, PrintStream log) {
    this.settings = settings;
    this.log = log;
  }

  /**
   * Runs the command.
   *
   * @param args settings such as {@code --from=FILE}; see {@link Settings}
   * @throws IOException if a file cannot be fetched, read or written
   */
  public static void main(String[] args) throws IOException {
    run(Settings.of(args), System.out);
  }

  static RefreshDecision run(Settings settings, PrintStream log) throws IOException {
    return new Refresh(settings, log).run();
  }

  private RefreshDecision run() throws IOException {
    Files.createDirectories(settings.out());
    // A refresh that fails decides nothing.
    Files.deleteIfExists(settings.out().resolve("decision"));
    Files.deleteIfExists(settings.out().resolve(OLDER));
    Fetch fetch = Fetch.of(settings.from(), lastEtag(), TIME);
    byte[] bytes = fetch.bytes();
    if (bytes == null) {
      log.println("The file is the one that was fetched last.");
      return decided(RefreshDecision.same(), List.of());
    }
    RegistryData data = new RegistryData(settings.tables());
    NewerImport.Copy copy = NewerImport.Copy.read(bytes, settings.from());
    LocalDate day = WholeCopy.named(data.source()).day();
    if (copy.day().isBefore(day)) {
      return decided(older(copy, day), List.of());
    }
    NewerImport newer = new NewerImport(data, copy, settings.shrunk());
    RegistryDiff diff = newer.difference();
    List<String> notes = DataNotes.lines(copy.day(), newer.changes(), diff);
    boolean isSame = newer.changes().isEmpty() && diff.isEmpty();
    RefreshDecision decision =
        isSame
            ? RefreshDecision.same()
            : RefreshDecision.of(newer.changes(), diff, unconfirmed(copy));
    newer.print(log);
    Files.writeString(settings.out().resolve("difference.json"), json(diff));
    if (!isSame) {
      String changelog = Files.readString(settings.changelog());
      if (!fetch.etag().isEmpty()) {
        data.put(LAST_FETCH, lastFetch(fetch.etag()));
      }
      // First, as a second run after a failure puts no line in again that is there.
      Files.writeString(settings.changelog(), DataNotes.in(changelog, notes));
      data.write();
    }
    return decided(decision, notes);
  }

  /** Servers have delivered old copies again for a day or longer; that is no reason to fail. */
  private RefreshDecision older(NewerImport.Copy copy, LocalDate day) throws IOException {
    Files.writeString(settings.out().resolve(OLDER), copy.day() + "\n");
    return new RefreshDecision(
        RefreshDecision.Kind.SAME,
        List.of(
            "the file is of "
                + copy.day()
                + ", older than the copy of the tables, which is of "
                + day
                + "; it was left out"));
  }

  private RefreshDecision decided(RefreshDecision decision, List<String> notes) throws IOException {
    Files.writeString(settings.out().resolve("decision"), decision.kind() + "\n");
    Files.writeString(settings.out().resolve("report.md"), report(decision, notes));
    log.println("Decision: " + decision.kind());
    decision.reasons().forEach(reason -> log.println("        " + reason));
    return decision;
  }

  // What was fetched last

  private String lastEtag() throws IOException {
    Path file = settings.tables().resolve(LAST_FETCH);
    if (!Files.exists(file)) {
      return "";
    }
    Properties last = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      last.load(in);
    }
    boolean same = settings.from().equals(last.getProperty("from"));
    return same ? last.getProperty("etag", "") : "";
  }

  private byte[] lastFetch(String etag) {
    String text =
        "# What the refresh fetched last, so that it need not fetch the same again.\n"
            + "from="
            + escaped(settings.from())
            + "\netag="
            + escaped(etag)
            + "\n";
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\");
  }

  // The second source

  /** What another copy of the registry lacks or says differently. */
  private List<String> unconfirmed(NewerImport.Copy copy) {
    String place = settings.second();
    if (place == null) {
      return List.of();
    }
    NewerImport.Copy other;
    try {
      byte[] bytes = Fetch.of(place, "", TIME).bytes();
      other = NewerImport.Copy.read(bytes == null ? new byte[0] : bytes, place);
    } catch (IOException | RegistryFormatException e) {
      return List.of("the second source cannot be read, and so confirms nothing: " + e);
    }
    if (!other.day().equals(copy.day())) {
      return List.of(
          "the second source is of " + other.day() + ", and so cannot confirm " + copy.day());
    }
    RegistryDiff diff = RegistryDiff.between(other.rows(), copy.rows());
    List<String> lines = new ArrayList<>();
    diff.added().forEach(row -> lines.add("not in the second source: " + DataNotes.place(row)));
    diff.gone().forEach(row -> lines.add("only in the second source: " + DataNotes.place(row)));
    diff.changed()
        .forEach(
            change ->
                lines.add(
                    "different in the second source: "
                        + DataNotes.place(change.after())
                        + ", "
                        + change.fields()));
    return lines;
  }

  // What is written

  private static String report(RefreshDecision decision, List<String> notes) {
    StringBuilder text = new StringBuilder("Decision: " + decision.kind() + ".\n");
    if (!decision.reasons().isEmpty()) {
      boolean review = decision.kind() == RefreshDecision.Kind.REVIEW;
      text.append(review ? "\nA person has to look, because of:\n\n" : "\nWhat was found:\n\n");
      decision.reasons().forEach(reason -> text.append("- ").append(reason).append('\n'));
    }
    if (!notes.isEmpty()) {
      text.append("\nFor the changelog:\n\n");
      notes.forEach(note -> text.append(note).append('\n'));
    }
    return text.toString();
  }

  private static String json(RegistryDiff diff) {
    Map<String, Object> difference = new LinkedHashMap<>();
    difference.put("added", diff.added().stream().map(Refresh::json).toList());
    difference.put(
        "changed",
        diff.changed().stream()
            .map(
                change -> {
                  Map<String, Object> both = new LinkedHashMap<>(json(change.after()));
                  Map<String, Object> fields = new LinkedHashMap<>();
                  change
                      .fields()
                      .forEach(
                          field ->
                              fields.put(
                                  field.name().toLowerCase(Locale.ROOT),
                                  List.of(
                                      field.textOf(change.before()),
                                      field.textOf(change.after()))));
                  both.put("fields", fields);
                  return both;
                })
            .toList());
    difference.put("gone", diff.gone().stream().map(Refresh::json).toList());
    return JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsString(difference)
        + "\n";
  }

  private static Map<String, Object> json(RegistryRow row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ports", row.ports() == null ? "" : row.ports().toString());
    json.put("transport", row.transport() == null ? "" : row.transport().keyword());
    json.put("service_name", row.serviceName());
    json.put("description", row.description());
    return json;
  }
}
