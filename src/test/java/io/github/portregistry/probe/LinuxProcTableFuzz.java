package io.github.portregistry.probe;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The tables {@code tcp}, {@code tcp6}, {@code udp}, {@code udp6} and {@code if_inet6} of {@code
 * /proc/net}: in whatever pieces the kernel gives them, the same sockets are read.
 */
public final class LinuxProcTableFuzz {

  private static final List<String> TABLES = List.of("tcp", "tcp6", "udp", "udp6", "if_inet6");

  private static final byte[] HEADER =
      "  sl  local_address rem_address   st\n".getBytes(StandardCharsets.US_ASCII);

  private LinuxProcTableFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    List<byte[]> tables = FuzzedProbe.pieces(data, TABLES.size());
    for (OtherUses depth : OtherUses.values()) {
      LinuxProcSockets whole = read(tables, depth, ByteOrder.LITTLE_ENDIAN, Integer.MAX_VALUE);
      LinuxProcSockets pieced = read(tables, depth, ByteOrder.LITTLE_ENDIAN, 1 + data.length % 61);
      FuzzedProbe.require(
          whole.listeners().equals(pieced.listeners())
              && whole.others().equals(pieced.others())
              && whole.notes().equals(pieced.notes())
              && whole.complete() == pieced.complete(),
          "a table is read alike in pieces");
      FuzzedProbe.require(
          whole.listeners().stream()
                  .map(
                      row ->
                          row.inode() == 0
                              ? row
                              : List.of(row.transport(), row.port(), row.inode()))
                  .distinct()
                  .count()
              == whole.listeners().size(),
          "a socket is told once");
      FuzzedProbe.require(
          whole.listeners().stream().allMatch(LinuxSocketRow::listens)
              && whole.others().stream().noneMatch(LinuxSocketRow::listens),
          "listeners are kept apart");
    }
    FuzzedProbe.requireThatItAnswers(
        new LinuxSource(
            new Tables(tables, Integer.MAX_VALUE),
            "net",
            new LinuxUserNames(Path.of("/nonexistent/passwd")),
            ByteOrder.BIG_ENDIAN));
  }

  private static LinuxProcSockets read(
      List<byte[]> tables, OtherUses depth, ByteOrder order, int pieces) {
    return new LinuxProcSockets(new Tables(tables, pieces), "net", PortSet.all(), depth, order);
  }

  /** A {@code /proc} that has these tables and no process. */
  private static final class Tables extends LinuxProcFiles {

    private final List<byte[]> tables;
    private final int piece;

    Tables(List<byte[]> tables, int piece) {
      super(Path.of("/nonexistent"));
      this.tables = tables;
      this.piece = piece;
    }

    @Override
    InputStream open(String path) throws IOException {
      int table = path.startsWith("net/") ? TABLES.indexOf(path.substring(4)) : -1;
      if (table < 0) {
        throw new NoSuchFileException(path);
      }
      byte[] rows = tables.get(table);
      // Damage to the header is always refused, so what has none gets one.
      boolean hasHeader = table == TABLES.size() - 1 || (rows.length > 1 && rows[1] == ' ');
      InputStream body = new ByteArrayInputStream(rows);
      InputStream in =
          hasHeader ? body : new SequenceInputStream(new ByteArrayInputStream(HEADER), body);
      return new Pieces(in, piece);
    }

    @Override
    String[] list(String folder) {
      return new String[0];
    }

    @Override
    Path readLink(String path) throws IOException {
      throw new NoSuchFileException(path);
    }
  }

  /** Gives at most so many bytes at a time. */
  private static final class Pieces extends FilterInputStream {

    private final int most;

    Pieces(InputStream in, int most) {
      super(in);
      this.most = most;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      return super.read(bytes, from, Math.min(length, most));
    }
  }
}
