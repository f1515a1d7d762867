package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are those of a Unix")
class CommandTest {

  @TempDir private Path temp;

  private static List<String> shell(String program) {
    return List.of("/bin/sh", "-c", program);
  }

  @Test
  void whatAProgramPrintsIsReturned() throws IOException {
    assertThat(Command.run(shell("echo $LC_ALL; echo no >&2")))
        .isEqualTo("C\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aProgramThatWaitsForInputGetsNone() throws IOException {
    assertThat(Command.run(List.of("/bin/cat"))).isEmpty();
  }

  @Test
  void aProgramThatFailsIsAFailure() {
    assertThatThrownBy(() -> Command.run(shell("echo x; exit 3")))
        .isInstanceOf(IOException.class)
        .hasMessage("/bin/sh failed with status 3");
  }

  @Test
  void aProgramThatIsNotThereIsAFailure() {
    assertThatThrownBy(() -> Command.run(List.of("/no/such/program")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/no/such/program");
  }

  /** A program that first writes down its process id. */
  private List<String> known(String program) {
    return shell("echo $$ > " + temp.resolve("pid") + "; " + program);
  }

  private void assertThatItEnded() throws Exception {
    long pid = Long.parseLong(Files.readString(temp.resolve("pid")).trim());
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      assertThat(process.get().onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    }
  }

  @Test
  @Timeout(30)
  void aProgramThatTakesTooLongIsEnded() throws Exception {
    assertThatThrownBy(() -> Command.run(known("exec sleep 60"), Duration.ofSeconds(1), 10))
        .isInstanceOf(IOException.class)
        .hasMessage("/bin/sh did not end within 1000 ms");
    assertThatItEnded();
  }

  @Test
  @Timeout(30)
  void theTimeIsThatOfTheOutputAndTheEndTogether() {
    String halves = "sleep 0.7; exec >&-; exec sleep 0.7";

    assertThatThrownBy(() -> Command.run(shell(halves), Duration.ofSeconds(1), 10))
        .isInstanceOf(IOException.class)
        .hasMessage("/bin/sh did not end within 1000 ms");
  }

  @Test
  @Timeout(30)
  void aProgramThatPrintsTooMuchIsEnded() throws Exception {
    String many = "while true; do echo 0123456789; done";

    assertThatThrownBy(() -> Command.run(known(many), Duration.ofSeconds(20), 100))
        .isInstanceOf(IOException.class)
        .hasMessage("/bin/sh printed more than 100 bytes");
    assertThatItEnded();
  }

  /** A program that ends and leaves a child which has its output open, and does something. */
  private List<String> leaving(String before, String child) {
    return shell(before + "; (" + child + ") & echo $! > " + temp.resolve("child"));
  }

  private void endTheChild() throws IOException {
    ProcessHandle.of(Long.parseLong(Files.readString(temp.resolve("child")).trim()))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  @Timeout(30)
  void aChildThatKeepsTheOutputOpenIsNotWaitedFor() throws IOException {
    try {
      byte[] output =
          Command.run(
              leaving("seq 100000 199999", "exec sleep 60"), Duration.ofSeconds(20), 1 << 20);

      assertThat(Command.lines(output)).hasSize(100_000).endsWith("199999");
    } finally {
      endTheChild();
    }
  }

  @Test
  @Timeout(30)
  void aProgramThatFailsAndLeavesAChildIsAFailure() throws IOException {
    List<String> words = leaving("echo x", "exec sleep 60");
    try {
      assertThatThrownBy(
              () -> Command.run(shell(words.get(2) + "; exit 3"), Duration.ofSeconds(20), 10))
          .isInstanceOf(IOException.class)
          .hasMessage("/bin/sh failed with status 3");
    } finally {
      endTheChild();
    }
  }

  @Test
  void aProgramThatClosesItsOutputIsWaitedFor() {
    assertThatThrownBy(() -> Command.run(shell("echo x; exec >&-; sleep 0.3; exit 4")))
        .isInstanceOf(IOException.class)
        .hasMessage("/bin/sh failed with status 4");
  }

  @Test
  void outputInPiecesIsReadWhole() throws IOException {
    assertThat(Command.run(shell("printf 01; sleep 0.1; printf 23; sleep 0.1; printf 45")))
        .isEqualTo("012345".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void asMuchAsIsAllowedIsReturned() throws IOException {
    assertThat(Command.run(shell("printf 0123456789"), Duration.ofSeconds(5), 10)).hasSize(10);
  }

  @Test
  @Timeout(30)
  void noMoreIsReadThanOneByteMoreThanIsAllowed() throws Exception {
    Process process =
        new ProcessBuilder(shell("printf 01234567; sleep 0.05; printf 01234567")).start();
    try {
      Command.Reader reader = new Command.Reader(process, 10);
      reader.start();
      reader.join();

      assertThat(reader.output()).asString(StandardCharsets.UTF_8).isEqualTo("01234567012");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void theThreadThatReadsKeepsNoJvmRunning() throws IOException {
    Process process = new ProcessBuilder(shell("exit 0")).start();

    assertThat(new Command.Reader(process, 10).isDaemon()).isTrue();
  }

  @Test
  void anExcerptOfALongTextIsItsBeginning() {
    String longest = "x".repeat(299) + "\n";

    assertThat(Command.excerpt(longest)).isEqualTo("x".repeat(299) + "\\n");
    assertThat(Command.excerpt(longest + "y")).isEqualTo("x".repeat(299) + "\\n...");
  }

  @Test
  void anInterruptEndsTheWait() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> Command.run(shell("exec sleep 60")))
          .isInstanceOf(IOException.class)
          .hasMessage("interrupted while /bin/sh ran");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
