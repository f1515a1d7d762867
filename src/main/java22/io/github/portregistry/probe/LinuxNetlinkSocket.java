package io.github.portregistry.probe;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A socket to the kernel, by the functions of the C library. */
final class LinuxNetlinkSocket implements LinuxNetlinkChannel, AutoCloseable {

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong SIZE = ValueLayout.JAVA_LONG;

  private static final MethodHandle SOCKET = function("socket", INT, INT, INT, INT);
  private static final MethodHandle SETSOCKOPT =
      function("setsockopt", INT, INT, INT, INT, ValueLayout.ADDRESS, INT);
  private static final MethodHandle SEND =
      function("send", SIZE, INT, ValueLayout.ADDRESS, SIZE, INT);
  private static final MethodHandle RECV =
      function("recv", SIZE, INT, ValueLayout.ADDRESS, SIZE, INT);
  private static final MethodHandle CLOSE = function("close", INT, INT);

  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
  private static final int NETLINK_SOCK_DIAG = 4;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVTIMEO = 20;
  private static final int BUFFER = 64 * 1024;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment memory = arena.allocate(BUFFER, Long.BYTES);
  private final int descriptor;

  LinuxNetlinkSocket() throws IOException {
    int opened = -1;
    try {
      opened = (int) SOCKET.invokeExact(AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_SOCK_DIAG);
    } catch (Throwable e) {
      throw failed("socket", e);
    } finally {
      if (opened < 0) {
        arena.close();
      }
    }
    if (opened < 0) {
      throw new IOException("the system refused a socket to the kernel");
    }
    descriptor = opened;
    limitWaiting();
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(
      String name, MemoryLayout result, MemoryLayout... parameters) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find(name).orElseThrow(), FunctionDescriptor.of(result, parameters));
  }

  /** The kernel answers at once; whatever goes wrong must not block the caller. */
  private void limitWaiting() throws IOException {
    memory.set(SIZE, 0, 1);
    memory.set(SIZE, Long.BYTES, 0);
    int size = 2 * Long.BYTES;
    try {
      int result = (int) SETSOCKOPT.invokeExact(descriptor, SOL_SOCKET, SO_RCVTIMEO, memory, size);
      if (result < 0) {
        throw new IOException("the system refused a time-out");
      }
    } catch (Throwable e) {
      close();
      throw failed("setsockopt", e);
    }
  }

  @Override
  public void send(byte[] message) throws IOException {
    MemorySegment.copy(message, 0, memory, ValueLayout.JAVA_BYTE, 0, message.length);
    long sent;
    try {
      sent = (long) SEND.invokeExact(descriptor, memory, (long) message.length, 0);
    } catch (Throwable e) {
      throw failed("send", e);
    }
    if (sent != message.length) {
      throw new IOException("the system refused the question");
    }
  }

  @Override
  public ByteBuffer receive() throws IOException {
    long received;
    try {
      received = (long) RECV.invokeExact(descriptor, memory, (long) BUFFER, 0);
    } catch (Throwable e) {
      throw failed("recv", e);
    }
    if (received <= 0) {
      throw new IOException("the system gave no answer");
    }
    return memory.asSlice(0, received).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  private static IOException failed(String function, Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return new IOException(function + " failed", cause);
  }

  @Override
  public void close() throws IOException {
    try {
      int result = (int) CLOSE.invokeExact(descriptor);
      if (result < 0) {
        throw new IOException("the system refused to close the socket");
      }
    } catch (Throwable e) {
      throw failed("close", e);
    } finally {
      arena.close();
    }
  }
}
