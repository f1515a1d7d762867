package io.github.portregistry.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The captures of real machines that the parsers have to read right. */
final class Fixtures {

  static final Path FOLDER = Path.of("src", "test", "resources", "probe-fixtures");

  private Fixtures() {}

  static Path path(String first, String... more) {
    return FOLDER.resolve(Path.of(first, more));
  }

  static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  static List<String> lines(String name) {
    return text(name).lines().toList();
  }

  static List<Path> list(String folder) {
    try (Stream<Path> entries = Files.list(path(folder))) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One socket of a table of truth. */
  record Case(String name, int port, String transport, List<Long> pids, String note) {
    @Override
    public String toString() {
      return name + " " + port + "/" + transport;
    }
  }

  static List<Case> truth() {
    return lines("linux-truth.tsv").stream().skip(1).map(Fixtures::readCase).toList();
  }

  private static Case readCase(String line) {
    String[] fields = line.split("\t", -1);
    // The child of 117 is the process that the prototype found, 118.
    String pids = fields[3].equals("child-of-117") ? "118" : fields[3];
    return new Case(
        fields[0],
        Integer.parseInt(fields[1]),
        fields[2],
        Stream.of(pids.split(",", -1)).map(Long::valueOf).toList(),
        fields[4]);
  }
}
