package io.github.portregistry;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Gives a fuzz target large inputs that are made to take much memory, one after the other, and
 * prints the name of each that it survived.
 */
final class ReaderMemoryMain {

  /** What opens, separates, quotes or escapes something in one of the formats. */
  private static final List<String> PIECES =
      List.of(
          "a",
          "0",
          "1 ",
          "\n",
          "\r\n",
          ",",
          "\"",
          "\"\"",
          "[",
          "{\"a\":",
          "(",
          "\\",
          "\\u0001",
          "/",
          "/a",
          ":",
          ": ",
          " ",
          "\t",
          "\0",
          "é",
          "😀",
          "<a>",
          "&amp;",
          "a,",
          "a\n",
          "p1\n",
          "n1\n",
          "0100007F:0050 ",
          "a 1/tcp\n",
          "a:x:1:1:::\n",
          "80,tcp,a\n",
          "[1],",
          "{\"a\":1},");

  private ReaderMemoryMain() {}

  public static void main(String[] args) throws Exception {
    Method target = Class.forName(args[0]).getMethod("fuzzerTestOneInput", byte[].class);
    int size = Integer.parseInt(args[1]);
    for (Map.Entry<String, byte[]> piece : pieces(Path.of(args[2])).entrySet()) {
      for (byte[] input : inputs(piece.getValue(), size)) {
        try {
          target.invoke(null, (Object) input);
        } catch (InvocationTargetException e) {
          throw new AssertionError("from " + piece.getKey(), e.getCause());
        }
      }
      System.out.println(piece.getKey());
    }
  }

  /** The pieces by a name for each: those above, and the inputs that fuzzing starts from. */
  private static Map<String, byte[]> pieces(Path corpus) throws Exception {
    Map<String, byte[]> pieces = new LinkedHashMap<>();
    for (String piece : PIECES) {
      pieces.put("piece " + pieces.size(), piece.getBytes(StandardCharsets.UTF_8));
    }
    try (Stream<Path> files = Files.list(corpus)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".base64")) {
          List<String> lines = Files.readAllLines(file);
          for (int i = 0; i < lines.size(); i++) {
            pieces.put(name + " line " + (i + 1), Base64.getDecoder().decode(lines.get(i)));
          }
        } else {
          pieces.put(name, Files.readAllBytes(file));
        }
      }
    }
    pieces.values().removeIf(piece -> piece.length == 0);
    return pieces;
  }

  /** A piece again and again; and again and again its longest line, within the rest. */
  private static List<byte[]> inputs(byte[] piece, int size) {
    List<byte[]> inputs = new ArrayList<>(2);
    inputs.add(repeated(new byte[0], piece, new byte[0], size));
    int first = 0;
    int end = 0;
    for (int start = 0; start < piece.length; ) {
      int next = start;
      while (next < piece.length && piece[next++] != '\n') {
        // The line goes on.
      }
      if (next - start > end - first) {
        first = start;
        end = next;
      }
      start = next;
    }
    if (end - first < piece.length) {
      byte[] before = new byte[first];
      byte[] line = new byte[end - first];
      byte[] after = new byte[piece.length - end];
      System.arraycopy(piece, 0, before, 0, before.length);
      System.arraycopy(piece, first, line, 0, line.length);
      System.arraycopy(piece, end, after, 0, after.length);
      inputs.add(repeated(before, line, after, size));
    }
    return inputs;
  }

  private static byte[] repeated(byte[] before, byte[] piece, byte[] after, int size) {
    ByteArrayOutputStream input = new ByteArrayOutputStream(size + piece.length + after.length);
    input.writeBytes(before);
    while (input.size() < size) {
      input.writeBytes(piece);
    }
    input.writeBytes(after);
    return input.toByteArray();
  }
}
