package io.github.portregistry;

import io.github.portregistry.csv.Fault;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The tables in the jar, each loaded once, when it is first needed. A failed load fails the same
 * way each time, unless it ran out of memory, which may be available later.
 *
 * <p>All tables must belong to the release that was loaded first: a table from a jar that was
 * replaced while the program runs is refused.
 *
 * <p>Each table is checked against {@code provenance.properties}: its length and its CRC-32 when it
 * is loaded; the SHA-256 of the registry, which would take as long as the rest of the load, when
 * {@link PortRegistry#provenance} is asked for.
 */
final class Packaged {

  static final String PROVENANCE = "provenance.properties";
  static final String PORTS = "port-registry.csv";

  /** Ends the key of what {@link PortTable#startsOf} returns for a table. */
  static final String STARTS = ".starts";

  /** The key of the last line, the checksum of the lines above it. */
  static final String CRC32_OF_ABOVE = "crc32";

  /** The failure of the first load, unless a second load may succeed. */
  private static @Nullable Throwable failure;

  /** The provenance of the tables when the registry was loaded. */
  private static byte @Nullable [] statedFirst;

  /** The registry, if loading took more than one try. */
  private static @Nullable PortRegistry retried;

  /** The registry of the first try; a constant, so that the lookup is inlined. */
  private static final @Nullable PortRegistry REGISTRY = tried();

  private Packaged() {}

  /** A failure is kept on purpose, so that each call shows the same one. */
  @SuppressWarnings("StaticAssignmentOfThrowable")
  private static @Nullable PortRegistry tried() {
    try {
      return load();
    } catch (VirtualMachineError e) {
      // The next try may have more memory or stack.
      return null;
    } catch (RuntimeException | Error e) {
      failure = e;
      return null;
    }
  }

  /** Returns the packaged registry, or throws the failure of its loading. */
  static PortRegistry registry() {
    PortRegistry registry = REGISTRY;
    return registry != null ? registry : retried();
  }

  private static synchronized PortRegistry retried() {
    if (failure != null) {
      throw rethrown(failure);
    }
    PortRegistry registry = retried;
    if (registry == null) {
      registry = load();
      retried = registry;
    }
    return registry;
  }

  /** Returns a packaged table of facts of the same release as the loaded registry. */
  static byte[] table(String name) {
    registry();
    return table(name, Objects.requireNonNull(statedFirst));
  }

  private static RuntimeException rethrown(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return (RuntimeException) thrown;
  }

  private static PortRegistry load() {
    byte[] stated = stated();
    byte[] csv = table(PORTS, stated);
    int[] starts = numbers(stated, PORTS.concat(STARTS), PortTable.RUNS + 1);
    String sha256 = text(stated, PORTS.concat(".sha256"));
    PortTable table = new PortTable(csv, text(stated, "source"), starts, null, sha256);
    statedFirst = stated;
    return new PortRegistry(table);
  }

  /** Reads a table, and checks it against the provenance. */
  private static byte[] table(String name, byte[] stated) {
    byte[] bytes = bytes(name);
    int length = numbers(stated, name.concat(".bytes"), 1)[0];
    if (bytes.length != length) {
      throw Fault.damaged(name, 0, length + " bytes", bytes.length + " bytes");
    }
    requireCrc32(name, bytes, length, text(stated, name.concat(".crc32")));
    return bytes;
  }

  /** Reads the provenance, whose last line is the CRC-32 of the lines above it. */
  private static byte[] stated() {
    byte[] stated = bytes(PROVENANCE);
    int end = valueOf(stated, CRC32_OF_ABOVE) - CRC32_OF_ABOVE.length() - 1;
    requireCrc32(PROVENANCE, stated, end, text(stated, CRC32_OF_ABOVE));
    return stated;
  }

  private static void requireCrc32(String name, byte[] bytes, int length, String expected) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    String found = Long.toHexString(crc.getValue());
    if (!found.equals(expected)) {
      throw Fault.damaged(name, 0, "the CRC-32 ".concat(expected), found);
    }
  }

  /**
   * Reads a resource: directly from the jar if there is one, otherwise through the class loader.
   *
   * <p>The class loader first searches every module of the platform and then opens a URL to the
   * jar, which takes longer than reading the registry; docs/benchmarks.md has the figures.
   */
  private static byte[] bytes(String name) {
    try (ZipFile jar = ownJar()) {
      if (jar != null) {
        String directory = Packaged.class.getPackageName().replace('.', '/');
        ZipEntry entry = jar.getEntry(directory.concat("/").concat(name));
        if (entry != null) {
          // One read of the whole entry; readAllBytes would copy it from buffers of 8 KB.
          byte[] bytes = new byte[(int) entry.getSize()];
          jar.getInputStream(entry).readNBytes(bytes, 0, bytes.length);
          return bytes;
        }
      }
      try (InputStream in = Packaged.class.getResourceAsStream(name)) {
        if (in == null) {
          throw Fault.missing(name, Packaged.class);
        }
        return in.readAllBytes();
      }
    } catch (IOException e) {
      throw Fault.unreadable("packaged ".concat(name), e);
    }
  }

  /** The jar that this class is from; null if it is not from a jar or the jar is not known. */
  private static @Nullable ZipFile ownJar() {
    try {
      CodeSource source = Packaged.class.getProtectionDomain().getCodeSource();
      URL location = source == null ? null : source.getLocation();
      if (location == null || !location.getProtocol().equals("file")) {
        return null;
      }
      File file = new File(URI.create(location.toString()));
      return file.isFile() ? new ZipFile(file) : null;
    } catch (IOException | IllegalArgumentException | SecurityException e) {
      return null;
    }
  }

  /** Returns the text of a key of the provenance. */
  private static String text(byte[] stated, String key) {
    int start = valueOf(stated, key);
    int end = start;
    while (end < stated.length && stated[end] != '\n') {
      end++;
    }
    return new String(stated, start, end - start, StandardCharsets.ISO_8859_1);
  }

  /** Returns the numbers of a key of the provenance, which are separated by spaces. */
  private static int[] numbers(byte[] stated, String key, int count) {
    int[] numbers = new int[count];
    int at = 0;
    int i = valueOf(stated, key);
    for (; i < stated.length && stated[i] != '\n' && at < count; i++) {
      int digit = stated[i] - '0';
      if (digit >= 0 && digit <= 9) {
        numbers[at] = 10 * numbers[at] + digit;
      } else {
        at = stated[i] == ' ' ? at + 1 : count;
      }
    }
    if (at + 1 != count) {
      String expected = count + (count == 1 ? " number for " : " numbers for ") + key;
      throw Fault.damaged(PROVENANCE, 0, expected, Fault.quote(text(stated, key)));
    }
    return numbers;
  }

  /**
   * Returns the offset of the value of a key; it ends with its line.
   *
   * <p>The file has plain keys and values only; {@link java.util.Properties} takes several times as
   * long to read it.
   */
  private static int valueOf(byte[] stated, String key) {
    int line = 0;
    for (int i = 0; i < stated.length; i++) {
      if (stated[i] == '=' && i - line == key.length() && startsWith(stated, line, key)) {
        return i + 1;
      }
      if (stated[i] == '\n') {
        line = i + 1;
      }
    }
    throw Fault.damaged(PROVENANCE, 0, "the key " + key, "none");
  }

  private static boolean startsWith(byte[] stated, int at, String key) {
    for (int i = 0; i < key.length(); i++) {
      if (stated[at + i] != key.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
