package io.github.portregistry.probe;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Converts the paths of other processes to text and back, as UTF-8 whatever the locale is. Cron and
 * systemd run programs without a locale, where {@link Path#toString} replaces all letters outside
 * ASCII.
 */
final class PathText {

  /** A folder that cannot exist, so that a path under it leads to no file. */
  private static final Path NOWHERE = Path.of("/dev/null");

  private static final boolean IS_UNIX = FileSystems.getDefault().getSeparator().equals("/");

  /** Whether this JVM decodes paths as UTF-8. */
  private static final boolean DECODES_UTF_8 = !IS_UNIX || decodesUtf8();

  private PathText() {}

  private static boolean decodesUtf8() {
    try {
      return raw(Path.of("\u00e9")).equals("%C3%A9");
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Returns a path as text; if it is not valid UTF-8, each byte as one character. */
  static String of(Path path) {
    String text = path.toString();
    if (isExact(text)) {
      return text;
    }
    String raw = raw(path);
    byte[] bytes = new byte[raw.length()];
    int length = 0;
    for (int i = 0; i < raw.length(); i++) {
      char next = raw.charAt(i);
      if (next == '%') {
        next = (char) Integer.parseInt(raw, i + 1, i + 3, 16);
        i += 2;
      }
      bytes[length++] = (byte) next;
    }
    return ProcessRef.text(bytes, 0, length);
  }

  /**
   * Returns the path of a text.
   *
   * @throws InvalidPathException if no path has that text
   */
  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      if (DECODES_UTF_8 || !text.startsWith("/") || text.indexOf('\0') >= 0) {
        throw e;
      }
      return ofRaw(encoded(text));
    }
  }

  /**
   * Returns the path of a file in a folder, or in a folder below it.
   *
   * @throws InvalidPathException if no path has that text
   */
  static Path resolve(Path folder, String relative) {
    try {
      return folder.resolve(relative);
    } catch (InvalidPathException e) {
      Path below = path("/" + relative);
      return folder.resolve(below.subpath(0, below.getNameCount()));
    }
  }

  /** Returns a path without the end of its text. */
  static Path withoutEnd(Path path, String end) {
    String text = path.toString();
    if (isExact(text)) {
      return Path.of(text.substring(0, text.length() - end.length()));
    }
    // A name that is not valid UTF-8 keeps its bytes.
    String raw = raw(path);
    return ofRaw(raw.substring(0, raw.length() - raw(Path.of(end)).length()));
  }

  /** Whether the names of files have all their bytes. */
  static boolean areExact(String... names) {
    for (String name : names) {
      if (!isExact(name)) {
        return false;
      }
    }
    return true;
  }

  /** Whether no byte of a path was replaced. */
  private static boolean isExact(String text) {
    if (!IS_UNIX) {
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next > '~' && (next == '\ufffd' || !DECODES_UTF_8)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The bytes of a path in hex, where they are not ASCII. A URI is the only text that has them all.
   * To write one, the JVM looks for the file, which can block on a network drive.
   */
  private static String raw(Path path) {
    Path elsewhere = NOWHERE.resolve(path.subpath(0, path.getNameCount()));
    String raw = elsewhere.toUri().getRawPath();
    return raw.substring(NOWHERE.toString().length() + (path.isAbsolute() ? 0 : 1));
  }

  /** A path that does not begin at the root, as the kernel shows one that is out of reach. */
  private static Path ofRaw(String raw) {
    if (raw.startsWith("/")) {
      return Path.of(URI.create("file://" + raw));
    }
    Path absolute = Path.of(URI.create("file:///" + raw));
    return absolute.subpath(0, absolute.getNameCount());
  }

  private static String encoded(String text) {
    StringBuilder raw = new StringBuilder();
    for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
      raw.append(next == '/' ? "/" : String.format("%%%02X", next));
    }
    return raw.toString();
  }
}
