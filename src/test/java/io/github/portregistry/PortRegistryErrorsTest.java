package io.github.portregistry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each public method does with arguments that are not right. */
class PortRegistryErrorsTest {

  private static final PortRegistry BUNDLED = PortRegistry.bundled();
  private static final PortRegistry LAYERED =
      BUNDLED.withOverlay(TeamTables.table("team", TeamTables.named("8432", "tcp", "billing")));

  static Stream<Arguments> numbersThatAreNoPorts() {
    Map<String, IntConsumer> methods = new TreeMap<>();
    methods.put("lookup", PortRegistry::lookup);
    methods.put("port", BUNDLED::port);
    methods.put("port of layers", LAYERED::port);
    methods.put("assignments", port -> BUNDLED.assignments(port, Transport.TCP));
    methods.put("serviceName", port -> BUNDLED.serviceName(port, Transport.UDP));
    methods.put("serviceName of layers", port -> LAYERED.serviceName(port, Transport.UDP));
    methods.put("commonName", port -> BUNDLED.commonName(port, Transport.SCTP));
    methods.put("serverPort portA", port -> BUNDLED.serverPort(port, 443, Transport.TCP));
    methods.put("serverPort portB", port -> BUNDLED.serverPort(443, port, Transport.TCP));
    methods.put("serverEnd portA", port -> BUNDLED.serverEnd(port, 443, Transport.TCP));
    methods.put("serverEnd portB", port -> BUNDLED.serverEnd(443, port, Transport.TCP));
    methods.put("PortRange.of", PortRange::of);
    methods.put("PortSpan first", port -> new PortSpan(port, 65535));
    methods.put("PortSpan last", port -> new PortSpan(0, port));
    methods.put("RelatedPort", port -> new RelatedPort(port, Relation.FAMILY));
    List<Arguments> arguments = new ArrayList<>();
    methods.forEach(
        (name, method) -> {
          for (int port : new int[] {-1, 65536, 70000, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            arguments.add(Arguments.of(name, port, method));
          }
        });
    return arguments.stream();
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("numbersThatAreNoPorts")
  void aNumberThatIsNoPortIsRefusedWithTheNumberAndTheRange(
      String name, int port, IntConsumer method) {
    assertThatIllegalArgumentException()
        .as(name)
        .isThrownBy(() -> method.accept(port))
        .withMessage("port " + port + " is outside 0 to 65535");
  }

  static Stream<Arguments> nulls() {
    PortRecord record = BUNDLED.port(443);
    return Stream.of(
        nothing("read", "table", () -> PortRegistry.read(null)),
        nothing("read others", "others", () -> PortRegistry.read(Path.of("x"), null)),
        nothing("read a stream", "table", () -> PortRegistry.read(null, "x")),
        nothing("read a name", "sourceName", () -> PortRegistry.read(empty(), null)),
        nothing("readIana", "file", () -> PortRegistry.readIana(null)),
        nothing("readIana a stream", "file", () -> PortRegistry.readIana(null, "x")),
        nothing("readIana a name", "sourceName", () -> PortRegistry.readIana(empty(), null)),
        nothing("assignments", "transport", () -> BUNDLED.assignments(443, null)),
        nothing("service", "serviceName", () -> BUNDLED.service(null)),
        nothing("service of layers", "serviceName", () -> LAYERED.service(null)),
        nothing("search", "text", () -> BUNDLED.search(null)),
        nothing("ports", "status", () -> BUNDLED.ports(null)),
        nothing("serviceName", "transport", () -> BUNDLED.serviceName(443, null)),
        nothing("commonName", "transport", () -> BUNDLED.commonName(443, null)),
        nothing("serverPort", "transport", () -> BUNDLED.serverPort(443, 50000, null)),
        nothing("serverPort alike", "transport", () -> BUNDLED.serverPort(443, 443, null)),
        nothing("serverEnd", "transport", () -> BUNDLED.serverEnd(443, 50000, null)),
        nothing("withOverlay", "overlay", () -> BUNDLED.withOverlay(null)),
        nothing("PortRecord.status", "transport", () -> record.status(null)),
        nothing("PortRecord.liveness", "transport", () -> record.liveness(null)),
        nothing("PortRecord.ianaState", "transport", () -> record.ianaState(null)),
        nothing("PortRecord.assignments", "transport", () -> record.assignments(null)),
        nothing("RegistryDate.parse", "text", () -> RegistryDate.parse(null)));
  }

  private static Arguments nothing(String method, String parameter, ThrowingCallable call) {
    return Arguments.of(method, parameter, call);
  }

  private static InputStream empty() {
    return new ByteArrayInputStream(new byte[0]);
  }

  /** Some methods check and some rely on the message of the Java machine; both name it. */
  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("nulls")
  void nullIsRefusedWithTheNameOfTheParameter(
      String method, String parameter, ThrowingCallable call) {
    assertThatNullPointerException()
        .as(method)
        .isThrownBy(call)
        .withMessageMatching("(.* because \")?" + parameter + "(\" is null)?");
  }

  @Test
  void aMethodThatRefusedAnArgumentWorksAfterwards() {
    PortRegistry fresh =
        TeamTables.table("team", TeamTables.named("8432", "tcp", "billing")).withOverlay(LAYERED);

    assertThatIllegalArgumentException().isThrownBy(() -> fresh.port(65536));
    assertThatNullPointerException().isThrownBy(() -> fresh.service(null));
    assertThatNullPointerException().isThrownBy(() -> fresh.serviceName(8432, null));

    assertThat(fresh.serviceName(8432, Transport.TCP)).isEqualTo("billing");
    assertThat(fresh.service("billing")).hasSize(1);
  }

  @Test
  void aFileThatIsNotThereIsAnIoExceptionThatNamesIt(@TempDir Path directory) {
    Path absent = directory.resolve("absent.csv");

    assertThatThrownBy(() -> PortRegistry.read(absent))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(absent.toString());
    assertThatThrownBy(() -> PortRegistry.readIana(absent))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(absent.toString());
  }

  @Test
  void aStreamThatFailsHalfwayIsThatVeryIoException() {
    IOException fault = new IOException("the line went dead");

    assertThatThrownBy(() -> PortRegistry.read(failing(fault), "x")).isSameAs(fault);
    assertThatThrownBy(() -> PortRegistry.readIana(failing(fault), "x")).isSameAs(fault);
  }

  /** Gives the header and then fails. */
  private static InputStream failing(IOException fault) {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw fault;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            throw fault;
          }
        };
    return new SequenceInputStream(header(), broken);
  }

  private static InputStream header() {
    return new ByteArrayInputStream((TeamTables.HEADER + "\n").getBytes(US_ASCII));
  }

  @Test
  void aStreamIsReadToItsEndAndNotClosed() throws IOException {
    boolean[] closed = new boolean[1];
    InputStream in =
        new ByteArrayInputStream((TeamTables.HEADER + "\n").getBytes(US_ASCII)) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };

    PortRegistry.read(in, "x");

    assertThat(in.read()).isEqualTo(-1);
    assertThat(closed[0]).isFalse();
  }
}
