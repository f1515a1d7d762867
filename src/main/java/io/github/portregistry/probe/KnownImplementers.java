package io.github.portregistry.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The programs that are known to implement a service, each with the document that says so. */
final class KnownImplementers {

  static final String RESOURCE = "known-implementers.csv";
  static final String HEADER = "service,program,source";

  /** The service of programs that open ports for others or pass connections on. */
  static final String ANY = "*";

  private final Map<String, Row> rows = new HashMap<>();
  private final Set<String> services = new HashSet<>();
  private final Set<String> programs = new HashSet<>();

  /** One row of the table. */
  record Row(String service, String program, String source) {}

  private KnownImplementers(List<Row> table) {
    for (Row row : table) {
      rows.put(row.service + ' ' + row.program, row);
      services.add(row.service);
      programs.add(row.program);
    }
  }

  /** The packaged table, which is read when a verdict first needs it. */
  private static final class Packaged {
    static final KnownImplementers TABLE = new KnownImplementers(rows());
  }

  static KnownImplementers packaged() {
    return Packaged.TABLE;
  }

  /** The packaged rows, in their order. */
  static List<Row> rows() {
    try (InputStream in = KnownImplementers.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            "expected " + RESOURCE + " beside this class, found nothing; is the jar whole?");
      }
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      if (!lines.get(0).equals(HEADER)) {
        throw new IllegalStateException(
            RESOURCE + ", line 1: expected " + HEADER + ", found " + lines.get(0));
      }
      List<Row> rows = new ArrayList<>(lines.size());
      for (int i = 1; i < lines.size(); i++) {
        String[] fields = lines.get(i).split(",", 3);
        if (fields.length != 3) {
          throw new IllegalStateException(
              RESOURCE + ", line " + (i + 1) + ": expected 3 fields, found " + fields.length);
        }
        rows.add(new Row(fields[0], fields[1], fields[2]));
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The row that knows the program to implement the service; null if none does. */
  @Nullable Row find(String service, String program) {
    return rows.get(service.toLowerCase(Locale.ROOT) + ' ' + key(program));
  }

  /** Whether the table knows any program that implements the service. */
  boolean knowsService(String service) {
    return services.contains(service.toLowerCase(Locale.ROOT));
  }

  /** Whether the table knows the program for any service. */
  boolean knowsProgram(String program) {
    return programs.contains(key(program));
  }

  /** Whether a file is the jar of a server that the table knows: {@code kafka_*.jar}. */
  boolean knowsJar(String fileName) {
    for (String program : programs) {
      int star = program.indexOf("*.jar");
      if (star > 0
          && fileName.endsWith(".jar")
          && fileName.startsWith(program.substring(0, star))) {
        return true;
      }
    }
    return false;
  }

  /** A program's name as the table writes it: in lower case, without Windows' ending. */
  static String key(String program) {
    String name = program.toLowerCase(Locale.ROOT);
    return name.endsWith(".exe") ? name.substring(0, name.length() - ".exe".length()) : name;
  }
}
