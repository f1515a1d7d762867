package io.github.portregistry.probe;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Carries questions to the kernel, and its answers packet by packet. */
interface LinuxNetlinkChannel {

  void send(byte[] message) throws IOException;

  /** Returns the next packet in the byte order of the machine; valid until the next call. */
  ByteBuffer receive() throws IOException;
}
