package io.github.portregistry.greeting;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/** A non-blocking connection: its plain bytes, or the bytes inside TLS. */
interface Line {

  /** The most bytes that are read on one connection. */
  int MOST_BYTES = 4096;

  /** Sends a hello; fails if the system has no room for it at once. */
  void send(byte[] hello) throws IOException;

  /**
   * Reads the bytes that have arrived.
   *
   * @return the number of bytes; 0 if none have arrived; -1 if no more will
   */
  int receive(ByteBuffer into) throws IOException;

  /** Returns the plain bytes of a channel. */
  static Line clear(ByteChannel channel) {
    return new Line() {
      @Override
      public void send(byte[] hello) throws IOException {
        if (channel.write(ByteBuffer.wrap(hello)) < hello.length) {
          throw new IOException("the connection takes no bytes");
        }
      }

      @Override
      public int receive(ByteBuffer into) throws IOException {
        return channel.read(into);
      }
    };
  }
}
