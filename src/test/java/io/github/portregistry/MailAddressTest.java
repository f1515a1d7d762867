package io.github.portregistry;

import static io.github.portregistry.CsvSpec.IANA_HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.iana.IanaCopy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail addresses are personal data: whatever field of IANA's file they stand in, they stay out. */
@Tag("whole")
class MailAddressTest {

  /** As people write them, as IANA writes them, and as those write them who fear the robots. */
  private static final Pattern ADDRESS =
      Pattern.compile("[\\w.+-]+(?:@|&| at | \\(at\\) )[\\w-]+(?:\\.[\\w-]+)+");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alpha,1,tcp,Alpha <joe&example.org>,,,,,,,,␍␊",
        "alpha,1,tcp,Alpha <joe@example.org>,,,,,,,,␍␊",
        "alpha,1,tcp,\"Alpha␊<joe.doe&mail.example.org> and␊<jane&example.org>\",,,,,,,,␍␊",
        "alpha,1,tcp,A,[Joe <joe&example.org>],,,,,,,␍␊",
        "alpha,1,tcp,A,,[Joe <joe&example.org>],,,,,,␍␊",
        "alpha,1,tcp,A,,,,,[Joe Doe <joe&example.org> 15 June 2009],,,␍␊",
        "alpha,1,tcp,A,,,,,,,Used by Joe <joe&example.org>,␍␊",
        "alpha,1,tcp,A,,,,,,,,Formerly was Beta <joe&example.org>␍␊",
        "alpha,1,tcp,A,[mailto:joe&example.org],,,,,,,␍␊",
        "alpha,1,tcp,A,,,,,[RFC1][mailto:joe@example.org],,,␍␊",
        ",1,tcp,Reserved <joe&example.org>,,,,,,,,␍␊"
      })
  void aMailAddressIsLeftOutAndCounted(String row) {
    IanaCopy iana = CsvSpec.ianaCopy(IANA_HEADER + row);

    assertThat(iana.entries().toString() + iana.former())
        .doesNotContain("example", "<", "joe", "&", "@");
    assertThat(iana.dropped()).containsKey("mail address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Miele@home Protocol", "AT&T Remote", "R&D <x>", "u=<user> p=<word>", "a<b.c"})
  void whatOnlyLooksLikeAMailAddressIsKept(String title) {
    IanaCopy iana = CsvSpec.ianaCopy(IANA_HEADER + "alpha,1,tcp," + title + ",,,,,,,,␍␊");

    assertThat(iana.entries()).extracting(RegistryRow::description).containsExactly(title);
    assertThat(iana.dropped()).isEqualTo(Map.of());
  }

  @Test
  void noFieldOfTheSnapshotHasAMailAddressInIt() {
    IanaCopy iana = Snapshot.ianaCopy();

    assertThat(iana.dropped()).containsEntry("mail address", 4);
    assertThat(iana.entries().stream().map(Record.class::cast).map(Record::toString))
        .hasSizeGreaterThan(14_000)
        .noneMatch(ADDRESS.asPredicate());
    assertThat(iana.former().stream().map(Record::toString))
        .isNotEmpty()
        .noneMatch(ADDRESS.asPredicate());
  }

  @Test
  void noPackagedTableHasAMailAddressInIt() {
    PortRegistry packaged = PortRegistry.bundled();
    String table = new String(packaged.csv(), StandardCharsets.UTF_8);
    String former = new String(PackagedFacts.get().former().csv(), StandardCharsets.UTF_8);

    assertThat(Stream.concat(table.lines(), former.lines()))
        .hasSizeGreaterThan(14000)
        .noneMatch(ADDRESS.asPredicate());
  }
}
