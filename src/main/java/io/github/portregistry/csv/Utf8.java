package io.github.portregistry.csv;

import io.github.portregistry.RegistryFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads the bytes of a file up to a limit, and decodes them as strict UTF-8. */
public final class Utf8 {

  /** Seven times IANA's own CSV, and what 384 MB of heap are enough for, whatever its rows are. */
  public static final int MAX_BYTES = 8 << 20;

  static final String BYTE_ORDER_MARK = "\ufeff";

  private Utf8() {}

  /**
   * Reads a stream to its end.
   *
   * @throws IOException if it cannot be read
   * @throws RegistryFormatException if there are more than {@link #MAX_BYTES}
   */
  public static byte[] read(InputStream in, String source) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw fault(source, bytes, bytes.length, "at most " + MAX_BYTES + " bytes", "more");
    }
    return bytes;
  }

  /**
   * Decodes the bytes.
   *
   * @param expected the expected text, for the message
   * @throws RegistryFormatException if it is not UTF-8 or has a NUL byte
   */
  public static String decode(byte[] bytes, String source, String expected) {
    CharBuffer text = CharBuffer.allocate(bytes.length);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    boolean malformed =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(input, text, true)
            .isError();
    if (malformed) {
      int at = input.position();
      throw fault(
          source, bytes, at, expected, String.format(Locale.ROOT, "the byte 0x%02X", bytes[at]));
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        throw fault(source, bytes, i, "text", "a NUL byte");
      }
    }
    return text.flip().toString();
  }

  static RegistryFormatException fault(
      String source, byte[] bytes, int at, String expected, String found) {
    return new RegistryFormatException(source, lineAt(bytes, at), 0, expected, found);
  }

  /** The line of an offset, counted from 1. */
  static int lineAt(byte[] bytes, int end) {
    int line = 1;
    for (int i = 0; i < end; i++) {
      if (bytes[i] == '\n') {
        line++;
      }
    }
    return line;
  }
}
