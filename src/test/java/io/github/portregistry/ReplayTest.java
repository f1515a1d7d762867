package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.ReplayStates.Difference;
import io.github.portregistry.ReplayStates.State;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.past.PastRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The refresh from end to end: a server on this machine publishes states of the registry one after
 * the other, and after each the tables, the log, the notes and the changelog are what a difference
 * says that is made from the rows of the states alone.
 */
class ReplayTest {

  private static final Path LOG = Path.of("target", "replay.log");

  @TempDir private Path directory;
  private final List<String> log = new ArrayList<>();

  @Test
  @Tag("whole")
  void aFewPublishedStatesGoThroughTheRefresh() throws IOException {
    List<String> days = RawStates.days();
    List<String> few = new ArrayList<>();
    for (int back = 41; back > 0; back -= 8) {
      few.add(days.get(days.size() - back));
    }
    replay(few);
  }

  @Test
  @Tag("long")
  void fortyPublishedStatesGoThroughTheRefresh() throws IOException {
    List<String> days = RawStates.days();
    replay(days.subList(days.size() - 41, days.size()));
    Files.write(LOG, log);
  }

  private void replay(List<String> days) throws IOException {
    List<State> states = ReplayStates.of(days);
    assertThat(states).extracting(State::day).containsExactlyElementsOf(days);
    try (Publisher publisher = new Publisher()) {
      Refresh.Settings settings = settings(publisher, states.get(0));
      for (int i = 1; i < states.size(); i++) {
        publisher.publish(states.get(i).xml());
        step(settings, states.get(i - 1), states.get(i));
        String tables = provenance(settings);
        assertThat(Refresh.run(settings, nowhere()).kind()).isEqualTo(RefreshDecision.Kind.SAME);
        assertThat(provenance(settings)).isEqualTo(tables);
      }
      assertThat(publisher.answers).containsSubsequence(200, 304, 200, 304);
      for (State state : states) {
        assertThat(services(settings, state.day())).isEqualTo(ReplayStates.services(state));
      }
    }
  }

  private static String provenance(Refresh.Settings settings) throws IOException {
    return Files.readString(settings.tables().resolve(Packaged.PROVENANCE));
  }

  private static PrintStream nowhere() {
    return new PrintStream(new ByteArrayOutputStream());
  }

  /** Makes the tables of the first state. */
  private Refresh.Settings settings(Publisher publisher, State first) throws IOException {
    Path tables = Files.createDirectory(directory.resolve("tables"));
    RegistryImporter.importIana(
        new RegistryImporter.Inputs(
            file("iana.xml", first.xml()),
            file("later.csv", RegistryImporterTest.LATER_HEADER),
            file("history.csv", RegistryImporterTest.HISTORY_HEADER),
            file("states.csv", RegistryImporterTest.STATES_HEADER)),
        tables,
        false,
        nowhere());
    return new Refresh.Settings(
        publisher.address(),
        null,
        false,
        tables,
        file("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n"),
        directory.resolve("out"));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text.replace('␊', '\n'));
  }

  private void step(Refresh.Settings settings, State before, State after) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    RefreshDecision decision =
        Refresh.run(settings, new PrintStream(printed, true, StandardCharsets.UTF_8));
    Difference expected = Difference.of(before, after);
    log.add(after.day() + ": " + expected + "; decision " + decision.kind());
    decision.reasons().forEach(reason -> log.add("        " + reason));

    List<String> notes = notes(settings, after.day());
    notes.forEach(note -> log.add("    " + note));
    assertThat(listed(notes, "assigned")).containsExactlyInAnyOrderElementsOf(expected.assigned());
    assertThat(listed(notes, "withdrawn"))
        .containsExactlyInAnyOrderElementsOf(expected.withdrawn());
    assertThat(listed(notes, "renamed")).containsExactlyInAnyOrderElementsOf(expected.renamed());
    assertThat(listed(notes, "new title").stream().map(row -> row.split(" is \"", 2)[0]))
        .containsAll(expected.retitled());
    assertThat(listed(notes, "new references").stream().map(row -> row.split(" cites ", 2)[0]))
        .containsAll(expected.citing());
    if (!(expected.withdrawn().isEmpty()
        && expected.renamed().isEmpty()
        && expected.retitled().isEmpty()
        && expected.citing().isEmpty())) {
      assertThat(decision.kind()).isEqualTo(RefreshDecision.Kind.REVIEW);
    }
    if (decision.kind() == RefreshDecision.Kind.MERGE) {
      assertThat(expected.assigned())
          .allMatch(
              row ->
                  row.startsWith("no port")
                      || Integer.parseInt(row.replaceAll("\\D.*", "")) > 1023);
    }
    assertThat(settings.out().resolve("decision")).hasContent(decision.kind().toString());
    assertThat(services(settings, after.day())).isEqualTo(ReplayStates.services(after));
    String dayBefore = LocalDate.parse(after.day()).minusDays(1).toString();
    assertThat(services(settings, dayBefore)).isEqualTo(ReplayStates.services(before));
    assertThat(wrongStates(settings, after.day())).isEmpty();
  }

  /** The lines of the changelog on a copy. */
  private static List<String> notes(Refresh.Settings settings, String day) throws IOException {
    List<String> lines = Files.readAllLines(settings.changelog());
    List<String> notes = lines.stream().filter(line -> line.contains(day + ", ")).toList();
    assertThat(notes).doesNotHaveDuplicates();
    return notes;
  }

  private static List<String> listed(List<String> notes, String kind) {
    return notes.stream()
        .filter(note -> note.contains(", " + kind + " ("))
        .map(note -> note.substring(note.indexOf("): ") + 3, note.length() - 1))
        .flatMap(rows -> Stream.of(rows.split("; (?=no port|\\d)")))
        .toList();
  }

  /** The rows of a day; after the last one that changed anything they are those of today. */
  private static List<RegistryRow> rows(Refresh.Settings settings, String day) {
    RegistryData data = new RegistryData(settings.tables());
    RegistryHistory history = data.facts().history();
    List<RegistryRow> today = data.entries("s");
    LocalDate then = LocalDate.parse(day);
    return history.isKnown() && then.isBefore(history.last().day())
        ? PastRegistry.of(today, "s", data.facts(), then).rows()
        : today;
  }

  private static List<String> services(Refresh.Settings settings, String day) {
    return rows(settings, day).stream()
        .filter(Assignment.class::isInstance)
        .map(row -> DataNotes.place(row) + " " + RawStates.plain(row.description()))
        .sorted()
        .toList();
  }

  /** Ports without a service that are in another state than the published one. */
  private static List<String> wrongStates(Refresh.Settings settings, String day) {
    RawStates raw = RawStates.asOf(day);
    PortRegistry registry = PortRegistry.of("replay", rows(settings, day));
    List<String> wrong = new ArrayList<>();
    registry
        .ports()
        .forEach(
            port -> {
              for (Transport transport : List.of(Transport.TCP, Transport.UDP)) {
                boolean free = port.assignments(transport).isEmpty();
                String state = port.ianaState(transport).name();
                if (free && !state.equals(raw.state(port.number(), transport.keyword()))) {
                  wrong.add(port.number() + "/" + transport + " " + state);
                }
              }
            });
    return wrong;
  }
}
