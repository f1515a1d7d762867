package io.github.portregistry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Small tables such as a team would lay over the packaged registry. */
public final class TeamTables {

  public static final String HEADER =
      "port,transport,state,status,service_name,description,assignee,contact,registered,modified,"
          + "references,service_code,unauthorized_use,alias_of,source";

  public static final String IANA_HEADER =
      "Service Name,Port Number,Transport Protocol,Description,Assignee,Contact,Registration Date,"
          + "Modification Date,Reference,Service Code,Unauthorized Use Reported,Assignment Notes";

  private TeamTables() {}

  /** A table of rows that stand in the order that the format asks for. */
  public static PortRegistry table(String source, String... rows) {
    try {
      return PortRegistry.read(csv(HEADER, rows), source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A table in IANA's layout. */
  public static PortRegistry iana(String source, String... rows) {
    try {
      return PortRegistry.readIana(csv(IANA_HEADER, rows), source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteArrayInputStream csv(String header, String... rows) {
    StringBuilder csv = new StringBuilder(header).append('\n');
    for (String row : rows) {
      csv.append(row).append('\n');
    }
    return new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** A row that names a service; {@code ports} and {@code transport} may be "". */
  public static String named(String ports, String transport, String name) {
    return named(ports, transport, name, "");
  }

  public static String named(String ports, String transport, String name, String description) {
    return ports + "," + transport + ",,," + name + "," + description + ",,,,,,,,,";
  }

  /** A row that names a service which is an alias of another. */
  public static String alias(String ports, String transport, String name, String of) {
    return ports + "," + transport + ",,," + name + ",,,,,,,,," + of + ",";
  }

  /** A row without a name; {@code status} is "" or "released". */
  public static String unnamed(String ports, String transport, String state, String status) {
    return ports + "," + transport + "," + state + "," + status + ",,,,,,,,,,,";
  }

  public static List<String> names(List<Assignment> assignments) {
    return assignments.stream().map(Assignment::serviceName).toList();
  }

  /** What tells a row from another: where it is and what it is called. */
  public static List<String> places(List<Assignment> assignments) {
    return assignments.stream().map(TeamTables::place).toList();
  }

  private static String place(Assignment row) {
    Transport transport = row.transport();
    return row.serviceName()
        + (row.ports() == null ? "" : " " + row.ports())
        + (transport == null ? "" : "/" + transport.keyword());
  }
}
