package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.fact.FactLayers;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.iana.IanaCopy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks up what is known about each of the 65,536 ports; the starting point of the library.
 *
 * <pre>{@code
 * PortRecord port = PortRegistry.lookup(443);
 * port.assignments(Transport.TCP).get(0).serviceName(); // "https"
 * }</pre>
 *
 * <p>The packaged registry is IANA's Service Name and Transport Protocol Port Number Registry (RFC
 * 6335); {@link #provenance} returns its date. {@link #read(Path)} and {@link #readIana(Path)} read
 * other tables, and {@link #withOverlay} lays one table over another.
 *
 * <p>Immutable and thread-safe. No method opens a network connection or reads a file other than the
 * one it is given; only {@link #write(Path, TableFormat) write} writes. A registry creates the
 * record of a port when the port is first looked up, and then always returns the same {@link
 * PortRecord} for it.
 */
public final class PortRegistry {

  private static final int PORTS = PortSpan.MAX_PORT + 1;

  /**
   * The number of records created when one is missing. If each were created by a call of its own,
   * HotSpot would consider that call frequent and inline it into the lookup, which would then be
   * too large to be inlined into its callers. The same is true of {@link PortTable#block} and the
   * names.
   */
  private static final int AT_ONCE = 512;

  /**
   * The tables, the topmost first; a row hides the rows of the tables below for the same port and
   * transport.
   */
  private final PortTable[] tables;

  /**
   * The records created so far. They are set under the lock and read without it, which the records'
   * final fields allow.
   */
  private final @Nullable PortRecord[] records = new PortRecord[PORTS];

  /** The primary names by port, set like the records; each array grows with the ports asked for. */
  private @Nullable String[] tcpNames = {};

  private @Nullable String[] udpNames = {};
  private @Nullable String[] sctpNames = {};
  private @Nullable String[] dccpNames = {};

  /**
   * The lock for creating records and names, held briefly; no class outside this package can hold
   * it.
   */
  final Object making = new Object();

  /** The lock for everything that takes longer, so that no lookup waits for it. */
  private final Object indexing = new Object();

  /** Created on first use; two threads may create one each, which are equivalent. */
  private @Nullable Layers layers;

  private @Nullable NameIndex nameIndex;
  private @Nullable EverydayNames everydayNames;
  private @Nullable DominantNames dominantNames;
  private @Nullable Standings standings;
  private @Nullable Provenance provenance;

  PortRegistry(PortTable... tables) {
    this.tables = tables;
  }

  /**
   * Returns the packaged registry's record of a port: its assignments, status, uses and evidence.
   *
   * <p>This is always the packaged registry. To ask another one, such as the result of {@link
   * #withOverlay} or {@link #asOf}, call {@link #port(int)} on it.
   *
   * @param port a port number, 0 to 65535
   * @return the record of the port; every number has one
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   * @throws RegistryFormatException if the packaged tables are damaged; each call then throws it
   */
  public static PortRecord lookup(int port) {
    return Packaged.registry().port(port);
  }

  /**
   * Returns the packaged registry, which is loaded on first use.
   *
   * @return always the same registry
   * @throws RegistryFormatException if the packaged tables are damaged; each call then throws it
   */
  public static PortRegistry bundled() {
    return Packaged.registry();
  }

  /**
   * Reads a table of your own, such as a team's list of ports, and returns it as a registry.
   *
   * <p>The table is a CSV file. Its header names some of the columns of the packaged {@code
   * port-registry.csv}, {@code port} and {@code service_name} at least:
   *
   * <pre>
   * port,transport,service_name,description
   * 8500,tcp,billing,Billing API
   * </pre>
   *
   * <p>It can be written by hand or exported from a spreadsheet: rows and columns in any order,
   * column names and transports in any case, missing or empty columns, blank lines, unnecessary
   * spaces and quotes, semicolons or tabs as separators, any line ends, with or without a byte
   * order mark. Nothing is skipped silently: a table with anything that cannot be understood is
   * refused.
   *
   * <p>A file like {@code /etc/services} is recognized by its first line and read too: a name, a
   * port and a protocol, aliases ({@link Assignment#aliasOf}), and a comment, which becomes the
   * description. A name that occurs twice for a port and protocol becomes one row with both
   * comments. Lines of {@code ddp} and {@code divert}, which many such files have, are left out,
   * because their numbers are not ports.
   *
   * <p>At most 1,000 rows may cover one port, at most 1,000 may have one name and no port, and the
   * rows may cover at most 4,194,304 ports together (64 times all); a larger table is refused.
   * These limits bound the memory and time that a table takes.
   *
   * @param table the file, in UTF-8
   * @return a registry of the table's rows, without former assignments
   * @throws IOException if the file cannot be read
   * @throws RegistryFormatException if something in the file cannot be understood, a row of a CSV
   *     file occurs twice, a protocol is not a {@link Transport}, the file is larger than 8 MiB, as
   *     it is or with all columns written, or one of the limits above is exceeded
   * @throws NullPointerException if {@code table} is null
   */
  public static PortRegistry read(Path table) throws IOException {
    return new PortRegistry(TableReader.read(table, OtherProtocols.REFUSE));
  }

  /**
   * Reads a table of your own, as {@link #read(Path)} does, and returns it as a registry.
   *
   * @param table the file, in UTF-8
   * @param others what to do with rows of protocols other than the four {@link Transport
   *     transports}
   * @return a registry of the table's rows, without former assignments
   * @throws IOException if the file cannot be read
   * @throws RegistryFormatException where {@link #read(Path)} throws it
   * @throws NullPointerException if an argument is null
   */
  public static PortRegistry read(Path table, OtherProtocols others) throws IOException {
    return new PortRegistry(TableReader.read(table, others));
  }

  /**
   * Reads a table of your own, as {@link #read(Path)} does, and returns it as a registry.
   *
   * @param table read to its end and not closed
   * @param sourceName the name of the table in messages and in {@link Provenance}
   * @return a registry of the table's rows, without former assignments
   * @throws IOException if the stream cannot be read
   * @throws RegistryFormatException where {@link #read(Path)} throws it; of a table larger than 8
   *     MiB no more is read
   * @throws NullPointerException if an argument is null
   */
  public static PortRegistry read(InputStream table, String sourceName) throws IOException {
    return new PortRegistry(TableReader.read(table, sourceName, OtherProtocols.REFUSE));
  }

  /**
   * Reads a table of your own, as {@link #read(Path)} does, and returns it as a registry.
   *
   * @param table read to its end and not closed
   * @param sourceName the name of the table in messages and in {@link Provenance}
   * @param others what to do with rows of protocols other than the four {@link Transport
   *     transports}
   * @return a registry of the table's rows, without former assignments
   * @throws IOException if the stream cannot be read
   * @throws RegistryFormatException where {@link #read(Path)} throws it; of a table larger than 8
   *     MiB no more is read
   * @throws NullPointerException if an argument is null
   */
  public static PortRegistry read(InputStream table, String sourceName, OtherProtocols others)
      throws IOException {
    return new PortRegistry(TableReader.read(table, sourceName, others));
  }

  /**
   * Creates a registry from rows.
   *
   * <pre>{@code
   * PortRegistry team = PortRegistry.of("team", List.of(
   *     new Assignment("billing", PortSpan.of(8500), Transport.TCP, "Billing API", List.of(), "")));
   * PortRegistry ours = PortRegistry.bundled().withOverlay(team);
   * }</pre>
   *
   * @param source the name of the table; it becomes the {@link RegistryRow#source} of rows whose
   *     source is ""
   * @param rows the rows, in any order
   * @return a registry of the rows, without former assignments
   * @throws IllegalArgumentException if a row could not be read from a table: two rows for the same
   *     ports, transport and name, control characters or space at the ends of a text, more than
   *     65,536 characters in one, more than 8 MiB in all; the message names the row
   * @throws NullPointerException if an argument is or has null
   */
  public static PortRegistry of(String source, Collection<? extends RegistryRow> rows) {
    return new PortRegistry(TableReader.of(source, rows));
  }

  /**
   * Reads the registry file that IANA publishes, newer or older than the packaged one. The file is
   * IANA's CSV with 12 columns (the header of before 2019 is accepted too) or IANA's XML, in UTF-8
   * with or without a byte order mark, plain or gzip; the first bytes show the format. The limits
   * of {@link #read(Path)} apply. Nothing outside the file is read, and XML with a DOCTYPE is
   * refused.
   *
   * <p>The day of the file is the date that the XML states, otherwise the newest date in any row. A
   * row without a service name is unassigned or reserved if its description says so. With any other
   * description it is an assignment if it has an assignee; if not, the file is refused, because the
   * state of the ports would be a guess. Uses, evidence and statuses come from the packaged tables,
   * by port and service name, except for events after that day. A file that is newer than the
   * packaged registry is compared with it: a service withdrawn since becomes a former assignment
   * and a change, and its port is {@link PortStatus#RELEASED} if a row says so and has a date. A
   * file of an earlier day has the packaged history up to then, with further changes up to that day
   * where the file differs. For a file from before {@link #firstDay} of the packaged registry, only
   * its own day is known; for a file without any date, no day.
   *
   * <p>A file that is cut off after a complete row is read like any other; {@link
   * Provenance#missingRows} estimates the missing rows.
   *
   * @param file the file
   * @return a registry of the file's rows, with former assignments and a past
   * @throws IOException if the file cannot be read
   * @throws RegistryFormatException if the file is not IANA's (a page of HTML, a zip file, another
   *     of IANA's registries), is not in IANA's layout, is damaged or larger than 8 MiB (unpacked
   *     too), or has too many rows for a port
   */
  public static PortRegistry readIana(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(requireNonNull(file, "file"))) {
      return readIana(in, file.toString());
    }
  }

  /**
   * Reads the registry as {@link #readIana(Path)} does.
   *
   * @param file read to its end and not closed
   * @param sourceName the name of the table in messages and in {@link Provenance}
   * @return a registry of the file's rows, with former assignments and a past
   * @throws IOException if the stream cannot be read
   * @throws RegistryFormatException as {@link #readIana(Path)} throws it; of more than 8 MiB no
   *     more is read
   */
  public static PortRegistry readIana(InputStream file, String sourceName) throws IOException {
    requireNonNull(file, "file");
    requireNonNull(sourceName, "sourceName");
    IanaCopy copy = IanaCopy.read(file, sourceName);
    return new PortRegistry(
        IanaTable.of(copy, sourceName, bundled().tables[0], PackagedFacts.get()));
  }

  /**
   * Returns this registry as it was at the end of a day in the past.
   *
   * <pre>{@code
   * PortRegistry then = PortRegistry.bundled().asOf(LocalDate.of(2025, 9, 28));
   * then.serviceName(832, Transport.TCP); // "netconfsoaphttp"
   * }</pre>
   *
   * <p>Service names, ports, titles, references and states are as of the day. A change whose day is
   * not known counts on the latest possible day. Since 2015-05-04 the day of a change is the day on
   * which IANA published it. Assignees, contacts, service codes and remarks are from the last day,
   * and absent if the service has since lost the port. Facts outside the registry's rows, such as
   * observed uses, evidence and whether the port is a ghost, are current.
   *
   * <p>In a registry with overlays, every table whose past is known goes back to the day: the
   * packaged registry and any that {@link #readIana(Path)} returned. A table that ends before the
   * day is returned as of its own last day. A table that {@link #read(Path)} returned has no past
   * and stays as it is.
   *
   * @param day a day from {@link #firstDay} to {@link #lastDay}
   * @return a new registry, with the former assignments and the history up to that day; on the last
   *     day each record equals the record of this registry
   * @throws IllegalArgumentException if {@code day} is out of that range, which the message names
   * @throws IllegalStateException if no table has a past, such as a table that {@link #read(Path)}
   *     returned
   * @throws NullPointerException if {@code day} is null
   * @throws RegistryFormatException if the packaged tables of facts are damaged
   */
  public PortRegistry asOf(LocalDate day) {
    return new PortRegistry(timeline().asOf(requireNonNull(day, "day")));
  }

  /**
   * Returns the changes of this registry from one day to another, both included.
   *
   * <p>A change counts on the latest possible day. The changes that lead from the registry {@link
   * #asOf as of} one day to the registry as of another start on the day after the first. In a
   * registry with overlays, a change that several tables record is returned once.
   *
   * @param from a day from {@link #firstDay} to {@link #lastDay}
   * @param to a day in the same range, {@code from} or later
   * @return an unmodifiable list in chronological order
   * @throws IllegalArgumentException if a day is out of that range, or {@code to} before {@code
   *     from}
   * @throws IllegalStateException if no table has a past, see {@link #asOf}
   * @throws NullPointerException if a day is null
   * @throws RegistryFormatException if the packaged tables of facts are damaged
   */
  public List<RegistryChange> changes(LocalDate from, LocalDate to) {
    return timeline().changes(requireNonNull(from, "from"), requireNonNull(to, "to"));
  }

  /**
   * Returns the first day that {@link #asOf} and {@link #changes} accept.
   *
   * @return 2014-07-13 in the packaged registry; with overlays the latest first day of any table
   *     whose past is known
   * @throws IllegalStateException if no table has a past, see {@link #asOf}
   * @throws RegistryFormatException if the packaged tables of facts are damaged
   */
  public LocalDate firstDay() {
    return timeline().firstDay();
  }

  /**
   * Returns the last day that {@link #asOf} and {@link #changes} accept.
   *
   * @return in the packaged registry, the day of the newest copy that it includes; in a registry
   *     that {@link #readIana(Path)} returned, the day of the file; with overlays, the latest last
   *     day of any table
   * @throws IllegalStateException if no table has a past, see {@link #asOf}
   * @throws RegistryFormatException if the packaged tables of facts are damaged
   */
  public LocalDate lastDay() {
    return timeline().lastDay();
  }

  /**
   * Returns this registry's record of a port: its assignments, status, uses and evidence.
   *
   * @param port a port number, 0 to 65535
   * @return the record of the port; every number has one
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   */
  public PortRecord port(int port) {
    // Compared with the array's length, so that the JIT compiler can omit the bounds check of the
    // array read.
    if (port >= 0 && port < records.length) {
      PortRecord record = records[port];
      if (record != null) {
        return record;
      }
    }
    return create(port);
  }

  private PortRecord create(int port) {
    int first = PortSpan.requirePort(port) & -AT_ONCE;
    synchronized (making) {
      if (records[first] == null) {
        for (int i = first; i < first + AT_ONCE; i++) {
          records[i] = new PortRecord(i, this);
        }
      }
      return requireNonNull(records[port]);
    }
  }

  /** Returns the rows that apply to a port, in table order. */
  List<RegistryRow> entries(int port) {
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
   * <p>An alias is resolved: the result has the alias's own rows, marked by {@link
   * Assignment#aliasOf}, and the rows of the name that it stands for.
   *
   * <p>An everyday name is resolved too, if no row of the name has a port or all its ports are
   * ghosts: the result has the name's own rows and the services on the ports of {@link
   * #everydayNames(String)}. A port without a service has no row, so only that method finds it.
   *
   * <p>Case does not matter. If no row has the exact name, a space, a dot, a hyphen and an
   * underscore are equivalent.
   *
   * @param serviceName a service name such as {@code http} or {@code sql*net}, or an everyday name
   *     such as {@code rdp}
   * @return an unmodifiable list: rows of an overlay first, then services known to be in use,
   *     ghosts last ({@link Assignment#liveness}), within these in registry order; rows without a
   *     port are at the end; empty if there is no such name
   * @throws NullPointerException if {@code serviceName} is null
   * @throws RegistryFormatException if no row of the name has a port, and the packaged tables of
   *     facts are damaged
   */
  public List<Assignment> service(String serviceName) {
    requireNonNull(serviceName, "serviceName");
    NameIndex index = nameIndex;
    List<Assignment> rows = (index != null ? index : nameIndex()).find(serviceName);
    // Rows that have a port and are not ghosts come first.
    boolean lives =
        !rows.isEmpty() && rows.get(0).ports() != null && rows.get(0).liveness() != Liveness.GHOST;
    return lives ? rows : resolved(serviceName, rows);
  }

  private List<Assignment> resolved(String name, List<Assignment> ownRows) {
    List<EverydayName> meanings = everydayNames(name);
    if (meanings.isEmpty()) {
      return ownRows;
    }
    List<Assignment> rows = new ArrayList<>(ownRows);
    for (EverydayName meaning : meanings) {
      for (Assignment row : assignments(meaning.port(), meaning.transport())) {
        // A row for all transports is found once for each of them.
        if (row.aliasOf().isEmpty() && !rows.contains(row)) {
          rows.add(row);
        }
      }
    }
    return nameIndex().sorted(rows);
  }

  /**
   * Returns the ports that people, programs and vendors' access lists mean by a name, with the
   * source of each.
   *
   * <pre>{@code
   * PortRegistry.bundled().everydayNames("wireguard").get(0).port(); // 51820
   * }</pre>
   *
   * <p>If a service with that name is registered for another port, {@link #service} returns only
   * that service, and this method returns the other ports that people mean. If an overlay gives a
   * port to another service, the everyday names of that port no longer apply.
   *
   * @param name a name in any case; a space, a dot, a hyphen and an underscore are equivalent
   * @return an unmodifiable list by port, then by transport; empty if this is not an everyday name
   * @throws NullPointerException if {@code name} is null
   * @throws RegistryFormatException if the packaged tables of facts are damaged
   */
  public List<EverydayName> everydayNames(String name) {
    return everyday().of(requireNonNull(name, "name"));
  }

  /**
   * Returns all everyday names with the ports that they stand for.
   *
   * @return an unmodifiable list by name, then by port and transport
   * @throws RegistryFormatException if the packaged tables of facts are damaged
   */
  public List<EverydayName> everydayNames() {
    return everyday().all();
  }

  private EverydayNames everyday() {
    EverydayNames names = everydayNames;
    if (names != null) {
      return names;
    }
    synchronized (indexing) {
      if (everydayNames == null) {
        everydayNames = new EverydayNames(layers(), facts());
      }
      return everydayNames;
    }
  }

  /**
   * Returns the ports that a service name had and no longer has.
   *
   * <p>A port that still has the name for one transport is left out; its {@link
   * PortRecord#formerAssignments} list the transports that the name lost there.
   *
   * @param serviceName a service name as {@link #service} takes it, such as {@code netconfsoaphttp}
   * @return an unmodifiable list by port number; empty if no port is known
   * @throws NullPointerException if {@code serviceName} is null
   * @throws RegistryFormatException if the packaged tables of facts are damaged
   */
  public List<PortRecord> formerPorts(String serviceName) {
    requireNonNull(serviceName, "serviceName");
    String key = NameIndex.key(serviceName);
    if (key.isEmpty()) {
      return List.of();
    }
    Predicate<String> same = name -> NameIndex.key(name).equals(key);
    return facts().formerPorts(same).stream()
        .mapToObj(this::port)
        .filter(port -> port.assignments().stream().map(Assignment::serviceName).noneMatch(same))
        .toList();
  }

  private NameIndex nameIndex() {
    synchronized (indexing) {
      NameIndex index = nameIndex;
      if (index == null) {
        index = new NameIndex(layers());
        nameIndex = index;
      }
      return index;
    }
  }

  /**
   * Returns the ports that match the words of a text.
   *
   * <p>A port also matches if the text is an everyday name for it. An observed use of a range of
   * ports is found once, at the first port.
   *
   * @param text words in any case; all of them must occur in the service name or description of one
   *     row, or in the application of one observed use
   * @return an unmodifiable list by port number; empty if nothing matches or {@code text} has no
   *     word
   * @throws NullPointerException if {@code text} is null
   * @throws RegistryFormatException if the packaged tables of facts are damaged
   */
  public List<PortRecord> search(String text) {
    PortSearch search = new PortSearch(requireNonNull(text, "text"));
    BitSet ports = layers().portsOf(search::fits);
    ports.or(facts().portsOfUses(search::fits));
    BitSet called = new BitSet();
    everydayNames(text.strip()).forEach(name -> called.set(name.port()));
    ports.or(called);
    // A table above may hide a row that matches.
    return ports.stream()
        .mapToObj(this::port)
        .filter(port -> called.get(port.number()) || fits(search, port))
        .toList();
  }

  private static boolean fits(PortSearch search, PortRecord port) {
    return port.assignments().stream().anyMatch(search::fitsOnce)
        || port.unnamedEntries().stream().anyMatch(search::fitsOnce)
        || port.observedUses().stream()
            .filter(use -> !use.isRange() || use.ports().first() == port.number())
            .anyMatch(search::fits);
  }

  /**
   * Returns the records of all 65,536 ports.
   *
   * @return the records from port 0 to port 65535
   */
  public Stream<PortRecord> ports() {
    return IntStream.range(0, PORTS).mapToObj(this::port);
  }

  /**
   * Returns the ports that have a status.
   *
   * @param status the status to look for, as {@link PortRecord#status()} returns it
   * @return the records in ascending order
   * @throws NullPointerException if {@code status} is null
   */
  public Stream<PortRecord> ports(PortStatus status) {
    requireNonNull(status, "status");
    return ports().filter(port -> port.status() == status);
  }

  /**
   * Returns every row that names a service, including names without a port.
   *
   * @return the rows in registry order: by port, then by transport; then the names without a port
   */
  public Stream<Assignment> assignments() {
    return layers().assignments();
  }

  /**
   * Returns every row, including rows without a service name and names without a port.
   *
   * @return the rows in registry order: by port, then by transport; then the names without a port
   */
  public Stream<RegistryRow> rows() {
    return layers().rows();
  }

  /**
   * Returns the difference between this registry and another, row by row.
   *
   * <pre>{@code
   * PortRegistry packaged = PortRegistry.bundled();
   * packaged.asOf(LocalDate.of(2025, 9, 28)).differenceTo(packaged).gone();
   * }</pre>
   *
   * @param other the other registry, such as a newer copy
   * @return the rows that only one of the two registries has, and the rows that differ
   * @throws NullPointerException if {@code other} is null
   */
  public RegistryDiff differenceTo(PortRegistry other) {
    return RegistryDiff.between(rows().toList(), requireNonNull(other, "other").rows().toList());
  }

  /**
   * Returns the primary service name of a port for one transport.
   *
   * <p>This method is fast enough to call for every line of a log: it allocates nothing after the
   * first call for a port.
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
    if (transport == Transport.TCP) {
      return tcpNames;
    }
    if (transport == Transport.UDP) {
      return udpNames;
    }
    if (transport == Transport.SCTP) {
      return sctpNames;
    }
    // Checked last, so that the check costs nothing for the transports of a log.
    requireNonNull(transport, "transport");
    return dccpNames;
  }

  private String primaryName(int port, Transport transport) {
    PortSpan.requirePort(port);
    synchronized (making) {
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
  }

  /**
   * Returns the common name of the application that clearly dominates the port, otherwise the
   * primary service name.
   *
   * @param port a port number, 0 to 65535
   * @param transport the transport
   * @return the name; "" if there is neither
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   * @throws NullPointerException if {@code transport} is null
   * @throws RegistryFormatException if the packaged tables of facts are damaged
   */
  public String commonName(int port, Transport transport) {
    requireNonNull(transport, "transport");
    DominantNames names = dominantNames;
    String dominant = (names != null ? names : dominantNames()).get(port, transport);
    return dominant != null ? dominant : serviceName(port, transport);
  }

  private DominantNames dominantNames() {
    synchronized (indexing) {
      DominantNames names = dominantNames;
      if (names == null) {
        names = new DominantNames(layers(), facts());
        dominantNames = names;
      }
      return names;
    }
  }

  /**
   * Returns the port of a flow's two ends that is more likely the server's.
   *
   * <p>This method is fast enough to call for every line of a log: it allocates nothing after the
   * first call.
   *
   * <p>From most to least likely: a port that is known to be in use for the transport, or that an
   * overlay names; a port that is only assigned; a port whose service is a ghost; a port without a
   * service or a use. The client's end of a protocol (68, 546) counts as only assigned. A claim on
   * a range of ports does not count. Between two equal ports the lower number wins. The order of
   * the arguments does not matter.
   *
   * @param portA the port of one end, 0 to 65535
   * @param portB the port of the other end, 0 to 65535
   * @param transport the transport of the flow
   * @return {@code portA} or {@code portB}
   * @throws IllegalArgumentException if a port is below 0 or above 65535
   * @throws NullPointerException if {@code transport} is null
   * @throws RegistryFormatException if the packaged tables of facts are damaged
   */
  public int serverPort(int portA, int portB, Transport transport) {
    PortSpan.requirePort(portA);
    PortSpan.requirePort(portB);
    requireNonNull(transport, "transport");
    Standings known = standings;
    return (known != null ? known : standings()).serverPort(portA, portB, transport);
  }

  /**
   * Returns the more likely server port of a flow and how certain it is, so that a pipeline can
   * leave out a label that would be a guess.
   *
   * <pre>{@code
   * PortRegistry.bundled().serverEnd(51234, 443, Transport.TCP); // 443 CLEAR
   * }</pre>
   *
   * @param portA the port of one end, 0 to 65535
   * @param portB the port of the other end, 0 to 65535
   * @param transport the transport of the flow
   * @return the end; its {@link ServerEnd#port} is {@code portA} or {@code portB}
   * @throws IllegalArgumentException if a port is below 0 or above 65535
   * @throws NullPointerException if {@code transport} is null
   * @throws RegistryFormatException if the packaged tables of facts are damaged
   */
  public ServerEnd serverEnd(int portA, int portB, Transport transport) {
    PortSpan.requirePort(portA);
    PortSpan.requirePort(portB);
    requireNonNull(transport, "transport");
    Standings known = standings;
    return (known != null ? known : standings()).serverEnd(portA, portB, transport);
  }

  private Standings standings() {
    synchronized (indexing) {
      Standings made = standings;
      if (made == null) {
        made = new Standings(layers(), facts());
        standings = made;
      }
      return made;
    }
  }

  /**
   * Returns this registry with another laid over it: where both have rows, the overlay's rows win.
   *
   * <p>If the overlay has any row for a port and transport, only the overlay's rows count for them;
   * an overlay's row without a transport applies to all four. A row for a name without a port hides
   * the row of the same name and transport. Everything else comes from this registry, and former
   * assignments from both. {@link Assignment#source} names the table that a row comes from.
   *
   * <p>The services of a team's table are the likeliest on their ports ({@link Standing#OVERLAID}).
   * The services of a copy of the registry that {@link #readIana(Path)} returned keep the standing
   * that their use gives them.
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
   * Writes the rows of this registry to a file and replaces the file if it exists. Former
   * assignments, observed uses and evidence are not written.
   *
   * @param file the file to write
   * @param format the format of the file
   * @throws IOException if the file cannot be written
   * @throws IllegalArgumentException if {@code format} is {@link TableFormat#SERVICES} and a
   *     service name has a space or a number sign; nothing is written then
   * @throws NullPointerException if an argument is null
   */
  public void write(Path file, TableFormat format) throws IOException {
    requireNonNull(file, "file");
    Files.write(file, TableWriter.bytes(this, requireNonNull(format, "format")));
  }

  /**
   * Writes the rows of this registry to a stream, as {@link #write(Path, TableFormat)} does.
   *
   * @param out the stream to write to; it is not closed
   * @param format the format of the output
   * @throws IOException if the stream cannot be written to
   * @throws IllegalArgumentException where {@link #write(Path, TableFormat)} throws it
   * @throws NullPointerException if an argument is null
   */
  public void write(OutputStream out, TableFormat format) throws IOException {
    requireNonNull(out, "out");
    out.write(TableWriter.bytes(this, requireNonNull(format, "format")));
  }

  /**
   * Returns whether the rows of a port come from an overlay, such as a team's table.
   *
   * @param port a port number, 0 to 65535
   * @param transport the transport
   * @return whether an overlay has the visible rows for the port and transport; false without an
   *     overlay, and for the rows of a copy of the registry that {@link #readIana(Path)} returned
   * @throws IllegalArgumentException if {@code port} is below 0 or above 65535
   * @throws NullPointerException if {@code transport} is null
   */
  public boolean isOverlaid(int port, Transport transport) {
    PortSpan.requirePort(port);
    return layers().isOverlaid(port, requireNonNull(transport, "transport"));
  }

  /**
   * Returns the source, date, digest and row counts of this registry.
   *
   * @return the provenance of the topmost table; its {@link Provenance#base} describes the tables
   *     below it
   * @throws RegistryFormatException if this is or is based on the packaged registry, and the digest
   *     of the packaged table is wrong or its history is damaged
   */
  public Provenance provenance() {
    synchronized (indexing) {
      Provenance made = provenance;
      if (made == null) {
        for (int layer = tables.length - 1; layer >= 0; layer--) {
          made = Provenance.of(tables[layer], facts(tables[layer]), made);
        }
        provenance = made;
      }
      return requireNonNull(made);
    }
  }

  /**
   * Returns the names of the tables in this registry.
   *
   * @return an unmodifiable list, the topmost table first; a registry without an overlay has one
   */
  public List<String> sources() {
    return layers().sources();
  }

  /**
   * Returns the tables with their numbers of rows, the topmost first, such as {@code PortRegistry
   * team.csv (2 rows) over IANA 2026-02-13 (15000 rows)}.
   */
  @Override
  public String toString() {
    return "PortRegistry " + layers();
  }

  Layers layers() {
    Layers made = layers;
    if (made == null) {
      made = Layers.of(tables);
      layers = made;
    }
    return made;
  }

  private Timeline timeline() {
    Facts[] ofTables = new Facts[tables.length];
    for (int layer = 0; layer < tables.length; layer++) {
      ofTables[layer] = facts(tables[layer]);
    }
    return Timeline.of(tables, ofTables);
  }

  /** Returns the facts about ports that are not in their rows. */
  FactLayers facts() {
    List<Facts> facts = new ArrayList<>(tables.length);
    for (PortTable table : tables) {
      facts.add(facts(table));
    }
    // Created by Layers: if this class created it, the first lookup would load one more interface.
    return layers().with(facts);
  }

  private static Facts facts(PortTable table) {
    Facts facts = table.facts();
    return facts != null ? facts : PackagedFacts.get();
  }

  /** Returns the canonical bytes of the topmost table. */
  byte[] csv() {
    return tables[0].csv();
  }
}
