package io.github.portregistry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.csv.OneLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes one port number: its assignments, status, history, observed uses and evidence.
 *
 * <p>Immutable and thread-safe. Two records are equal if all their facts are equal.
 *
 * <pre>{@code
 * PortRecord port = PortRegistry.lookup(432);
 * port.status();                                    // GHOST
 * port.assignments(Transport.TCP).get(0).serviceName(); // "iasd"
 * }</pre>
 */
public final class PortRecord {

  private static final Transport[] TRANSPORTS = Transport.values();

  /** The most services that {@link #toString} names. */
  private static final int NAMED = 12;

  /** Enough for the index of a row of one port, and few enough to put the rank above them. */
  private static final int BITS_OF_INDEX = 24;

  private final int number;

  /**
   * The registry that is asked for each fact; or the facts, if the record was read from JSON or is
   * limited to one transport.
   */
  private final Object origin;

  /** The registry of the record; null if the record was read from JSON. */
  private final @Nullable PortRegistry registry;

  /**
   * Computed from the rows on the first call, also in a record that was read from JSON: a thread
   * that gets the record through a data race may find null here, and computes it again. Set under
   * the lock and read without it, which the final fields of the values allow; each accessor reads
   * its field once.
   */
  private @Nullable List<Assignment> assignments;

  private @Nullable List<UnnamedEntry> unnamedEntries;
  private @Nullable PortSpan block;

  /** Creates the record of a port; it asks the registry for each fact. */
  PortRecord(int number, PortRegistry registry) {
    this.number = number;
    this.origin = registry;
    this.registry = registry;
  }

  private PortRecord(PortJson json, @Nullable PortRegistry registry) {
    this.registry = registry;
    number = PortSpan.requirePort(json.number());
    origin = json;
    for (RegistryRow row : json.rows()) {
      if (!row.covers(number)) {
        String ports = row.ports() == null ? "without a port" : "of " + row.ports();
        throw new IllegalArgumentException(
            "a row " + ports + " cannot be in the record of port " + number);
      }
    }
  }

  static PortRecord of(PortJson json) {
    return new PortRecord(json, null);
  }

  @JsonCreator
  static PortRecord read(PortJson.JsonObject json) {
    return new PortRecord(json.toPort(), null);
  }

  @JsonValue
  PortJson json() {
    return PortJson.of(this);
  }

  // Each method checks first whether the origin is a registry, so that a registry's record does not
  // load the class for JSON.

  private PortJson read() {
    return (PortJson) origin;
  }

  private void readRows() {
    if (origin instanceof PortRegistry asked) {
      synchronized (asked.making) {
        if (assignments == null) {
          setRows(asked.entries(number));
        }
      }
    } else {
      setRows(read().rows());
    }
  }

  private void setRows(List<RegistryRow> entries) {
    List<Assignment> named = new ArrayList<>(entries.size());
    List<UnnamedEntry> unnamed = new ArrayList<>(1);
    PortSpan narrowest = null;
    for (int i = 0; i < entries.size(); i++) {
      RegistryRow entry = entries.get(i);
      if (entry instanceof Assignment assignment) {
        named.add(assignment);
      } else {
        unnamed.add((UnnamedEntry) entry);
      }
      PortSpan ports = entry.ports();
      if (ports != null && (narrowest == null || isNarrower(ports, narrowest))) {
        narrowest = ports;
      }
    }
    sortPrimaryFirst(named, true);
    block = narrowest != null ? narrowest : range().span();
    unnamedEntries = List.copyOf(unnamed);
    assignments = List.copyOf(named);
  }

  /** Of two spans of equal size the lower counts, whatever the order of the rows. */
  private static boolean isNarrower(PortSpan ports, PortSpan than) {
    return ports.size() < than.size() || (ports.size() == than.size() && ports.compareTo(than) < 0);
  }

  /**
   * Puts the primary service first, and services of equal rank in the registry's order: by the
   * first port of their range, then as the rows are.
   *
   * @param byTransport whether to sort by transport first
   */
  private static void sortPrimaryFirst(List<Assignment> assignments, boolean byTransport) {
    if (isPrimaryFirst(assignments, byTransport)) {
      return;
    }
    Assignment[] unsorted = assignments.toArray(new Assignment[0]);
    long[] places = new long[unsorted.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = rank(unsorted[i], byTransport) << BITS_OF_INDEX | i;
    }
    Arrays.sort(places);
    for (int i = 0; i < places.length; i++) {
      assignments.set(i, unsorted[(int) places[i] & ((1 << BITS_OF_INDEX) - 1)]);
    }
  }

  private static boolean isPrimaryFirst(List<Assignment> assignments, boolean byTransport) {
    long before = Long.MIN_VALUE;
    for (int i = 0; i < assignments.size(); i++) {
      long rank = rank(assignments.get(i), byTransport);
      if (rank < before) {
        return false;
      }
      before = rank;
    }
    return true;
  }

  @SuppressWarnings("EnumOrdinal")
  private static long rank(Assignment assignment, boolean byTransport) {
    Transport transport = assignment.transport();
    int place = byTransport && transport != null ? transport.ordinal() + 1 : 0;
    long rank = (long) Assignment.RANKS * place + assignment.primaryRank();
    PortSpan ports = assignment.ports();
    return rank << Short.SIZE | (ports == null ? 0 : ports.first());
  }

  /**
   * Returns the port number.
   *
   * @return 0 to 65535
   */
  public int number() {
    return number;
  }

  /**
   * Returns the range of the number: System, User or Dynamic Ports.
   *
   * @return the range of RFC 6335, section 6
   */
  public PortRange range() {
    return PortRange.of(number);
  }

  /**
   * Returns the status of the port's most active transport.
   *
   * @return the first status, in the order of {@link PortStatus}, that any transport has
   */
  public PortStatus status() {
    PortStatus best = status(TRANSPORTS[0]);
    for (int i = 1; i < TRANSPORTS.length; i++) {
      PortStatus other = status(TRANSPORTS[i]);
      if (other.compareTo(best) < 0) {
        best = other;
      }
    }
    return best;
  }

  /**
   * Returns the status of the port for one transport.
   *
   * @param transport the transport
   * @return the status of its most active service; without a service, the status of the registry's
   *     narrowest row for it; without a row, {@link PortStatus#DYNAMIC} for a Dynamic Port and
   *     {@link PortStatus#UNASSIGNED} for any other
   * @throws NullPointerException if {@code transport} is null
   */
  public PortStatus status(Transport transport) {
    Objects.requireNonNull(transport, "transport");
    List<Assignment> services = assignments();
    PortStatus best = null;
    for (int i = 0; i < services.size(); i++) {
      Assignment assignment = services.get(i);
      if (assignment.isFor(transport)
          && (best == null || assignment.status().compareTo(best) < 0)) {
        best = assignment.status();
      }
    }
    if (best != null) {
      return best;
    }
    UnnamedEntry row = narrowestUnnamed(transport);
    if (row != null) {
      return row.status();
    }
    return range() == PortRange.DYNAMIC ? PortStatus.DYNAMIC : PortStatus.UNASSIGNED;
  }

  /**
   * Returns the liveness of the port's most active service: whether it is known to be in use.
   *
   * @return the liveness of the most active service over all transports; {@link
   *     Liveness#UNEXAMINED} if the port has no service
   */
  public Liveness liveness() {
    return liveness(assignments());
  }

  /**
   * Returns the liveness of the port's most active service for one transport.
   *
   * @param transport the transport
   * @return the liveness of the most active service; {@link Liveness#UNEXAMINED} if the port has no
   *     service
   * @throws NullPointerException if {@code transport} is null
   */
  public Liveness liveness(Transport transport) {
    return liveness(assignments(transport));
  }

  private static Liveness liveness(List<Assignment> services) {
    Liveness best = services.isEmpty() ? Liveness.UNEXAMINED : services.get(0).liveness();
    for (Assignment service : services) {
      if (service.liveness().rank() < best.rank()) {
        best = service.liveness();
      }
    }
    return best;
  }

  /**
   * Returns IANA's current state of the port for one transport: assigned, reserved or unassigned.
   *
   * @param transport the transport
   * @return {@link IanaState#ASSIGNED} if a service is assigned; otherwise the state in the
   *     registry's narrowest row for the transport; {@link IanaState#UNASSIGNED} if there is no row
   * @throws NullPointerException if {@code transport} is null
   */
  public IanaState ianaState(Transport transport) {
    Objects.requireNonNull(transport, "transport");
    List<Assignment> services = assignments();
    for (int i = 0; i < services.size(); i++) {
      if (services.get(i).isFor(transport)) {
        return IanaState.ASSIGNED;
      }
    }
    UnnamedEntry row = narrowestUnnamed(transport);
    return row == null ? IanaState.UNASSIGNED : row.state();
  }

  /**
   * The narrowest row without a name: a row for just this transport before one for all, then fewer
   * ports before more.
   */
  private @Nullable UnnamedEntry narrowestUnnamed(Transport transport) {
    List<UnnamedEntry> rows = unnamedEntries();
    UnnamedEntry narrowest = null;
    for (int i = 0; i < rows.size(); i++) {
      UnnamedEntry row = rows.get(i);
      if (row.isFor(transport) && (narrowest == null || isNarrower(row, narrowest))) {
        narrowest = row;
      }
    }
    return narrowest;
  }

  private static boolean isNarrower(UnnamedEntry row, UnnamedEntry than) {
    if ((row.transport() == null) != (than.transport() == null)) {
      return than.transport() == null;
    }
    return row.ports().size() < than.ports().size();
  }

  /**
   * Returns the services that the port is assigned to, for all transports.
   *
   * @return an unmodifiable list by transport (services that name none first), and within a
   *     transport the primary service first; empty if there is none
   */
  public List<Assignment> assignments() {
    List<Assignment> services = assignments;
    if (services == null) {
      readRows();
      return assignments();
    }
    return services;
  }

  /**
   * Returns the services that the port is assigned to for one transport.
   *
   * <p>The first is the primary service. The order is: services known to be in use first and ghosts
   * last ({@link Assignment#liveness}), then real names before aliases, then services with a
   * specification, then narrow ranges before wide ones, then registry order.
   *
   * @param transport the transport; rows that name none apply to each
   * @return an unmodifiable list, the primary service first; empty if there is none
   * @throws NullPointerException if {@code transport} is null
   */
  public List<Assignment> assignments(Transport transport) {
    Objects.requireNonNull(transport, "transport");
    List<Assignment> services = assignments();
    List<Assignment> chosen = new ArrayList<>(services.size());
    for (int i = 0; i < services.size(); i++) {
      if (services.get(i).isFor(transport)) {
        chosen.add(services.get(i));
      }
    }
    sortPrimaryFirst(chosen, false);
    return Collections.unmodifiableList(chosen);
  }

  /**
   * Returns the registry's rows for the port that name no service, but say that it is reserved,
   * unassigned, or assigned to a purpose.
   *
   * @return an unmodifiable list in registry order; empty if there is none
   */
  public List<UnnamedEntry> unnamedEntries() {
    List<UnnamedEntry> rows = unnamedEntries;
    if (rows == null) {
      readRows();
      return unnamedEntries();
    }
    return rows;
  }

  /**
   * Returns the services that lost the port, and the former names of its services.
   *
   * @return an unmodifiable list by transport; empty if none is known
   * @throws RegistryFormatException if this is read from the packaged tables of facts and they are
   *     damaged, which shows when they are first needed; each call then throws the same
   */
  public List<FormerAssignment> formerAssignments() {
    return origin instanceof PortRegistry known
        ? known.facts().formerAssignments(number)
        : read().formerAssignments();
  }

  /**
   * Returns the programs and protocols that really use the port, whatever the registry says.
   *
   * @return an unmodifiable list, the likeliest first: a use with a common name, then the uses of
   *     this port by the number of independent sources, then claims on a range of ports that
   *     includes it, then disputed uses; empty if nothing is recorded
   * @throws RegistryFormatException if this is read from the packaged tables of facts and they are
   *     damaged, which shows when they are first needed; each call then throws the same
   */
  public List<ObservedUse> observedUses() {
    return origin instanceof PortRegistry known
        ? known.facts().observedUses(number)
        : read().observedUses();
  }

  /**
   * Returns the programs and protocols that really use the port over one transport.
   *
   * @param transport the transport; a use whose sources name none counts for each
   * @return an unmodifiable list in the order of {@link #observedUses()}; empty if nothing is
   *     recorded
   * @throws NullPointerException if {@code transport} is null
   * @throws RegistryFormatException if this is read from the packaged tables of facts and they are
   *     damaged, which shows when they are first needed; each call then throws the same
   */
  public List<ObservedUse> observedUses(Transport transport) {
    Objects.requireNonNull(transport, "transport");
    List<ObservedUse> uses = new ArrayList<>();
    for (ObservedUse use : observedUses()) {
      if (use.isFor(transport)) {
        uses.add(use);
      }
    }
    return Collections.unmodifiableList(uses);
  }

  /**
   * Returns the services and programs that may be behind the port, the likeliest first and each
   * name once.
   *
   * @return an unmodifiable list by {@link Standing}, and within one in the order of {@link
   *     #assignments()} and {@link #observedUses()}; empty if the port has neither
   * @throws RegistryFormatException if this is read from the packaged tables of facts and they are
   *     damaged, which shows when they are first needed; each call then throws the same
   */
  public List<Candidate> candidates() {
    return Candidate.of(assignments(), observedUses(), overlaid());
  }

  /**
   * Returns the services and programs that may be behind the port over one transport, the likeliest
   * first.
   *
   * <pre>{@code
   * PortRegistry.lookup(9092).candidates(Transport.TCP).get(0).name(); // "Apache Kafka"
   * }</pre>
   *
   * @param transport the transport; a use whose sources name none counts for each
   * @return what {@link #candidates()} returns, of that transport
   * @throws NullPointerException if {@code transport} is null
   * @throws RegistryFormatException if this is read from the packaged tables of facts and they are
   *     damaged, which shows when they are first needed; each call then throws the same
   */
  public List<Candidate> candidates(Transport transport) {
    return Candidate.of(assignments(transport), observedUses(transport), overlaid());
  }

  /**
   * Returns the transports for which the port's rows come from an overlay, see {@link
   * PortRegistry#isOverlaid}.
   *
   * @return an unmodifiable set in the order of {@link Transport}; empty in a registry without
   *     overlays
   */
  public Set<Transport> overlaid() {
    Set<Transport> overlaid = EnumSet.noneOf(Transport.class);
    if (origin instanceof PortRegistry asked) {
      for (Transport transport : TRANSPORTS) {
        if (asked.isOverlaid(number, transport)) {
          overlaid.add(transport);
        }
      }
    } else {
      overlaid.addAll(read().overlaid());
    }
    return Collections.unmodifiableSet(overlaid);
  }

  /**
   * Returns the evidence for the status, each piece with its source.
   *
   * <p>For each service, the list has the documents that specify it, the sources that show it in
   * use or mention it, and for a ghost the sources that were checked and found nothing. Evidence
   * about other programs and former services follows.
   *
   * @return an unmodifiable list; empty if nothing is recorded
   * @throws RegistryFormatException if this is read from the packaged tables of facts and they are
   *     damaged, which shows when they are first needed; each call then throws the same
   */
  public List<Evidence> evidence() {
    return origin instanceof PortRegistry known
        ? known.facts().evidence(number, assignments(), null)
        : read().evidence();
  }

  /**
   * Returns the ports that are related to this one.
   *
   * @return an unmodifiable list; empty if none is recorded
   * @throws RegistryFormatException if this is read from the packaged tables of facts and they are
   *     damaged, which shows when they are first needed; each call then throws the same
   */
  public List<RelatedPort> related() {
    return origin instanceof PortRegistry known ? known.facts().related(number) : read().related();
  }

  /**
   * Returns the registry's changes to the port, from its first known service on.
   *
   * <p>Every change since July 2014 is known. Before that, only the changes behind {@link
   * #formerAssignments} are known: they are of the kinds {@code WITHDRAWN}, {@code
   * TRANSPORT_WITHDRAWN} and {@code RENAMED}, and their {@link RegistryChange#notBefore} may be
   * null.
   *
   * <pre>{@code
   * PortRegistry.lookup(832).history(); // 2025-09-29: netconfsoaphttp was withdrawn
   * }</pre>
   *
   * @return an unmodifiable list in chronological order; empty if nothing is recorded
   * @throws RegistryFormatException if this is read from the packaged tables of facts and they are
   *     damaged, which shows when they are first needed; each call then throws the same
   */
  public List<RegistryChange> history() {
    return origin instanceof PortRegistry known ? known.facts().history(number) : read().history();
  }

  /**
   * Returns the block of ports that the registry lists together with the number, such as 834-846
   * for 840.
   *
   * @return the span of the narrowest row that covers the number; if there is no such row, its
   *     range
   */
  public PortSpan block() {
    PortSpan span = block;
    if (span == null) {
      readRows();
      return block();
    }
    return span;
  }

  /**
   * Returns a record with the facts for one transport only: its services, former services, uses,
   * evidence and history.
   *
   * <pre>{@code
   * PortRegistry.lookup(443).forTransport(Transport.UDP).assignments(); // https over QUIC
   * }</pre>
   *
   * @param transport the transport; facts that name none apply to it too
   * @return a record of the same port
   * @throws NullPointerException if {@code transport} is null
   * @throws RegistryFormatException if this is read from the packaged tables of facts and they are
   *     damaged, which shows when they are first needed; each call then throws the same
   */
  public PortRecord forTransport(Transport transport) {
    PortJson only = PortJson.of(this).only(Objects.requireNonNull(transport, "transport"));
    PortRecord record = new PortRecord(only, registry);
    return origin instanceof PortRegistry asked
        ? new PortRecord(
            only.withEvidence(asked.facts().evidence(number, record.assignments(), transport)),
            registry)
        : record;
  }

  /**
   * Returns the registry that created the record.
   *
   * @return the registry; empty for a record that was read from JSON
   */
  public Optional<PortRegistry> registry() {
    return Optional.ofNullable(registry);
  }

  /**
   * Returns whether two records have the same number, rows, overlaid transports, uses, evidence and
   * history.
   *
   * @throws RegistryFormatException if the packaged tables of facts are damaged; records of one
   *     registry are equal without reading them
   */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof PortRecord that
            && number == that.number
            && block().equals(that.block())
            && overlaid().equals(that.overlaid())
            && assignments().equals(that.assignments())
            && unnamedEntries().equals(that.unnamedEntries())
            && formerAssignments().equals(that.formerAssignments())
            && observedUses().equals(that.observedUses())
            && evidence().equals(that.evidence())
            && related().equals(that.related())
            && history().equals(that.history()));
  }

  @Override
  public int hashCode() {
    return 31 * number + assignments().hashCode();
  }

  /**
   * Returns the number, its status and its first services, such as {@code 432 GHOST iasd/tcp
   * iasd/udp}.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(number).append(' ').append(status());
    List<Assignment> services = assignments();
    int named = services.size() > NAMED + 1 ? NAMED : services.size();
    for (Assignment assignment : services.subList(0, named)) {
      Transport transport = assignment.transport();
      text.append(' ').append(OneLine.of(assignment.serviceName()));
      if (transport != null) {
        text.append('/').append(transport.keyword());
      }
    }
    if (named < services.size()) {
      text.append(" and ").append(services.size() - named).append(" more");
    }
    return text.toString();
  }
}
