package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinuxUpgradesTest {

  @TempDir private Path root;

  private Path file(String path) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/sbin/nginx, /usr/sbin/nginx, true",
    "/usr/sbin/nginx, /usr/sbin/nginx2, false",
    "/snap/lxd/28373/bin/lxd, /snap/lxd/29351/bin/lxd, true",
    "/snap/lxd/28373/bin/lxd, /snap/lxd/29351/bin/lxc, false",
    "/snap/lxd/28373/bin/lxd, /snap/lxd/current/bin/lxd, false",
    "/Cellar/redis/7.2.4_1/bin/redis-server, /Cellar/redis/7.4.0/bin/redis-server, true",
    "/jvm/java-17-openjdk-17.0.11.0.9-2.el9.x86_64/bin/java,"
        + " /jvm/java-17-openjdk-17.0.12.0.7-2.el9.x86_64/bin/java, true",
    "/jvm/java-17-openjdk-17.0.11.0.9-2.el9.x86_64/bin/java,"
        + " /jvm/java-21-openjdk-21.0.4.0.7-2.el9.x86_64/bin/java, false",
    "/jvm/jdk-17.0.11+9-x86_64/bin/java, /jvm/jdk-17.0.12+7-x86_64/bin/java, true",
    "/opt/a-1/lib-1/x, /opt/a-2/lib-2/x, false",
    "/opt/1/x, /opt/1b/x, false",
    "/9/x, /10/x, true",
  })
  void aFileIsReplacedAtItsPathOrInAFolderOfAnotherVersion(
      String gone, String there, boolean replaced) throws IOException {
    assumeTrue(file(there).toFile().setExecutable(true));

    assertThat(LinuxUpgrades.isReplaced(root, Path.of(gone))).isEqualTo(replaced);
  }

  @Test
  void aFolderIsNoProgram() throws IOException {
    Files.createDirectories(root.resolve("opt/2/x"));
    Files.createDirectories(root.resolve("usr/x"));

    assertThat(LinuxUpgrades.isReplaced(root, Path.of("/opt/1/x"))).isFalse();
    assertThat(LinuxUpgrades.isReplaced(root, Path.of("/usr/x"))).isFalse();
  }

  @Test
  void aPathThatIsNotWholeIsNotLookedFor() throws IOException {
    file("/x");

    assertThat(LinuxUpgrades.isReplaced(root, Path.of("x"))).isFalse();
  }
}
