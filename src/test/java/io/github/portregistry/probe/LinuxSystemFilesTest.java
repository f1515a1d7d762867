package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.portregistry.probe.LinuxProcFiles.Stat;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnabledOnOs(value = OS.LINUX, disabledReason = "files have Unix owners")
class LinuxSystemFilesTest extends FakeMachine {

  private static final Path FOLDER = Path.of("/usr");

  private boolean own(long uid, long gid, int mode) throws IOException {
    Stat folder = proc.stat(FOLDER);
    assumeTrue(folder.uid() == 0 && (folder.mode() & 0022) == 0, "needs a folder of root's");
    return new LinuxSystemFiles(proc).own(new Stat(1, 2, uid, gid, mode), FOLDER);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 755, true",
    "0, 0, 775, true",
    "0, 50, 775, false",
    "0, 50, 755, true",
    "0, 0, 757, false",
    "0, 0, 4755, true",
    "998, 998, 775, false",
    "998, 100, 775, false",
    "999, 1000, 755, false",
    "1000, 1000, 755, false",
    "1000, 0, 755, false",
    "65534, 65534, 755, false",
    "4294967294, 0, 755, false",
  })
  void aFileIsTheSystemsIfNoPersonOwnsItOrMayChangeIt(
      long uid, long gid, String mode, boolean system) throws IOException {
    assertThat(own(uid, gid, Integer.parseInt(mode, 8))).isEqualTo(system);
  }

  @ParameterizedTest
  @CsvSource({
    "'         0          0 4294967295\\n', true",
    "'         0       1000          1\\n         1     100000      65536\\n', true",
    "'         0       1000          1\\n', false",
    "'      1000       1000          1\\n', false",
    "'', false",
    "odd, true",
  })
  void rootOfANamespaceWithFewUsersIsNoSystem(String map, boolean system) throws IOException {
    proc.write("50/uid_map", map.replace("\\n", "\n"));

    assertThat(own(0, 0, 0755)).isEqualTo(system);
  }

  @Test
  void aFolderThatIsNotThereIsNotTheSystems() {
    Stat file = new Stat(1, 2, 0, 0, 0755);

    assertThat(new LinuxSystemFiles(proc).own(file, temp.resolve("gone"))).isFalse();
    assertThat(new LinuxSystemFiles(proc).own(file, null)).isFalse();
  }
}
