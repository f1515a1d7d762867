package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is loaded when: a lookup must not pay for the probe. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the JVM gets its options by env")
class ProbeLoadingTest {

  @TempDir private Path temp;

  @Test
  @Tag("jvm")
  void aLookUpLoadsNoClassOfTheProbe() throws Exception {
    List<String> lines =
        new ProbeProcess(temp).run(List.of("env", "JDK_JAVA_OPTIONS=-verbose:class"), "lookup");

    assertThat(lines).anyMatch(line -> line.contains("io.github.portregistry.PortRecord "));
    assertThat(lines)
        .filteredOn(line -> line.contains("io.github.portregistry.probe"))
        .allMatch(line -> line.contains("probe.ProbeMain "));
  }

  @Test
  @Tag("jvm")
  void aLookUpLoadsNothingOfJson() throws Exception {
    List<String> lines =
        new ProbeProcess(temp).run(List.of("env", "JDK_JAVA_OPTIONS=-verbose:class"), "lookup");

    assertThat(lines)
        .noneMatch(line -> line.contains("jackson") || line.contains("Json"))
        .noneMatch(line -> line.contains("io.github.portregistry.json."));
  }
}
