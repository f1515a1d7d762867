package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.Facts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scanner of the canonical bytes, with FastCSV and plain loops as its oracle. */
class PortTableTest {

  private static final String SOURCE = "here";

  private static final int RUN_PORTS = 65536 / PortTable.RUNS;

  private static final String[] WORDS = {
    "", "plain", "a,b", "say \"hi\"", "\"", "\"\"", ",", "naïve", "日本", "😀", "x\"y,z\"", ",\"", "ÿ"
  };

  /** The rows as FastCSV reads them, and the ports of each as a plain loop finds them. */
  private static final class Oracle {
    final List<List<String>> rows = new ArrayList<>();
    final List<Integer> offsets = new ArrayList<>();
    final List<PortSpan> spans = new ArrayList<>();
    final int end;

    Oracle(byte[] csv) {
      String text = new String(csv, StandardCharsets.UTF_8);
      CsvReader.builder()
          .ofCsvRecord(text)
          .forEach(
              row -> {
                rows.add(row.getFields());
                spans.add(spanOf(row.getField(0)));
              });
      rows.remove(0);
      spans.remove(0);
      int offset = 0;
      for (String line : text.split("\n", -1)) {
        offsets.add(offset);
        offset += line.getBytes(StandardCharsets.UTF_8).length + 1;
      }
      offsets.remove(0);
      end = offsets.remove(offsets.size() - 1);
    }

    private static PortSpan spanOf(String ports) {
      if (ports.isEmpty() || ports.equals("port")) {
        return null;
      }
      int dash = ports.indexOf('-');
      int last = Integer.parseInt(ports.substring(dash + 1));
      return new PortSpan(dash < 0 ? last : Integer.parseInt(ports.substring(0, dash)), last);
    }

    /** Where the first row starts whose last port is at least {@code port}. */
    int startFrom(int port) {
      for (int i = 0; i < spans.size(); i++) {
        if (spans.get(i) == null || spans.get(i).last() >= port) {
          return offsets.get(i);
        }
      }
      return end;
    }

    List<List<List<String>>> byPort() {
      List<List<List<String>>> byPort = new ArrayList<>();
      IntStream.rangeClosed(0, 65535).forEach(port -> byPort.add(new ArrayList<>()));
      for (int i = 0; i < spans.size(); i++) {
        PortSpan span = spans.get(i);
        for (int port = span == null ? 65536 : span.first();
            port <= (span == null ? 0 : span.last());
            port++) {
          byPort.get(port).add(rows.get(i));
        }
      }
      return byPort;
    }
  }

  private static void assertScannedLikeFastCsv(byte[] csv, String source) {
    Oracle oracle = new Oracle(csv);
    PortTable table = new PortTable(csv, source, PortTable.startsOf(csv), Facts.none(), null);

    assertThat(table.offsets().boxed().toList()).isEqualTo(oracle.offsets);
    assertThat(table.entries().map(entry -> RowFormat.encode(entry, source)).toList())
        .isEqualTo(oracle.rows);
    assertThat(table.offsets().mapToObj(table::serviceName).toList())
        .isEqualTo(oracle.rows.stream().map(row -> row.get(4)).toList());

    int[] starts =
        IntStream.rangeClosed(0, PortTable.RUNS)
            .map(run -> oracle.startFrom(RUN_PORTS * run))
            .toArray();
    assertThat(PortTable.startsOf(csv)).isEqualTo(starts);

    List<List<List<String>>> byPort = oracle.byPort();
    for (int port = 0; port <= 65535; port++) {
      List<List<String>> found =
          table.entries(port).stream().map(entry -> RowFormat.encode(entry, source)).toList();
      if (!found.equals(byPort.get(port))) { // 65,536 times: AssertJ only where it has to tell
        assertThat(found).as("the rows of port %d", port).isEqualTo(byPort.get(port));
      }
    }
  }

  @Test
  void thePackagedTableIsScannedAsFastCsvReadsIt() {
    PortRegistry packaged = PortRegistry.bundled();

    assertScannedLikeFastCsv(packaged.csv(), packaged.provenance().source());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  @Tag("whole")
  void randomTablesAreScannedAsFastCsvReadsThem(long seed) {
    byte[] csv = randomTable(new Random(seed));

    assertScannedLikeFastCsv(csv, SOURCE);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void randomTablesAreWrittenAsTheyWereRead(long seed) {
    byte[] csv = randomTable(new Random(seed));

    assertThat(PortTableCsv.read(CsvText.of(csv, SOURCE)).csv()).isEqualTo(csv);
  }

  @Test
  void aTableWithoutRowsStartsAndEndsAfterItsHeader() {
    byte[] csv = CsvSpec.bytes(CsvSpec.HEADER);

    assertThat(PortTable.startsOf(csv)).hasSize(PortTable.RUNS + 1).containsOnly(csv.length);
  }

  @Test
  void aRowOfAllPortsStartsEveryRun() {
    byte[] csv =
        CsvSpec.bytes(
            CsvSpec.HEADER + "0-65535,,reserved,,,,,,,,,,,,␊" + ",tcp,,,alpha,,,,,,,,,,␊");
    int first = CsvSpec.bytes(CsvSpec.HEADER).length;

    int[] starts = PortTable.startsOf(csv);

    assertThat(starts).hasSize(PortTable.RUNS + 1).endsWith(first + 30);
    assertThat(Arrays.copyOf(starts, PortTable.RUNS)).containsOnly(first);
  }

  @Test
  void aRunWithHundredsOfRowsIsIndexedWhole() {
    StringBuilder spec = new StringBuilder(CsvSpec.HEADER);
    for (int i = 0; i < 500; i++) {
      spec.append("443,tcp,,,service-").append(1000 + i).append(",,,,,,,,,,␊");
    }

    assertThat(CsvSpec.read(spec.toString()).assignments(443, Transport.TCP)).hasSize(500);
  }

  /** A table of which only the offsets of the runs matter. */
  private static PortTable ofRuns(int... firstStarts) {
    int[] starts = Arrays.copyOf(firstStarts, PortTable.RUNS + 1);
    Arrays.fill(starts, firstStarts.length, starts.length, 30_000);
    return new PortTable(new byte[30_000], SOURCE, starts, Facts.none(), null);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0-255",
    "64, 0-255",
    "255, 0-255",
    "256, 256-319",
    "319, 256-319",
    "330, 320-447",
    "447, 320-447",
    "448, 448-65535",
    "65535, 448-65535"
  })
  void aBlockHasTheRunsWhoseRowsStartInTheSameEightKilobytes(int port, String block) {
    PortTable table = ofRuns(0, 100, 8000, 8191, 8192, 16_384, 24_575);

    assertThat(table.block(port)).hasToString(block);
  }

  @Test
  void anEmptyTableIsOneBlock() {
    byte[] csv = CsvSpec.bytes(CsvSpec.HEADER);
    PortTable table = new PortTable(csv, SOURCE, PortTable.startsOf(csv), Facts.none(), null);

    assertThat(table.block(5000)).isEqualTo(new PortSpan(0, 65_535));
  }

  /** The packaged table is indexed run by run, any other in one pass. */
  @Test
  void howATableIsIndexedChangesNoPort() {
    byte[] csv = randomTable(new Random(21));
    PortTable packaged = new PortTable(csv, SOURCE, PortTable.startsOf(csv), null, null);
    PortTable read = new PortTable(csv, SOURCE, PortTable.startsOf(csv), Facts.none(), null);

    assertThat(IntStream.range(0, 700).mapToObj(packaged::entries))
        .isEqualTo(IntStream.range(0, 700).mapToObj(read::entries).toList());
    assertThat(packaged.entries(65_535)).isEqualTo(read.entries(65_535));
  }

  /** Rows of all kinds, many in few runs, many overlapping; no place twice. */
  private static byte[] randomTable(Random random) {
    Map<String, RegistryRow> entries = new LinkedHashMap<>();
    for (int i = 0; i < 600; i++) {
      int first = random.nextBoolean() ? random.nextInt(600) : random.nextInt(65536);
      int length = random.nextInt(4) > 0 ? 0 : random.nextInt(random.nextBoolean() ? 9 : 20000);
      PortSpan span = new PortSpan(first, Math.min(65535, first + length));
      Transport transport =
          random.nextInt(5) == 0
              ? null
              : List.of(Transport.values()).get(random.nextInt(Transport.values().length));
      RegistryRow entry =
          random.nextInt(3) == 0
              ? unnamed(random, span, transport)
              : named(random, random.nextInt(8) == 0 ? null : span, transport, i);
      entries.putIfAbsent(entry.ports() + "/" + transport + "/" + entry.serviceName(), entry);
    }
    return PortTableCsv.of(List.copyOf(entries.values()), SOURCE, Facts.none()).csv();
  }

  private static Assignment named(Random random, PortSpan span, Transport transport, int number) {
    return new Assignment(
        word(random) + number,
        span,
        transport,
        word(random),
        word(random),
        word(random),
        date(random),
        date(random),
        references(random),
        word(random),
        word(random),
        word(random),
        random.nextBoolean() ? Liveness.UNEXAMINED : Liveness.GHOST,
        null,
        random.nextBoolean() ? SOURCE : "there, \"elsewhere\"");
  }

  private static UnnamedEntry unnamed(Random random, PortSpan span, Transport transport) {
    IanaState state = List.of(IanaState.values()).get(random.nextInt(3));
    boolean released = state != IanaState.ASSIGNED && random.nextBoolean();
    return new UnnamedEntry(
        span,
        transport,
        state,
        released ? PortStatus.RELEASED : PortStatus.of(state),
        word(random),
        word(random),
        word(random),
        date(random),
        date(random),
        references(random),
        word(random),
        SOURCE);
  }

  private static String word(Random random) {
    return WORDS[random.nextInt(WORDS.length)];
  }

  private static RegistryDate date(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> null;
      case 1 -> new RegistryDate(1970 + random.nextInt(60), 1 + random.nextInt(12), null);
      default ->
          new RegistryDate(
              1970 + random.nextInt(60), 1 + random.nextInt(12), 1 + random.nextInt(28));
    };
  }

  private static List<String> references(Random random) {
    return IntStream.range(0, random.nextInt(4))
        .mapToObj(i -> "RFC" + random.nextInt(9999) + (random.nextBoolean() ? "" : " é, \"x\""))
        .toList();
  }
}
