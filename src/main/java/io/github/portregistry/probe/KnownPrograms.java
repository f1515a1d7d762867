package io.github.portregistry.probe;

import io.github.portregistry.Assignment;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRecord;
import io.github.portregistry.Transport;
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

/**
 * The programs that are documented to serve a service or an application, each with the document
 * that says so.
 */
final class KnownPrograms {

  static final String RESOURCE = "known-programs.csv";
  static final String HEADER = "service,program,source";

  /** The service of programs that open ports for others or pass connections on. */
  static final String ANY = "*";

  private static final String JAR = "*.jar";

  private final Map<String, List<Row>> byProgram = new HashMap<>();
  private final List<Row> jars = new ArrayList<>();
  private final Set<String> services = new HashSet<>();

  /**
   * One row of the table.
   *
   * @param service the name of an assigned service in lower case; or an observed application, or
   *     the words with which the names of several begin; or {@link #ANY}
   * @param program the name of the program's file as {@link #key} gives it; or, for a server that
   *     Java runs, the beginning of its jar's name, {@code *} and {@code .jar}
   */
  record Row(String service, String program, String source) {}

  private KnownPrograms(List<Row> table) {
    for (Row row : table) {
      byProgram.computeIfAbsent(row.program, program -> new ArrayList<>(1)).add(row);
      services.add(row.service.toLowerCase(Locale.ROOT));
      if (row.program.endsWith(JAR)) {
        jars.add(row);
      }
    }
  }

  /** The packaged table, which is read when a verdict first needs it. */
  private static final class Packaged {
    static final KnownPrograms TABLE = new KnownPrograms(rows());
  }

  static KnownPrograms packaged() {
    return Packaged.TABLE;
  }

  /** The packaged rows, in their order. */
  static List<Row> rows() {
    try (InputStream in = KnownPrograms.class.getResourceAsStream(RESOURCE)) {
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

  /**
   * What a process is documented to serve on a port.
   *
   * @param name the service or the application
   * @param isAssigned whether it is a service that the port is assigned to
   * @param source the document
   */
  record Documented(String name, boolean isAssigned, String source) {}

  /** What the process is documented to serve on the port; null if nothing. */
  @Nullable Documented find(PortRecord record, Transport transport, ProcessRef process) {
    for (Row row : rows(process)) {
      for (Assignment service : record.assignments(transport)) {
        if (service.serviceName().equalsIgnoreCase(row.service)) {
          return new Documented(service.serviceName(), true, row.source);
        }
      }
    }
    for (Row row : rows(process)) {
      for (ObservedUse use : record.observedUses()) {
        if ((use.transport() == null || use.transport() == transport)
            && use.confidence() != ObservedUse.Confidence.DISPUTED
            && beginsWith(use.application(), row.service)) {
          return new Documented(use.application(), false, row.source);
        }
      }
    }
    return null;
  }

  private List<Row> rows(ProcessRef process) {
    List<Row> rows = new ArrayList<>(of(process.program()));
    if (process.file().serverJar() != null) {
      String jar = String.valueOf(process.file().serverJar().getFileName());
      for (Row row : jars) {
        if (fits(row, jar)) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private List<Row> of(String program) {
    return byProgram.getOrDefault(key(program), List.of());
  }

  private static boolean beginsWith(String application, String words) {
    return application.regionMatches(true, 0, words, 0, words.length())
        && (application.length() == words.length()
            || !Character.isLetterOrDigit(application.charAt(words.length())));
  }

  /** Whether a file is the jar of a server that the table knows. */
  boolean knowsJar(String fileName) {
    for (Row row : jars) {
      if (fits(row, fileName)) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(Row row, String jar) {
    String start = row.program.substring(0, row.program.length() - JAR.length());
    String name = jar.toLowerCase(Locale.ROOT);
    // A version follows, so that kafka_ is not kafka_clients.
    return name.endsWith(".jar")
        && name.startsWith(start)
        && (name.length() == start.length() + JAR.length() - 1
            || Character.isDigit(name.charAt(start.length())));
  }

  /** Whether the table has any program that serves the service. */
  boolean knowsService(String service) {
    return services.contains(service.toLowerCase(Locale.ROOT));
  }

  /** Whether the table has the program for any service or application. */
  boolean knowsProgram(String program) {
    return !of(program).isEmpty();
  }

  /** Whether the program opens ports for others or passes connections on. */
  boolean isStandIn(String program) {
    for (Row row : of(program)) {
      if (row.service.equals(ANY)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A program's name as the table writes it: in lower case, without Windows' ending, and without
   * what NixOS and Guix put around the name of a program that a script starts.
   */
  static String key(String program) {
    String name = program.toLowerCase(Locale.ROOT);
    if (name.endsWith(".exe")) {
      return name.substring(0, name.length() - ".exe".length());
    }
    for (String mark : List.of("-wrapped", "-real")) {
      if (name.startsWith(".") && name.endsWith(mark)) {
        return name.substring(1, name.length() - mark.length());
      }
    }
    return name;
  }
}
