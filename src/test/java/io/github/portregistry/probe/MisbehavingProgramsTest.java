package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The probe with real programs that do not behave as lsof and netstat should. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are scripts of a Unix")
class MisbehavingProgramsTest {

  private static final int LISTENED = 432;

  private static final String ROWS =
      "printf 'p7\\ncgamed\\nf3\\ntIPv4\\nPTCP\\nn*:432\\nTST=LISTEN\\n'";

  @TempDir private Path temp;

  /** A Mac without netstat, whose lsof is a script. */
  private ListenerProbe lsof(String script) throws IOException {
    return lsof(program(script), Duration.ofSeconds(20));
  }

  private static ListenerProbe lsof(Path lsof, Duration timeout) {
    return new ListenerProbe(
        new MacSource(
            words -> {
              if (!words.get(0).endsWith("/lsof")) {
                throw new IOException("it is not there");
              }
              return Command.run(List.of(lsof.toString()), timeout, 1 << 20);
            },
            (pid, name) -> new ProcessRef(pid, null, name, null, false, List.of(), "u")));
  }

  private Path program(String script) throws IOException {
    Path program = temp.resolve("program");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void assertThatNothingIsKnown(PortFinding finding, String why) {
    assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(finding.coverage().socketsComplete()).isFalse();
    assertThat(finding.coverage().notes()).anyMatch(note -> note.contains(why));
  }

  @Test
  void aSlowProgramIsWaitedFor() throws IOException {
    PortFinding finding = lsof("sleep 0.5; " + ROWS).check(LISTENED);

    assertThat(finding.listeners())
        .extracting(listener -> ((Known) listener.ownership()).owners().get(0).pid())
        .containsExactly(7L);
  }

  @Test
  void aProgramThatHangsLeavesTheAnswerUnknown() throws IOException {
    Path hanging = program(ROWS + "; exec sleep 60");

    assertThatNothingIsKnown(
        lsof(hanging, Duration.ofSeconds(1)).check(LISTENED), "did not end within 1000 ms");
  }

  @Test
  void aProgramThatIsAbsentLeavesTheAnswerUnknown() {
    Path absent = temp.resolve("absent");

    assertThatNothingIsKnown(
        lsof(absent, Duration.ofSeconds(20)).check(LISTENED), absent.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exit 1                                | failed with status 1",
        "kill -9 $$                            | failed with status 137",
        "printf 'p7\\nf3'; exit 3              | failed with status 3",
        "yes                                   | printed more than 1048576 bytes",
        "head -c 100000 /dev/zero              | lsof shows only the sockets of the caller's own",
        "printf 'x\\033[31m\\nn*:432\\nTST=LISTEN' | lsof",
        "printf 'pseven\\nf3\\nPTCP\\nn*:432\\n' | lsof",
      })
  void aProgramThatFailsOrPrintsGarbageLeavesTheAnswerUnknown(String script, String why)
      throws IOException {
    assertThatNothingIsKnown(lsof(script).check(LISTENED), why);
  }

  @Test
  void whatAProgramPrintedCountsThoughItsChildKeepsTheOutputOpen() throws IOException {
    PortFinding finding = lsof(ROWS + "; sleep 5 & exit 0").check(LISTENED);

    assertThat(finding.listeners())
        .extracting(listener -> ((Known) listener.ownership()).owners().get(0).pid())
        .containsExactly(7L);
  }

  @Test
  void ofManyRowsThatAreNotUnderstoodAFewAreTold() {
    String rows =
        "  TCP    garbage\n".repeat(10_000) + "  TCP    0.0.0.0:1    0.0.0.0:0    X    7\n";
    WindowsSource source =
        new WindowsSource(
            words -> rows.getBytes(StandardCharsets.US_ASCII),
            (pid, name) -> new ProcessRef(pid, null, name, null, false, List.of(), "u"),
            "C:\\Windows");

    PortFinding finding = new ListenerProbe(source).check(LISTENED);

    assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(finding.coverage().notes())
        .hasSize(NetstatOddRows.TOLD + 1)
        .endsWith("9997 more rows were not understood.");
  }

  @Test
  void ofALongRowThatIsNotUnderstoodTheBeginningIsTold() throws IOException {
    String row = "tcp4 0 0 " + "x".repeat(1_000_000) + " *.* LISTEN 1 1 7 0\n";
    String header =
        "Proto Recv-Q Send-Q  Local Address  Foreign Address  (state)  rhiwat  shiwat  pid  epid\n";

    MacNetstat netstat = new MacNetstat((header + row).getBytes(StandardCharsets.US_ASCII));

    assertThat(netstat.complete()).isFalse();
    assertThat(netstat.notes(PortSet.all())).singleElement().matches(note -> note.length() < 1000);
  }
}
