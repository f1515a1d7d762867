package io.github.portregistry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** What the fuzz targets of the tables share: how they read one, and what holds for each. */
final class FuzzedTables {

  /** No byte of UTF-8, so that it can stand between two tables. */
  static final byte SEPARATOR = (byte) 0xff;

  static final String SOURCE = "fuzz.csv";

  private static final int MOST_ROWS = 40;

  private FuzzedTables() {}

  /** How a registry is read from bytes. */
  interface Reader {
    PortRegistry read(ByteArrayInputStream in, String source) throws IOException;
  }

  /** The registry, or null if it is refused in the documented way. */
  static PortRegistry readOrNull(Reader reader, byte[] table) {
    try {
      return reader.read(new ByteArrayInputStream(table), SOURCE);
    } catch (RegistryFormatException e) {
      require(SOURCE.equals(e.source()), "a fault has its source");
      require(!e.expected().isEmpty() && !e.found().isEmpty(), "a fault tells both sides");
      return null;
    } catch (IOException e) {
      throw new AssertionError("bytes in memory can be read", e);
    }
  }

  /** The header is put before what has none, since damage to it is always refused. */
  static byte[] underHeader(String header, byte[] rows) {
    byte[] line = CsvSpec.bytes(header);
    if (Arrays.mismatch(line, rows) == line.length || Arrays.equals(line, rows)) {
      return rows;
    }
    byte[] table = Arrays.copyOf(line, line.length + rows.length);
    System.arraycopy(rows, 0, table, line.length, rows.length);
    return table;
  }

  /** Writes a registry and reads it again, which gives the same bytes. */
  static void requireThatItCanBeReadBack(PortRegistry registry) {
    byte[] table = registry.csv();
    PortRegistry again = readOrNull(CsvSpec::readCanonical, table);
    require(again != null, "what was written can be read");
    require(Arrays.equals(table, again.csv()), "what was read is written as it was");
  }

  /** Asks for everything of the ports at the ends of a table's rows, and counts their rows. */
  static void requireThatItAnswers(PortRegistry registry) {
    List<PortSpan> spans = spans(registry.csv());
    TreeSet<Integer> ports = new TreeSet<>(List.of(0, PortSpan.MAX_PORT));
    for (PortSpan span : spans.subList(0, Math.min(MOST_ROWS, spans.size()))) {
      ports.add(span.first());
      ports.add(span.last());
      ports.add(Math.min(span.last() + 1, PortSpan.MAX_PORT));
    }
    for (int port : ports) {
      PortRecord record = registry.port(port);
      long rows = spans.stream().filter(s -> s.first() <= port && port <= s.last()).count();
      require(
          record.assignments().size() + record.unnamedEntries().size() == rows,
          "a port has each row that covers it");
      requireThatItAnswers(registry, record);
    }
    require(registry.assignments().count() <= registry.provenance().rows(), "rows are counted");
    registry.search("a");
    registry.service("a");
  }

  private static void requireThatItAnswers(PortRegistry registry, PortRecord record) {
    for (Transport transport : Transport.values()) {
      List<Assignment> services = record.assignments(transport);
      String primary = services.isEmpty() ? "" : services.get(0).serviceName();
      require(
          registry.serviceName(record.number(), transport).equals(primary),
          "the name is that of the first service");
      for (Assignment service : services) {
        require(registry.service(service.serviceName()).contains(service), "a name finds its rows");
      }
      record.ianaState(transport);
      registry.commonName(record.number(), transport);
      registry.serverPort(record.number(), 50_000, transport);
    }
    require(record.block().contains(record.number()), "a block has its port");
    require(record.equals(registry.port(record.number())), "a record is equal to itself");
    require(record.hashCode() == registry.port(record.number()).hashCode(), "and has its hash");
    require(record.toString().startsWith(record.number() + " "), "a record starts with its number");
    record.evidence();
    record.formerAssignments();
  }

  /** The ports of each row, read from the text alone. */
  private static List<PortSpan> spans(byte[] csv) {
    List<PortSpan> spans = new ArrayList<>();
    new String(csv, StandardCharsets.UTF_8)
        .lines()
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(',')))
        .filter(ports -> !ports.isEmpty())
        .map(ports -> ports.split("-", -1))
        .forEach(
            ends ->
                spans.add(
                    new PortSpan(
                        Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))));
    return spans;
  }

  static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("expected that " + what);
    }
  }
}
