package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchTest {

  private static final Duration TIME = Duration.ofSeconds(20);

  @TempDir private Path directory;
  private Publisher publisher;

  @BeforeEach
  void start() throws IOException {
    publisher = new Publisher();
  }

  @AfterEach
  void stop() {
    publisher.close();
  }

  @Test
  void theSameStateIsNotFetchedTwice() throws IOException {
    publisher.publish("one");
    Fetch first = Fetch.of(publisher.address(), "", TIME);
    Fetch second = Fetch.of(publisher.address(), first.etag(), TIME);
    publisher.publish("two");
    Fetch third = Fetch.of(publisher.address(), second.etag(), TIME);

    assertThat(first.bytes()).asString().isEqualTo("one");
    assertThat(second.bytes()).isNull();
    assertThat(third.bytes()).asString().isEqualTo("two");
    assertThat(publisher.answers).containsExactly(200, 304, 200);
  }

  @Test
  void aPathIsReadAsItIs() throws IOException {
    Path file = Files.writeString(directory.resolve("file.csv"), "three");

    assertThat(Fetch.of(file.toString(), "", TIME).bytes()).asString().isEqualTo("three");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://192.0.2.1/file",
        "ftp://localhost/file",
        "file:///etc/hosts",
        "https:///x"
      })
  void onlyHttpsAndThisMachineAreAsked(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fetch.of(address, "", TIME))
        .withMessage(
            "expected a path, or an address that begins with https://, but found " + address);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 301, 304, 404, 500})
  void anyOtherAnswerIsAFailure(int answer) {
    publisher.at(
        "/other",
        exchange -> {
          exchange.getResponseHeaders().set("Location", publisher.address());
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });

    assertThatThrownBy(() -> Fetch.of(publisher.address("/other"), "", TIME))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("/other: expected the answer 200 but found " + answer);
  }

  @Test
  void aFileOfTheLargestSizeIsRead() throws IOException {
    Path file = directory.resolve("largest.csv");
    try (RandomAccessFile largest = new RandomAccessFile(file.toFile(), "rw")) {
      largest.setLength(Fetch.MOST_BYTES);
    }

    assertThat(Fetch.of(file.toString(), "", TIME).bytes()).hasSize(Fetch.MOST_BYTES);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFileWithoutAnEndIsRefused(boolean zipped) {
    byte[] large = new byte[Fetch.MOST_BYTES + 1];
    publisher.at(
        "/large",
        exchange -> {
          byte[] body = zipped ? Publisher.zipped(large) : large;
          if (zipped) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          }
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(body);
          exchange.close();
        });

    assertThatThrownBy(() -> Fetch.of(publisher.address("/large"), "", TIME))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected at most 8388608 bytes but found more");
  }

  @Test
  void aThreadThatIsInterruptedWaitsNoLongerAndStaysInterrupted() {
    publisher.at("/never", exchange -> {});
    boolean interrupted;
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> Fetch.of(publisher.address("/never"), "", TIME))
          .isInstanceOf(IOException.class)
          .hasMessageEndingWith("/never: interrupted");
    } finally {
      interrupted = Thread.interrupted();
    }
    assertThat(interrupted).isTrue();
  }

  @Test
  @Tag("whole")
  void aServerThatNeverEndsIsGivenUp() {
    publisher.at(
        "/slow",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          // Left open until the server stops.
        });

    assertThatThrownBy(() -> Fetch.of(publisher.address("/slow"), "", Duration.ofMillis(700)))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(".*/slow: (no whole answer within PT0.7S|.*timed out.*)");
  }
}
