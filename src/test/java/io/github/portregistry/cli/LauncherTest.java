package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The launcher as a user runs it: the script of src/main/launcher in front of a jar. */
@Tag("jvm")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a POSIX shell")
class LauncherTest {

  private static final String SCRIPT = "src/main/launcher/port-registry.sh";

  /** Where even root makes no folder. */
  private static final String NO_CACHE = "/proc";

  @TempDir private static Path installed;

  @TempDir private Path directory;

  private static Path launcher;

  private record Run(String out, String err, int status) {}

  @BeforeAll
  static void install() throws IOException {
    launcher = installed.resolve("port-registry");
    try (OutputStream file = Files.newOutputStream(launcher)) {
      Files.copy(Path.of(SCRIPT), file);
      Manifest manifest = new Manifest();
      manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
      manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
      JarOutputStream jar = new JarOutputStream(file, manifest);
      addAll(placeOf(Main.class), jar);
      addAll(placeOf(CommandLine.class), jar);
      addAll(placeOf(CsvReader.class), jar);
      jar.finish();
    }
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
  }

  private static Path placeOf(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static void addAll(Path place, JarOutputStream jar) throws IOException {
    if (Files.isDirectory(place)) {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          add(place.relativize(file).toString(), Files.readAllBytes(file), jar);
        }
      }
      return;
    }
    try (ZipFile library = new ZipFile(place.toFile())) {
      for (ZipEntry entry : library.stream().toList()) {
        add(entry.getName(), library.getInputStream(entry).readAllBytes(), jar);
      }
    }
  }

  private static void add(String name, byte[] bytes, JarOutputStream jar) throws IOException {
    if (!name.startsWith("META-INF/") && !name.equals("module-info.class")) {
      jar.putNextEntry(new ZipEntry(name));
      jar.write(bytes);
      jar.closeEntry();
    }
  }

  /** With nothing else in the environment but where Java is. */
  private Process start(Map<String, String> environment, Path program, String... args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder.redirectError(Files.createTempFile(directory, "err", "").toFile()).start();
  }

  private static Run end(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(out, "", process.exitValue());
  }

  private Run run(Map<String, String> environment, String... args) throws Exception {
    Run run = end(start(environment, launcher, args));
    return new Run(run.out(), err(), run.status());
  }

  /** What all runs wrote to their standard error. */
  private String err() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  private static Run answer(String... args) {
    Cli cli = Cli.run(args);
    return new Run(cli.out(), cli.err(), cli.status());
  }

  @Test
  void theAnswersAreThoseOfTheCommand() throws Exception {
    assertThat(run(Map.of("XDG_CACHE_HOME", NO_CACHE), "432")).isEqualTo(answer("432"));
  }

  @Test
  void wordsWithSpacesAndTheExitCodeArePassedOn() throws Exception {
    assertThat(run(Map.of("XDG_CACHE_HOME", NO_CACHE), "--as-of", "no day", "MS  SQL"))
        .isEqualTo(answer("--as-of", "no day", "MS  SQL"));
  }

  @Test
  void theFileMayStandInAFolderWithASpace() throws Exception {
    Path copy = Files.createDirectory(directory.resolve("a folder")).resolve("port-registry");
    Files.copy(launcher, copy, StandardCopyOption.COPY_ATTRIBUTES);

    assertThat(end(start(Map.of("XDG_CACHE_HOME", NO_CACHE), copy, "7")).out())
        .isEqualTo(answer("7").out());
  }

  @Test
  void theCommandMayBeALinkToTheFile() throws Exception {
    Path link = Files.createDirectory(directory.resolve("bin")).resolve("ports");
    Files.createSymbolicLink(link, Path.of("../link"));
    Files.createSymbolicLink(directory.resolve("link"), launcher);

    Run run = end(start(Map.of("XDG_CACHE_HOME", NO_CACHE), link, "7/udp"));

    assertThat(run.out()).isEqualTo(answer("7/udp").out());
  }

  @Test
  void javaOfThePathIsTakenWithoutAHome() throws Exception {
    Path bin = Files.createDirectory(directory.resolve("bin"));
    Files.createSymbolicLink(
        bin.resolve("java"), Path.of(System.getProperty("java.home"), "bin", "java"));

    assertThat(run(Map.of("JAVA_HOME", "", "PATH", bin + ":/usr/bin:/bin"), "7"))
        .isEqualTo(answer("7"));
  }

  @Test
  void optionsOfTheUserReachJava() throws Exception {
    Path log = directory.resolve("the-log");
    Map<String, String> environment =
        Map.of(
            "XDG_CACHE_HOME",
            NO_CACHE,
            "PORT_REGISTRY_OPTS",
            "-XX:+UseParallelGC -Xlog:gc*:file=" + log);

    assertThat(end(start(environment, launcher, "7")).out()).isEqualTo(answer("7").out());
    assertThat(log).content().contains("Using Parallel");
  }

  @Test
  void withoutJavaTheMessageSaysWhatIsNeeded() throws Exception {
    assertThat(run(Map.of("JAVA_HOME", "", "PATH", directory.toString()), "7"))
        .isEqualTo(
            new Run(
                "",
                "port-registry: Java 17 or newer is required, but there is no java on the PATH."
                    + " Install it, or set JAVA_HOME.\n",
                127));
  }

  @Test
  void aHomeWithoutJavaIsNamed() throws Exception {
    assertThat(run(Map.of("JAVA_HOME", "/nope"), "7"))
        .isEqualTo(
            new Run(
                "",
                "port-registry: JAVA_HOME is /nope, which has no bin/java. Set it to Java 17 or"
                    + " newer, or unset it to use the java on the PATH.\n",
                127));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8.0_402", "11.0.22", "16"})
  void anOlderJavaIsNamed(String version) throws Exception {
    Path home = home("echo 'openjdk version \"" + version + "\"' >&2");

    assertThat(run(Map.of("JAVA_HOME", home.toString()), "7"))
        .isEqualTo(
            new Run(
                "",
                "port-registry: Java 17 or newer is required, but "
                    + home
                    + "/bin/java is Java "
                    + version
                    + ". Set JAVA_HOME to a newer Java.\n",
                127));
  }

  @Test
  void aJavaWithoutAVersionIsNamed() throws Exception {
    Path home = home("echo 'No Java runtime present.' >&2; exit 1");

    assertThat(run(Map.of("JAVA_HOME", home.toString()), "7"))
        .isEqualTo(
            new Run(
                "",
                "port-registry: "
                    + home
                    + "/bin/java did not report a version. Install Java 17 or newer, or set"
                    + " JAVA_HOME.\n",
                127));
  }

  /** A home of Java in which another script stands for it. */
  private Path home(String script) throws IOException {
    Path home = directory.resolve("jdk");
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\n" + script + "\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return home;
  }

  /** A home of a new Java that only writes its arguments to a file next to it. */
  private Path recordingHome() throws IOException {
    Path home = home("echo \"${JAVA_TOOL_OPTIONS-none}\" \"$@\" >>" + directory + "/runs");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    Files.createFile(Files.createDirectories(home.resolve("lib")).resolve("modules"));
    return home;
  }

  /** With what Java was run, when it was run so often. */
  private List<String> runs(int number) throws Exception {
    Path file = directory.resolve("runs");
    for (int i = 0; i < 600; i++) {
      if (Files.exists(file) && Files.readAllLines(file).size() == number) {
        return Files.readAllLines(file);
      }
      Thread.sleep(100);
    }
    throw new AssertionError("not " + number + " runs in " + file);
  }

  @Test
  void optionsAreNoPatternsOfFiles() throws Exception {
    String home = recordingHome().toString();

    run(Map.of("XDG_CACHE_HOME", NO_CACHE, "JAVA_HOME", home, "PORT_REGISTRY_OPTS", "/pro*"), "7");

    assertThat(runs(1).get(0)).contains(" /pro* ");
  }

  @ParameterizedTest
  @CsvSource({
    "-XX:MaxGCPauseMillis=5, true",
    "-XX:+UseParallelGC, false",
    "-verbose -XX:+UseZGC -ea, false"
  })
  void onlyAnotherCollectorReplacesTheSerialOne(String options, boolean serial) throws Exception {
    String home = recordingHome().toString();

    run(Map.of("XDG_CACHE_HOME", NO_CACHE, "JAVA_HOME", home, "PORT_REGISTRY_OPTS", options), "7");

    assertThat(runs(1).get(0).contains("-XX:+UseSerialGC")).isEqualTo(serial);
  }

  @Test
  void theRunForTheArchiveFindsARelativeJavaAndOpensNoPortOfTheUser() throws Exception {
    Path home = Path.of("").toAbsolutePath().relativize(recordingHome());

    run(
        Map.of(
            "XDG_CACHE_HOME",
            directory + "/cache",
            "JAVA_HOME",
            home.toString(),
            "JAVA_TOOL_OPTIONS",
            "-Dport=5005"),
        "7");

    assertThat(runs(2))
        .anyMatch(run -> run.startsWith("none ") && run.contains("ArchiveClassesAtExit"))
        .anyMatch(run -> run.startsWith("-Dport=5005 ") && run.endsWith(" 7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/not/yet"})
  void nothingIsMadeInTheCacheOfAnotherUser(String below) throws Exception {
    Path foreign = Files.createDirectory(directory.resolve("foreign"));
    try {
      Files.setAttribute(foreign, "unix:uid", 65_534);
    } catch (FileSystemException e) {
      Assumptions.abort("needs root");
    }

    Map<String, String> environment = Map.of("XDG_CACHE_HOME", foreign + below);
    assertThat(end(start(environment, launcher, "7")).out()).isEqualTo(answer("7").out());

    assertThat(foreign).isEmptyDirectory();
  }

  @Test
  void theFirstRunsMakeOneArchiveAndABrokenOneIsMadeAgain() throws Exception {
    Map<String, String> environment = new HashMap<>(Map.of("XDG_CACHE_HOME", directory + "/cache"));
    List<Process> first = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      first.add(start(environment, launcher, "7"));
    }
    for (Process process : first) {
      assertThat(end(process).out()).isEqualTo(answer("7").out());
    }
    Path archive = archive();

    Path log = directory.resolve("log");
    environment.put("PORT_REGISTRY_OPTS", "-Xlog:class+load:file=" + log);
    assertThat(end(start(environment, launcher, "7")).out()).isEqualTo(answer("7").out());
    assertThat(log).content().contains(Main.class.getName() + " source: shared objects file");
    environment.remove("PORT_REGISTRY_OPTS");

    byte[] whole = Files.readAllBytes(archive);
    Files.delete(archive);
    Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
    assertThat(end(start(environment, launcher, "7"))).isEqualTo(answer("7"));
    assertThat(Files.size(archive())).isGreaterThan(whole.length / 2);
  }

  /** The archive, when it is whole. */
  private Path archive() throws Exception {
    Path folder = directory.resolve("cache/port-registry");
    for (int i = 0; i < 1200; i++) {
      try (Stream<Path> files = Files.list(folder)) {
        List<Path> all = files.toList();
        if (all.size() == 1 && all.get(0).toString().endsWith(".archive")) {
          return all.get(0);
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no archive in " + folder);
  }
}
