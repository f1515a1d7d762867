package io.github.portregistry.probe;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of users, read when one is first asked for. */
final class LinuxUserNames {

  private final Path passwd;

  /** Volatile, so that whoever sees the map sees what is in it. */
  private volatile @Nullable Map<Long, String> names;

  LinuxUserNames(Path passwd) {
    this.passwd = passwd;
  }

  /** No names, for users who may be others than those of the same number here. */
  static LinuxUserNames numbers() {
    LinuxUserNames none = new LinuxUserNames(Path.of(""));
    none.names = Map.of();
    return none;
  }

  /** The user's name; its number if the file has none for it. */
  String name(long uid) {
    Map<Long, String> known = names;
    if (known == null) {
      known = read();
      names = known;
    }
    return known.getOrDefault(uid, Long.toString(uid));
  }

  private Map<Long, String> read() {
    Map<Long, String> found = new HashMap<>();
    try (InputStream in = new FileInputStream(passwd.toFile())) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.split("\n", -1)) {
        String[] fields = line.split(":", -1);
        if (fields.length > 2 && !fields[2].isEmpty()) {
          add(found, fields);
        }
      }
    } catch (IOException e) {
      // Numbers are as true as names.
    }
    return found;
  }

  /** The first name of a user counts, as for the C library. */
  private static void add(Map<Long, String> found, String[] fields) {
    try {
      found.putIfAbsent(Long.parseLong(fields[2]), fields[0]);
    } catch (NumberFormatException e) {
      // Lines that start with + or - refer to other sources.
    }
  }
}
