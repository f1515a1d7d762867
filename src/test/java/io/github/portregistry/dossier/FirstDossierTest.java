package io.github.portregistry.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the first dossier of a JVM does without, as each of it takes longer than the dossier. */
@Tag("jvm")
class FirstDossierTest {

  private static final String BEGINNING = "the dossier begins";
  private static final String END = "the dossier ends";

  private static final Pattern SLOW =
      Pattern.compile(
          "java\\.lang\\.invoke\\."
              + "|java\\.lang\\.runtime\\.ObjectMethods"
              + "|java\\.time\\.format\\."
              + "|java\\.util\\.Formatter"
              + "|java\\.util\\.regex\\."
              + "|java\\.util\\.stream\\."
              + "|\\$\\$Lambda");

  @TempDir private Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"432", "8080", "443", "832", "53/udp"})
  void theFirstDossierLoadsNoLambdaStreamOrRegularExpression(String port) throws Exception {
    List<String> loaded = loadedBy(port);

    assertThat(loaded).anyMatch(line -> line.contains(DossierText.class.getName()));
    assertThat(loaded).anyMatch(line -> line.contains(DossierSummary.class.getName()));
    assertThat(loaded).noneMatch(line -> SLOW.matcher(line).find());
  }

  /** The classes that a fresh JVM loads for the dossier of a port, one a line. */
  private List<String> loadedBy(String port) throws Exception {
    Path output = temp.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xlog:class+load:stdout",
            "-XX:+UseSerialGC",
            "-cp",
            classPath(PortRegistry.class, CsvReader.class, FirstDossierTest.class),
            Main.class.getName(),
            port);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended by itself").isTrue();
    } finally {
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
    assertThat(lines).contains(BEGINNING, END);
    return lines.subList(lines.indexOf(BEGINNING), lines.indexOf(END));
  }

  private static String classPath(Class<?>... types) throws URISyntaxException {
    List<String> path = new ArrayList<>();
    for (Class<?> type : types) {
      path.add(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    return String.join(File.pathSeparator, path);
  }

  /** Makes one dossier. */
  static final class Main {

    private Main() {}

    public static void main(String[] args) {
      int slash = args[0].indexOf('/');
      Transport transport = slash < 0 ? null : Transport.of(args[0].substring(slash + 1));
      int number = Integer.parseInt(slash < 0 ? args[0] : args[0].substring(0, slash));
      PortRecord port = PortRegistry.lookup(number);
      System.out.println(BEGINNING);
      Dossier dossier = transport == null ? Dossier.of(port) : Dossier.of(port, transport);
      boolean whole =
          dossier.summary(80).startsWith("Port ") && dossier.text(80).contains("Check by hand");
      System.out.println(whole ? END : "no dossier");
    }
  }
}
