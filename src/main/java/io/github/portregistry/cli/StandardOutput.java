package io.github.portregistry.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The standard output, which throws where {@link System#out} keeps a failure to itself. */
final class StandardOutput extends OutputStream {

  private final FileOutputStream stream = new FileOutputStream(FileDescriptor.out);

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
      stream.write(bytes, offset, length);
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

  /**
   * Whether the reader of a pipe has gone, and not a disk run full. The locale may translate what
   * the system calls it.
   */
  private static boolean isUnread(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    String name = Terminal.nameOfStream(1);
    return message.contains("roken pipe")
        || message.contains("pipe is being closed")
        || message.contains("pipe has been ended")
        || name.startsWith("pipe:")
        || name.startsWith("socket:");
  }
}
