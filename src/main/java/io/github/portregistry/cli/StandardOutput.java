package io.github.portregistry.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The standard output, which throws where {@link System#out} keeps a failure to itself. */
final class StandardOutput extends OutputStream {

  /** {@code O_NONBLOCK} of Linux. */
  private static final int NON_BLOCKING = 0x800;

  private static final int PAUSE_MILLIS = 5;

  private final FileOutputStream stream = new FileOutputStream(FileDescriptor.out);

  /**
   * What tells how much a full pipe took; null where a write waits until it took all. It takes 5 ms
   * to load.
   */
  private @Nullable FileChannel channel;

  private boolean started;

  /** Thrown again by whatever is written after it: what is missing does not come back. */
  private @Nullable OutputFailure failure;

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    flush();
    try {
      if (!started) {
        started = true;
        channel = isNonBlocking() ? stream.getChannel() : null;
      }
      if (channel == null) {
        stream.write(bytes, offset, length);
      } else {
        writeWhole(ByteBuffer.wrap(bytes, offset, length), channel);
      }
    } catch (IOException e) {
      failure = new OutputFailure(e, isUnread(e));
      throw failure;
    }
  }

  @Override
  public void flush() {
    if (failure != null) {
      throw failure;
    }
  }

  /** Writes again what a full pipe did not take. */
  private static void writeWhole(ByteBuffer bytes, FileChannel channel) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        try {
          Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted", e);
        }
      }
    }
  }

  /**
   * Whether a write fails where it would have to wait, as Linux says; some other program that has
   * the same pipe or terminal may have asked for that.
   */
  private static boolean isNonBlocking() {
    try (FileInputStream file = new FileInputStream("/proc/self/fdinfo/1")) {
      String text = new String(file.readNBytes(512), StandardCharsets.US_ASCII);
      int start = text.indexOf("flags:");
      int end = text.indexOf('\n', start);
      return start >= 0
          && end >= 0
          && (Integer.parseInt(text.substring(start + 6, end).strip(), 8) & NON_BLOCKING) != 0;
    } catch (IOException | NumberFormatException e) {
      return false;
    }
  }

  /** Whether the reader has gone, and not a disk run full. */
  private static boolean isUnread(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("roken pipe")
        || message.contains("onnection reset")
        || message.contains("pipe is being closed")
        || message.contains("pipe has been ended")
        || message.equals(messageOfBrokenPipe());
  }

  /** What the system calls it in the language of the locale; "" if it does not say. */
  private static String messageOfBrokenPipe() {
    try {
      Pipe pipe = Pipe.open();
      try (Pipe.SinkChannel sink = pipe.sink()) {
        pipe.source().close();
        sink.write(ByteBuffer.allocate(1));
        return "";
      }
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
