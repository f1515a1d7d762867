package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the servers of Debian's packages are heard to speak, as many as are installed, started in
 * namespaces of their own by {@code real-servers/run.sh}; see {@link RealServersMain}.
 */
@Tag("long")
@EnabledOnOs(OS.LINUX)
class RealServersTest {

  private static final String[] NAMESPACES = {"unshare", "-nmpf", "--mount-proc", "--kill-child"};

  /** More than the probe's own budget: this JVM is cold, and the machine has just started them. */
  private static final String SECONDS = "20";

  @TempDir private Path temp;
  private Path folder;

  /** Address, port and transport of each row of {@code servers.csv}, with the row. */
  private final Map<String, NamedCsvRecord> rows = new HashMap<>();

  private final List<String> right = new ArrayList<>();
  private final List<String> explained = new ArrayList<>();
  private final List<String> undecided = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  @BeforeEach
  void readTable() throws Exception {
    folder = Path.of(RealServersTest.class.getResource("real-servers").toURI());
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(folder.resolve("servers.csv"))) {
      csv.forEach(row -> rows.put(place(row, row.getField("address")), row));
    }
  }

  private static String place(NamedCsvRecord row, String address) {
    return address + " " + row.getField("port") + " " + row.getField("transport");
  }

  /** The lines that are printed with some servers; nothing of them is left at the end. */
  private List<String> ask(String servers) throws Exception {
    List<String> before = new ArrayList<>(List.of(NAMESPACES));
    assumeTrue(
        ProbeProcess.runs(Stream.concat(before.stream(), Stream.of("true")).toArray(String[]::new)),
        "needs the right to do " + before);
    Path data = Files.createDirectory(temp.resolve("servers"));
    before.addAll(List.of("sh", folder.resolve("run.sh").toString(), data.toString(), servers));
    List<String> lines = new ProbeProcess(temp).runMain(RealServersMain.class, before, SECONDS);
    assertThat(processesOf(data)).as("processes that are left").isEmpty();
    assertThat(lines).noneMatch(line -> line.startsWith("did not start"));
    return lines;
  }

  private static List<String> processesOf(Path data) throws IOException {
    List<String> found = new ArrayList<>();
    for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
      String words = process.info().commandLine().orElse("");
      if (words.contains(data.toString())) {
        found.add(process.pid() + " " + words);
      }
    }
    return found;
  }

  private void judge(String line) {
    String[] words = line.split("\t", -1);
    NamedCsvRecord row =
        words.length < 3 ? null : rows.get(words[0] + " " + words[1] + " " + words[2]);
    if (row == null) {
      return;
    }
    String told = row.getField("name") + " " + line.replace('\t', ' ').replaceAll(" +", " ");
    List<String> expected = Arrays.asList(row.getField("protocol").split("\\|"));
    // TLS alone is what is around the protocol.
    List<String> protocols =
        words[4].isEmpty() || words[4].equals(row.getField("tls"))
            ? List.of()
            : List.of(words[4].split("\\|"));
    boolean isOne = protocols.size() == 1 && expected.containsAll(protocols);
    if (isOne
        && words[7].equals(row.getField("tls"))
        && words[5].contains(row.getField("product"))) {
      right.add(told);
    } else if (isOne || protocols.stream().anyMatch(expected::contains) || protocols.isEmpty()) {
      (row.getField("undecided").isEmpty() ? undecided : explained).add(told);
    } else {
      wrong.add(told);
    }
  }

  @Test
  void noServerIsTakenForAnotherAndTheUndecidedAreThoseOfTheTable() throws Exception {
    List<String> lines = ask("all");
    lines.forEach(this::judge);
    String figures =
        "%s; right %d, undecided %d and %d that the table explains, wrong %d"
            .formatted(
                lines.stream().filter(line -> line.startsWith("milliseconds")).toList(),
                right.size(),
                undecided.size(),
                explained.size(),
                wrong.size());
    List<String> report = new ArrayList<>(List.of(figures));
    lines.stream().filter(line -> line.startsWith("not installed")).forEach(report::add);
    Stream.of(wrong, undecided, explained, right).forEach(report::addAll);
    Files.write(Files.createDirectories(Path.of("target")).resolve("real-servers.txt"), report);
    assumeTrue(!right.isEmpty(), "needs servers, see docs/testing.md");
    assertThat(wrong).as(figures).isEmpty();
    assertThat(undecided).as(figures).isEmpty();
  }

  @Test
  void serversOnTheWrongPortsAreReported() throws Exception {
    List<String> lines = ask("openssh:25,redis:22,nginx:3306");
    assumeTrue(
        lines.stream().noneMatch(line -> line.startsWith("not installed")), lines.toString());
    assertThat(lines)
        .anyMatch(line -> isOther(line, "25", "ssh", Verdict.INVESTIGATE))
        .anyMatch(line -> isOther(line, "22", "redis", Verdict.INVESTIGATE))
        // A web server may pass on what it gets, on any User Port.
        .anyMatch(line -> isOther(line, "3306", "http", Verdict.PLAUSIBLE));
  }

  private static boolean isOther(String line, String port, String protocol, Verdict verdict) {
    List<String> words = List.of(line.split("\t", -1));
    return words.size() > 8
        && words.get(1).equals(port)
        && words.get(3).equals(Spoken.Kind.SPEAKS_OTHER.name())
        && words.get(4).equals(protocol)
        && words.get(8).equals(verdict.name());
  }
}
