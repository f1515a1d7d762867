package io.github.portregistry.past;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import io.github.portregistry.csv.RowFormat;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The services that are in a copy of the registry and not in the one before, by port. */
final class NewServices {

  private static final Transport[] TRANSPORTS = Transport.values();

  /** The ports that have a new service. */
  private final BitSet[] ports = new BitSet[TRANSPORTS.length];

  private final Map<Integer, LocalDate> days = new HashMap<>();

  NewServices(List<Assignment> rows, Function<Assignment, @Nullable LocalDate> day) {
    for (int place = 0; place < ports.length; place++) {
      ports[place] = new BitSet();
    }
    for (Assignment row : rows) {
      if (row.ports() != null) {
        LocalDate came = day.apply(row);
        for (Transport transport : UnnamedRows.spokenOf(row.transport())) {
          add(row.ports(), RowFormat.order(transport), came);
        }
      }
    }
  }

  private void add(PortSpan span, int place, @Nullable LocalDate came) {
    ports[place].set(span.first(), span.last() + 1);
    if (came != null) {
      for (int port = span.first(); port <= span.last(); port++) {
        days.merge(key(port, place), came, NewServices::earlier);
      }
    }
  }

  private static int key(int port, int place) {
    return TRANSPORTS.length * port + place;
  }

  /** Whether a new service has one of the ports of a row. */
  boolean have(PortSpan span, @Nullable Transport transport) {
    for (Transport one : UnnamedRows.spokenOf(transport)) {
      int next = ports[RowFormat.order(one)].nextSetBit(span.first());
      if (next >= 0 && next <= span.last()) {
        return true;
      }
    }
    return false;
  }

  /** The first day on which a port of a row got a new service; null if that is not known. */
  @Nullable LocalDate firstDay(PortSpan span, @Nullable Transport transport) {
    LocalDate first = null;
    for (Transport one : UnnamedRows.spokenOf(transport)) {
      int place = RowFormat.order(one);
      for (int port = ports[place].nextSetBit(span.first());
          port >= 0 && port <= span.last();
          port = ports[place].nextSetBit(port + 1)) {
        first = earlierOf(first, days.get(key(port, place)));
      }
    }
    return first;
  }

  /**
   * The first day on which a port got a new service, for any transport; null if that is not known.
   */
  @Nullable LocalDate firstDay(int port) {
    LocalDate first = null;
    for (int place = 0; place < ports.length; place++) {
      first = earlierOf(first, days.get(key(port, place)));
    }
    return first;
  }

  private static @Nullable LocalDate earlierOf(@Nullable LocalDate day, @Nullable LocalDate other) {
    return day == null || other == null ? (day == null ? other : day) : earlier(day, other);
  }

  private static LocalDate earlier(LocalDate day, LocalDate other) {
    return day.isBefore(other) ? day : other;
  }
}
