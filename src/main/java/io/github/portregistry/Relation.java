package io.github.portregistry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import java.util.Locale;

/** How another port is related to a port. */
public enum Relation {
  /** The other port carries the same service over TLS or another secure layer. */
  SECURE_VARIANT,
  /** The other port carries the same service without the secure layer. */
  PLAIN_VARIANT,
  /** One port carries the control connection and the other the data of the same service. */
  CONTROL_DATA_PAIR,
  /** The other port is the server's end of the protocol, and this one the client's. */
  SERVER_END,
  /** The other port is the client's end of the protocol, and this one the server's. */
  CLIENT_END,
  /** The service used the other port before. */
  PREDECESSOR,
  /** The service moved to the other port. */
  SUCCESSOR,
  /** The other port serves the same purpose. */
  ALTERNATIVE,
  /** Both ports belong to one suite of services. */
  FAMILY,
  /** One document released both ports. */
  RELEASED_TOGETHER;

  /** The constant in JSON. */
  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Relation read(Object json) {
    return Given.constant(json, Relation.class);
  }
}
