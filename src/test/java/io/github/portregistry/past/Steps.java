package io.github.portregistry.past;

import io.github.portregistry.Assignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.Liveness;
import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import io.github.portregistry.fact.RegistryHistory;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Short rows and changes for tests of the past. */
final class Steps {

  private Steps() {}

  static @Nullable PortSpan ports(String text) {
    if (text.isEmpty()) {
      return null;
    }
    String[] ends = text.split("-", -1);
    return new PortSpan(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
  }

  static RegistryHistory.Copy copy(String day) {
    return new RegistryHistory.Copy(LocalDate.parse(day), "copy of " + day);
  }

  /** A service, titled in capitals, from no source. */
  static Assignment service(String name, String ports, @Nullable Transport transport) {
    return new Assignment(name, ports(ports), transport, title(name), List.of(), "");
  }

  static Assignment registered(
      String name, String ports, @Nullable Transport transport, String date) {
    return new Assignment(
        name,
        ports(ports),
        transport,
        title(name),
        "",
        "",
        RegistryDate.parse(date),
        null,
        List.of(),
        "",
        "",
        "",
        Liveness.UNEXAMINED,
        null,
        "");
  }

  static String title(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  static UnnamedEntry unnamed(String ports, @Nullable Transport transport, IanaState state) {
    return new UnnamedEntry(ports(ports), transport, state, "");
  }

  static RegistryChange change(
      RegistryChange.Kind kind,
      String ports,
      @Nullable Transport transport,
      String name,
      String before,
      String after) {
    return on("2020-01-01", kind, ports, transport, name, before, after);
  }

  static RegistryChange on(
      String day,
      RegistryChange.Kind kind,
      String ports,
      @Nullable Transport transport,
      String name,
      String before,
      String after) {
    return between(day, day, kind, ports, transport, name, before, after);
  }

  static RegistryChange between(
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
        from.isEmpty() ? null : RegistryDate.parse(from),
        RegistryDate.parse(to),
        ports(ports),
        transport,
        name,
        before,
        after,
        "log");
  }
}
