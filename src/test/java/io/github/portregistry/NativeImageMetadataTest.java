package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What GraalVM's native-image is told; it was not run. */
class NativeImageMetadataTest {

  private static final String METADATA =
      "META-INF/native-image/io.github.portregistry/port-registry/reachability-metadata.json";

  @Test
  void everyTableOfTheJarIsNamedAndNothingElse() throws IOException {
    Path classes = Libraries.mainClasses();
    JsonNode metadata = new ObjectMapper().readTree(classes.resolve(METADATA));
    List<PathMatcher> globs =
        metadata
            .get("resources")
            .valueStream()
            .map(
                entry ->
                    FileSystems.getDefault().getPathMatcher("glob:" + entry.get("glob").asString()))
            .toList();

    assertThat(metadata.propertyNames()).containsExactly("resources");
    try (Stream<Path> files = Files.walk(classes)) {
      assertThat(files.filter(Files::isRegularFile).map(classes::relativize))
          .allMatch(
              file ->
                  globs.stream().anyMatch(glob -> glob.matches(file))
                      == (file.startsWith("io") && !file.toString().endsWith(".class")));
    }
  }
}
