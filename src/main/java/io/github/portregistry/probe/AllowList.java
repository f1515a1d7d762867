package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import io.github.portregistry.csv.Fault;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.LenientRows;
import io.github.portregistry.csv.Utf8;
import io.github.portregistry.dossier.Escaped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A list of the listeners that are allowed on a machine, read from a CSV file.
 *
 * <p>The file has a header and can be written by hand or exported from a spreadsheet. The columns
 * may be in any order, and all but {@code port} are optional; a blank cell and {@code *} mean any.
 *
 * <pre>
 * port,transport,address,program,comment
 * 22,tcp,*,unit:ssh.service,administration
 * 6379,tcp,loopback,redis-server,cache
 * 8000-8010,tcp,10.0.0.0/8,,test servers
 * </pre>
 *
 * <p>An address is {@code loopback}, {@code any}, an address or a network such as {@code
 * 10.0.0.0/8}; {@code 0.0.0.0} and {@code ::} stand for all addresses of their family; {@code ::}
 * does not allow a socket that IPv4 reaches or may reach. A program is a name, with or without the
 * version at its end ({@code python3} for {@code python3.11}), a path, or an interpreter's name
 * with the script or jar that it runs ({@code java billing.jar}); {@code unit:} names a unit of the
 * system instead, {@code user-unit:} a unit of a user's own manager, and {@code container:} a
 * container.
 *
 * <pre>{@code
 * AllowList allowed = AllowList.read(Path.of("allowed.csv"));
 * allowed.refusals(ListenerProbe.local().survey()).forEach(System.out::println);
 * }</pre>
 */
public final class AllowList {

  private static final List<String> HEADER =
      List.of("port", "transport", "address", "program", "comment");
  private static final int PORT = 0;
  private static final int TRANSPORT = 1;
  private static final int ADDRESS = 2;
  private static final int PROGRAM = 3;
  private static final int COMMENT = 4;

  private final List<AllowedRow> rows;

  private AllowList(List<AllowedRow> rows) {
    this.rows = List.copyOf(rows);
  }

  /**
   * Reads an allow list from a file.
   *
   * @param file a CSV file in UTF-8, of at most 8 MB
   * @return the list
   * @throws IOException if the file cannot be read
   * @throws io.github.portregistry.RegistryFormatException if the file is not as described above;
   *     the message names the line and column, what was expected and what was found
   * @throws NullPointerException if {@code file} is null
   */
  public static AllowList read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(requireNonNull(file, "file"))) {
      return read(in, file.toString());
    }
  }

  /**
   * Reads an allow list from a stream, as {@link #read(Path)} does.
   *
   * @param in the stream, which is read to its end and not closed
   * @param sourceName the name of the list in messages
   * @return the list
   * @throws IOException if the stream cannot be read
   * @throws io.github.portregistry.RegistryFormatException where {@link #read(Path)} throws it
   * @throws NullPointerException if an argument is null
   */
  public static AllowList read(InputStream in, String sourceName) throws IOException {
    requireNonNull(in, "in");
    Reader reader = new Reader(requireNonNull(sourceName, "sourceName"));
    reader.read(LenientRows.text(Utf8.read(in, sourceName), sourceName));
    return new AllowList(reader.rows);
  }

  /**
   * Returns whether a row allows a listener.
   *
   * @param listener the listener
   * @return true if a row allows it; false also if the rows for its port name a program, and its
   *     owner is not visible
   * @throws NullPointerException if {@code listener} is null
   */
  public boolean allows(Listener listener) {
    return allows(BaselineListeners.of(requireNonNull(listener, "listener")));
  }

  /**
   * Returns whether every listener on a port is allowed.
   *
   * @param finding the finding of the port
   * @return true also if nothing listens; false if not every socket could be read, because then a
   *     listener may be missing
   * @throws NullPointerException if {@code finding} is null
   */
  public boolean allows(PortFinding finding) {
    requireNonNull(finding, "finding");
    return refusals(new Survey(finding.at(), List.of(finding), finding.coverage())).isEmpty();
  }

  /**
   * Returns whether rows allow a listener of a baseline on each of its addresses.
   *
   * @param listener the listener
   * @return true if rows allow it; false also if the rows for its port name a program, and its
   *     owner was not visible
   * @throws NullPointerException if {@code listener} is null
   */
  public boolean allows(BaselineListener listener) {
    return refusal(requireNonNull(listener, "listener")) == null;
  }

  /**
   * Returns the listeners that are not allowed. If not every socket could be read, the first
   * refusal says so, and has no listener.
   *
   * @param survey what {@link ListenerProbe#survey} returned
   * @return an unmodifiable list, by port and transport; empty if every socket could be read and
   *     all listeners are allowed
   * @throws NullPointerException if {@code survey} is null
   */
  public List<Refusal> refusals(Survey survey) {
    requireNonNull(survey, "survey");
    List<Refusal> refusals = new ArrayList<>();
    if (!survey.coverage().socketsComplete()) {
      refusals.add(
          new Refusal(
              null,
              ("Not every socket could be read, so there may be a listener that was not checked. "
                      + String.join(" ", survey.coverage().notes()))
                  .strip()));
    }
    for (BaselineListener listener : BaselineListeners.of(survey.findings())) {
      Refusal refusal = refusal(listener);
      if (refusal != null) {
        refusals.add(refusal);
      }
    }
    return List.copyOf(refusals);
  }

  private @Nullable Refusal refusal(BaselineListener listener) {
    for (String address : listener.addresses()) {
      // Different rows may allow the two families.
      for (Network listened : Network.listened(listener, address)) {
        if (rows.stream().noneMatch(row -> row.allows(listener, listened))) {
          return new Refusal(listener, Refused.why(rows, listener, address));
        }
      }
    }
    return null;
  }

  /** Reads the rows of a file. */
  private static final class Reader extends LenientRows {

    private final String source;
    private final List<AllowedRow> rows = new ArrayList<>();

    Reader(String source) {
      super(source, HEADER, List.of("port"));
      this.source = source;
    }

    @Override
    protected String expectedHeader(List<String> fields) {
      return "a header row with the columns port, and any of transport, address, program, comment";
    }

    @Override
    protected void row(String[] row, int line, int[] places) {
      for (int column = 0; column < COMMENT; column++) {
        row[column] = row[column].equals("*") && column != PORT ? "" : row[column];
      }
      row[TRANSPORT] = row[TRANSPORT].toLowerCase(Locale.ROOT);
      Fields fields = new Fields(row, source, line, places);
      fields.requireOneLine(PROGRAM);
      rows.add(
          new AllowedRow(
              line,
              ports(row, fields),
              transport(row, fields),
              row[ADDRESS].toLowerCase(Locale.ROOT).equals("any") ? "" : row[ADDRESS],
              networks(row, fields),
              program(row, fields)));
    }

    private static PortSpan ports(String[] row, Fields fields) {
      if (row[PORT].isEmpty()) {
        throw fields.fault(PORT, "a port, a range such as 8000-8010, or * for any", "nothing");
      }
      return row[PORT].equals("*") ? new PortSpan(0, PortSpan.MAX_PORT) : fields.requirePorts(PORT);
    }

    private static @Nullable Transport transport(String[] row, Fields fields) {
      Transport transport = fields.transport(TRANSPORT);
      if (transport != null && transport != Transport.TCP && transport != Transport.UDP) {
        throw fields.fault(TRANSPORT, "tcp, udp or an empty field", Fault.quote(row[TRANSPORT]));
      }
      return transport;
    }

    private static List<Network> networks(String[] row, Fields fields) {
      try {
        return Network.of(row[ADDRESS]);
      } catch (IllegalArgumentException e) {
        throw fields.fault(
            ADDRESS,
            "loopback, any, an address, or a network such as 10.0.0.0/8",
            Fault.quote(row[ADDRESS]));
      }
    }

    private static String program(String[] row, Fields fields) {
      String program = row[PROGRAM];
      for (String prefix : List.of(AllowedRow.UNIT, AllowedRow.USER_UNIT, AllowedRow.CONTAINER)) {
        if (program.startsWith(prefix)) {
          String name = program.substring(prefix.length()).strip();
          if (name.isEmpty()) {
            throw fields.fault(
                PROGRAM, "a name after " + prefix, Fault.quote(Escaped.text(program)));
          }
          return prefix + name;
        }
      }
      return program;
    }
  }
}
