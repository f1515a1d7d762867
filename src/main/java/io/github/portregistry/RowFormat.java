package io.github.portregistry;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a row of {@code port-registry.csv} is spelled, and in which order the rows stand. */
final class RowFormat {

  static final List<String> HEADER =
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

  /** Stands between the texts of one list; no reference in the registry contains it. */
  static final char LIST_SEPARATOR = '|';

  private RowFormat() {}

  /**
   * The order of a table: rows with ports before names without one, then by first port, then by
   * transport (none first); names without a port by name, then by transport. Rows that are equal in
   * this order stand as IANA has them.
   */
  static Comparator<Entry> tableOrder() {
    return Comparator.comparingInt(RowFormat::firstPortOrMax)
        .thenComparing(
            entry -> entry.ports() == null ? entry.serviceName() : "",
            String.CASE_INSENSITIVE_ORDER)
        .thenComparingInt(entry -> Transport.place(entry.transport()));
  }

  private static int firstPortOrMax(Entry entry) {
    PortSpan ports = entry.ports();
    return ports == null ? Integer.MAX_VALUE : ports.first();
  }

  /** Returns the fields that spell an entry; the source column is blank for {@code tableSource}. */
  static List<String> encode(Entry entry, String tableSource) {
    PortSpan span = entry.ports();
    String ports = span == null ? "" : span.toString();
    String transport = text(entry.transport());
    String source = entry.source().equals(tableSource) ? "" : entry.source();
    if (entry instanceof Assignment a) {
      return List.of(
          ports,
          transport,
          "",
          a.status() == PortStatus.GHOST ? "ghost" : "",
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

  static String text(@Nullable Transport transport) {
    return transport == null ? "" : transport.keyword();
  }

  static String text(@Nullable RegistryDate date) {
    return date == null ? "" : date.toString();
  }

  static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static String text(List<String> texts) {
    return String.join(String.valueOf(LIST_SEPARATOR), texts);
  }

  /**
   * Returns what no two rows of a table share: ports, transport and service name. Names without a
   * port may share a name (the registry has two different {@code rdp}), not a title too. None of
   * them has a line break, which separates them.
   */
  static String place(Entry entry) {
    PortSpan ports = entry.ports();
    return String.join(
        "\n",
        ports == null ? "no port" : ports.toString(),
        text(entry.transport()),
        entry.serviceName().toLowerCase(Locale.ROOT),
        ports == null ? entry.description() : "");
  }
}
