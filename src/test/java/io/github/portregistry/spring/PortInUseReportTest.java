package io.github.portregistry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** The rest is tested in src/it/spring-boot, where an application is started. */
@EnabledOnOs(OS.LINUX)
class PortInUseReportTest {

  private static Environment environment(Map<String, String> properties) {
    return (Environment)
        Proxy.newProxyInstance(
            PortInUseReportTest.class.getClassLoader(),
            new Class<?>[] {Environment.class},
            (proxy, method, arguments) ->
                properties.getOrDefault((String) arguments[0], (String) arguments[1]));
  }

  private static FailureAnalysis analyse(int port, Environment environment) {
    PortInUseException failure = new PortInUseException(port);
    FailureAnalysis analysis =
        new PortInUseReport(environment).analyze(new IllegalStateException(failure));
    assertThat(analysis.getCause()).isSameAs(failure);
    return analysis;
  }

  @Test
  void theProcessIsDescribed() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = server.getLocalPort();
      FailureAnalysis analysis = analyse(port, null);

      assertThat(analysis.getDescription())
          .startsWith(
              "Web server failed to start. Port " + port + " was already in use.\n\n  Process")
          .contains("(pid " + ProcessHandle.current().pid() + ",");
      assertThat(analysis.getAction()).startsWith("This process already uses the port: ");
    }
  }

  @Test
  void thePageOfThePortIsNamedIfThereIsOne() {
    assertThat(analyse(8080, null).getDescription())
        .endsWith("\n  About it     https://portregistry.github.io/port-registry/8080/");
    assertThat(analyse(20045, null).getDescription()).doesNotContain("About it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"server.port", "management.server.port", "spring.rsocket.server.port"})
  void thePropertyThatHasThePortIsToBeChanged(String property) {
    assertThat(analyse(20045, environment(Map.of(property, "20045"))).getAction())
        .matches("(?s).* is free\\. Set " + property + " to 20\\d\\d\\d\\.");
  }

  @Test
  void aPortThatNoPropertyHasIsNoPropertysFault() {
    assertThat(analyse(20045, environment(Map.of())).getAction())
        .doesNotContain("Set ")
        .contains(" is free.");
  }

  @Test
  void thePortOfAnApplicationThatSetsNoneIsKnown() {
    assertThat(analyse(8080, environment(Map.of())).getAction()).contains("Set server.port to ");
    assertThat(analyse(8080, null).getAction()).contains("Set server.port to ");
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, true", "127.0.0.2, false", "::1, false", "localhost, true", "'', true"})
  void onlyWhatIsInTheWayOfTheServersAddressIsDescribed(String address, boolean inTheWay)
      throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = server.getLocalPort();
      Environment environment =
          environment(Map.of("server.port", Integer.toString(port), "server.address", address));

      String action = analyse(port, environment).getAction();

      assertThat(action.startsWith("This process already uses the port: ")).isEqualTo(inTheWay);
    }
  }

  @Test
  void anotherFailureIsNotAnalysed() {
    assertThat(new PortInUseReport(null).analyze(new IllegalStateException())).isNull();
  }

  @Test
  void springBootFindsItAndAsksItBeforeItsOwn() throws IOException {
    Properties factories = new Properties();
    try (InputStream file =
        PortInUseReport.class.getResourceAsStream("/META-INF/spring.factories")) {
      factories.load(file);
    }

    assertThat(factories)
        .containsExactly(
            Map.entry(FailureAnalyzer.class.getName(), PortInUseReport.class.getName()));
    assertThat(PortInUseReport.class.getAnnotation(Order.class).value()).isZero();
  }
}
