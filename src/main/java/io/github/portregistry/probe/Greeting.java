package io.github.portregistry.probe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import java.util.Locale;

/**
 * Whether a probe asks listeners what they speak.
 *
 * <pre>{@code
 * PortFinding finding = ListenerProbe.local().withGreeting(Greeting.ASK).check(22);
 * finding.spoken().forEach(System.out::println);
 * }</pre>
 */
public enum Greeting {
  /** No listener is connected to. */
  NONE,
  /** Each TCP listener is connected to, and sent one harmless hello on each connection. */
  ASK,
  /** The same, and each UDP listener is sent a harmless datagram of its port's own protocol. */
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
