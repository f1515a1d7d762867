package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The standard output in place of which there is a pipe that does not block, so that nothing is
 * written to that of the tests. ProcessTest has the real one.
 */
class StandardOutputTest {

  private static StandardOutput to(FileChannel pipe) throws ReflectiveOperationException {
    StandardOutput output = new StandardOutput();
    set(output, "started", true);
    set(output, "channel", pipe);
    return output;
  }

  private static void set(StandardOutput output, String name, Object value)
      throws ReflectiveOperationException {
    Field field = StandardOutput.class.getDeclaredField(name);
    field.setAccessible(true);
    field.set(output, value);
  }

  private static Object call(String name) throws ReflectiveOperationException {
    Method method = StandardOutput.class.getDeclaredMethod(name);
    method.setAccessible(true);
    return method.invoke(null);
  }

  private static OutputFailure failure(StandardOutput output) {
    return catchThrowableOfType(
        OutputFailure.class, () -> output.write(new byte[] {'x', 'y'}, 0, 2));
  }

  private static OutputFailure failure(@Nullable String message) throws Exception {
    return failure(to(new Pipe(new IOException(message))));
  }

  @Test
  void everythingIsWrittenThoughThePipeAcceptsLittle() throws Exception {
    Pipe pipe = new Pipe(null, 0, 2, 0, 1);
    StandardOutput output = to(pipe);

    output.write("[some text]".getBytes(StandardCharsets.US_ASCII), 1, 9);
    output.write('!');
    output.flush();

    assertThat(pipe.accepted).hasToString("some text!");
  }

  @Test
  void aWriteThatIsInterruptedWhileItWaitsFailsAndTheThreadStaysInterrupted() throws Exception {
    Pipe pipe = new Pipe(null, 0);
    StandardOutput output = to(pipe);

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
  void aReaderThatWentAwayIsToldFromAnotherFailure(String message) throws Exception {
    assertThat(failure(message)).hasMessage(message).matches(OutputFailure::isUnread);
  }

  @Test
  void aFullDiskIsNoReaderThatWentAway() throws Exception {
    assertThat(failure("No space left on device"))
        .hasMessage("No space left on device")
        .matches(failure -> !failure.isUnread());
    assertThat(failure((String) null)).matches(failure -> !failure.isUnread());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aClosedPipeIsKnownByTheMessageOfTheSystemToo() throws Exception {
    String message = (String) call("messageOfBrokenPipe");

    assertThat(message).isNotEmpty();
    assertThat(failure(message)).matches(OutputFailure::isUnread);
  }

  @Test
  void theFirstFailureIsThrownAgainAndNothingMoreIsWritten() throws Exception {
    Pipe pipe = new Pipe(new IOException("No space left on device"));
    StandardOutput output = to(pipe);
    OutputFailure first = failure(output);
    pipe.failure = null;

    assertThat(failure(output)).isSameAs(first);
    assertThat(catchThrowableOfType(OutputFailure.class, output::flush)).isSameAs(first);
    assertThat(pipe.accepted.size()).isZero();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whetherAWriteBlocksIsWhatLinuxSays() throws Exception {
    Matcher flags =
        Pattern.compile("(?m)^flags:\\s*([0-7]+)$")
            .matcher(Files.readString(Path.of("/proc/self/fdinfo/1")));
    assertThat(flags.find()).isTrue();

    // O_NONBLOCK is 04000.
    assertThat(call("isNonBlocking")).isEqualTo(flags.group(1).matches(".*[4-7][0-7]{3}"));
  }

  /** Accepts as many bytes at a time as it is told to, then all; or fails. */
  private static final class Pipe extends FileChannel {

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
    protected void implCloseChannel() {}

    // What a pipe cannot do.

    @Override
    public int read(ByteBuffer bytes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] bytes, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] bytes, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long size() {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel truncate(long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void force(boolean metadata) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer bytes, long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer bytes, long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
      throw new UnsupportedOperationException();
    }
  }
}
