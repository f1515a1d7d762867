package io.github.portregistry.greeting;

import io.github.portregistry.Transport;
import java.util.ArrayList;
import java.util.List;

/**
 * What any bytes are recognized as: the first byte says over which transport they came, the second
 * whose hello was sent before, the third what the port is for, and the rest is what the server
 * sent.
 */
public final class RecognitionFuzz {

  private static final int HEAD = 3;

  private static final int MOST_NAME = 80;

  private static final List<Protocol> ROWS = List.copyOf(Protocols.packaged().byId().values());

  private RecognitionFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length < HEAD) {
      return;
    }
    Transport transport = data[0] % 2 == 0 ? Transport.TCP : Transport.UDP;
    Protocol asked = row(data[1]);
    Protocol own = row(data[2]);
    byte[] answer = new byte[Math.min(data.length - HEAD, 4096)];
    System.arraycopy(data, HEAD, answer, 0, answer.length);
    String text = Protocol.text(answer, answer.length);

    Recognition bare = requireRecognition(text, transport, List.of(), null);
    Recognition known =
        requireRecognition(text, transport, own == null ? List.of() : List.of(own), asked);
    require(
        !bare.isCertain() || bare.names().equals(known.names()),
        "what the bytes prove they prove on any port");
    requireOneOfThose(known, asked, own, bare);
  }

  private static Protocol row(byte place) {
    int index = place & 0xff;
    return index < ROWS.size() && !ROWS.get(index).isNever() ? ROWS.get(index) : null;
  }

  private static Recognition requireRecognition(
      String text, Transport transport, List<Protocol> own, Protocol asked) {
    Recognition found = Recognition.of(text, Protocols.packaged(), transport, own, asked);
    require(
        found.equals(Recognition.of(text, Protocols.packaged(), transport, own, asked)),
        "the same bytes are recognized alike");
    require(!text.isEmpty() || found.protocols().isEmpty(), "no bytes prove nothing");
    for (Protocol protocol : found.protocols()) {
      require(protocol.transport() == transport, "a protocol is of the transport");
      require(!protocol.isNever(), "what is never asked is never heard");
    }
    for (String name : List.of(found.product(), found.version())) {
      require(name.length() <= MOST_NAME, "a name is bounded");
      require(
          name.chars().allMatch(c -> c >= ' ' && c <= '~'), "a name is text that can be printed");
    }
    return found;
  }

  /** A port and a hello add what they are for, and nothing else. */
  private static void requireOneOfThose(
      Recognition known, Protocol asked, Protocol own, Recognition bare) {
    List<String> others = new ArrayList<>(known.names());
    others.removeAll(bare.names());
    if (asked != null) {
      others.remove(asked.name());
    }
    if (own != null) {
      others.remove(own.name());
    }
    require(others.isEmpty(), "no other protocol is added");
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError("expected that " + what);
    }
  }
}
