package io.github.portregistry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a file of many small rows that is made while it is read, and prints what came of it. */
final class BigFileMain {

  private BigFileMain() {}

  public static void main(String[] args) throws IOException {
    boolean iana = args[0].equals("iana");
    Rows file = new Rows(iana, Integer.parseInt(args[1]));
    try {
      PortRegistry registry =
          iana ? PortRegistry.readIana(file, "big.csv") : PortRegistry.read(file, "big.csv");
      System.out.println("read " + registry.provenance().rows() + " of " + file.rows + " rows");
    } catch (RegistryFormatException e) {
      System.out.println(e.getMessage());
    }
  }

  /** A header and as many rows as there is room for. */
  private static final class Rows extends InputStream {

    private final boolean iana;
    private byte[] line;
    private int at;
    private int left;
    private int rows;

    Rows(boolean iana, int size) {
      this.iana = iana;
      line = CsvSpec.bytes(iana ? CsvSpec.IANA_HEADER : CsvSpec.HEADER);
      left = size - line.length;
    }

    @Override
    public int read() {
      if (at == line.length) {
        String name = "" + (1_000_000 + rows);
        String row = iana ? name + "a,1,tcp,,,,,,,,,\n" : "1,tcp,,,a" + name + ",,,,,,,,,,\n";
        if (row.length() > left) {
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
