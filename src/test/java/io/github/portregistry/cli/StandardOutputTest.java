package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The standard output in place of which there is a pipe that does not block, so that nothing is
 * written to that of the tests. ProcessTest has the real one.
 */
class StandardOutputTest {

  private static OutputFailure failure(StandardOutput output) {
    return catchThrowableOfType(
        OutputFailure.class, () -> output.write(new byte[] {'x', 'y'}, 0, 2));
  }

  private static OutputFailure failure(@Nullable String message) {
    return failure(new StandardOutput(new Pipe(new IOException(message))));
  }

  @Test
  void everythingIsWrittenThoughThePipeAcceptsLittle() throws IOException {
    Pipe pipe = new Pipe(null, 0, 2, 0, 1);
    StandardOutput output = new StandardOutput(pipe);

    output.write("[some text]".getBytes(StandardCharsets.US_ASCII), 1, 9);
    output.write('!');
    output.flush();

    assertThat(pipe.accepted).hasToString("some text!");
  }

  @Test
  void aWriteThatIsInterruptedWhileItWaitsFailsAndTheThreadStaysInterrupted() {
    Pipe pipe = new Pipe(null, 0);
    StandardOutput output = new StandardOutput(pipe);

    Thread.currentThread().interrupt();
    OutputFailure failure = failure(output);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure).hasMessage("interrupted").matches(interrupted -> !interrupted.isUnread());
    assertThat(pipe.accepted.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Broken pipe",
        "Connection reset by peer",
        "The pipe is being closed",
        "The pipe has been ended"
      })
  void aReaderThatWentAwayIsToldFromAnotherFailure(String message) {
    assertThat(failure(message)).hasMessage(message).matches(OutputFailure::isUnread);
  }

  @Test
  void aFullDiskIsNoReaderThatWentAway() {
    assertThat(failure("No space left on device"))
        .hasMessage("No space left on device")
        .matches(failure -> !failure.isUnread());
    assertThat(failure((String) null)).matches(failure -> !failure.isUnread());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aClosedPipeIsKnownByTheMessageOfTheSystemToo() {
    String message = StandardOutput.messageOfBrokenPipe();

    assertThat(message).isNotEmpty();
    assertThat(failure(message)).matches(OutputFailure::isUnread);
  }

  @Test
  void theFirstFailureIsThrownAgainAndNothingMoreIsWritten() {
    Pipe pipe = new Pipe(new IOException("No space left on device"));
    StandardOutput output = new StandardOutput(pipe);
    OutputFailure first = failure(output);
    pipe.failure = null;

    assertThat(failure(output)).isSameAs(first);
    assertThat(catchThrowableOfType(OutputFailure.class, output::flush)).isSameAs(first);
    assertThat(pipe.accepted.size()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "'pos:\t0\nflags:\t0104001\nmnt_id:\t13\n', true",
    "'flags:\t04000\n', true",
    "'pos:\t0\nflags:\t0100001\nmnt_id:\t13\n', false",
    "'flags:\t02\n', false",
    "'pos:\t04000\nmnt_id:\t13\n', false",
    "'flags:\t04000', false",
    "'flags:\t0x800\n', false",
    "'', false"
  })
  void whetherAWriteBlocksIsWhatLinuxSays(String fdinfo, boolean nonBlocking) {
    assertThat(StandardOutput.isNonBlocking(fdinfo)).isEqualTo(nonBlocking);
  }

  /** Accepts as many bytes at a time as it is told to, then all; or fails. */
  private static final class Pipe implements WritableByteChannel {

    private final Deque<Integer> sizes;
    private final ByteArrayOutputStream accepted = new ByteArrayOutputStream();
    private @Nullable IOException failure;

    Pipe(@Nullable IOException failure, Integer... sizes) {
      this.failure = failure;
      this.sizes = new ArrayDeque<>(List.of(sizes));
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      if (failure != null) {
        throw failure;
      }
      int size = sizes.isEmpty() ? bytes.remaining() : sizes.remove();
      for (int i = 0; i < size; i++) {
        accepted.write(bytes.get());
      }
      return size;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
