package io.github.portregistry.probe;

import io.github.portregistry.Assignment;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRecord;
import io.github.portregistry.Transport;
import io.github.portregistry.csv.Fault;
import java.io.IOException;
import java.io.InputStream;
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
 * The programs that are documented to implement a service or an application, each with its
 * document.
 */
final class KnownPrograms {

  static final String RESOURCE = "known-programs.csv";
  static final String HEADER = "service,program,source";

  /** The service of programs that open ports for others or forward connections. */
  static final String ANY = "*";

  private static final List<String> ARCHIVES = List.of(".jar", ".war");

  private static @Nullable KnownPrograms packaged;

  private final Map<String, List<Row>> byProgram = new HashMap<>();
  private final List<Row> jars = new ArrayList<>();
  private final Set<String> services = new HashSet<>();

  /**
   * One row of the table.
   *
   * @param service the name of an assigned service in lower case; or an observed application; or
   *     {@link #ANY}
   * @param program the name of the program's file as {@link #key} gives it; or, for a server that
   *     Java runs, the name of its archive, with {@code *} for the version: {@code kafka_*.jar}
   */
  record Row(String service, String program, String source) {}

  /** Creates a table of given rows; {@link #packaged} has the packaged ones. */
  KnownPrograms(List<Row> table) {
    for (Row row : table) {
      byProgram.computeIfAbsent(row.program, program -> new ArrayList<>(1)).add(row);
      services.add(row.service.toLowerCase(Locale.ROOT));
      if (isArchive(row.program)) {
        jars.add(row);
      }
    }
  }

  /** Returns the packaged table, which is read when a verdict first needs it. */
  static synchronized KnownPrograms packaged() {
    KnownPrograms table = packaged;
    if (table == null) {
      table = new KnownPrograms(rows());
      packaged = table;
    }
    return table;
  }

  /** Returns the packaged rows, in their order. */
  static List<Row> rows() {
    try (InputStream in = KnownPrograms.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw Fault.missing(RESOURCE, KnownPrograms.class);
      }
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      if (!lines.get(0).equals(HEADER)) {
        throw Fault.damaged(RESOURCE, 1, HEADER, Fault.quote(lines.get(0)));
      }
      List<Row> rows = new ArrayList<>(lines.size());
      for (int i = 1; i < lines.size(); i++) {
        rows.add(row(lines.get(i), i + 1));
      }
      return rows;
    } catch (IOException e) {
      throw Fault.unreadable("packaged ".concat(RESOURCE), e);
    }
  }

  /** Only the name of an application may be in quotes, because it may have commas. */
  private static Row row(String line, int number) {
    boolean quoted = line.startsWith("\"");
    int end = quoted ? line.indexOf("\",", 1) + 1 : line.indexOf(',');
    String[] rest = line.substring(Math.max(0, end) + 1).split(",", 2);
    if (end <= 0 || rest.length != 2) {
      throw Fault.damaged(RESOURCE, number, HEADER, Fault.quote(line));
    }
    String service = line.substring(quoted ? 1 : 0, quoted ? end - 1 : end);
    return new Row(service, rest[0], rest[1]);
  }

  /**
   * A service or application that a process is documented to implement on a port.
   *
   * @param name the service or the application
   * @param isAssigned whether it is a service that the port is assigned to
   * @param source the document
   */
  record Documented(String name, boolean isAssigned, String source) {}

  /**
   * Returns the service or application that the process is documented to implement on the port;
   * null if there is none.
   */
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
            && use.application().equalsIgnoreCase(row.service)) {
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

  /** Whether a file is the jar of a server in the table. */
  boolean knowsJar(String fileName) {
    for (Row row : jars) {
      if (fits(row, fileName)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isArchive(String name) {
    return ARCHIVES.stream().anyMatch(name::endsWith);
  }

  private static boolean fits(Row row, String jar) {
    String name = jar.toLowerCase(Locale.ROOT);
    int star = row.program.indexOf('*');
    if (star < 0) {
      return name.equals(row.program);
    }
    // A version must follow, so that kafka_ does not match kafka_clients.
    return name.startsWith(row.program.substring(0, star))
        && name.endsWith(row.program.substring(star + 1))
        && name.length() >= row.program.length()
        && Character.isDigit(name.charAt(star));
  }

  /** Whether the table has any program for the service. */
  boolean knowsService(String service) {
    return services.contains(service.toLowerCase(Locale.ROOT));
  }

  /** Whether the table has the program for any service or application. */
  boolean knowsProgram(String program) {
    return !of(program).isEmpty();
  }

  /** Whether the program opens ports for others or forwards connections. */
  boolean isStandIn(String program) {
    for (Row row : of(program)) {
      if (row.service.equals(ANY)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns a program's name as the table writes it: in lower case, without the Windows extension,
   * and without the additions of NixOS and Guix for a program that a wrapper script starts.
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
