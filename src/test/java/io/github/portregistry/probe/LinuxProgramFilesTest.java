package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.portregistry.probe.ProgramFile.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of real processes: copies of {@code sleep} that are moved about while they run. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
class LinuxProgramFilesTest {

  private static final Path SLEEP = Path.of("/usr/bin/sleep");
  private static final LinuxProcFiles PROC = new LinuxProcFiles(Path.of("/proc"));

  @TempDir private Path temp;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void needProgram() throws IOException {
    assumeTrue(Files.isExecutable(SLEEP), "needs " + SLEEP);
    assumeTrue(
        SLEEP.toRealPath().getFileName().toString().equals("sleep"),
        "needs a sleep that is a program of its own");
    temp = temp.toRealPath();
  }

  @AfterEach
  void end() throws InterruptedException {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
    }
  }

  private Path copy(String place) throws IOException {
    Path file = temp.resolve(place);
    Files.createDirectories(file.getParent());
    return Files.copy(SLEEP, file);
  }

  /** Starts a command, and waits until the process runs the file of that name. */
  private long start(String fileName, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).directory(temp.toFile()).start();
    started.add(process);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (process.isAlive() && System.nanoTime() < end) {
      if (PROC.readLink(process.pid() + "/exe").toString().contains(fileName)) {
        return process.pid();
      }
      Thread.onSpinWait();
    }
    String said =
        process.isAlive()
            ? ""
            : new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    throw new IOException(fileName + " did not start: " + said);
  }

  private long start(Path file) throws IOException {
    return start(file.getFileName().toString(), file.toString(), "60");
  }

  private static ProgramFile read(long pid) throws IOException {
    return new LinuxProcessFacts(PROC, LinuxUserNames.numbers(), Some.time())
        .read(pid, Long.toString(pid))
        .file();
  }

  private static void assertFile(long pid, Path path, State state) throws IOException {
    assertThat(read(pid).path()).isEqualTo(path);
    assertThat(read(pid).state()).isEqualTo(state);
  }

  private static void needRight(String... command) {
    assumeTrue(ProbeProcess.runs(command), "needs the right to: " + String.join(" ", command));
  }

  // Where the file is

  @Test
  void aFileInItsPlaceIsThatFile() throws IOException {
    assertFile(start(SLEEP), SLEEP.toRealPath(), State.IN_PLACE);
  }

  @Test
  void aFileThatWasMovedIsInItsNewPlace() throws IOException {
    long pid = start(copy("a/server"));
    Path moved = Files.move(temp.resolve("a/server"), temp.resolve("elsewhere"));

    assertFile(pid, moved, State.IN_PLACE);
  }

  @Test
  void aFileWithANameLikeTheMarkIsInItsPlace() throws IOException {
    Path file = copy("server (deleted)");

    assertFile(start(file), file, State.IN_PLACE);
  }

  @Test
  void aFileThatWasDeletedIsRemoved() throws IOException {
    Path file = copy("a/server");
    long pid = start(file);
    Files.delete(file);
    assertFile(pid, file, State.REMOVED);

    Files.delete(file.getParent());
    assertFile(pid, file, State.REMOVED);
  }

  @Test
  void aFileWithAnotherNameLeftIsRemovedFromItsPlace() throws IOException {
    Path file = copy("a/server");
    Files.createLink(temp.resolve("other"), file);
    long pid = start(file);
    Files.delete(file);

    assertFile(pid, file, State.REMOVED);
  }

  @Test
  void aFileThatAnUpgradeOverwroteIsReplaced() throws IOException {
    Path file = copy("a/server");
    long pid = start(file);
    Files.move(copy("a/server.new"), file, StandardCopyOption.REPLACE_EXISTING);

    assertFile(pid, file, State.REPLACED);
  }

  @Test
  void aFileWhoseFolderHasANewVersionIsReplaced() throws IOException {
    Path file = copy("jdk-17.0.11/bin/server");
    long pid = start(file);
    copy("jdk-17.0.12/bin/server");
    Files.delete(file);
    Files.delete(file.getParent());

    assertFile(pid, file, State.REPLACED);
  }

  @Test
  void aProgramInMemoryIsNeverReplaced() throws IOException {
    assumeTrue(Child.hasPython(), "needs " + Child.PYTHON);
    Files.writeString(temp.resolve("memfd:worker"), "");
    String program =
        "import os; f = os.memfd_create('worker', 0);"
            + " os.write(f, open('/usr/bin/sleep', 'rb').read());"
            + " os.execve(f, ['worker', '60'], os.environ)";
    long pid = start("/memfd:worker", Child.PYTHON.toString(), "-c", program);

    assertFile(pid, Path.of("/memfd:worker"), State.IN_MEMORY);
    assertThat(read(pid).systemOwned()).isFalse();
    assertThat(read(pid).isDeleted()).isFalse();
  }

  // Other mount namespaces

  @Test
  void aFileMountedOverAnotherIsInAnotherMountNamespace() throws IOException {
    Path claimed = copy("bin/sshd");
    Path other = copy("bin/other");
    String mount = "mount --bind " + other + " " + claimed + " && exec " + claimed + " 60";
    needRight("unshare", "-m", "mount", "--bind", other.toString(), claimed.toString());

    assertFile(
        start("sshd", "unshare", "-m", "sh", "-c", mount), claimed, State.OTHER_MOUNT_NAMESPACE);
  }

  @Test
  void aFileOfAnotherRootIsInAnotherMountNamespaceThoughRootOwnsIt() throws IOException {
    Path root = Files.createDirectories(temp.resolve("root"));
    String pivot =
        "mount --rbind / $1 && mount -t tmpfs -o mode=755 x $1/opt && mkdir -p $1/opt/pg/bin $1/opt/old"
            + " && cp /usr/bin/sleep $1/opt/pg/bin/postgres && cd $1 && pivot_root . opt/old"
            + " && exec /opt/pg/bin/postgres 60";
    needRight("unshare", "-m", "mount", "-t", "tmpfs", "x", "/opt");
    long pid = start("/postgres", "unshare", "-m", "sh", "-c", pivot, "sh", root.toString());

    assertFile(pid, Path.of("/opt/pg/bin/postgres"), State.OTHER_MOUNT_NAMESPACE);
    assertThat(read(pid).systemOwned()).isTrue();
  }

  @Test
  void anOrdinaryUsersForgeryIsNotTheSystems() throws IOException {
    String[] nobody = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};
    String forge =
        "mount -t tmpfs x /opt && mkdir -p /opt/pg/bin && cp /usr/bin/sleep /opt/pg/bin/postgres"
            + " && exec /opt/pg/bin/postgres 60";
    needRight(words(nobody, "unshare", "-U", "-r", "-m", "mount", "-t", "tmpfs", "x", "/opt"));
    long pid = start("/postgres", words(nobody, "unshare", "-U", "-r", "-m", "sh", "-c", forge));

    assertFile(pid, Path.of("/opt/pg/bin/postgres"), State.OTHER_MOUNT_NAMESPACE);
    assertThat(read(pid).systemOwned()).isFalse();
  }

  private static String[] words(String[] first, String... more) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void aNameLikeTheMarkInAnotherMountNamespaceIsNoUpgrade() throws IOException {
    String forge =
        "mount -t tmpfs x /opt && cp /usr/bin/sleep '/opt/sshd (deleted)' && exec"
            + " '/opt/sshd (deleted)' 60";
    needRight("unshare", "-m", "mount", "-t", "tmpfs", "x", "/opt");

    assertFile(
        start("sshd", "unshare", "-m", "sh", "-c", forge),
        Path.of("/opt/sshd (deleted)"),
        State.OTHER_MOUNT_NAMESPACE);
  }

  @Test
  void anUpgradeInAnotherMountNamespaceIsSeenThere() throws IOException {
    needRight("unshare", "-m", "mount", "-t", "tmpfs", "x", "/opt");
    String ready = "mount -t tmpfs -o mode=755 x /opt && cp /usr/bin/sleep /opt/server; ";
    String later =
        "(until [ $(readlink /proc/$$/exe) = /opt/server ]; do sleep 0.05; done;"
            + " rm /opt/server; cp /usr/bin/sleep /opt/server) & ";
    long pid =
        start("/opt/server", "unshare", "-m", "sh", "-c", ready + later + "exec /opt/server 60");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!PROC.readLink(pid + "/exe").toString().endsWith(")") && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    while (!Files.exists(Path.of("/proc/" + pid + "/root/opt/server")) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }

    assertFile(pid, Path.of("/opt/server"), State.REPLACED);
    assertThat(read(pid).systemOwned()).isTrue();
  }

  @Test
  void aFileInAChrootHasItsPathHere() throws IOException {
    Path root = Files.createDirectories(temp.resolve("root"));
    String chroot =
        "mount --rbind / $1 && mount -t tmpfs -o mode=755 x $1/opt && cp /usr/bin/sleep $1/opt/in"
            + " && exec chroot $1 /opt/in 60";
    needRight("unshare", "-m", "mount", "-t", "tmpfs", "x", "/opt");
    long pid = start("/opt/in", "unshare", "-m", "sh", "-c", chroot, "sh", root.toString());

    assertFile(pid, root.resolve("opt/in"), State.OTHER_MOUNT_NAMESPACE);
  }

  // Copies of /proc

  @Test
  void aCopyOfProcIsNotComparedWithTheFilesHere() throws IOException {
    Path file = copy("bin/server");
    FakeProc copy = new FakeProc(temp.resolve("proc"));
    copy.write("60/stat", "60 (alias) S 1 0").link("60/exe", file.toString());
    Files.createSymbolicLink(temp.resolve("bin/alias"), file);

    ProgramFile read =
        new LinuxProcessFacts(copy, LinuxUserNames.numbers(), Some.time()).read(60, "60").file();
    assertThat(read).isEqualTo(ProgramFile.named(file, false));
  }

  @Test
  void aCopyOfProcShowsWhatWasInMemory() throws IOException {
    FakeProc copy = new FakeProc(temp.resolve("proc"));
    copy.write("60/stat", "60 (p) S 1 0").link("60/exe", "/memfd:x (deleted)");

    ProgramFile read =
        new LinuxProcessFacts(copy, LinuxUserNames.numbers(), Some.time()).read(60, "60").file();
    assertThat(read.state()).isEqualTo(State.IN_MEMORY);
    assertThat(read.path()).isEqualTo(Path.of("/memfd:x"));
  }

  // Whose it is

  @Test
  void theSystemsFileIsTheSystems() throws IOException {
    assumeTrue(PROC.stat(SLEEP).uid() == 0, "needs files that root owns");

    assertThat(read(start(SLEEP)).systemOwned()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwxrwx", "rwxr-xrwx", "rwxrwxr-x"})
  void aFileOrFolderThatOthersMayChangeIsNotTheSystems(String mode) throws IOException {
    Path file = copy("bin/server");
    assumeTrue(PROC.stat(file).uid() == 0, "needs root, whose files are the system's");
    Files.setPosixFilePermissions(
        temp.resolve("bin"), PosixFilePermissions.fromString("rwxr-xr-x"));
    boolean groupOnly = mode.endsWith("r-x");
    long pid = start(file);
    assertThat(read(pid).systemOwned()).isTrue();

    Files.setPosixFilePermissions(temp.resolve("bin"), PosixFilePermissions.fromString(mode));
    assertThat(read(pid).systemOwned()).isEqualTo(groupOnly);

    Files.setPosixFilePermissions(
        temp.resolve("bin"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    assertThat(read(pid).systemOwned()).isEqualTo(groupOnly);
  }

  @ParameterizedTest
  @ValueSource(ints = {33, 999, 1000, 65_534})
  void aFileOrFolderOfAnybodyButRootIsNotTheSystems(int uid) throws IOException {
    Path file = copy("bin/server");
    assumeTrue(PROC.stat(file).uid() == 0, "needs root, who gives files away");
    long pid = start(file);

    Files.setAttribute(temp.resolve("bin"), "unix:uid", uid);
    assertThat(read(pid).systemOwned()).isFalse();
    Files.setAttribute(temp.resolve("bin"), "unix:uid", 0);
    assertThat(read(pid).systemOwned()).isTrue();
    Files.setAttribute(file, "unix:uid", uid);
    assertThat(read(pid).systemOwned()).isFalse();
  }

  @Test
  void aGroupOfPeopleMayNotChangeTheSystemsFiles() throws IOException {
    Path file = copy("bin/server");
    assumeTrue(PROC.stat(file).uid() == 0, "needs root, who gives files away");
    Files.setAttribute(file, "unix:gid", 100);
    long pid = start(file);
    assertThat(read(pid).systemOwned()).isTrue();

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxr-x"));
    assertThat(read(pid).systemOwned()).isFalse();
  }

  @Test
  void aDeletedFileIsTheSystemsIfTheFolderThatIsLeftIs() throws IOException {
    Path file = copy("lib/bin/server");
    assumeTrue(PROC.stat(file).uid() == 0, "needs root, whose files are the system's");
    Path left = temp.resolve("lib");
    Files.setPosixFilePermissions(left, PosixFilePermissions.fromString("rwxr-xr-x"));
    long pid = start(file);
    Files.delete(file);
    Files.delete(file.getParent());
    assertThat(read(pid).state()).isEqualTo(State.REMOVED);
    assertThat(read(pid).systemOwned()).isTrue();

    Files.setPosixFilePermissions(left, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(read(pid).systemOwned()).isFalse();
  }

  // The name of a link

  @Test
  void aLinkBesideTheFileIsTheNameByWhichItWasStarted() throws IOException {
    Path file = copy("bin/redis-check-rdb");
    Path link =
        Files.createSymbolicLink(temp.resolve("bin/redis-server"), Path.of("redis-check-rdb"));

    assertThat(read(start("redis-check-rdb", link.toString(), "60")).linkName())
        .isEqualTo("redis-server");
    assertThat(read(start(file)).linkName()).isEmpty();
  }

  @Test
  void aLongNameIsTheCommandLinesIfTheKernelsIsItsStart() throws IOException {
    copy("bin/multi");
    Path link =
        Files.createSymbolicLink(temp.resolve("bin/a-server-with-a-long-name"), Path.of("multi"));

    assertThat(read(start("multi", link.toString(), "60")).linkName())
        .isEqualTo("a-server-with-a-long-name");
  }

  @Test
  void aLinkElsewhereOrToAnotherFileIsNoName() throws IOException {
    copy("bin/multi");
    Path link = Files.createSymbolicLink(temp.resolve("away"), Path.of("bin/multi"));
    long pid = start("multi", link.toString(), "60");
    assertThat(read(pid).linkName()).isEmpty();

    copy("bin/away");
    assertThat(read(pid).linkName()).isEmpty();
  }

  private static ProgramFile read(long pid, String name, String... words) {
    return files(PROC).read(Long.toString(pid), name, List.of(words));
  }

  private static LinuxProgramFiles files(LinuxProcFiles proc) {
    return new LinuxProgramFiles(proc, "server.jar"::equals, Some.time());
  }

  @Test
  void aKernelsNameThatIsAPathIsNoNameOfALinkBesideTheFile() throws IOException {
    Path file = copy("bin/server");
    long pid = start(file);

    assertThat(read(pid, file.toString()).linkName()).isEmpty();
  }

  @Test
  void ofACommandLineThatBeginsWithABlankTheKernelsNameCounts() throws IOException {
    Path file = copy("bin/server");
    String cut = " fifteen-bytes-";
    Files.createSymbolicLink(temp.resolve("bin").resolve(cut), file);
    long pid = start(file);

    assertThat(read(pid, cut, cut + "and-more").linkName()).isEqualTo(cut);
  }

  // The jar of a server

  /** Starts what is called like Java, with some files open as its descriptors from 3 on. */
  private long startJava(Path... open) throws IOException {
    Path java = copy("bin/java");
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < open.length; i++) {
      script.append("exec ").append(3 + i).append("< ").append(open[i]).append("; ");
    }
    return start("/java", "sh", "-c", script + "exec " + java + " 60");
  }

  private Path jar(String place) throws IOException {
    Path jar = temp.resolve(place);
    Files.createDirectories(jar.getParent());
    Files.writeString(jar, "");
    assumeTrue(PROC.stat(jar).uid() == 0, "needs root, whose files are the system's");
    return jar;
  }

  @Test
  void aJavaProcessHasTheJarOfAKnownServerThatItHasOpen() throws IOException {
    Path jar = jar("lib/server.jar");
    long pid = startJava(Path.of("/"), jar("lib/other.jar"), jar);

    assertThat(read(pid, "java").serverJar()).isEqualTo(jar);
  }

  @Test
  void aJarOfNoKnownServerIsNotTheServers() throws IOException {
    assertThat(read(startJava(jar("lib/other.jar")), "java").serverJar()).isNull();
  }

  @Test
  void aJarThatOthersMayChangeIsNotTheServers() throws IOException {
    Path jar = jar("lib/server.jar");
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-rw-"));

    assertThat(read(startJava(jar), "java").serverJar()).isNull();
  }

  /** Lists descriptors as set here, and keeps whether more were wanted after each piece. */
  private static final class Pieces extends LinuxProcFiles {

    private final List<List<String>> pieces;
    private final List<Boolean> more = new ArrayList<>();

    Pieces(List<List<String>> pieces) {
      super(Path.of("/proc"));
      this.pieces = pieces;
    }

    @Override
    void listInPieces(String folder, Names names) throws IOException {
      for (List<String> piece : pieces) {
        more.add(names.take(piece));
      }
    }
  }

  @Test
  void theSearchForTheJarEndsWithIt() throws IOException {
    Path jar = jar("lib/server.jar");
    long pid = startJava(jar);
    Pieces pieces = new Pieces(List.of(List.of("0"), List.of("1", "3")));

    assertThat(files(pieces).read(Long.toString(pid), "java", List.of()).serverJar())
        .isEqualTo(jar);
    assertThat(pieces.more).containsExactly(true, false);
  }

  @Test
  void theSearchForTheJarEndsAfter4096Descriptors() throws IOException {
    long pid = startJava();
    List<String> thousand = Collections.nCopies(1024, "none");
    Pieces pieces = new Pieces(List.of(thousand, thousand, thousand, thousand));

    assertThat(files(pieces).read(Long.toString(pid), "java", List.of()).serverJar()).isNull();
    assertThat(pieces.more).containsExactly(true, true, true, false);
  }
}
