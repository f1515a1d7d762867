package io.github.portregistry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Reads a file that is made while it is read, asks the registry everything there is to be asked,
 * and prints what came of it.
 */
final class BigFileMain {

  private static final List<String> TRANSPORTS = List.of("tcp", "udp", "sctp", "dccp");

  private BigFileMain() {}

  public static void main(String[] args) throws IOException {
    Kind kind = Kind.valueOf(args[0]);
    Rows file = new Rows(kind, Integer.parseInt(args[1]));
    try {
      PortRegistry registry =
          kind.header.equals(CsvSpec.IANA_HEADER)
              ? PortRegistry.readIana(file, "big.csv")
              : PortRegistry.read(file, "big.csv");
      askAll(registry);
      askAll(PortRegistry.bundled().withOverlay(registry));
      System.out.println("read " + registry.provenance().rows() + " of " + file.rows + " rows");
    } catch (RegistryFormatException e) {
      System.out.println(e.getMessage());
    }
  }

  private static void askAll(PortRegistry registry) {
    ask(registry, port -> port.assignments().size() + port.unnamedEntries().size());
    ask(registry, port -> port.assignments(Transport.UDP).size());
    ask(registry, port -> port.formerAssignments().size() + port.history().size());
    ask(registry, port -> port.evidence().size());
    for (Transport transport : Transport.values()) {
      ask(registry, port -> registry.commonName(port.number(), transport).length());
    }
    registry.search("of no row");
    registry.assignments().forEach(row -> registry.service(row.serviceName()));
  }

  private static void ask(PortRegistry registry, ToIntFunction<PortRecord> question) {
    if (registry.ports().mapToInt(question).sum() < 0) {
      throw new AssertionError("more than a sum can hold");
    }
  }

  /** What a file is made of. */
  enum Kind {
    /** As many rows as there is room for. */
    TABLE(CsvSpec.HEADER) {
      @Override
      String row(int number) {
        return number / 1000 + ",tcp,,,a" + (1_000_000 + number) + ",,,,,,,,,,\n";
      }
    },
    /** The same as IANA writes them. */
    IANA(CsvSpec.IANA_HEADER) {
      @Override
      String row(int number) {
        return "a" + (1_000_000 + number) + "," + number / 1000 + ",tcp,,,,,,,,,\n";
      }
    },
    /** Rows that each tell of a former assignment. */
    REMOVED(CsvSpec.IANA_HEADER) {
      @Override
      String row(int number) {
        String transport = TRANSPORTS.get(number % 4);
        return number < 4 * 65_536 ? "," + number / 4 + "," + transport + ",Removed,,,,,,,,\n" : "";
      }
    },
    /** As many ports of one row as all rows together may have. */
    WIDE(CsvSpec.IANA_HEADER) {
      @Override
      String row(int number) {
        return number < 64 ? "," + number + "-65535,,Removed,,,,,,,,\n" : "";
      }
    },
    /** As many rows of one port as there may be, of as many ports as there may be. */
    SPANS(CsvSpec.HEADER) {
      @Override
      String row(int number) {
        int first = number / 1000 * 15;
        String ports = first + "-" + (first + 14);
        return number < 270_000 ? ports + ",tcp,,,a" + (1_000_000 + number) + ",,,,,,,,,,\n" : "";
      }
    },
    /**
     * Rows of all ports with the longest text that there may be, on top of which all else is laid.
     */
    TEXTS(CsvSpec.HEADER) {
      @Override
      String row(int number) {
        return number < 63
            ? "0-65535,,,,a" + (1_000_000 + number) + "," + "x".repeat(65_000) + ",,,,,,,,,\n"
            : "";
      }
    },
    /** A name of rows with long texts, and many names that stand for it. */
    ALIASES(CsvSpec.HEADER) {
      @Override
      String row(int number) {
        return number < 60
            ? number + ",tcp,,,main," + "x".repeat(65_000) + ",,,,,,,,,\n"
            : ",tcp,,,a" + (1_000_000 + number) + ",,,,,,,,,main,\n";
      }
    };

    private final String header;

    Kind(String header) {
      this.header = header;
    }

    /** A row; "" after the last. */
    abstract String row(int number);
  }

  /** A header and as many rows as there are, or as there is room for. */
  private static final class Rows extends InputStream {

    private final Kind kind;
    private byte[] line;
    private int at;
    private int left;
    private int rows;

    Rows(Kind kind, int size) {
      this.kind = kind;
      line = CsvSpec.bytes(kind.header);
      left = size - line.length;
    }

    @Override
    public int read() {
      if (at == line.length) {
        String row = kind.row(rows);
        if (row.isEmpty() || row.length() > left) {
          return -1;
        }
        line = row.getBytes(StandardCharsets.US_ASCII);
        left -= line.length;
        at = 0;
        rows++;
      }
      return line[at++];
    }

    @Override
    public int read(byte[] target, int offset, int count) {
      int put = 0;
      for (int b; put < count && (b = read()) >= 0; put++) {
        target[offset + put] = (byte) b;
      }
      return put == 0 && count > 0 ? -1 : put;
    }
  }
}
