package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.probe.ListenerProbe;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where container engines are looked for. */
class EnginesTest {

  @TempDir private Path temp;

  private static String noted(Path... sockets) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Engines.asked(
        ListenerProbe.local(),
        List.of(sockets),
        new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), 80, false));
    assertThat(out.toString()).isEmpty();
    return err.toString();
  }

  @Test
  void anEngineWithoutRootHasItsSocketAmongTheUsersOwn() {
    assertThat(Engines.sockets("/run/user/1000"))
        .contains(
            Path.of("/run/user/1000/docker.sock"), Path.of("/run/user/1000/podman/podman.sock"));
    assertThat(Engines.sockets(null)).isEqualTo(Engines.sockets("")).hasSize(2);
  }

  @Test
  void whereNoEngineIsANoteSaysSo() {
    Path one = temp.resolve("a.sock");
    Path other = temp.resolve("b.sock");

    assertThat(noted(one, other).lines())
        .containsExactly("port-registry: no container engine was found at " + one + ", " + other);
  }

  @Test
  void whereAnEngineIsNothingIsNoted() throws IOException {
    Path one = Files.createFile(temp.resolve("a.sock"));

    assertThat(noted(temp.resolve("b.sock"), one)).isEmpty();
  }
}
