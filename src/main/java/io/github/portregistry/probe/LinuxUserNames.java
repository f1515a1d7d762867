package io.github.portregistry.probe;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of users, which are read on first use. */
final class LinuxUserNames {

  /** The name for a user without a number in the reader's user namespace. */
  static final String ELSEWHERE = "a user of another user namespace";

  private static final String EVERY_USER = "0 0 4294967295";

  /** The kernel's default, from Documentation/admin-guide/sysctl/kernel.rst. */
  private static final long USUAL_OVERFLOW = 65534;

  private static final int LIMIT = 64 * 1024;

  /** The file of names; null if users with the same numbers may be different ones here. */
  private final @Nullable Path passwd;

  /** The files that describe the user namespace; null if there are none. */
  private final @Nullable LinuxProcFiles files;

  /** Volatile, so that a thread that sees the map also sees its contents. */
  private volatile @Nullable Map<Long, String> names;

  private volatile @Nullable Numbers numbers;

  /**
   * The numbers of users in the reader's user namespace.
   *
   * @param everyUser whether every user of the machine has one
   * @param overflow the number that stands for all users without one
   * @param overflowIsUser whether a user has that number too
   */
  private record Numbers(boolean everyUser, long overflow, boolean overflowIsUser) {

    static final Numbers ALL = new Numbers(true, USUAL_OVERFLOW, true);
  }

  /** Creates names from a file, for a user namespace that has every user. */
  LinuxUserNames(Path passwd) {
    this(passwd, null);
  }

  /** Creates names from a file, for the numbers that the reader's user namespace shows. */
  LinuxUserNames(@Nullable Path passwd, @Nullable LinuxProcFiles files) {
    this.passwd = passwd;
    this.files = files;
  }

  /**
   * Returns numbers instead of names, because users with the same numbers may be different ones
   * here.
   */
  static LinuxUserNames numbers() {
    return new LinuxUserNames(null, null);
  }

  /** Returns numbers instead of names, for the numbers that the reader's user namespace shows. */
  static LinuxUserNames numbers(LinuxProcFiles files) {
    return new LinuxUserNames(null, files);
  }

  /** Returns the user's name; the number if the file has no name; or {@link #ELSEWHERE}. */
  String name(long uid) {
    if (isElsewhere(uid)) {
      return ELSEWHERE;
    }
    Map<Long, String> known = names;
    if (known == null) {
      known = read();
      names = known;
    }
    return known.getOrDefault(uid, Long.toString(uid));
  }

  /** Whether the number stands for users without one in the reader's user namespace. */
  boolean isElsewhere(long uid) {
    return mayBeElsewhere(uid) && !ofNamespace().overflowIsUser();
  }

  /** Whether the number may stand for users without one, even if a user has it. */
  boolean mayBeElsewhere(long uid) {
    Numbers known = ofNamespace();
    return !known.everyUser() && uid == known.overflow();
  }

  /** Whether every user of the machine has a number in the reader's user namespace. */
  boolean hasEveryUser() {
    return ofNamespace().everyUser();
  }

  private Numbers ofNamespace() {
    Numbers known = numbers;
    if (known == null) {
      known = files == null ? Numbers.ALL : read(files);
      numbers = known;
    }
    return known;
  }

  private static Numbers read(LinuxProcFiles files) {
    try {
      String map = text(files, "self/uid_map");
      if (words(map).equals(EVERY_USER)) {
        return Numbers.ALL;
      }
      long overflow = overflow(files);
      boolean isUser = false;
      if (map.isBlank()) {
        return new Numbers(false, overflow, false);
      }
      for (String line : map.strip().split("\n", -1)) {
        String[] fields = words(line).split(" ", -1);
        long first = Long.parseLong(fields[0]);
        isUser |= overflow >= first && overflow - first < Long.parseLong(fields[2]);
      }
      return new Numbers(false, overflow, isUser);
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      // The kernel has no user namespaces.
      return Numbers.ALL;
    }
  }

  private static long overflow(LinuxProcFiles files) {
    try {
      return Long.parseLong(text(files, "sys/kernel/overflowuid").strip());
    } catch (IOException | NumberFormatException e) {
      return USUAL_OVERFLOW;
    }
  }

  private static String text(LinuxProcFiles files, String path) throws IOException {
    return new String(files.read(path, LIMIT), StandardCharsets.US_ASCII);
  }

  private static String words(String line) {
    return line.strip().replaceAll("\\s+", " ");
  }

  private Map<Long, String> read() {
    Map<Long, String> found = new HashMap<>();
    if (passwd == null) {
      return found;
    }
    try (InputStream in = new FileInputStream(passwd.toFile())) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.split("\n", -1)) {
        String[] fields = line.split(":", -1);
        if (fields.length > 2 && !fields[2].isEmpty()) {
          add(found, fields);
        }
      }
    } catch (IOException e) {
      // Numbers are correct too.
    }
    return found;
  }

  /** Adds a user; the first name counts, as in the C library. */
  private static void add(Map<Long, String> found, String[] fields) {
    try {
      found.putIfAbsent(Long.parseLong(fields[2]), fields[0]);
    } catch (NumberFormatException e) {
      // Lines that start with + or - refer to other sources.
    }
  }
}
