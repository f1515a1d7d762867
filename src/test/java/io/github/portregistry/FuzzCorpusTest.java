package io.github.portregistry;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Gives each fuzz target again what fuzzing started from and found: {@code src/test/resources/fuzz}
 * has a folder for each target, named after its class, with an input a file; {@code found.base64}
 * has the small inputs that a run kept, one a line.
 */
@Tag("whole")
class FuzzCorpusTest {

  /** No measurement: what it guards against takes minutes, and should take milliseconds. */
  private static final Duration HANGS = Duration.ofSeconds(20);

  @TestFactory
  Stream<DynamicContainer> whatFuzzingFoundHoldsStill() throws Exception {
    Path corpus = Path.of(FuzzCorpusTest.class.getResource("/fuzz").toURI());
    return files(corpus).stream().map(FuzzCorpusTest::target);
  }

  private static DynamicContainer target(Path folder) {
    try {
      Class<?> type = Class.forName(folder.getFileName().toString());
      Method target = type.getMethod("fuzzerTestOneInput", byte[].class);
      return DynamicContainer.dynamicContainer(
          type.getSimpleName(), files(folder).stream().map(input -> test(target, input)));
    } catch (ReflectiveOperationException | IOException e) {
      throw new AssertionError("no fuzz target is named " + folder.getFileName(), e);
    }
  }

  private static DynamicTest test(Method target, Path file) {
    return DynamicTest.dynamicTest(
        file.getFileName().toString(),
        () -> {
          for (byte[] input : inputs(file)) {
            assertTimeoutPreemptively(HANGS, () -> run(target, input), () -> quoted(input));
          }
        });
  }

  private static List<byte[]> inputs(Path file) throws IOException {
    return file.toString().endsWith(".base64")
        ? Files.readAllLines(file).stream().map(Base64.getDecoder()::decode).toList()
        : List.of(Files.readAllBytes(file));
  }

  private static String quoted(byte[] input) {
    return "input " + Base64.getEncoder().encodeToString(input);
  }

  private static void run(Method target, byte[] input) throws IllegalAccessException {
    try {
      target.invoke(null, (Object) input);
    } catch (InvocationTargetException e) {
      throw new AssertionError(quoted(input), e.getCause());
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
