package io.github.portregistry.probe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What a container engine answers: HTTP with a head of any kind, and the JSON in it. It is refused
 * with a reason of one line, or the same containers are read however the body is sent.
 */
public final class ContainerEngineFuzz {

  private ContainerEngineFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    try {
      containers(ContainerEngine.body(new ByteArrayInputStream(data)));
    } catch (IOException e) {
      requireReason(e);
    }
    String length = "HTTP/1.1 200 OK\r\nContent-Length: " + data.length + "\r\n\r\n";
    String chunk = Integer.toHexString(data.length) + "\r\n";
    String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    List<ContainerAnswer.Running> whole = body(data, length, "");
    FuzzedProbe.require(
        equal(whole, body(data, "HTTP/1.0 200 OK\r\n\r\n", "")), "a body ends with the answer");
    FuzzedProbe.require(
        data.length == 0 || equal(whole, body(data, chunked + chunk, "\r\n0\r\n\r\n")),
        "a body is the same in chunks");
  }

  private static boolean equal(
      List<ContainerAnswer.Running> one, List<ContainerAnswer.Running> other) {
    return one == null ? other == null : one.equals(other);
  }

  /** The containers of a body that is sent whole; null if they are refused. */
  private static List<ContainerAnswer.Running> body(byte[] data, String before, String after) {
    byte[] head = before.getBytes(StandardCharsets.US_ASCII);
    byte[] end = after.getBytes(StandardCharsets.US_ASCII);
    byte[] answer = Arrays.copyOf(head, head.length + data.length + end.length);
    System.arraycopy(data, 0, answer, head.length, data.length);
    System.arraycopy(end, 0, answer, head.length + data.length, end.length);
    byte[] body;
    try {
      body = ContainerEngine.body(new ByteArrayInputStream(answer));
    } catch (IOException e) {
      throw new AssertionError("expected that a whole answer has a body", e);
    }
    FuzzedProbe.require(Arrays.equals(body, data), "a body is what was sent");
    try {
      return containers(body);
    } catch (IOException e) {
      requireReason(e);
      return null;
    }
  }

  private static List<ContainerAnswer.Running> containers(byte[] body) throws IOException {
    List<ContainerAnswer.Running> containers = ContainerAnswer.read(body, "/run/engine.sock");
    for (ContainerAnswer.Running running : containers) {
      FuzzedProbe.require(!running.container().id().isEmpty(), "a container has an id");
      FuzzedProbe.require(!running.container().name().isEmpty(), "a container has a name");
      FuzzedProbe.requireOneLine(running.container().toString());
    }
    return containers;
  }

  private static void requireReason(IOException e) {
    FuzzedProbe.requireOneLine(String.valueOf(e.getMessage()));
  }
}
