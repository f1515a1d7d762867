package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.portregistry.probe.ContainerAnswer.Published;
import io.github.portregistry.probe.ContainerAnswer.Running;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from the answer of a container engine. */
class ContainerAnswerTest {

  private static final String SOCKET = "/run/docker.sock";

  private static List<Running> read(String json) throws IOException {
    return ContainerAnswer.read(json.getBytes(StandardCharsets.UTF_8), SOCKET);
  }

  @Test
  void aContainerHasItsNameItsImageItsEngineAndItsPorts() throws IOException {
    assertThat(
            read(
                """
                [{"Id":"0123456789abcdef","Names":["/web"],"Image":"nginx:1",
                  "Ports":[{"IP":"0.0.0.0","PrivatePort":80,"PublicPort":8080,"Type":"tcp"},
                           {"IP":"::1","PrivatePort":53,"PublicPort":5353,"Type":"udp"}]}]
                """))
        .containsExactly(
            new Running(
                new Container("web", "0123456789abcdef", "nginx:1", SOCKET),
                List.of(new Published("0.0.0.0", 8080, "TCP"), new Published("::1", 5353, "UDP"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null"})
  void anEngineMayRunNoContainer(String json) throws IOException {
    assertThat(read(json)).isEmpty();
  }

  @Test
  void aContainerMayHaveNoMoreThanAnId() throws IOException {
    assertThat(read("[{\"Id\":\"abc\"}]"))
        .containsExactly(new Running(new Container("abc", "abc", "", SOCKET), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[null]", "[{}]", "[{\"Id\":null}]", "[{\"Id\":\"\"}]"})
  void aContainerWithoutAnIdIsRefused(String json) {
    assertThatIOException()
        .isThrownBy(() -> read(json))
        .withMessage("its answer has a container without an Id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[", "[{\"Id\":{}}]", "<html>"})
  void whatIsNoListOfContainersIsRefused(String json) {
    assertThatIOException()
        .isThrownBy(() -> read(json))
        .withMessage("its answer is not a list of containers in JSON");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[\"/web\"]; web",
        "[\"web\"]; web",
        "[\"/w\"]; w",
        // A link to it has the name of the other container.
        "[\"/front/db\",\"/shop\"]; shop",
        "[\"front/db\",\"shop\"]; shop",
        "[null,\"/web\"]; web",
        "[\"\",\"/\",\"/web\"]; web",
        "[\"/web\",\"/other\"]; web",
        // None is its own.
        "[\"/front/db\"]; 0123456789ab",
        "[\"//db\"]; 0123456789ab",
        "[]; 0123456789ab",
        "null; 0123456789ab"
      })
  void aContainerIsCalledByItsFirstNameOfItsOwnOrElseByItsShortId(String names, String name)
      throws IOException {
    assertThat(read("[{\"Id\":\"0123456789abcdef\",\"Names\":" + names + "}]"))
        .extracting(running -> running.container().name())
        .containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{\"IP\":\"::\",\"PrivatePort\":9187,\"Type\":\"tcp\"}",
        "{\"IP\":\"::\",\"PublicPort\":null,\"Type\":\"tcp\"}",
        "{\"IP\":\"::\",\"PublicPort\":9187}"
      })
  void aPortThatIsNotPublishedOrHasNoTransportIsLeftOut(String port) throws IOException {
    String published = "{\"PublicPort\":80,\"Type\":\"tcp\"}";

    assertThat(read("[{\"Id\":\"a\",\"Ports\":[" + port + "," + published + "]}]"))
        .flatExtracting(Running::ports)
        .containsExactly(new Published("", 80, "TCP"));
  }
}
