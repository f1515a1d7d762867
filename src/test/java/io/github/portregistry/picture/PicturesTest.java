package io.github.portregistry.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;

class PicturesTest {

  private static final PortRegistry REGISTRY = PortRegistry.bundled();

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void thePicturesAreDrawnFromTheTablesOfToday() throws IOException {
    Map<String, String> files = new HashMap<>();
    try (Stream<Path> pictures = Files.list(Pictures.FOLDER)) {
      for (Path picture : pictures.toList()) {
        files.put(picture.getFileName().toString(), Files.readString(picture));
      }
    }

    assertThat(files)
        .as("mvn -q test-compile exec:java@pages draws them")
        .isEqualTo(Pictures.all(REGISTRY));
  }

  @Test
  void eachPictureHasATitleAndADescriptionForScreenReaders() throws Exception {
    for (String svg : Pictures.all(REGISTRY).values()) {
      Document document = parsed(svg);

      assertThat(document.getElementsByTagName("title").item(0).getTextContent()).isNotEmpty();
      assertThat(document.getElementsByTagName("desc").item(0).getTextContent()).contains("port");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theMapHasAMarkForEachSystemPortAndOneInTheLegendForEachKind(Theme theme) {
    String map = SystemPortsMap.svg(REGISTRY, theme);

    assertThat(Pattern.compile("M\\d+ \\d+").matcher(map).results())
        .hasSize(PortRange.SYSTEM.span().size() + PortKind.values().length);
  }

  @ParameterizedTest
  @EnumSource
  void theLegendCountsThePortsOfEachKind(PortKind kind) {
    long ports =
        REGISTRY
            .ports()
            .filter(port -> port.range() == PortRange.SYSTEM && PortKind.of(port) == kind)
            .count();

    assertThat(ports).isPositive();
    assertThat(SystemPortsMap.svg(REGISTRY, Theme.LIGHT)).contains(kind.words + ": " + ports);
  }

  @Test
  void noTwoKindsLookAlike() {
    assertThat(
            Stream.of(PortKind.values())
                .map(kind -> kind.shape(0, 0, 12) + kind.paint(Theme.LIGHT)))
        .doesNotHaveDuplicates();
  }
}
