package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The kernel itself tells the same as /proc, and more; on a JDK from 22, from a jar. */
@Tag("jvm")
@Tag("netlink")
@EnabledOnOs(OS.LINUX)
class LinuxNetlinkTest {

  private static final String ALLOWED = "--enable-native-access=ALL-UNNAMED";

  /** One socket of each sort; the order of the ports is that of the names. */
  private static final String SOCKETS =
      """
      REUSE = [(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)]
      def six(address, v6only):
          return bind(socket.AF_INET6, address, options=[(41, socket.IPV6_V6ONLY, v6only)])
      def show(s):
          print(port(s))
          return s
      show(bind(socket.AF_INET, '0.0.0.0'))
      show(six('::', 0))
      show(six('::', 1))
      show(six('::1', 1))
      show(six('::ffff:127.0.0.1', 0))
      first = show(bind(socket.AF_INET, '127.0.0.1', options=REUSE))
      bind(socket.AF_INET, '127.0.0.1', port=port(first), options=REUSE)
      udp = show(bind(socket.AF_INET, '127.0.0.1', socket.SOCK_DGRAM))
      show(bind(socket.AF_INET6, '::', socket.SOCK_DGRAM))
      connected = show(bind(socket.AF_INET, '127.0.0.1', socket.SOCK_DGRAM))
      connected.connect(udp.getsockname())
      server = show(bind(socket.AF_INET, '127.0.0.1'))
      KEPT.append(socket.create_connection(server.getsockname()))
      show(KEPT[-1])
      closed = show(bind(socket.AF_INET, '127.0.0.1'))
      client = socket.create_connection(closed.getsockname())
      closed.accept()[0].close()
      client.recv(1)
      client.close()
      closed.close()
      show(bind(socket.AF_INET, '127.0.0.1', listen=False))
      """;

  @TempDir private Path temp;

  private Path jdk;

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
  }

  private List<String> lines(Child child, String... options) throws Exception {
    int[] ports = child.lines().stream().mapToInt(Integer::parseInt).toArray();
    return new ProbeProcess(Files.createTempDirectory(temp, "run"))
        .fromJar(jdk, options).lines(List.of(), ports).stream()
            .map(line -> line.replaceFirst("\\d+ ", "").replaceAll(":" + child.pid(), ""))
            .toList();
  }

  @Test
  void theKernelTellsTheSameAsItsTablesAndMore() throws Exception {
    try (Child child = Child.python(SOCKETS)) {
      List<String> proc = lines(child);
      List<String> netlink = lines(child, ALLOWED);

      assertThat(proc)
          .containsExactly(
              "IN_USE PROC whole Known/ACCEPTED",
              "IN_USE PROC whole Known/UNKNOWN",
              "IN_USE PROC whole Known/UNKNOWN",
              "IN_USE PROC whole Known/REFUSED",
              "IN_USE PROC whole Known/ACCEPTED",
              "IN_USE PROC whole Known/ACCEPTED Known/ACCEPTED",
              "IN_USE PROC whole Known/ACCEPTED",
              "IN_USE PROC whole Known/UNKNOWN",
              "NOT_IN_USE PROC whole CONNECTED_UDP",
              "IN_USE PROC whole Known/ACCEPTED NO_OWNER",
              "NOT_IN_USE PROC whole CLIENT",
              "NOT_IN_USE PROC whole TIME_WAIT",
              "NOT_IN_USE PROC whole");
      assertThat(netlink)
          .containsExactly(
              "IN_USE NETLINK whole Known/ACCEPTED",
              "IN_USE NETLINK whole Known/ACCEPTED",
              "IN_USE NETLINK whole Known/REFUSED",
              "IN_USE NETLINK whole Known/REFUSED",
              "IN_USE NETLINK whole Known/ACCEPTED",
              "IN_USE NETLINK whole Known/ACCEPTED Known/ACCEPTED",
              "IN_USE NETLINK whole Known/ACCEPTED",
              "IN_USE NETLINK whole Known/ACCEPTED",
              "NOT_IN_USE NETLINK whole CONNECTED_UDP",
              "IN_USE NETLINK whole Known/ACCEPTED NO_OWNER",
              "NOT_IN_USE NETLINK whole CLIENT",
              "NOT_IN_USE NETLINK whole TIME_WAIT",
              "NOT_IN_USE NETLINK whole" + (tellsOfBoundSockets() ? " BOUND" : ""));
    }
  }

  /** Kernels before 6.8 do not tell of sockets that are only bound. */
  private static boolean tellsOfBoundSockets() {
    String[] version = System.getProperty("os.version").split("[^0-9]+", -1);
    int major = Integer.parseInt(version[0]);
    return major > 6 || (major == 6 && Integer.parseInt(version[1]) >= 8);
  }

  @Test
  void theInterfaceOfALinkLocalAddressIsTold() throws Exception {
    // Two interfaces have the address, so that the tables do not tell which of them it is.
    String link =
        "ip link set lo up && ip link add d0 type bridge && ip link set d0 up"
            + " && ip addr add fe80::1/64 dev lo nodad && ip addr add fe80::1/64 dev d0 nodad";
    assumeTrue(ProbeProcess.runs("unshare", "-n", "sh", "-c", link), "needs a bridge");
    String program =
        """
        os.system('%s')
        s = socket.socket(socket.AF_INET6)
        s.bind(('fe80::1', 0, 0, socket.if_nametoindex('d0')))
        s.listen()
        print(port(s))
        print(socket.if_nametoindex('d0'))
        """
            .formatted(link);
    try (Child child = Child.python(program, "unshare", "-n")) {
      String place = child.port() + " IN_USE %s whole Known:" + child.pid() + "/REFUSED%%%s";

      assertThat(inside(child, ALLOWED))
          .containsExactly(place.formatted("NETLINK", child.lines().get(1)));
      assertThat(inside(child)).containsExactly(place.formatted("PROC", 0));
    }
  }

  /** What is told of the child's first port in the child's network namespace. */
  private List<String> inside(Child child, String... options) throws Exception {
    String[] enter = {"nsenter", "-n", "-t", Long.toString(child.pid())};
    assumeTrue(ProbeProcess.runs(enter[0], enter[1], enter[2], enter[3], "true"), "needs nsenter");
    return new ProbeProcess(Files.createTempDirectory(temp, "run"))
        .fromJar(jdk, options)
        .lines(List.of(enter), child.port());
  }

  @Test
  void theFirstQuestionAboutAFreePortIsAnsweredByTheTables() throws Exception {
    assumeTrue(ProbeProcess.runs("unshare", "-n", "true"), "needs the right to make a namespace");

    assertThat(
            new ProbeProcess(Files.createTempDirectory(temp, "run"))
                .fromJar(jdk, ALLOWED)
                .lines(List.of("unshare", "-n"), 432, 432))
        .containsExactly("432 NOT_IN_USE PROC whole", "432 NOT_IN_USE NETLINK whole");
  }

  @Test
  void withoutTheRightTheKernelIsNotAskedAndNothingIsPrinted() throws Exception {
    try (Child child = Child.python("print(port(bind(socket.AF_INET, '127.0.0.1')))")) {
      assertThat(lines(child)).containsExactly("IN_USE PROC whole Known/ACCEPTED");
    }
  }

  @Test
  void onABusyMachineConnectionsAreNotAskedForUnlessTold() throws Exception {
    assumeTrue(ProbeProcess.runs("unshare", "-n", "true"), "needs the right to make a namespace");
    String many =
        """
        import resource
        resource.setrlimit(resource.RLIMIT_NOFILE, (6000, 6000))
        os.system('ip link set lo up')
        s = bind(socket.AF_INET, '127.0.0.1')
        s.listen(4096)
        for i in range(2100):
            KEPT.append(socket.create_connection(s.getsockname()))
            KEPT.append(s.accept()[0])
        print(port(s))
        """;
    try (Child child = Child.python(many, "unshare", "-n")) {
      assertThat(inside(child, ALLOWED))
          .containsExactly(
              child.port() + " IN_USE NETLINK whole Known:" + child.pid() + "/ACCEPTED");
      assertThat(inside(child))
          .containsExactly(
              child.port() + " IN_USE PROC whole Known:" + child.pid() + "/ACCEPTED ACCEPTED");
    }
  }

  @Test
  void aPortWithManyConnectionsAndNoListenerIsAskedForTwice() throws Exception {
    assumeTrue(ProbeProcess.runs("unshare", "-n", "true"), "needs the right to make a namespace");
    String many =
        """
        import resource
        resource.setrlimit(resource.RLIMIT_NOFILE, (4000, 4000))
        os.system('ip link set lo up')
        s = bind(socket.AF_INET, '127.0.0.1')
        s.listen(4096)
        for i in range(1000):
            KEPT.append(socket.create_connection(s.getsockname()))
            KEPT.append(s.accept()[0])
        print(port(s))
        s.close()
        """;
    try (Child child = Child.python(many, "unshare", "-n")) {
      assertThat(inside(child, ALLOWED))
          .containsExactly(child.port() + " NOT_IN_USE NETLINK whole CLIENT");
    }
  }
}
