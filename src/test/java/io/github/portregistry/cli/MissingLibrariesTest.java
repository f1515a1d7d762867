package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command on a class path that lacks an optional library. */
class MissingLibrariesTest {

  private static final String PICOCLI = "info.picocli:picocli";
  private static final String JACKSON = "tools.jackson.core:jackson-databind";

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "picocli, listening, " + PICOCLI,
    "picocli, '', " + PICOCLI,
    "picocli, http, " + PICOCLI,
    "picocli, 80 --as-of 2020-01-01, " + PICOCLI,
    "picocli, 80 --json --markdown, --json and --markdown exclude each other",
    "jackson, 80 --json, " + JACKSON,
    "jackson, status ghost --json, " + JACKSON,
    "jackson|picocli, 80 --json, " + JACKSON,
  })
  void whatIsMissingIsNamed(String library, String line, String message) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPathWithout(library), Main.class.getName()));
    Stream.of(line.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(command::add);
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(err)).startsWith("port-registry: ").contains(message);
    assertThat(Files.readString(err)).doesNotContain("Exception", "\tat ");
    assertThat(out).isEmptyFile();
    assertThat(process.exitValue()).isEqualTo(2);
  }

  private static String classPathWithout(String library) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(path -> !path.matches(".*(" + library + ")[^/\\\\]*\\.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
