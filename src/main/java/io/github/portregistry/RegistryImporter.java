package io.github.portregistry;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * The maintainer's command that makes the tables under {@code registry-data/} and {@link
 * PackagedTables} from IANA's file and a file of later facts, and tells what it did; {@code
 * registry-data/README.md} tells when and how.
 */
final class RegistryImporter {

  private static final String REGISTRY =
      "IANA Service Name and Transport Protocol Port Number Registry";

  private RegistryImporter() {}

  /**
   * Runs the command.
   *
   * @param args IANA's CSV, a CSV of later facts, and optionally where the tables are, {@code
   *     registry-data} if left out
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    if (args.length < 2 || args.length > 3) {
      throw new IllegalArgumentException(
          "expected IANA.csv LATER-FACTS.csv [DIRECTORY] but found " + args.length + " arguments");
    }
    Path directory = Path.of(args.length == 3 ? args[2] : "registry-data");
    run(Path.of(args[0]), Path.of(args[1]), directory, System.out);
  }

  static void run(Path ianaFile, Path laterFile, Path directory, PrintStream out)
      throws IOException {
    CsvText ianaText = text(ianaFile);
    RegistryDate snapshot = newestDate(IanaCsv.read(ianaText));
    String source = REGISTRY + ", " + snapshot;
    IanaCsv iana = IanaCsv.read(ianaText, source);
    LaterFacts later = LaterFacts.apply(text(laterFile), iana);
    FormerTable former = FormerTable.of(later.former());
    PortTable ports = PortTableCsv.of(later.entries(), source, former);
    // What could not be read again is found here rather than by who packages it.
    PortTableCsv.read(CsvText.of(ports.csv(), source));
    FormerTable.read(CsvText.of(former.csv(), source));

    ImportReport.of(iana, later, former).print(out);
    Path old = directory.resolve(Packaged.PORTS);
    if (Files.exists(old)) {
      ImportReport.printDifferences(PortTableCsv.read(text(old)), ports, out);
    } else {
      out.println("No table before this one.");
    }

    Map<Path, byte[]> files = new LinkedHashMap<>();
    files.put(old, ports.csv());
    files.put(directory.resolve(Packaged.FORMER), former.csv());
    files.put(directory.resolve(Packaged.PROVENANCE), provenance(ports, former));
    write(files);
  }

  private static CsvText text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return CsvText.read(in, file.toString());
    }
  }

  private static RegistryDate newestDate(IanaCsv iana) {
    RegistryDate newest = Provenance.newestDate(iana.entries());
    if (newest == null) {
      throw new IllegalArgumentException("no row has a date, so the snapshot has none");
    }
    return newest;
  }

  private static byte[] provenance(PortTable ports, FormerTable former) {
    StringBuilder text = new StringBuilder();
    text.append("# What the tables are, and how the loader makes sure of them.\n");
    text.append("# Written with them by the data refresh, see README.md; not by hand.\n");
    text.append("source=").append(ports.source()).append('\n');
    describe(text, Packaged.PORTS, ports.csv());
    text.append("# Where the rows of each run of 64 ports start, and those without a port.\n");
    text.append(Packaged.PORTS).append(Packaged.STARTS).append('=');
    text.append(
        IntStream.of(PortTable.startsOf(ports.csv()))
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(" ")));
    text.append('\n');
    describe(text, Packaged.FORMER, former.csv());
    text.append("# Of all the lines above this one.\n");
    String crc32 = crc32(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    text.append(Packaged.CRC32_OF_ABOVE).append('=').append(crc32).append('\n');
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void describe(StringBuilder text, String name, byte[] csv) {
    text.append(name).append(".rows=").append(lines(csv) - 1).append('\n');
    text.append(name).append(".bytes=").append(csv.length).append('\n');
    text.append(name).append(".crc32=").append(crc32(csv)).append('\n');
    text.append(name).append(".sha256=").append(Provenance.sha256(csv)).append('\n');
  }

  private static String crc32(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return Long.toHexString(crc.getValue());
  }

  private static long lines(byte[] csv) {
    return new String(csv, StandardCharsets.UTF_8).lines().count();
  }

  /**
   * Writes all the files beside their places first, so that a failure leaves the old ones whole.
   */
  private static void write(Map<Path, byte[]> files) throws IOException {
    for (Map.Entry<Path, byte[]> file : files.entrySet()) {
      Files.write(unfinished(file.getKey()), file.getValue());
    }
    for (Path file : files.keySet()) {
      Files.move(
          unfinished(file),
          file,
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static Path unfinished(Path file) {
    return file.resolveSibling(file.getFileName() + ".new");
  }
}
