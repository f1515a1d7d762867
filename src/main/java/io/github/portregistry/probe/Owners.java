package io.github.portregistry.probe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import java.util.Locale;

/** The extent of the search for the owners of a listening socket. */
public enum Owners {
  /** Owners are not searched for: every ownership is {@link NotVisible.Cause#NOT_REQUESTED}. */
  NONE,
  /** The search ends as soon as each listener has one owner. */
  FIRST,
  /** Every process that owns the socket is named, including the children of a server that forks. */
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
