package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each reader of what others wrote gets about fifty large inputs that are made to take memory, in a
 * JVM of its own with a small heap: what opens, separates or quotes something again and again, and
 * the inputs that fuzzing starts from, repeated. {@link BigFileTest} reads the largest tables.
 */
@Tag("long")
class ReaderMemoryTest {

  private static final String HEAP = "-Xmx128m";

  @TempDir private Path temp;

  /**
   * The path of a control group has at most 64 KB. The files of a process are cut at a limit of
   * their own, so they are not here.
   */
  @ParameterizedTest
  @CsvSource({
    "IanaXmlFuzz, 1000000",
    "TableFuzz, 1000000",
    "ServicesFuzz, 1000000",
    "JsonFuzz, 1000000",
    "greeting.RecognitionFuzz, 1000000",
    "probe.AllowListFuzz, 1000000",
    "probe.BaselineFuzz, 1000000",
    "probe.ContainerEngineFuzz, 1000000",
    "probe.ControlGroupFuzz, 65536",
    "probe.LinuxNetlinkFuzz, 1000000",
    "probe.LinuxProcTableFuzz, 1000000",
    "probe.LinuxUserNamesFuzz, 1000000",
    "probe.LocalPortsFuzz, 1000000",
    "probe.MacLsofFuzz, 1000000",
    "probe.MacNetstatFuzz, 1000000",
    "probe.WindowsNetstatFuzz, 1000000"
  })
  void aLargeInputOfAnyKindIsReadInASmallHeap(String target, int bytes) throws Exception {
    String type = "io.github.portregistry." + target;
    Path output = temp.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            HEAP,
            "-cp",
            System.getProperty("java.class.path"),
            ReaderMemoryMain.class.getName(),
            type,
            Integer.toString(bytes),
            "src/test/resources/fuzz/" + type);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      assertThat(process.waitFor(300, TimeUnit.SECONDS)).as("ended by itself").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(printed).isZero();
    assertThat(printed.lines()).hasSizeGreaterThan(35);
  }
}
