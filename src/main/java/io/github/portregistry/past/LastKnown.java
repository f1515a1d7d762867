package io.github.portregistry.past;

import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Transport;
import io.github.portregistry.fact.RegistryHistory;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Until when rows are known that are those of a whole copy of the registry and of changes seen
 * later: in copies with the names and titles of TCP and UDP ports, which say nothing of names
 * without a port, of other transports, and of references.
 */
final class LastKnown {

  /** After a longer time the days that rows have tell more of when they came. */
  private static final int DAYS_OF_A_STEP = 60;

  private static final int ANY = Integer.MAX_VALUE;
  private static final int NONE = -1;

  private final RegistryHistory.Copy copy;
  private final LocalDate whole;
  private final LocalDate listed;

  /** Within how many days the next copy was published that dates all changes by its own day. */
  private final int daysOfAStep;

  private final BitSet ports = new BitSet();
  private final Set<String> names = new HashSet<>();

  private LastKnown(RegistryHistory.Copy copy, LocalDate whole, LocalDate listed, int daysOfAStep) {
    this.copy = copy;
    this.whole = whole;
    this.listed = listed;
    this.daysOfAStep = daysOfAStep;
  }

  /** A copy of which it is not known whether the next one followed it soon. */
  static LastKnown of(RegistryHistory.Copy copy) {
    return new LastKnown(copy, copy.day(), copy.day(), NONE);
  }

  /** A copy after which the next one was published. */
  static LastKnown ofPublished(RegistryHistory.Copy copy) {
    return new LastKnown(copy, copy.day(), copy.day(), ANY);
  }

  /**
   * A whole copy with changes that were seen later.
   *
   * @param whole the whole copy
   * @param listed of which day the last list of names is that may speak of the rows
   * @param last of which day the rows are
   * @param changes what was seen later
   */
  static LastKnown of(
      RegistryHistory.Copy whole, LocalDate listed, LocalDate last, List<RegistryChange> changes) {
    LastKnown known =
        new LastKnown(
            new RegistryHistory.Copy(last, whole.source()), whole.day(), listed, DAYS_OF_A_STEP);
    for (RegistryChange change : changes) {
      PortSpan span = change.ports();
      if (span != null) {
        known.ports.set(span.first(), span.last() + 1);
      }
      if (!change.serviceName().isEmpty()) {
        known.names.add(change.serviceName());
      }
    }
    return known;
  }

  /** The rows, as a copy of the last day of which they are. */
  RegistryHistory.Copy copy() {
    return copy;
  }

  /**
   * Whether a copy was published so soon after the whole one that all changes are of its day: a row
   * is in the registry from the state that has it first, whatever day it was registered on.
   */
  boolean isFollowedBy(RegistryHistory.Copy newer) {
    return ChronoUnit.DAYS.between(whole, newer.day()) < daysOfAStep;
  }

  /** Whether all that is known is of one copy. */
  boolean isWhole() {
    return whole.equals(copy.day());
  }

  /** The day until which it is known what a change changes. */
  LocalDate since(
      RegistryChange.Kind kind, @Nullable PortSpan span, @Nullable Transport transport) {
    boolean inLists =
        span != null
            && kind != RegistryChange.Kind.REFERENCE_CHANGED
            && transport != Transport.SCTP
            && transport != Transport.DCCP;
    return inLists ? listed : whole;
  }

  /** Whether a change that was seen later is about the ports or the name of a row. */
  boolean changed(RegistryRow row) {
    PortSpan span = row.ports();
    if (span == null) {
      return names.contains(row.serviceName());
    }
    int next = ports.nextSetBit(span.first());
    return next >= 0 && next <= span.last();
  }
}
