package io.github.portregistry;

import org.jspecify.annotations.Nullable;

/** Changes for tests, with ports and dates as text; a log records them. */
public final class MadeChange {

  private MadeChange() {}

  /** A change of a day that does not matter. */
  public static RegistryChange change(
      RegistryChange.Kind kind,
      String ports,
      @Nullable Transport transport,
      String name,
      String before,
      String after) {
    return on("2020-01-01", kind, ports, transport, name, before, after);
  }

  public static RegistryChange on(
      String day,
      RegistryChange.Kind kind,
      String ports,
      @Nullable Transport transport,
      String name,
      String before,
      String after) {
    return between(day, day, kind, ports, transport, name, before, after);
  }

  /** A change that was made between two days; the first may be blank. */
  public static RegistryChange between(
      String from,
      String to,
      RegistryChange.Kind kind,
      String ports,
      @Nullable Transport transport,
      String name,
      String before,
      String after) {
    return new RegistryChange(
        kind,
        MadeRow.date(from),
        RegistryDate.parse(to),
        MadeRow.ports(ports),
        transport,
        name,
        before,
        after,
        "log");
  }
}
