package io.github.portregistry.past;

import io.github.portregistry.Assignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.MadeRow;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import io.github.portregistry.fact.RegistryHistory;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Short rows for tests of the past. */
final class Steps {

  private Steps() {}

  static RegistryHistory.Copy copy(String day) {
    return new RegistryHistory.Copy(LocalDate.parse(day), "copy of " + day);
  }

  /** A service, titled in capitals, from no source. */
  static Assignment service(String name, String ports, @Nullable Transport transport) {
    return MadeRow.of(name).on(ports, transport).title(title(name)).row();
  }

  static Assignment registered(
      String name, String ports, @Nullable Transport transport, String date) {
    return MadeRow.of(name).on(ports, transport).title(title(name)).registered(date).row();
  }

  static String title(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  static UnnamedEntry unnamed(String ports, @Nullable Transport transport, IanaState state) {
    return new UnnamedEntry(MadeRow.ports(ports), transport, state, "");
  }
}
