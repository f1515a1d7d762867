package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library in a JVM of its own, started with options that people set; nothing is printed. */
class JvmTest {

  @TempDir private Path temp;

  private String classPath;

  /** The class path in jars, as the JVM archives no classes of folders. */
  private static String jars(Path temp) throws IOException {
    Path jar = temp.resolve("main.jar");
    String main = "consumer/JvmMain.class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        InputStream code = JvmMain.class.getResourceAsStream("/" + main)) {
      out.putNextEntry(new ZipEntry(main));
      code.transferTo(out);
    }
    return Stream.concat(
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)),
            Stream.of(jar.toString()))
        .filter(entry -> entry.endsWith(".jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @BeforeEach
  void makeTheClassPath() throws IOException {
    classPath = jars(temp);
  }

  private String java(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, "consumer.JvmMain"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    return printed.strip();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xshare:auto", "-Xshare:off", "-Xint", "-Xmx32m"})
  void theAnswersAreTheSame(String option) throws Exception {
    assertEquals(JvmMain.ANSWERS, java(option));
  }

  @Test
  void theAnswersAreTheSameFromAnArchiveOfTheApplicationsClasses() throws Exception {
    Path archive = temp.resolve("app.jsa");
    java("-XX:ArchiveClassesAtExit=" + archive);

    assertEquals(JvmMain.ANSWERS, java("-Xshare:on", "-XX:SharedArchiveFile=" + archive));
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_24)
  void theAnswersAreTheSameWhereNativeAccessIsDenied() throws Exception {
    assertEquals(JvmMain.ANSWERS, java("--illegal-native-access=deny"));
  }
}
