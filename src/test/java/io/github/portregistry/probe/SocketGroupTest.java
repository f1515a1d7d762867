package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The control groups of real sockets, as the kernel gives them; on a JDK from 22, from a jar. */
@Tag("jvm")
@Tag("netlink")
@EnabledOnOs(OS.LINUX)
class SocketGroupTest {

  private static final String LISTEN =
      """
      os.mkdir(GROUP)
      def join(pid, group):
          with open(group + '/cgroup.procs', 'w') as procs:
              procs.write(str(pid))
      join(os.getpid(), GROUP)
      print(port(bind(socket.AF_INET, '127.0.0.1')))
      print(port(bind(socket.AF_INET6, '::', socket.SOCK_DGRAM)))
      """;

  /** So that the group can be removed. */
  private static final String LEAVE =
      """
      def leave():
          if os.path.exists(GROUP):
              join(os.getpid(), os.path.dirname(GROUP))
              os.rmdir(GROUP)
      atexit.register(leave)
      """;

  private static final List<String> NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  @TempDir private Path temp;

  private Path jdk;
  private Path group;

  @BeforeEach
  void needTheParts() throws URISyntaxException {
    assumeTrue(Child.hasPython(), "needs " + Child.PYTHON + " to open sockets in other processes");
    Path classes =
        Path.of(LinuxNetlink.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    assumeTrue(
        Files.exists(classes.resolve("META-INF/versions/22")),
        "the part for Java 22 was left out of this build");
    String other = System.getProperty("netlink.jdk");
    jdk = Path.of(other != null ? other : System.getProperty("java.home"));
    assumeTrue(
        other != null || Runtime.version().feature() >= 22, "needs a JDK from 22 to run it on");
    Path hybrid = Path.of("/sys/fs/cgroup/unified");
    Path mount = Files.exists(hybrid) ? hybrid : Path.of("/sys/fs/cgroup");
    assumeTrue(
        Files.exists(mount.resolve("cgroup.procs")) && Files.isWritable(mount),
        "needs the right to make a control group");
    group = mount.resolve("port-registry-" + ProcessHandle.current().pid() + ".service");
  }

  /** In case that the child could not do it. */
  @AfterEach
  void removeTheGroup() throws IOException {
    if (group != null) {
      Files.deleteIfExists(group);
    }
  }

  private List<String> groups(List<String> before, Child child) throws Exception {
    return new ProbeProcess(Files.createTempDirectory(temp, "run"))
        .fromJar(jdk, "--enable-native-access=ALL-UNNAMED")
        .run(before, "groups", child.lines().get(0), child.lines().get(1));
  }

  /** Runs a program in a group that is removed when it ends. */
  private Child child(String program) throws Exception {
    return Child.python("import atexit\nGROUP = '" + group + "'\n" + LISTEN + LEAVE + program);
  }

  @Test
  void aServiceOfAnotherUserAndItsProcessesAreSeenWithoutRoot() throws Exception {
    assumeTrue(ProbeProcess.runs("setpriv", "--reuid=65534", "true"), "needs to become nobody");
    try (Child child = child("")) {
      String place = " SYSTEM_SERVICE /" + group.getFileName();
      List<String> ports = child.lines();

      assertThat(groups(List.of(), child))
          .containsExactly(ports.get(0) + " Known" + place, ports.get(1) + " Known" + place);
      String likely = " Likely CONTROL_GROUP " + child.pid() + place;
      assertThat(groups(NOBODY, child))
          .containsExactly(ports.get(0) + likely, ports.get(1) + likely);
    }
    assertThat(group).doesNotExist();
  }

  @Test
  void aGroupThatWasRemovedShowsNothing() throws Exception {
    try (Child child = child("leave()")) {
      assertThat(groups(List.of(), child))
          .containsExactly(
              child.lines().get(0) + " Known none", child.lines().get(1) + " Known none");
    }
    assertThat(group).doesNotExist();
  }
}
