package io.github.portregistry.picture;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.probe.PortFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Draws the pictures of {@code docs/pictures} from the tables. */
public final class Pictures {

  static final Path FOLDER = Path.of("docs", "pictures");

  private Pictures() {}

  /**
   * Writes each picture for light and for dark pages.
   *
   * @throws IOException if a file cannot be written
   */
  public static void write() throws IOException {
    Files.createDirectories(FOLDER);
    for (Map.Entry<String, String> picture : all(PortRegistry.bundled()).entrySet()) {
      Files.writeString(FOLDER.resolve(picture.getKey()), picture.getValue());
    }
  }

  /** The pictures by their file name. */
  static Map<String, String> all(PortRegistry registry) throws IOException {
    PortFinding finding =
        ExampleMachine.check(
            ThreeQuestions.PORT,
            1001,
            "/usr/lib/jvm/java-17/bin/java",
            "/usr/bin/java",
            "-cp",
            "/opt/kafka/libs/kafka_2.13-4.1.0.jar",
            "kafka.Kafka",
            "config/server.properties");
    Map<String, String> pictures = new LinkedHashMap<>();
    for (Theme theme : Theme.values()) {
      pictures.put(SystemPortsMap.NAME + theme.suffix(), SystemPortsMap.svg(registry, theme));
      pictures.put(
          ThreeQuestions.NAME + theme.suffix(), ThreeQuestions.svg(registry, finding, theme));
    }
    return pictures;
  }
}
