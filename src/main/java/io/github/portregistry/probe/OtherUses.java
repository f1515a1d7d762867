package io.github.portregistry.probe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import java.util.Locale;

/** The extent of the search for sockets that have a port without listening on it. */
public enum OtherUses {
  /** Only listeners are read; the fastest. */
  NONE,
  /**
   * A few milliseconds are spent: from {@code /proc} the first 4,096 connections of a table are
   * read, by Netlink all unless there are more than 4,096; a note says what was left out. {@link
   * ListenerProbe#checkAll} then reports none, for TCP and UDP.
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
