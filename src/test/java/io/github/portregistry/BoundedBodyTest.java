package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** The body of an answer without a server; {@link FetchTest} has it with one. */
class BoundedBodyTest {

  /** What is asked of the sender, in order. */
  private final List<String> asked = new ArrayList<>();

  private final BoundedBody body = new BoundedBody(3);

  private void receive(String... parts) {
    body.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long items) {
            asked.add("request " + items);
          }

          @Override
          public void cancel() {
            asked.add("cancel");
          }
        });
    for (String part : parts) {
      body.onNext(List.of(ByteBuffer.wrap(CsvSpec.bytes(part))));
    }
  }

  private CompletableFuture<byte[]> bytes() {
    return body.getBody().toCompletableFuture();
  }

  @Test
  void allPartsAreAskedForAtOnce() {
    receive();

    assertThat(asked).containsExactly("request " + Long.MAX_VALUE);
  }

  @Test
  void asManyBytesAsAreTakenAreTheBody() {
    receive("ab", "c");
    body.onComplete();

    assertThat(bytes().join()).asString().isEqualTo("abc");
    assertThat(asked).doesNotContain("cancel");
  }

  @Test
  void afterOneByteMoreNoOtherIsTaken() {
    receive("ab", "cd");

    assertThat(asked).endsWith("cancel");
    assertThatThrownBy(bytes()::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessage("expected at most 3 bytes but found more");
  }
}
