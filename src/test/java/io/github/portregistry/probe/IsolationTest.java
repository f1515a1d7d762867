package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes of other users and in other namespaces, seen from here and from there. */
@Tag("jvm")
@EnabledOnOs(OS.LINUX)
class IsolationTest {

  private static final String[] NOBODY = {
    "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"
  };

  private static final String LISTEN = "print(port(bind(socket.AF_INET, '127.0.0.1')))";

  @TempDir private Path temp;

  private final ListenerProbe probe = ListenerProbe.local();

  @BeforeEach
  void needPython() {
    assumeTrue(Child.hasPython(), "needs " + Child.PYTHON + " to open sockets in other processes");
  }

  private static String[] words(String[] first, String... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }

  private static void needNobody() {
    assumeTrue(ProbeProcess.runs(words(NOBODY, "true")), "needs the right to become nobody");
  }

  private static void needUnshare(String... options) {
    assumeTrue(
        ProbeProcess.runs(words(words(new String[] {"unshare"}, options), "true")),
        "needs the right to make a namespace: unshare " + String.join(" ", options));
  }

  private Known known(int port) {
    List<Listener> listeners = probe.check(port).listeners();
    assertThat(listeners).hasSize(1);
    assertThat(listeners.get(0).ownership()).isInstanceOf(Known.class);
    return (Known) listeners.get(0).ownership();
  }

  // Users

  @Test
  void rootSeesAnotherUsersListener() throws IOException {
    needNobody();
    try (Child child = Child.python(LISTEN, NOBODY)) {
      assertThat(known(child.port()).owners())
          .extracting(ProcessRef::pid)
          .containsExactly(child.pid());
      assertThat(known(child.port()).owners().get(0).user()).isEqualTo("nobody");
      assertThat(probe.check(child.port()).listeners().get(0).user()).isEqualTo("nobody");
    }
  }

  @Test
  void aServerThatDroppedItsPrivilegesIsSeen() throws IOException {
    needNobody();
    try (Child child = Child.python(LISTEN + "\nos.setgid(65534); os.setuid(65534)")) {
      assertThat(probe.check(child.port()).listeners().get(0).user()).isEqualTo("root");
      assertThat(known(child.port()).owners().get(0).user()).isEqualTo("nobody");
      Ownership first =
          probe.withOwners(Owners.FIRST).check(child.port()).listeners().get(0).ownership();
      assertThat(first).isInstanceOf(Known.class);
    }
  }

  @Test
  void nobodySeesItsOwnListenerAndIsToldThatOthersAreHidden() throws Exception {
    needNobody();
    ProbeProcess process = new ProbeProcess(temp);
    try (Child others = Child.python(LISTEN);
        Child otherGroup = Child.python(LISTEN, "setpriv", "--reuid=65534");
        Child own = Child.python(LISTEN, NOBODY)) {
      assertThat(process.lines(List.of(NOBODY), others.port(), otherGroup.port(), own.port(), 1))
          .satisfiesExactly(
              line ->
                  assertThat(line).isEqualTo(others.port() + " IN_USE PROC whole Denied/ACCEPTED"),
              // Another process of the user may run on this machine.
              line ->
                  assertThat(line)
                      .matches(otherGroup.port() + " IN_USE PROC whole (Likely|Denied)/ACCEPTED"),
              line ->
                  assertThat(line)
                      .isEqualTo(
                          own.port() + " IN_USE PROC whole Known:" + own.pid() + "/ACCEPTED"),
              line -> assertThat(line).isEqualTo("1 NOT_IN_USE PROC whole"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"noaccess", "invisible", "ptraceable"})
  void hiddenProcessesAreToldAsHidden(String option) throws Exception {
    needNobody();
    String hide = "mount -t proc -o hidepid=" + option + " proc /proc && exec \"$@\"";
    assumeTrue(
        ProbeProcess.runs("unshare", "-m", "sh", "-c", hide, "sh", "true"),
        "needs the right to mount /proc");
    List<String> before = new ArrayList<>(List.of("unshare", "-m", "sh", "-c", hide, "sh"));
    before.addAll(List.of(NOBODY));
    try (Child child = Child.python(LISTEN)) {
      assertThat(new ProbeProcess(temp).lines(before, child.port()))
          .containsExactly(child.port() + " IN_USE PROC whole NotVisible:HIDEPID/ACCEPTED");
    }
  }

  @Test
  void anOwnerIsFoundThoughItsMainThreadEnded() throws IOException {
    String program =
        """
        import platform, threading
        s = bind(socket.AF_INET, '127.0.0.1')
        def rest():
            print(port(s))
            print("ready", flush=True)
            sys.stdin.read()
            os._exit(0)
        threading.Thread(target=rest).start()
        EXIT = {'x86_64': 60, 'aarch64': 93}[platform.machine()]
        ctypes.CDLL(None).syscall(EXIT, 0)
        """;
    try (Child child = Child.python(program)) {
      ProcessRef owner = known(child.port()).owners().get(0);

      assertThat(owner.pid()).isEqualTo(child.pid());
      assertThat(owner.executable()).isEqualTo(Child.PYTHON.toRealPath());
      assertThat(owner.arguments()).startsWith(Child.PYTHON.toString());
    }
  }

  // Namespaces

  @Test
  void aListenerOfAnotherNetworkNamespaceIsNotOursAndIsSeenWhenAskedFor() throws IOException {
    needUnshare("-n");
    String program = "os.system('ip link set lo up')\n" + LISTEN;
    try (Child child = Child.python(program, "unshare", "-n")) {
      assertThat(probe.check(child.port()).verdict()).isEqualTo(Verdict.NOT_IN_USE);

      assertThat(probe.otherNamespaces()).contains(child.pid());
      ListenerProbe inside = probe.inNamespaceOf(child.pid());
      List<Listener> listeners = inside.check(child.port()).listeners();
      assertThat(listeners).hasSize(1);
      assertThat(((Known) listeners.get(0).ownership()).owners())
          .extracting(ProcessRef::pid)
          .containsExactly(child.pid());
      assertThat(inside.checkAll()).extracting(PortFinding::port).containsExactly(child.port());
      assertThat(inside.otherNamespaces()).doesNotContain(child.pid()).isNotEmpty();
    }
  }

  @Test
  void usersElsewhereAreNotCalledByTheNamesTheyHaveHere() throws Exception {
    needUnshare("-n");
    Path mounted = Files.createSymbolicLink(temp.resolve("proc"), Path.of("/proc"));
    try (Child child = Child.python(LISTEN);
        Child other = Child.python(LISTEN, "unshare", "-n")) {
      assertThat(probe.check(child.port()).listeners().get(0).user()).isEqualTo("root");
      assertThat(user(ListenerProbe.ofProc(mounted), child)).isEqualTo("root");
      assertThat(user(probe.inNamespaceOf(other.pid()), other)).isEqualTo("0");
    }
  }

  private static String user(ListenerProbe probe, Child child) {
    List<Listener> listeners = probe.check(child.port()).listeners();
    assertThat(listeners).hasSize(1);
    ProcessRef owner = ((Known) listeners.get(0).ownership()).owners().get(0);
    assertThat(owner.user()).isEqualTo(listeners.get(0).user());
    return owner.user();
  }

  @Test
  void thereIsNoNamespaceOfAProcessThatIsNotThere() {
    PortFinding finding = probe.inNamespaceOf(Integer.MAX_VALUE).check(1);

    assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(finding.coverage().socketsComplete()).isFalse();
  }

  @Test
  void aProcessOfAChildPidNamespaceHasTheNumberItHasHere() throws IOException {
    needUnshare("-p", "-f");
    try (Child child =
        Child.python(LISTEN, "unshare", "-p", "-f", "--kill-child", "--mount-proc")) {
      long pid = known(child.port()).owners().get(0).pid();

      assertThat(ProcessHandle.of(child.pid()).orElseThrow().children())
          .extracting(ProcessHandle::pid)
          .contains(pid);
    }
  }

  @Test
  void fromAChildPidNamespaceTheOwnerOutsideIsNotVisible() throws Exception {
    needUnshare("-p", "-f", "--mount-proc");
    try (Child child = Child.python(LISTEN)) {
      assertThat(
              new ProbeProcess(temp)
                  .lines(
                      List.of("unshare", "-p", "-f", "--kill-child", "--mount-proc"), child.port()))
          .containsExactly(child.port() + " IN_USE PROC whole NotVisible:PID_NAMESPACE/ACCEPTED");
    }
  }

  /** A network namespace of its own, with the /proc of the host on a folder as in a container. */
  private List<String> container(Path mounted) throws IOException {
    Files.createDirectories(mounted);
    String mount = "mount --bind /proc " + mounted + " && exec \"$@\"";
    List<String> words = List.of("unshare", "-m", "-n", "sh", "-c", mount, "sh");
    assumeTrue(
        ProbeProcess.runs(words(words.toArray(String[]::new), "true")),
        "needs the right to make namespaces and to mount /proc");
    return words;
  }

  @Test
  void theHostsTablesAreReadFromItsProcMountedInAContainer() throws Exception {
    Path mounted = temp.resolve("host");
    List<String> before = container(mounted);
    try (Child child = Child.python(LISTEN)) {
      String port = Integer.toString(child.port());

      assertThat(new ProbeProcess(temp).run(before, "proc", mounted.toString(), port, "1"))
          .containsExactly(
              port + " IN_USE PROC whole Known:" + child.pid() + "/ACCEPTED",
              "1 NOT_IN_USE PROC whole");
      assertThat(new ProbeProcess(temp.resolve("own")).run(before, "proc", "/proc", port))
          .containsExactly(port + " NOT_IN_USE PROC whole");
    }
  }

  @Test
  void aWantOfDescriptorsIsNoRefusal() throws Exception {
    List<String> few = List.of("sh", "-c", "ulimit -n 200 && exec \"$@\"", "sh");

    assertThat(new ProbeProcess(temp).run(few, "exhausted"))
        .singleElement()
        .asString()
        .startsWith("java.nio.file.FileSystemException: /proc/net/tcp: ");
  }

  @Test
  void withoutTablesNothingIsKnownAndNothingIsCalledFree() throws Exception {
    String cover = "mount -t tmpfs tmpfs /proc/$$/net && exec \"$@\"";
    assumeTrue(
        ProbeProcess.runs("unshare", "-m", "sh", "-c", cover, "sh", "true"),
        "needs the right to mount over the tables");
    try (Child child = Child.python(LISTEN)) {
      assertThat(
              new ProbeProcess(temp)
                  .lines(List.of("unshare", "-m", "sh", "-c", cover, "sh"), child.port(), 1))
          .containsExactly(child.port() + " UNKNOWN PROC partial", "1 UNKNOWN PROC partial");
    }
  }
}
