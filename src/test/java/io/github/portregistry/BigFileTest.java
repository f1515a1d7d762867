package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.csv.Utf8;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of the worst size and kind, each in a JVM of its own with the heap that is promised. */
@Tag("long")
class BigFileTest {

  /** The heap that the documents promise for the greatest file. */
  static final int HEAP_MB = 384;

  @TempDir private Path temp;

  private String read(BigFileMain.Kind kind, int bytes, String heap) throws Exception {
    Path output = temp.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heap,
            "-cp",
            System.getProperty("java.class.path"),
            BigFileMain.class.getName(),
            kind.name(),
            Integer.toString(bytes));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      assertThat(process.waitFor(15, TimeUnit.MINUTES)).as("ended by itself").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output, StandardCharsets.UTF_8).strip();
  }

  @ParameterizedTest
  @EnumSource(BigFileMain.Kind.class)
  void theGreatestFileAnswersEverythingInTheHeapThatIsPromised(BigFileMain.Kind kind)
      throws Exception {
    assertThat(read(kind, Utf8.MAX_BYTES, HEAP_MB + "m")).matches("read (\\d+) of \\1 rows");
  }

  @Test
  void aSmallFileOfTheWidestRowsAnswersEverythingInASmallHeap() throws Exception {
    assertThat(read(BigFileMain.Kind.WIDE, Utf8.MAX_BYTES, "80m")).isEqualTo("read 64 of 64 rows");
  }

  @ParameterizedTest
  @EnumSource(names = {"TABLE", "IANA"})
  void aFileOf100MegabytesIsRefusedInThatHeap(BigFileMain.Kind kind) throws Exception {
    assertThat(read(kind, 100_000_000, HEAP_MB + "m"))
        .matches("big\\.csv, line \\d+: expected at most 8388608 bytes but found more");
  }
}
