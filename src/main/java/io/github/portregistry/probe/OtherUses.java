package io.github.portregistry.probe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import java.util.Locale;

/** How far a probe looks for sockets that have a port without listening on it. */
public enum OtherUses {
  /** Only listeners are read; the quickest. */
  NONE,
  /**
   * As far as it costs a few milliseconds: by {@code /proc} the first 4,096 connections of a table,
   * by Netlink all of them unless there are more than 4,096; a note says what was left out. {@link
   * ListenerProbe#checkAll} then reports none, neither of TCP nor of UDP.
   */
  BOUNDED,
  /** Every connection of the machine is read. */
  ALL;

  /** The constant in JSON. */
  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static OtherUses read(Object json) {
    return Given.constant(json, OtherUses.class);
  }
}
