package io.github.portregistry.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes to the standard output and throws on a failure, which {@link System#out} would hide. */
final class StandardOutput extends OutputStream {

  /** {@code O_NONBLOCK} of Linux. */
  private static final int NON_BLOCKING = 0x800;

  private static final int PAUSE_MILLIS = 5;

  private final FileOutputStream stream = new FileOutputStream(FileDescriptor.out);

  /**
   * Reports how many bytes a full pipe accepted; null if a write blocks until the pipe accepts all.
   * Loading it takes 5 ms.
   */
  private @Nullable WritableByteChannel channel;

  private boolean started;

  /**
   * The first failure; each later write throws it again, because the lost output cannot be
   * restored.
   */
  private @Nullable OutputFailure failure;

  StandardOutput() {}

  /** Creates an output to a pipe that does not block, in place of the standard output. */
  StandardOutput(WritableByteChannel pipe) {
    channel = pipe;
    started = true;
  }

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

  /** Writes until the pipe has accepted everything. */
  private static void writeWhole(ByteBuffer bytes, WritableByteChannel channel) throws IOException {
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
   * Whether writes fail instead of blocking, according to Linux; another program that shares the
   * pipe or terminal may have set that.
   */
  private static boolean isNonBlocking() {
    try (FileInputStream file = new FileInputStream("/proc/self/fdinfo/1")) {
      return isNonBlocking(new String(file.readNBytes(512), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Whether a descriptor does not block.
   *
   * @param fdinfo what Linux says of it; false if that is not understood
   */
  static boolean isNonBlocking(String fdinfo) {
    int start = fdinfo.indexOf("flags:");
    int end = fdinfo.indexOf('\n', start);
    if (start < 0 || end < 0) {
      return false;
    }
    try {
      String flags = fdinfo.substring(start + "flags:".length(), end).strip();
      return (Integer.parseInt(flags, 8) & NON_BLOCKING) != 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Whether the failure is that the reader closed the pipe, and not, for example, a full disk. */
  private static boolean isUnread(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("roken pipe")
        || message.contains("onnection reset")
        || message.contains("pipe is being closed")
        || message.contains("pipe has been ended")
        || message.equals(messageOfBrokenPipe());
  }

  /** The system's message for a broken pipe in the language of the locale; "" if not known. */
  static String messageOfBrokenPipe() {
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
