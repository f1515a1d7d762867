package io.github.portregistry.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Answers each question over netlink with the same packets, or with what was set for it. */
final class FakeKernel implements LinuxNetlinkChannel {

  static final short SOCKETS = 20;
  static final short ERROR = 2;
  static final short DONE = 3;

  private final List<byte[]> asked = new ArrayList<>();
  private final List<List<byte[]>> answers;
  private final Deque<byte[]> packets = new ArrayDeque<>();

  /** The last answer is that to every later question too. */
  FakeKernel(List<List<byte[]>> answers) {
    this.answers = answers;
  }

  List<byte[]> asked() {
    return asked;
  }

  @Override
  public void send(byte[] message) {
    packets.clear();
    packets.addAll(answers.get(Math.min(asked.size(), answers.size() - 1)));
    asked.add(message.clone());
  }

  @Override
  public ByteBuffer receive() throws IOException {
    if (packets.isEmpty()) {
      throw new IOException("the system gave no answer");
    }
    return ByteBuffer.wrap(packets.remove()).order(ByteOrder.nativeOrder());
  }

  /** A message of netlink with its head. */
  static byte[] message(int type, int flags, byte[] body) {
    ByteBuffer message = ByteBuffer.allocate(16 + body.length).order(ByteOrder.nativeOrder());
    message.putInt(16 + body.length).putShort((short) type).putShort((short) flags);
    message.putInt(0).putInt(0).put(body);
    return message.array();
  }

  static byte[] done() {
    return message(DONE, 2, new byte[4]);
  }

  /**
   * A socket as the kernel describes it.
   *
   * @param attributes what stands after the fixed part
   */
  static byte[] socket(byte[] ip, int port, int state, int inode, byte... attributes) {
    ByteBuffer body = ByteBuffer.allocate(72 + attributes.length).order(ByteOrder.nativeOrder());
    body.put((byte) (ip.length == 16 ? 10 : 2)).put((byte) state).putShort((short) 0);
    body.put((byte) (port >> 8)).put((byte) port);
    body.position(8);
    body.put(ip);
    body.putInt(64, 1000).putInt(68, inode);
    body.position(72);
    body.put(attributes);
    return message(SOCKETS, 2, body.array());
  }

  /** An attribute of a socket, padded to four bytes. */
  static byte[] attribute(int type, byte... value) {
    ByteBuffer attribute =
        ByteBuffer.allocate((4 + value.length + 3) & ~3).order(ByteOrder.nativeOrder());
    attribute.putShort((short) (4 + value.length)).putShort((short) type).put(value);
    return attribute.array();
  }

  static byte[] packet(byte[]... messages) {
    int length = 0;
    for (byte[] message : messages) {
      length += message.length;
    }
    ByteBuffer packet = ByteBuffer.allocate(length);
    for (byte[] message : messages) {
      packet.put(message);
    }
    return packet.array();
  }
}
