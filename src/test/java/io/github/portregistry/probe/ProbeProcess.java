package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Runs {@link ProbeMain} as another user or in another namespace. */
final class ProbeProcess {

  private final Path classes;

  /** The JDK to run on, its options, and the class path. */
  private Path jdk = Path.of(System.getProperty("java.home"));

  private List<String> options = List.of("-Xshare:auto");

  /** FastCSV, which reads the tables that a verdict is made from. */
  private final Path library;

  private String classPath;

  /** Copies the classes to where every user can read them. */
  ProbeProcess(Path temp) throws IOException {
    classes = Files.createDirectories(temp.resolve("classes"));
    for (Class<?> type : List.of(ListenerProbe.class, ProbeMain.class)) {
      copy(location(type), classes);
    }
    library = Files.copy(location(CsvReader.class), temp.resolve("fastcsv.jar"));
    Files.setPosixFilePermissions(library, PosixFilePermissions.fromString("rw-r--r--"));
    Path path = classes;
    while (path != null && Files.isWritable(path) && !path.equals(Path.of("/tmp"))) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
      path = path.getParent();
    }
    classPath = classes + File.pathSeparator + library;
  }

  /** Runs with another JDK from a jar, in which the parts for later Java versions count. */
  ProbeProcess fromJar(Path otherJdk, String... otherOptions) throws IOException {
    Path jar = classes.resolveSibling("multi-release.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
    try (JarOutputStream zip = new JarOutputStream(Files.newOutputStream(jar), manifest);
        Stream<Path> paths = Files.walk(classes)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(classes.relativize(path).toString()));
        zip.write(Files.readAllBytes(path));
        zip.closeEntry();
      }
    }
    jdk = otherJdk;
    options = List.of(otherOptions);
    classPath = jar + File.pathSeparator + library;
    return this;
  }

  private static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.filter(p -> p.toString().contains("portregistry")).toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(path, target);
        }
      }
    }
  }

  /** The lines that the probe prints for some ports, after the words that run it elsewhere. */
  List<String> lines(List<String> before, int... ports) throws Exception {
    return run(before, Arrays.stream(ports).mapToObj(Integer::toString).toArray(String[]::new));
  }

  /** The lines that the program prints for its arguments. */
  List<String> run(List<String> before, String... arguments) throws Exception {
    return runMain(ProbeMain.class, before, arguments);
  }

  /** The lines that a program in the package of {@link ProbeMain} prints for its arguments. */
  List<String> runMain(Class<?> main, List<String> before, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(before);
    command.add(jdk.resolve(Path.of("bin", "java")).toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("probe", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try {
        assertThat(process.waitFor(30, TimeUnit.MINUTES)).isTrue();
      } finally {
        process.destroyForcibly();
      }
      List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
      assertThat(process.exitValue()).as(lines.toString()).isZero();
      return lines;
    } finally {
      Files.delete(output);
    }
  }

  /** Whether a command runs here: a sandbox may forbid namespaces or other users. */
  static boolean runs(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
