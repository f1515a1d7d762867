package io.github.portregistry.probe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The files {@code stat}, {@code cmdline} and {@code status} of a process that listens, where its
 * links {@code exe} and {@code cwd} lead, and the machine's {@code stat}: the listener has its
 * owner whatever the process says of itself. Its parent says the same.
 */
public final class LinuxProcessFuzz {

  private static final byte[] TABLE =
      ("  sl  local_address rem_address   st\n"
              + "   0: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000"
              + "     0        0 77 1\n")
          .getBytes(StandardCharsets.US_ASCII);

  private LinuxProcessFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    List<byte[]> files = FuzzedProbe.pieces(data, 6);
    Proc proc = new Proc(files);
    LinuxSource source =
        new LinuxSource(
            proc,
            "net",
            new LinuxUserNames(Path.of("/nonexistent/passwd")),
            ByteOrder.LITTLE_ENDIAN);
    FuzzedProbe.requireThatItAnswers(source);
    List<PortFinding> all = new ListenerProbe(source).checkAll();
    FuzzedProbe.require(all.size() == 1 && all.get(0).port() == 80, "the listener is found");
    if (isWhole(files.get(0))) {
      FuzzedProbe.require(
          all.get(0).listeners().get(0).ownership() instanceof Known known
              && known.owners().get(0).pid() == 7,
          "the owner is found");
    }
  }

  private static boolean isWhole(byte[] stat) {
    String text = new String(stat, StandardCharsets.ISO_8859_1);
    return text.indexOf('(') >= 0 && text.lastIndexOf(')') > text.indexOf('(');
  }

  /** A {@code /proc} with one process. */
  private static final class Proc extends LinuxProcFiles {

    private final Map<String, byte[]> files;
    private final byte[] executable;

    Proc(List<byte[]> pieces) {
      super(Path.of("/nonexistent"));
      files =
          Map.of(
              "net/tcp", TABLE,
              "1/stat", "1 (init) S 0".getBytes(StandardCharsets.US_ASCII),
              "1/cmdline", pieces.get(1),
              "7/stat", pieces.get(0),
              "7/cmdline", pieces.get(1),
              "7/status", pieces.get(2),
              "stat", pieces.get(3),
              "self/mountinfo", pieces.get(4));
      executable = pieces.get(5);
    }

    @Override
    InputStream open(String path) throws IOException {
      byte[] content = files.get(path);
      if (content == null) {
        throw new NoSuchFileException(path);
      }
      return new ByteArrayInputStream(content);
    }

    @Override
    boolean isGone(String path) {
      return false;
    }

    @Override
    String[] list(String folder) {
      return folder.isEmpty() ? new String[] {"7", "net", "stat"} : new String[] {"3"};
    }

    @Override
    void listInPieces(String folder, Names names) throws IOException {
      names.take(List.of(list(folder)));
    }

    @Override
    Path readLink(String path) throws IOException {
      if (path.equals("7/fd/3")) {
        return Path.of("socket:[77]");
      }
      if (path.endsWith("/exe") || path.endsWith("/cwd")) {
        try {
          return Path.of(new String(executable, StandardCharsets.UTF_8));
        } catch (InvalidPathException e) {
          throw new NoSuchFileException(path);
        }
      }
      throw new NoSuchFileException(path);
    }
  }
}
