package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are those of a Unix")
class CommandTest {

  private static final Duration SHORT = Duration.ofMillis(300);

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

  @Test
  @Timeout(10)
  void aProgramThatTakesTooLongIsEnded() {
    assertThatThrownBy(() -> Command.run(shell("exec sleep 60"), SHORT, 10))
        .isInstanceOf(IOException.class)
        .hasMessage("/bin/sh did not end within 300 ms");
  }

  @Test
  @Timeout(10)
  void aProgramThatPrintsTooMuchIsEnded() {
    String many = "i=0; while [ $i -lt 1000 ]; do echo 0123456789; i=$((i+1)); done";

    assertThatThrownBy(() -> Command.run(shell(many), Duration.ofSeconds(5), 100))
        .isInstanceOf(IOException.class)
        .hasMessage("/bin/sh printed more than 100 bytes");
  }

  @Test
  void asMuchAsIsAllowedIsReturned() throws IOException {
    assertThat(Command.run(shell("printf 0123456789"), Duration.ofSeconds(5), 10)).hasSize(10);
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
