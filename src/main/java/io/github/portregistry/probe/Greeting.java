package io.github.portregistry.probe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import java.util.Locale;

/**
 * The listeners that a probe asks what they speak.
 *
 * <pre>{@code
 * PortFinding finding = ListenerProbe.local().withGreeting(Greeting.ASK).check(22);
 * finding.spoken().forEach(System.out::println);
 * }</pre>
 */
public enum Greeting {
  /** The probe connects to no listener. */
  NONE,
  /** The probe asks each TCP listener, with at most one harmless hello on each connection. */
  ASK,
  /**
   * The probe asks each TCP listener, and each UDP listener with a harmless datagram of its port's
   * protocol.
   */
  ASK_UDP;

  /** The constant in JSON. */
  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Greeting read(Object json) {
    return Given.constant(json, Greeting.class);
  }
}
