package io.github.portregistry.spring;

import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Dossier;
import io.github.portregistry.probe.PortConflict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Reports which process uses a port that Spring Boot's web server could not bind. Spring Boot finds
 * this class by {@code META-INF/spring.factories}.
 */
// Before Spring Boot's own, which is last, and after whatever an application puts first.
@Order(0)
final class PortInUseReport extends AbstractFailureAnalyzer<PortInUseException> {

  private static final List<String> PROPERTIES =
      List.of("server.port", "management.server.port", "spring.rsocket.server.port");

  /** An IPv4 or IPv6 address, for which nothing is asked of a resolver. */
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]+(?:\\.[0-9]+){3}|[0-9a-fA-F]*:[0-9a-fA-F:.%]+");

  private final @Nullable Environment environment;

  /** The environment is null if the application failed before Spring Boot created one. */
  PortInUseReport(@Nullable Environment environment) {
    this.environment = environment;
  }

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
    int port = cause.getPort();
    InetAddress address = address(port);
    PortConflict conflict =
        address == null
            ? PortConflict.of(port, Transport.TCP)
            : PortConflict.of(new InetSocketAddress(address, port), Transport.TCP);
    return new FailureAnalysis(
        "Web server failed to start. Port "
            + port
            + " was already in use.\n\n"
            + conflict.report()
            + page(conflict),
        conflict.advice() + setting(port, conflict.freePort()),
        cause);
  }

  /**
   * Returns the address that the server with the port is set to; null if none is set, or it is a
   * name, which would need a resolver.
   */
  private @Nullable InetAddress address(int port) {
    for (String property : PROPERTIES) {
      if (environment != null && sets(property, port)) {
        String text = environment.getProperty(property.replace(".port", ".address"), "");
        if (LITERAL.matcher(text).matches()) {
          try {
            return InetAddress.getByName(text);
          } catch (UnknownHostException e) {
            return null;
          }
        }
      }
    }
    return null;
  }

  /** The line with the address of the port's page. */
  private static String page(PortConflict conflict) {
    String page = Dossier.of(conflict.finding().record()).page();
    return page.isEmpty() ? "" : "\n  About it     " + page;
  }

  private String setting(int port, OptionalInt free) {
    String properties =
        PROPERTIES.stream().filter(name -> sets(name, port)).collect(Collectors.joining(" or "));
    return free.isEmpty() || properties.isEmpty()
        ? ""
        : " Set " + properties + " to " + free.getAsInt() + ".";
  }

  private boolean sets(String property, int port) {
    String byDefault = property.equals("server.port") ? "8080" : "";
    String value = environment == null ? byDefault : environment.getProperty(property, byDefault);
    return value.equals(Integer.toString(port));
  }
}
