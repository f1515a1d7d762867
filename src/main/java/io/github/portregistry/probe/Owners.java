package io.github.portregistry.probe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import java.util.Locale;

/** How far the holders of a listening socket are looked for. */
public enum Owners {
  /** No holder is looked for: each listener's ownership is not visible, because not asked for. */
  NONE,
  /** The search ends as soon as each listener has one holder. */
  FIRST,
  /** Every process that holds the socket is named, the children of a server that forks included. */
  ALL;

  /** The constant in JSON. */
  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Owners read(Object json) {
    return Given.constant(json, Owners.class);
  }
}
