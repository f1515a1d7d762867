package io.github.portregistry.greeting;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/** A connection that never waits: bytes as they are, or those inside of TLS. */
interface Line {

  /** What is read of one connection. */
  int MOST_BYTES = 4096;

  /** Sends a hello, which the system has room for at once. */
  void send(byte[] hello) throws IOException;

  /**
   * Receives what has come.
   *
   * @return how many bytes; 0 if none are here now; -1 if there will be no more
   */
  int receive(ByteBuffer into) throws IOException;

  /** The bytes of a channel as they are. */
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
