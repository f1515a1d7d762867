package io.github.portregistry.cli;

import static java.util.stream.Collectors.joining;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import io.github.portregistry.csv.Columns;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.probe.Greeting;
import io.github.portregistry.probe.Listener;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.ProcessRef;
import io.github.portregistry.probe.Spoken;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Prints the listeners of this machine as a table, and below it what could not be seen.
 *
 * <p>On a narrow terminal, the least important columns are shortened first, in the order of {@link
 * Depth} and {@link #table}: PORT, PID and VERDICT never, and PROGRAM last. Output to a file or a
 * pipe is complete, with every port number written out.
 */
final class ListenerTable {

  /**
   * The width at which a listener's claims are cut, so that no listener can widen the column for
   * all.
   */
  private static final int SPEAKS_WIDTH = 40;

  /** The width above which a program's name is cut in the middle. */
  private static final int PROGRAM_WIDTH = 60;

  /** The most names and addresses in a cell; more are counted. */
  private static final int NAMED = 2;

  /** The width of a terminal that has room for several ports on a line. */
  private static final int WIDE = 100;

  /** The amount of detail in a table. */
  private enum Depth {
    ALL,
    WITHOUT_USER,
    /** A status other than assigned is in the SERVICE column, and units are shortened. */
    WITHOUT_STATUS,
    /** The protocol is shown without the software. */
    PROTOCOL_ONLY
  }

  private final List<PortFinding> findings;
  private final List<ListenerRows.Row> rows;
  private final PortRegistry registry;
  private final Greeting greeting;

  /**
   * Prepares a table.
   *
   * @param greeting which listeners the probe asked what they speak
   */
  ListenerTable(List<PortFinding> findings, PortRegistry registry, Greeting greeting) {
    this.findings = findings;
    this.rows = ListenerRows.of(findings);
    this.registry = registry;
    this.greeting = greeting;
  }

  void print(Terminal terminal) {
    boolean person = terminal.width() != Terminal.ANY;
    Table table = table(Depth.ALL, terminal);
    for (Depth depth : Depth.values()) {
      if (!table.fits(terminal)) {
        table = table(depth, terminal);
      }
    }
    table.print(terminal);
    List<String> notes = new ArrayList<>();
    if (person) {
      for (ListenerRows.Row row : rows) {
        notes.addAll(PortCell.listed(row.ports(), row.transports(), named(row)));
      }
    }
    notes.addAll(new ListenerNotes(findings, greeting).paragraphs());
    if (!notes.isEmpty()) {
      terminal.out().println();
      notes.forEach(terminal::paragraph);
    }
  }

  private static String named(ListenerRows.Row row) {
    ProcessRef process = row.process();
    return process == null ? "" : (process.label() + " (" + process.pid() + ")").strip();
  }

  private Table table(Depth depth, Terminal terminal) {
    boolean person = terminal.width() != Terminal.ANY;
    boolean units = rows.stream().anyMatch(row -> !row.first().unit().isEmpty());
    List<String> heading = new ArrayList<>(List.of("PORT", "ADDRESS", "PROGRAM", "PID"));
    if (depth == Depth.ALL) {
      heading.add("USER");
    }
    if (units) {
      heading.add("UNIT");
    }
    heading.add("SERVICE");
    if (greeting != Greeting.NONE) {
      heading.add("SPEAKS");
    }
    if (depth.compareTo(Depth.WITHOUT_STATUS) < 0) {
      heading.add("STATUS");
    }
    heading.add("VERDICT");
    Table table = new Table(heading.toArray(String[]::new));
    for (ListenerRows.Row row : rows) {
      for (Set<Integer> ports : person ? Set.of(row.ports()) : PortCell.divided(row.ports())) {
        List<String> cells = new ArrayList<>();
        cells.add(
            person
                ? PortCell.folded(ports, row.transports(), terminal.width() < WIDE)
                : PortCell.all(ports, row.transports()));
        cells.add(counted(row.addresses(), " ", person));
        cells.add(program(row, person));
        cells.add(pid(row));
        if (depth == Depth.ALL) {
          cells.add(Escaped.text(row.first().user()));
        }
        if (units) {
          cells.add(unit(row.first(), depth));
        }
        cells.add(service(row, ports, depth, person));
        if (greeting != Greeting.NONE) {
          cells.add(spoken(row, depth));
        }
        if (depth.compareTo(Depth.WITHOUT_STATUS) < 0) {
          cells.add(Words.of(row.status()));
        }
        cells.add(Words.of(row.verdict()));
        table.add(cells.toArray(String[]::new));
      }
    }
    return narrowed(table, depth);
  }

  /** Sets the order in which columns are shortened if leaving some out is not enough. */
  private Table narrowed(Table table, Depth depth) {
    table.wrap("ADDRESS").wrap("PROGRAM").wrap("SERVICE").wrap("SPEAKS");
    table.cutInside("PROGRAM").cutInside("ADDRESS");
    if (depth.compareTo(Depth.WITHOUT_STATUS) < 0) {
      return table;
    }
    int status = 0;
    int address = 0;
    for (ListenerRows.Row row : rows) {
      status = Math.max(status, inParentheses(row.status()).length());
      for (String text : row.addresses()) {
        address = Math.max(address, text.length());
      }
    }
    table.narrow("SERVICE", Math.max(12, status));
    table.narrow("UNIT", 12).narrow("ADDRESS", Math.min(15, address)).narrow("SPEAKS", 20);
    return depth == Depth.WITHOUT_STATUS
        ? table
        : table
            .narrow("SERVICE", Math.max(8, status))
            .narrow("UNIT", 8)
            .narrow("SPEAKS", 10)
            .narrow("PROGRAM", 20)
            .narrow("ADDRESS", 9)
            .narrow("PROGRAM", 12);
  }

  /** All words, or for a person the first few and the number of the others. */
  private static String counted(List<String> words, String between, boolean person) {
    int named = person && words.size() > NAMED + 1 ? NAMED : words.size();
    int more = words.size() - named;
    return words.stream().limit(named).collect(joining(between)) + (more > 0 ? " +" + more : "");
  }

  private static String program(ListenerRows.Row row, boolean person) {
    ProcessRef process = row.process();
    if (process == null) {
      return "?";
    }
    String label = person ? Columns.cutInside(process.label(), PROGRAM_WIDTH) : process.label();
    return label + (row.isLikely() ? "?" : "");
  }

  private static String pid(ListenerRows.Row row) {
    ProcessRef process = row.process();
    if (process == null) {
      return "?";
    }
    int more = row.otherOwners();
    return process.pid() + (row.isLikely() ? "?" : "") + (more > 0 ? " +" + more : "");
  }

  /** The unit; if there is little room, its last part without the usual ending. */
  private static String unit(Listener listener, Depth depth) {
    String unit = listener.unit();
    if (depth.compareTo(Depth.WITHOUT_STATUS) < 0) {
      return unit;
    }
    String leaf = unit.substring(unit.lastIndexOf(' ') + 1);
    return leaf.endsWith(".service") ? leaf.substring(0, leaf.lastIndexOf('.')) : leaf;
  }

  private String service(ListenerRows.Row row, Set<Integer> ports, Depth depth, boolean person) {
    Set<String> services = new LinkedHashSet<>();
    for (int port : ports) {
      for (Transport transport : row.transports()) {
        services.add(Escaped.text(registry.commonName(port, transport)));
      }
    }
    services.remove("");
    String named = counted(List.copyOf(services), ", ", person);
    return depth.compareTo(Depth.WITHOUT_STATUS) < 0
        ? named
        : (named + " " + inParentheses(row.status())).strip();
  }

  private static String inParentheses(PortStatus status) {
    return status == PortStatus.ASSIGNED ? "" : "(" + Words.of(status) + ")";
  }

  private static String spoken(ListenerRows.Row row, Depth depth) {
    String all = row.spoken();
    if (depth == Depth.PROTOCOL_ONLY) {
      all =
          row.listeners().stream()
              .map(Listener::spoken)
              .filter(Objects::nonNull)
              .map(ListenerTable::protocol)
              .distinct()
              .collect(joining(", "));
    }
    return Columns.cut(all, SPEAKS_WIDTH);
  }

  private static String protocol(Spoken spoken) {
    String words = spoken.words();
    int software = words.indexOf(" (");
    return software < 0 ? words : words.substring(0, software);
  }
}
