package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a process of its own, with real streams. */
class ProcessTest {

  @TempDir private Path directory;

  private Process start(String... args) throws Exception {
    return builder(args).start();
  }

  private ProcessBuilder builder(String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectError(directory.resolve("err").toFile());
  }

  private int end(Process process) throws Exception {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private String err() throws Exception {
    return Files.readString(directory.resolve("err"));
  }

  @Test
  void aFileGetsPlainTextAndTheExitCodeIsZero() throws Exception {
    Process process = start("432");
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(out).startsWith("Port 432 is a ghost: assigned to iasd, ").doesNotContain("\033");
    assertThat(end(process)).isZero();
    assertThat(err()).isEmpty();
  }

  @Test
  void aWrongPortEndsWithTwo() throws Exception {
    Process process = start("70000");

    assertThat(end(process)).isEqualTo(2);
    assertThat(err()).startsWith("port-registry: port 70000 is above 65535");
  }

  @ParameterizedTest
  @CsvSource({"80 --strict, 1", "80/tcp --strict --json, 1", "http --strict, 1", "80 --probe, 0"})
  @Tag("jvm")
  void whereTheSocketsCannotBeReadNoPortIsClean(String line, int status) throws Exception {
    ProcessBuilder builder = builder(line.split(" ", -1));
    builder.command().add(1, "-Dos.name=FreeBSD");
    Process process = builder.start();
    process.getInputStream().readAllBytes();

    assertThat(end(process)).isEqualTo(status);
  }

  @Test
  @Tag("jvm")
  void aPipeThatIsClosedEarlyIsNoFailure() throws Exception {
    Process process = start("0-65535");
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(reader.readLine()).startsWith("PORT ");
    }

    assertThat(end(process)).isZero();
    assertThat(err()).isEmpty();
  }

  @Test
  @Tag("jvm")
  void jsonStopsWhereNobodyReadsAnyMore() throws Exception {
    Process process = start("0-65535", "--json");
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(reader.readLine()).isEqualTo("[ {");
    }

    assertThat(end(process)).isZero();
    assertThat(err()).isEmpty();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs GNU dd")
  @Tag("jvm")
  void aPipeThatFailsInsteadOfWaitingGetsTheWholeAnswer() throws Exception {
    ProcessBuilder builder = builder("0-4095", "--json");
    // dd has a flag set that all have who write to this pipe.
    builder
        .command()
        .addAll(0, List.of("sh", "-c", "dd if=/dev/null oflag=nonblock && exec \"$0\" \"$@\""));
    Process process = builder.start();
    // The pipe is full by then.
    assertThat(process.waitFor(3, TimeUnit.SECONDS)).isFalse();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(end(process)).as(err()).isZero();
    assertThat(out).isEqualTo(Cli.run("0-4095", "--json").out());
  }

  @ParameterizedTest
  @CsvSource({
    "--strict --markdown 0, 1",
    "listening --allow LIST, 1",
    "listening --allow=LIST, 1",
    "listening --diff BASELINE, 0"
  })
  @Tag("jvm")
  void anAnswerThatNobodyReadsIsNoCleanMachine(String line, int status) throws Exception {
    Path list = Files.writeString(directory.resolve("list.csv"), "port\n*\n");
    Path baseline = directory.resolve("baseline.json");
    assertThat(Cli.run("listening", "--save", baseline.toString()).status()).isZero();
    String files = line.replace("LIST", list.toString()).replace("BASELINE", baseline.toString());
    Process process = start(files.split(" "));
    process.getInputStream().close();

    assertThat(end(process)).isEqualTo(status);
    assertThat(err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"432", "0-1023", "443 --json", "--help", "completion", "search netconf --json"})
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs /dev/full")
  @Tag("jvm")
  void aFullDiskIsAnErrorOfEveryCommand(String line) throws Exception {
    Process process =
        builder(line.split(" ", -1)).redirectOutput(Path.of("/dev/full").toFile()).start();

    assertThat(end(process)).isEqualTo(3);
    assertThat(err().lines()).hasSize(1);
    assertThat(err()).startsWith("port-registry: cannot write the answer: ");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs bash")
  void bashCompletesACommandWithTheScript() throws Exception {
    Path script = directory.resolve("completion");
    Files.writeString(script, Cli.run("completion").out());
    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                """
                source "$0"
                COMP_WORDS=(port-registry lis); COMP_CWORD=1
                _complete_port-registry port-registry lis port-registry
                echo "${COMPREPLY[@]}"
                """,
                script.toString())
            // bash remarks that it is not asked by a person.
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String reply = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(reply.strip()).isEqualTo("listening");
    assertThat(end(bash)).isZero();
  }
}
