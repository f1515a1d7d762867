package io.github.portregistry.csv;

import io.github.portregistry.Assignment;
import io.github.portregistry.Doubt;
import io.github.portregistry.Liveness;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The spelling and the order of the rows of {@code port-registry.csv}. */
public final class RowFormat {

  public static final List<String> HEADER =
      List.of(
          "port",
          "transport",
          "state",
          "status",
          "service_name",
          "description",
          "assignee",
          "contact",
          "registered",
          "modified",
          "references",
          "service_code",
          "unauthorized_use",
          "alias_of",
          "source");

  /** Separates the texts of a list; no reference in the registry contains it. */
  public static final char LIST_SEPARATOR = '|';

  private RowFormat() {}

  /**
   * The order of a table: rows with ports before names without one, then by first port, then by
   * transport (none first); names without a port by name, then by transport. Equal rows keep IANA's
   * order.
   */
  public static Comparator<RegistryRow> tableOrder() {
    return new TableOrder();
  }

  /** A class, because linking the first lambda takes longer than computing a day of the past. */
  private static final class TableOrder implements Comparator<RegistryRow> {
    @Override
    public int compare(RegistryRow row, RegistryRow other) {
      int byPort = Integer.compare(firstPortOrMax(row), firstPortOrMax(other));
      if (byPort != 0) {
        return byPort;
      }
      int byName =
          row.ports() != null ? 0 : row.serviceName().compareToIgnoreCase(other.serviceName());
      return byName != 0
          ? byName
          : Integer.compare(order(row.transport()), order(other.transport()));
    }
  }

  private static int firstPortOrMax(RegistryRow entry) {
    PortSpan ports = entry.ports();
    return ports == null ? Integer.MAX_VALUE : ports.first();
  }

  /** Returns the fields that spell an entry; the source column is blank for {@code tableSource}. */
  public static List<String> encode(RegistryRow entry, String tableSource) {
    PortSpan span = entry.ports();
    String ports = span == null ? "" : span.toString();
    String transport = text(entry.transport());
    String source = entry.source().equals(tableSource) ? "" : entry.source();
    if (entry instanceof Assignment a) {
      return List.of(
          ports,
          transport,
          "",
          status(a),
          a.serviceName(),
          a.description(),
          a.assignee(),
          a.contact(),
          text(a.registered()),
          text(a.modified()),
          text(a.references()),
          a.serviceCode(),
          a.unauthorizedUse(),
          a.aliasOf(),
          source);
    }
    UnnamedEntry u = (UnnamedEntry) entry;
    return List.of(
        ports,
        transport,
        text(u.state()),
        u.status() == PortStatus.RELEASED ? "released" : "",
        "",
        u.description(),
        u.assignee(),
        u.contact(),
        text(u.registered()),
        text(u.modified()),
        text(u.references()),
        "",
        u.unauthorizedUse(),
        "",
        source);
  }

  /** The liveness; if it is in doubt, the kind of doubt. */
  private static String status(Assignment row) {
    Doubt doubt = row.doubt();
    return doubt != null
        ? text(doubt)
        : row.liveness() == Liveness.UNEXAMINED ? "" : text(row.liveness());
  }

  /** Returns the place of a transport in a table: -1 for a row without one, then 0 to 3. */
  @SuppressWarnings("EnumOrdinal")
  public static int order(@Nullable Transport transport) {
    return transport == null ? -1 : transport.ordinal();
  }

  public static String text(@Nullable Transport transport) {
    return transport == null ? "" : transport.keyword();
  }

  public static String text(@Nullable RegistryDate date) {
    return date == null ? "" : date.toString();
  }

  public static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  public static String text(List<String> texts) {
    return String.join(String.valueOf(LIST_SEPARATOR), texts);
  }

  /**
   * Returns the unique key of a row in its table: ports, transport and service name, separated by
   * line breaks. A row without a port has its title in the key too, because the registry has two
   * different services {@code rdp}.
   */
  public static String place(RegistryRow entry) {
    PortSpan ports = entry.ports();
    return String.join(
        "\n",
        ports == null ? "no port" : ports.toString(),
        text(entry.transport()),
        entry.serviceName().toLowerCase(Locale.ROOT),
        ports == null ? entry.description() : "");
  }
}
