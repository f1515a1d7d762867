package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One process made by hand, on a machine that started at second 1700000000. */
class LinuxProcessFactsTest extends FakeMachine {

  private static final String STAT = "60 (p) S 1" + " 0".repeat(17) + " 250";

  private ProcessRef read() throws IOException {
    Path passwd = Files.writeString(temp.resolve("passwd"), "ann:x:1000:1000::/:\n");
    return new LinuxProcessFacts(proc, new LinuxUserNames(passwd), Some.time()).read(60, "60");
  }

  @Test
  void aProcessHasItsFacts() throws IOException {
    process(60)
        .write("60/stat", STAT + " 0\n")
        .write("60/status", "Name:\tp\nUid:\t0\t1000\t0\t0\nGid:\t7\t7\t7\t7\n")
        .write("60/cmdline", "p\0-x\0")
        .link("60/cwd", "/srv/p");

    assertThat(read())
        .isEqualTo(
            new ProcessRef(
                60,
                Instant.ofEpochSecond(1_700_000_002L, 500_000_000),
                "p",
                ProgramFile.named(Path.of("/usr/bin/p"), false),
                List.of("p", "-x"),
                "ann",
                new Background("", Path.of("/srv/p"), null, List.of(new Ancestor(1, "init")))));
  }

  @ParameterizedTest
  @CsvSource({"(, (", "), )", "a) S (b, a) S (b", "'', ''", "a b, a b"})
  void aNameEndsAtTheLastParenthesis(String told, String name) throws IOException {
    process(60).write("60/stat", STAT.replace("(p)", "(" + told + ")"));

    assertThat(read().name()).isEqualTo(name);
  }

  @Test
  void aNameOfOtherBytesThanUtf8HasEachAsACharacter() throws IOException {
    process(60)
        .write("60/stat", STAT.replace("(p)", "(caf\u00e9)").getBytes(StandardCharsets.ISO_8859_1));

    assertThat(read().name()).isEqualTo("caf\u00e9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"60", "60 (p", "60 p) S 1", "60 )p( S 1", ""})
  void whatHasNoNameInParenthesesIsNoProcess(String stat) throws IOException {
    process(60).write("60/stat", stat);

    assertThatIOException()
        .isThrownBy(this::read)
        .withMessage("expected \"pid (name) state ...\" in stat of process 60");
  }

  @Test
  void theStartMayBeTheLastField() throws IOException {
    process(60).write("60/stat", STAT);
    assertThat(read().startedAt()).isEqualTo("2023-11-14T22:13:22.500Z");

    process(60).write("60/stat", STAT.replace(" 250", ""));
    assertThat(read().startedAt()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu 1\n", "cpu 1\nbtime x\n", "cpu 1\nbtime 1700000000", ""})
  void aMachineThatDoesNotTellWhenItStartedTellsNoStarts(String stat) throws IOException {
    process(60).write("60/stat", STAT);
    proc.write("stat", stat);

    assertThat(read().startedAt()).isNull();
  }

  @Test
  void theStartOfTheMachineIsAskedForOnce() throws IOException {
    process(60);
    process(61);
    proc.write("stat", "cpu 1\n");
    LinuxProcessFacts facts = new LinuxProcessFacts(proc, LinuxUserNames.numbers(), Some.time());

    facts.read(60, "60");
    facts.read(61, "61");
    assertThat(proc.read()).filteredOn("stat"::equals).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "/no/such/p (deleted), /no/such/p, true",
    "/no/such/ (deleted), /no/such/ (deleted), true",
    "/no/such/p, /no/such/p, false",
    "/no/such/p (deleted) (deleted), /no/such/p (deleted), true"
  })
  void aFileThatIsGoneHasAMark(String link, String file, boolean deleted) throws IOException {
    process(60).link("60/exe", link);

    assertThat(read().executable()).isEqualTo(Path.of(file));
    assertThat(read().executableDeleted()).isEqualTo(deleted);
  }

  @Test
  void aFileThatIsThereMayBeCalledDeleted() throws IOException {
    Path file = Files.writeString(temp.resolve("p (deleted)"), "");
    process(60).link("60/exe", file.toString());

    assertThat(read().executable()).isEqualTo(file);
    assertThat(read().executableDeleted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Name:\tp\n", "", "Name:\tp\nUid:\tx\tx\n", "Name:\tp\nUid:\t7\n"})
  void aStatusWithoutAUserTellsNone(String status) throws IOException {
    process(60).write("60/status", status);

    assertThat(read().user()).isEmpty();
  }

  @Test
  void aUserWithoutANameHasANumber() throws IOException {
    process(60).write("60/status", "Name:\tp\nUid:\t0\t1001\t0\t0\n");

    assertThat(read().user()).isEqualTo("1001");
  }
}
