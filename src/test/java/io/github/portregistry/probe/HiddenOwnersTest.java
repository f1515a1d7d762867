package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that hide that they own a socket, or from which it is hidden. */
@Tag("jvm")
@EnabledOnOs(OS.LINUX)
class HiddenOwnersTest {

  private static final String LISTEN = "print(port(bind(socket.AF_INET, '127.0.0.1')))";

  @TempDir private Path temp;

  private final ListenerProbe probe = ListenerProbe.local();

  @BeforeEach
  void needPython() {
    assumeTrue(Child.hasPython(), "needs " + Child.PYTHON + " to open sockets in other processes");
  }

  /** The words that run a command after a shell command in namespaces of their own. */
  private static List<String> after(String options, String command) {
    List<String> words =
        Stream.concat(
                Stream.concat(Stream.of("unshare"), Stream.of(options.split(" ", -1))),
                Stream.of("sh", "-c", command + " && exec \"$@\"", "sh"))
            .toList();
    assumeTrue(
        ProbeProcess.runs(Stream.concat(words.stream(), Stream.of("true")).toArray(String[]::new)),
        "needs the right to make namespaces and mounts: " + words);
    return words;
  }

  private Ownership ownership(int port) {
    List<Listener> listeners = probe.check(port).listeners();
    assertThat(listeners).hasSize(1);
    return listeners.get(0).ownership();
  }

  private static List<Long> pids(Ownership ownership) {
    assertThat(ownership).isInstanceOf(Known.class);
    return ((Known) ownership).owners().stream().map(ProcessRef::pid).toList();
  }

  private static final String CLONE_FILES = "ctypes.CDLL(None).unshare(0x400)";

  @Test
  void aThreadWithDescriptorsOfItsOwnIsFound() throws IOException {
    String program =
        """
        import threading
        done = threading.Event()
        def own():
            assert %s == 0
            print(port(bind(socket.AF_INET, '127.0.0.1')), flush=True)
            done.set()
            time.sleep(600)
        threading.Thread(target=own, daemon=True).start()
        done.wait()
        # The process has something else under the number that the listener has in the thread.
        KEPT.append(open('/dev/null'))
        """
            .formatted(CLONE_FILES);
    try (Child child = Child.python(program)) {
      assertThat(pids(ownership(child.port()))).containsExactly(child.pid());
    }
  }

  @Test
  void aSocketInFlightMayBeThat() throws IOException {
    String program =
        """
        import array
        s = bind(socket.AF_INET, '127.0.0.1')
        print(port(s))
        a, b = socket.socketpair()
        a.sendmsg([b'x'], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array('i', [s.fileno()]))])
        KEPT += [a, b]
        s.close()
        """;
    try (Child child = Child.python(program)) {
      Ownership ownership = ownership(child.port());
      assertThat(ownership).isNotInstanceOf(Known.class);
      if (ownership instanceof NotVisible hidden && hidden.cause() == NotVisible.Cause.KERNEL) {
        assertThat(hidden.why()).contains("on its way between processes");
      }
    }
  }

  @Test
  void aListenerThatIsHandedFromProcessToProcessIsNeverTheKernels() throws IOException {
    String program =
        """
        s = bind(socket.AF_INET, '127.0.0.1')
        print(port(s))
        end = time.time() + 20
        parent = os.getpid()
        def hand_on():
            while time.time() < end and os.path.exists('/proc/%d' % parent):
                time.sleep(0.003)
                if os.fork() > 0:
                    os._exit(0)
            os._exit(0)
        if os.fork() == 0:
            hand_on()
        s.close()
        os.wait()
        """;
    try (Child child = Child.python(program)) {
      for (int i = 0; i < 15; i++) {
        for (Listener listener : probe.check(child.port()).listeners()) {
          if (listener.ownership() instanceof NotVisible hidden) {
            assertThat(hidden.cause()).isEqualTo(NotVisible.Cause.UNKNOWN);
          }
        }
      }
    }
  }

  @Test
  void aProcessUnderAMountIsNotTheKernel() throws Exception {
    try (Child child = Child.python(LISTEN)) {
      ProbeProcess process = new ProbeProcess(temp.resolve("p"));
      Path empty = Files.createDirectories(temp.resolve("empty"));
      for (String place : List.of("", "/fd", "/task")) {
        String mount = "mount --bind " + empty + " /proc/" + child.pid() + place;
        List<String> before = after("-m", mount);
        String answer = process.lines(before, child.port()).get(0);
        if (place.equals("/task")) {
          assertThat(answer).contains("Known:" + child.pid());
        } else {
          assertThat(answer).endsWith("NotVisible:UNKNOWN/ACCEPTED");
        }
      }
    }
  }

  @Test
  void inAUserNamespaceTheOverflowUserIsNotNobody() throws Exception {
    try (Child child = Child.python(LISTEN)) {
      List<String> before =
          Stream.concat(
                  Stream.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"),
                  after("-U -r", "true").stream())
              .toList();
      String[] port = {"users", Integer.toString(child.port())};

      assertThat(new ProbeProcess(temp).run(before, port))
          .singleElement()
          .asString()
          .startsWith("a user of another user namespace: Denied[")
          .doesNotContain("nobody", "as that user");
    }
  }

  @Test
  void whereProcShowsOnlyProcessesTheTablesAreReadNevertheless() throws Exception {
    List<String> before = after("-m", "mount -t proc -o subset=pid proc /proc");
    try (Child child = Child.python(LISTEN)) {
      assertThat(new ProbeProcess(temp).lines(before, child.port()))
          .containsExactly(child.port() + " IN_USE PROC whole Known:" + child.pid() + "/ACCEPTED");
    }
  }

  @Test
  void processesAreHiddenAlsoFromAFirstProcess() throws Exception {
    String listener =
        "python3 -c 'import socket,time; s=socket.socket(); s.bind((\"127.0.0.1\",18113));"
            + " s.listen(); time.sleep(60)' &"
            + " for i in 1 2 3 4 5 6 7 8 9; do"
            + " grep -q :46C1 /proc/net/tcp && break; sleep 0.5; done";
    List<String> before =
        Stream.concat(
                after(
                    "-n -m -p -f --kill-child --mount-proc",
                    "ip link set lo up && "
                        + "mount -t proc -o hidepid=invisible proc /proc && { "
                        + listener
                        + "; true; }")
                    .stream(),
                Stream.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"))
            .toList();

    assertThat(new ProbeProcess(temp).lines(before, 18113))
        .last()
        .isEqualTo("18113 IN_USE PROC whole NotVisible:HIDEPID/ACCEPTED");
  }
}
