package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Results and sizes in docs/benchmarks.md. {@link Figures} compares what is said of them elsewhere.
 */
class BenchmarksTest {

  private static final Pattern MEASURE = Pattern.compile("([\\d,.]+) (x|ms|MB|KB)(?! faster)\\b.*");

  /** What a file takes in a jar besides its own bytes and twice its name. */
  private static final int ENTRY_BYTES = 92;

  @Test
  void aResultIsAPassWhereTheMeasureIsWithinTheBar() throws IOException {
    int compared = 0;
    for (List<String> row : Benchmarks.recorded().table("Bars")) {
      Matcher bar = MEASURE.matcher(row.get(1));
      Matcher measured = MEASURE.matcher(row.get(2));
      if (bar.matches() && measured.matches() && bar.group(2).equals(measured.group(2))) {
        boolean passes =
            Benchmarks.numberIn(bar.group(1)) >= Benchmarks.numberIn(measured.group(1));
        assertThat(row.get(3)).as(row.toString()).isEqualTo(passes ? "pass" : "**miss**");
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(10);
  }

  @Test
  @Tag("whole")
  void theJarHasTheSizeThatIsRecorded() throws IOException {
    Benchmarks recorded = Benchmarks.recorded();
    String root = "io/github/portregistry/";
    String heading = "Memory and the jar";
    assertSize("the jar", recorded.number("The jar has {} KB"), path -> true);
    assertSize(
        "its tables",
        recorded.number(heading, "tables", 1),
        path -> path.matches(root + ".+\\.(?:csv|properties)"));
    assertSize(
        "the registry's table",
        recorded.number("of which the registry has {}"),
        (root + "port-registry.csv")::equals);
    List<String> named = new ArrayList<>();
    for (String part : List.of("probe", "cli", "fact", "greeting", "")) {
      String folder = root + (part.isEmpty() ? "" : part + "/");
      named.add(folder);
      assertSize(
          folder,
          recorded.number(heading, "classes: " + words(part), 1),
          path -> path.matches(folder + "[^/]+\\.class"));
    }
    assertSize(
        "all other classes",
        recorded.number(heading, "classes: all others", 1),
        path ->
            path.endsWith(".class")
                && !named.contains(path.substring(0, path.lastIndexOf('/') + 1)));
  }

  private static String words(String part) {
    return switch (part) {
      case "probe" -> "the probe";
      case "cli" -> "the command line";
      case "fact" -> "facts";
      case "greeting" -> "greetings";
      default -> "the root package";
    };
  }

  /** A recorded size is of its day, so a few percent do not count; more has to be measured. */
  private static void assertSize(String what, double kilobytes, Predicate<String> which)
      throws IOException {
    double now = deflated(which) / 1000.0;
    assertThat(kilobytes)
        .as(
            "%s records %.0f KB for %s, and it is about %.0f KB now: build the jar, and record its"
                + " size and the day",
            Benchmarks.PAGE, kilobytes, what, now)
        .isCloseTo(now, within(5 + now * 0.05));
  }

  private static long deflated(Predicate<String> which) throws IOException {
    Path classes = Libraries.mainClasses();
    List<Path> files;
    try (Stream<Path> paths = Files.walk(classes)) {
      files = paths.filter(Files::isRegularFile).toList();
    }
    long bytes = 0;
    for (Path file : files) {
      String name = classes.relativize(file).toString().replace('\\', '/');
      if (which.test(name)) {
        bytes += deflated(Files.readAllBytes(file)) + ENTRY_BYTES + 2L * name.length();
      }
    }
    return bytes;
  }

  private static int deflated(byte[] content) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(content);
      deflater.finish();
      return deflater.deflate(new byte[content.length + 64]);
    } finally {
      deflater.end();
    }
  }
}
