package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiSurfaceTest {

  private static final Path MODULE = Libraries.mainClasses().resolve("module-info.class");
  private static final Path APPROVED = Path.of("src/test/resources/api-surface.txt");

  private static List<String> exported() throws IOException {
    try (InputStream module = Files.newInputStream(MODULE)) {
      return ModuleDescriptor.read(module).exports().stream()
          .map(ModuleDescriptor.Exports::source)
          .sorted()
          .toList();
    }
  }

  @Test
  void theApiIsTheApprovedOne() throws IOException {
    List<String> found = ApiSurface.of(Libraries.mainClasses(), exported());
    if (Boolean.getBoolean("api.approve")) {
      Files.write(APPROVED, found);
    }

    assertThat(found)
        .as(
            "the public API, which differs from %s; if that is meant, write it again with%n%n"
                + "  mvn test -Dtest=ApiSurfaceTest -Dapi.approve=true%n%n"
                + "and tell of it in CHANGELOG.md",
            APPROVED)
        .isEqualTo(Files.readAllLines(APPROVED));
  }
}
