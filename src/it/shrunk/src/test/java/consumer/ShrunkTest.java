package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import io.github.portregistry.PortRegistry;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proguard.ProGuard;

/** The rules that the library's jar brings are all that a program needs to be shrunk with it. */
class ShrunkTest {

  private static final String RULES = "/META-INF/proguard/port-registry.pro";

  @TempDir private Path temp;

  private static Path place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static String printedBy(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    return printed.strip();
  }

  /** Writes the classes of a module of this JDK as a jar, because not every JDK has its jmods. */
  private Path classesOf(String module) throws IOException {
    Path jar = temp.resolve(module + ".jar");
    Path classes = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", module);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        String name = classes.relativize(file).toString();
        if (!name.equals("module-info.class")) {
          zip.putNextEntry(new ZipEntry(name));
          Files.copy(file, zip);
          zip.closeEntry();
        }
      }
    }
    return jar;
  }

  /** The part of the library for newer JVMs is left out, as ProGuard reads one version only. */
  private String options(Path shrunk) throws Exception {
    Path rules = temp.resolve("port-registry.pro");
    try (InputStream in = PortRegistry.class.getResourceAsStream(RULES)) {
      Files.copy(in, rules);
    }
    StringBuilder options = new StringBuilder();
    for (Class<?> type : List.of(Shrunk.class, PortRegistry.class, CsvReader.class)) {
      options.append("-injars '").append(place(type)).append("'");
      options.append("(!module-info.class,!META-INF/versions/**,!META-INF/MANIFEST.MF)\n");
    }
    for (Class<?> type : List.of(ObjectMapper.class, JsonFactory.class, JsonCreator.class)) {
      options.append("-libraryjars '").append(place(type)).append("'\n");
    }
    for (String module : List.of("java.base", "java.xml", "java.logging", "java.sql")) {
      options.append("-libraryjars '").append(classesOf(module)).append("'\n");
    }
    options.append("-outjars '").append(shrunk).append("'\n");
    options.append("-repackageclasses shrunk\n-allowaccessmodification\n-dontnote\n");
    options.append(
        "-keep class consumer.Shrunk { public static void main(java.lang.String[]); }\n");
    return options.append("-include '").append(rules).append("'\n").toString();
  }

  @Test
  void aShrunkProgramGetsEveryAnswer() throws Exception {
    Path shrunk = temp.resolve("shrunk.jar");
    Path options = temp.resolve("options.pro");
    Files.writeString(options, options(shrunk));
    String classPath = System.getProperty("java.class.path");
    printedBy("-cp", classPath, ProGuard.class.getName(), "@" + options);

    String libraries =
        String.join(
            File.pathSeparator,
            shrunk.toString(),
            place(ObjectMapper.class).toString(),
            place(JsonFactory.class).toString(),
            place(JsonCreator.class).toString());

    assertEquals("shrunk, and everything answers", printedBy("-cp", libraries, "consumer.Shrunk"));
  }
}
