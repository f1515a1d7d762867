package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What runs in real interpreters, where, and what started them. */
@Tag("jvm")
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
class RealBackgroundTest {

  private static final LinuxProcFiles PROC = new LinuxProcFiles(Path.of("/proc"));
  private static final Path NODE = Path.of("/usr/bin/node");

  @TempDir private Path temp;
  private final List<Process> started = new ArrayList<>();

  /** Says that it runs, and ends when its input does. */
  static final class Waiting {
    public static void main(String[] arguments) throws IOException {
      System.out.println(ProcessHandle.current().pid());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  @BeforeEach
  void resolve() throws IOException {
    temp = temp.toRealPath();
  }

  @AfterEach
  void end() throws InterruptedException {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
    }
  }

  /** Starts a command; the pid is the line that it prints. */
  private long start(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).directory(temp.toFile());
    builder.environment().put("PYTHONHOME", "/usr");
    Process process = builder.start();
    started.add(process);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = String.valueOf(lines.readLine());
    assertThat(line).as("the pid that " + command + " prints").matches("\\d+");
    return Long.parseLong(line);
  }

  private static ProcessRef read(long pid) throws IOException {
    return new LinuxProcessFacts(PROC, LinuxUserNames.numbers(), Some.time())
        .read(pid, Long.toString(pid));
  }

  private Path jar(String name) throws IOException {
    Path jar = temp.resolve(name);
    String entry = Waiting.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream zip = new JarOutputStream(Files.newOutputStream(jar));
        InputStream bytes = Waiting.class.getClassLoader().getResourceAsStream(entry)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(bytes.readAllBytes());
    }
    return jar;
  }

  @Test
  void ofJavaTheMainClassAfterManyJarsAndTheJarThatIsOpen() throws IOException {
    Path jar = jar("shop_2.13-3.9.0.jar");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = (temp.resolve("no/such/library-1.2.3.jar") + ":").repeat(2000) + jar;
    long pid =
        start(List.of(java, "-Xshare:auto", "-cp", classPath, Waiting.class.getName(), "secret"));

    ProcessRef process = read(pid);
    assertThat(process.background().runs()).isEqualTo(Waiting.class.getName());
    assertThat(process.background().workingDirectory()).isEqualTo(temp);
    assertThat(process.arguments()).endsWith(classPath, Waiting.class.getName(), "secret");
    assertThat(process.file().state()).isEqualTo(ProgramFile.State.IN_PLACE);
    assertThat(process.background().ancestors().get(0).pid())
        .isEqualTo(ProcessHandle.current().pid());
    assertThat(process.background().ancestors().get(0).name()).startsWith("java");

    assumeTrue(PROC.stat(jar).uid() == 0, "needs root, whose files are the system's");
    assertThat(serverJar(pid, "shop_")).isEqualTo(jar);
    assertThat(serverJar(pid, "other_")).isNull();
    Files.setAttribute(jar, "unix:uid", 1000);
    assertThat(serverJar(pid, "shop_")).isNull();
  }

  private static Path serverJar(long pid, String start) {
    return new LinuxProgramFiles(PROC, name -> name.startsWith(start), Some.time())
        .read(Long.toString(pid), "java", List.of("java"))
        .serverJar();
  }

  @Test
  void ofPythonTheModule() throws IOException {
    assumeTrue(Child.hasPython(), "needs " + Child.PYTHON);
    Files.writeString(
        temp.resolve("waiting.py"),
        "import os, sys; print(os.getpid(), flush=True); sys.stdin.read()");
    long pid = start(List.of(Child.PYTHON.toString(), "-um", "waiting"));

    assertThat(read(pid).background().runs()).isEqualTo("waiting");
  }

  @Test
  void ofNodeTheScriptAndTheShellsThatStartedIt() throws IOException {
    assumeTrue(Files.isExecutable(NODE), "needs " + NODE);
    Files.writeString(temp.resolve("index.js"), "console.log(process.pid); process.stdin.resume()");
    long pid = start(List.of(NODE.toString(), "-e", npm("node index.js"), "--", "--token=secret"));

    Background background = read(pid).background();
    assertThat(background.runs()).isEqualTo("index.js");
    assertThat(background.ancestors()).extracting(Ancestor::name).startsWith("sh", "npm run dev");
    assertThat(background.ancestors())
        .last()
        .satisfies(last -> assertThat(read(last.pid()).background().ancestors()).isEmpty());
    assertThat(background.toString()).doesNotContain("secret");
  }

  /** A program that gives itself a title and runs a shell, as npm does. */
  private static String npm(String command) {
    return "process.title='npm run dev --token=secret';"
        + "require('child_process').spawn('sh',['-c','"
        + command
        + "; exit 0'],{stdio:'inherit'})";
  }

  @Test
  void aFolderThatMayNotBeSeenIsUnknown() throws IOException {
    FakeProc proc = new FakeProc(temp.resolve("proc"));
    proc.write("60/stat", "60 (p) S 1 0").link("60/cwd", "/srv").refuse("60/cwd");

    assertThat(
            new LinuxProcessFacts(proc, LinuxUserNames.numbers(), Some.time())
                .read(60, "60")
                .background()
                .workingDirectory())
        .isNull();
  }
}
