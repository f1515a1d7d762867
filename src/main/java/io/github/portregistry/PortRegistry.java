package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The registry of service names and port numbers: what each of the 65,536 numbers is assigned to.
 *
 * <pre>{@code
 * PortRecord port = PortRegistry.lookup(443);
 * port.assignments(Transport.TCP).get(0).serviceName(); // "https"
 * }</pre>
 *
 * <p>The packaged registry is IANA's Service Name and Transport Protocol Port Number Registry (RFC
 * 6335); {@link #provenance} tells of which day. Other tables are read with {@link #read(Path)} and
 * {@link #readIana(Path)}, and laid over one another with {@link #withOverlay}.
 *
 * <p>Immutable and thread-safe, whatever the interleaving. Nothing here opens a network connection,
 * writes anything, or reads another file than the one it is given. A record is made when its port
 * is first asked for and kept: the same registry gives the same {@link PortRecord} for the same
 * port.
 */
public final class PortRegistry {

  private static final int PORTS = PortSpan.MAX_PORT + 1;

  /**
   * How many records are made when one is missing. If each had a call of its own, the making would
   * seem frequent to the compiler, which then puts it into the look-up and the look-up not into its
   * callers; the same is true of {@link PortTable#block} and the names.
   */
  private static final int AT_ONCE = 512;

  /** The topmost first; a row hides what the tables beneath say of the same port and transport. */
  private final PortTable[] tables;

  /** Filled in under the lock and read without it, which the records' final fields allow. */
  private final @Nullable PortRecord[] records = new PortRecord[PORTS];

  /** The primary names by port, filled in like the records; each grows with the ports asked for. */
  private @Nullable String[] tcpNames = {};

  private @Nullable String[] udpNames = {};
  private @Nullable String[] sctpNames = {};
  private @Nullable String[] dccpNames = {};

  /** Made when first asked for; two threads may make one each, which tell the same. */
  private @Nullable Layers layers;

  private @Nullable NameIndex nameIndex;
  private @Nullable DominantNames dominantNames;
  private @Nullable Provenance provenance;

  PortRegistry(PortTable... tables) {
    this.tables = tables;
  }

  /**
   * Returns what the packaged registry knows of a port.
   *
   * @param port a port number, 0 to 65535
   * @return the record of the port; every number has one
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   */
  public static PortRecord lookup(int port) {
    return Packaged.registry().port(port);
  }

  /**
   * Returns the packaged registry, which is loaded when it is first asked for.
   *
   * @return always the same registry
   * @throws RegistryFormatException if the packaged tables are damaged; each call then throws it
   */
  public static PortRegistry bundled() {
    return Packaged.registry();
  }

  /**
   * Reads a table in the format of the packaged {@code port-registry.csv}: a team's own, or that of
   * another release.
   *
   * <p>At most 1,000 rows may cover one port, at most 1,000 may have one name and no port, and the
   * rows may cover at most 4,194,304 ports together (64 times all); a table of more is refused. So
   * its size bounds the memory and the time that it takes.
   *
   * @param csv the file
   * @return a registry of what the table says, without former assignments
   * @throws IOException if the file cannot be read
   * @throws RegistryFormatException if the file is not in that format in every byte, larger than 8
   *     MiB, or has more rows of a port than that
   */
  public static PortRegistry read(Path csv) throws IOException {
    try (InputStream in = Files.newInputStream(requireNonNull(csv, "csv"))) {
      return read(in, csv.toString());
    }
  }

  /**
   * Reads a table as {@link #read(Path)} does.
   *
   * @param csv read to its end and not closed
   * @param sourceName how to call the table in messages and in {@link Provenance}
   * @return a registry of what the table says, without former assignments
   * @throws IOException if the stream cannot be read
   * @throws RegistryFormatException if the table is not in that format in every byte, has more rows
   *     of a port than that, or is larger than 8 MiB, of which no more is read
   */
  public static PortRegistry read(InputStream csv, String sourceName) throws IOException {
    requireNonNull(csv, "csv");
    requireNonNull(sourceName, "sourceName");
    return new PortRegistry(PortTableCsv.read(CsvText.read(csv, sourceName)));
  }

  /**
   * Reads the registry as IANA publishes it, the CSV file of 12 columns: a newer snapshot than the
   * packaged one. It may have as many rows of a port as {@link #read(Path)} allows.
   *
   * @param csv the file
   * @return a registry of what the file says, with the former assignments that its notes tell
   * @throws IOException if the file cannot be read
   * @throws RegistryFormatException if the file is not in IANA's layout, larger than 8 MiB, or has
   *     too many rows of a port
   */
  public static PortRegistry readIana(Path csv) throws IOException {
    try (InputStream in = Files.newInputStream(requireNonNull(csv, "csv"))) {
      return readIana(in, csv.toString());
    }
  }

  /**
   * Reads the registry as {@link #readIana(Path)} does.
   *
   * @param csv read to its end and not closed
   * @param sourceName how to call the table in messages and in {@link Provenance}
   * @return a registry of what the file says, with the former assignments that its notes tell
   * @throws IOException if the stream cannot be read
   * @throws RegistryFormatException if the file is not in IANA's layout, has too many rows of a
   *     port, or is larger than 8 MiB, of which no more is read
   */
  public static PortRegistry readIana(InputStream csv, String sourceName) throws IOException {
    requireNonNull(csv, "csv");
    requireNonNull(sourceName, "sourceName");
    IanaCsv iana = IanaCsv.read(CsvText.read(csv, sourceName));
    Facts packaged = Facts.packaged();
    FactTable<FormerAssignment> former = FormerMerge.of(iana.former(), packaged.former().rows());
    Facts facts = packaged.withFormer(former);
    List<Entry> entries = new Statuses(former, packaged.statuses()).appliedTo(iana.entries());
    return new PortRegistry(PortTableCsv.of(entries, sourceName, facts));
  }

  /**
   * Returns the packaged registry as it was at the end of a day, by taking back what was changed
   * since.
   *
   * <pre>{@code
   * PortRegistry then = PortRegistry.asOf(LocalDate.of(2025, 9, 28));
   * then.serviceName(832, Transport.TCP); // "netconfsoaphttp"
   * }</pre>
   *
   * <p>Service names, ports, titles, references and states are those of the day; of a change whose
   * day is not known, the latest day that it can have been made on counts. Assignees, contacts,
   * service codes and remarks are those of today, and absent where the service has lost the port
   * since; so are the references of such a service unless they were changed before. What is told of
   * a port beside the registry's rows, its observed uses and evidence and whether it is a ghost, is
   * what is known today.
   *
   * @param day a day from 2014-07-13 to that of the newest change or copy that is packaged
   * @return a new registry, with the former assignments and the history up to that day
   * @throws IllegalArgumentException if {@code day} is out of that range, which the message names
   * @throws NullPointerException if {@code day} is null
   */
  public static PortRegistry asOf(LocalDate day) {
    return PastRegistry.of(bundled().tables[0], requireNonNull(day, "day"));
  }

  /**
   * Returns what was changed in the packaged registry from one day to another, both included.
   *
   * <p>A change counts for the latest day that it can have been made on. The changes that lead from
   * the registry {@link #asOf as of} one day to that of another are those from the day after the
   * first.
   *
   * @param from a day from 2014-07-13 to that of the newest change or copy that is packaged
   * @param to a day in the same range, {@code from} or later
   * @return an unmodifiable list in chronological order
   * @throws IllegalArgumentException if a day is out of that range, or {@code to} before {@code
   *     from}
   * @throws NullPointerException if a day is null
   */
  public static List<RegistryChange> changes(LocalDate from, LocalDate to) {
    return Facts.packaged()
        .history()
        .changes(requireNonNull(from, "from"), requireNonNull(to, "to"));
  }

  /**
   * Returns the first day that {@link #asOf} and {@link #changes} can be asked for.
   *
   * @return 2014-07-13 in the packaged registry
   */
  public static LocalDate firstDay() {
    return Facts.packaged().history().first().day();
  }

  /**
   * Returns the last day that {@link #asOf} and {@link #changes} can be asked for.
   *
   * @return the day of the newest copy of the registry that the packaged one knows
   */
  public static LocalDate lastDay() {
    return Facts.packaged().history().last().day();
  }

  /**
   * Returns what this registry knows of a port.
   *
   * @param port a port number, 0 to 65535
   * @return the record of the port; every number has one
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   */
  public PortRecord port(int port) {
    // Compared with the array's length, which spares the array read its own check.
    if (port >= 0 && port < records.length) {
      PortRecord record = records[port];
      if (record != null) {
        return record;
      }
    }
    return create(port);
  }

  private synchronized PortRecord create(int port) {
    int first = PortSpan.requirePort(port) & -AT_ONCE;
    if (records[first] == null) {
      for (int i = first; i < first + AT_ONCE; i++) {
        records[i] = new PortRecord(i, this);
      }
    }
    return requireNonNull(records[port]);
  }

  /** Returns the rows that hold for a port, in table order. */
  List<Entry> entries(int port) {
    return tables.length == 1 ? tables[0].entries(port) : layers().entries(port);
  }

  /**
   * Returns the services that a port is assigned to for one transport.
   *
   * @param port a port number, 0 to 65535
   * @param transport the transport
   * @return what {@link PortRecord#assignments(Transport)} returns
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   * @throws NullPointerException if {@code transport} is null
   */
  public List<Assignment> assignments(int port, Transport transport) {
    return port(port).assignments(transport);
  }

  /**
   * Returns every port and transport of a service name, and the name's rows without a port.
   *
   * <p>An alias is resolved: the rows of the name that it stands for are returned with its own,
   * which say so in {@link Assignment#aliasOf}.
   *
   * @param serviceName a service name in any case, such as {@code http} or {@code sql*net}
   * @return an unmodifiable list in registry order; empty if there is no such name
   * @throws NullPointerException if {@code serviceName} is null
   */
  public List<Assignment> service(String serviceName) {
    requireNonNull(serviceName, "serviceName");
    NameIndex index = nameIndex;
    return (index != null ? index : nameIndex()).find(serviceName);
  }

  /**
   * Returns the ports that a service name had and has no more, as far as former assignments tell.
   *
   * <p>A port that still has the name for one transport is none of them; what the name lost there
   * is in {@link PortRecord#formerAssignments}.
   *
   * @param serviceName a service name in any case, such as {@code netconfsoaphttp}
   * @return an unmodifiable list by port number; empty if no port is known
   * @throws NullPointerException if {@code serviceName} is null
   */
  public List<PortRecord> formerPorts(String serviceName) {
    requireNonNull(serviceName, "serviceName");
    return layers().formerPorts(serviceName).stream()
        .mapToObj(this::port)
        .filter(
            port ->
                port.assignments().stream()
                    .noneMatch(row -> row.serviceName().equalsIgnoreCase(serviceName)))
        .toList();
  }

  private synchronized NameIndex nameIndex() {
    NameIndex index = nameIndex;
    if (index == null) {
      index = new NameIndex(layers());
      nameIndex = index;
    }
    return index;
  }

  /**
   * Returns the ports that fit a text.
   *
   * @param text words, of which each has to occur in the service name or the description of one
   *     row, or in the application of one observed use, whatever the case
   * @return an unmodifiable list by port number; empty if nothing fits or {@code text} has no word
   * @throws NullPointerException if {@code text} is null
   */
  public List<PortRecord> search(String text) {
    PortSearch search = new PortSearch(requireNonNull(text, "text"));
    BitSet ports = layers().portsOf(search::fits);
    ports.or(layers().portsOfUses(search::fits));
    return ports.stream().mapToObj(this::port).filter(search::fits).toList();
  }

  /**
   * Returns all 65,536 ports.
   *
   * @return the records from port 0 to port 65535
   */
  public Stream<PortRecord> ports() {
    return IntStream.range(0, PORTS).mapToObj(this::port);
  }

  /**
   * Returns the ports of one status.
   *
   * @param status the status to look for, that of {@link PortRecord#status()}
   * @return the records in ascending order
   * @throws NullPointerException if {@code status} is null
   */
  public Stream<PortRecord> ports(PortStatus status) {
    requireNonNull(status, "status");
    return ports().filter(port -> port.status() == status);
  }

  /**
   * Returns every row that names a service, those without a port included.
   *
   * @return the rows in registry order: by port, then by transport; then the names without a port
   */
  public Stream<Assignment> assignments() {
    return layers().assignments();
  }

  /**
   * Returns the primary service name of a port for one transport; made for being called for every
   * line of a log: allocates nothing once a port has been asked for.
   *
   * @param port a port number, 0 to 65535
   * @param transport the transport
   * @return the name of the first of {@link #assignments(int, Transport)}; "" if there is none
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   * @throws NullPointerException if {@code transport} is null
   */
  public String serviceName(int port, Transport transport) {
    @Nullable String[] names = names(transport);
    if (port >= 0 && port < names.length) {
      String name = names[port];
      if (name != null) {
        return name;
      }
    }
    return primaryName(port, transport);
  }

  private @Nullable String[] names(Transport transport) {
    return transport == Transport.TCP
        ? tcpNames
        : transport == Transport.UDP
            ? udpNames
            : transport == Transport.SCTP ? sctpNames : dccpNames;
  }

  private synchronized String primaryName(int port, Transport transport) {
    PortSpan.requirePort(port);
    requireNonNull(transport, "transport");
    @Nullable String[] names = names(transport);
    if (port >= names.length || names[port] == null) {
      names = PrimaryNames.fill(names, tables, transport, port);
    }
    switch (transport) {
      case TCP -> tcpNames = names;
      case UDP -> udpNames = names;
      case SCTP -> sctpNames = names;
      case DCCP -> dccpNames = names;
    }
    return requireNonNull(names[port]);
  }

  /**
   * Returns what people call a port: the application that is mostly met there, else the primary
   * service name.
   *
   * @param port a port number, 0 to 65535
   * @param transport the transport
   * @return the name; "" if there is neither
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   * @throws NullPointerException if {@code transport} is null
   */
  public String commonName(int port, Transport transport) {
    String assigned = serviceName(port, transport);
    DominantNames names = dominantNames;
    String dominant = (names != null ? names : dominantNames()).get(port, transport);
    return dominant != null ? dominant : assigned;
  }

  private synchronized DominantNames dominantNames() {
    DominantNames names = dominantNames;
    if (names == null) {
      names = new DominantNames(tables);
      dominantNames = names;
    }
    return names;
  }

  /**
   * Returns the end of a flow that is more likely the server's.
   *
   * <p>A port that names a service for the transport beats one that names none; between two alike,
   * a System Port beats a User Port and that a Dynamic Port; between two of one range the lower
   * number wins. The order of the arguments does not matter.
   *
   * @param portA the port of one end, 0 to 65535
   * @param portB the port of the other end, 0 to 65535
   * @param transport the transport of the flow
   * @return {@code portA} or {@code portB}
   * @throws IllegalArgumentException if a port is below 0 or above 65535
   * @throws NullPointerException if {@code transport} is null
   */
  public int serverPort(int portA, int portB, Transport transport) {
    boolean namedA = !serviceName(portA, transport).isEmpty();
    boolean namedB = !serviceName(portB, transport).isEmpty();
    if (namedA != namedB) {
      return namedA ? portA : portB;
    }
    // The ranges ascend, so the lower number is also the one in the range that wins.
    return Math.min(portA, portB);
  }

  /**
   * Returns a registry in which the rows of another are laid over those of this one.
   *
   * <p>For a port and transport of which the overlay has any row, only the overlay's rows count; an
   * overlay's row without a transport counts for all four. A name without a port is hidden by an
   * overlay's row without a port of the same name and transport. All else comes from this registry,
   * former assignments from both. {@link Assignment#source} tells which table a row is from.
   *
   * @param overlay the registry whose rows win
   * @return a new registry; this one and {@code overlay} stay as they are
   * @throws NullPointerException if {@code overlay} is null
   */
  public PortRegistry withOverlay(PortRegistry overlay) {
    requireNonNull(overlay, "overlay");
    PortTable[] both = new PortTable[overlay.tables.length + tables.length];
    System.arraycopy(overlay.tables, 0, both, 0, overlay.tables.length);
    System.arraycopy(tables, 0, both, overlay.tables.length, tables.length);
    return new PortRegistry(both);
  }

  /**
   * Returns what this registry was made from.
   *
   * @return the source, date, digest and counts of the topmost table, and those beneath it
   * @throws RegistryFormatException if this is the packaged registry and its digest is not the one
   *     that was stated with it
   */
  public synchronized Provenance provenance() {
    Provenance made = provenance;
    if (made == null) {
      for (int layer = tables.length - 1; layer >= 0; layer--) {
        made = Provenance.of(tables[layer], made);
      }
      provenance = made;
    }
    return requireNonNull(made);
  }

  /** The tables, for what is told of a port beside its rows. */
  Layers layers() {
    Layers made = layers;
    if (made == null) {
      made = Layers.of(tables);
      layers = made;
    }
    return made;
  }

  /** The canonical bytes of the topmost table. */
  byte[] csv() {
    return tables[0].csv();
  }
}
