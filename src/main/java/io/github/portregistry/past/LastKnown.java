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
 * The days up to which the rows of a complete copy are known, after changes that were seen later.
 * Those were seen in lists with the names and titles of TCP and UDP ports, which say nothing about
 * names without a port, other transports, and references.
 */
final class LastKnown {

  /** After a longer time, the dates of the rows say more about when they were added. */
  private static final int DAYS_OF_A_STEP = 60;

  private static final int ANY = Integer.MAX_VALUE;
  private static final int NONE = -1;

  private final RegistryHistory.Copy copy;
  private final LocalDate whole;
  private final LocalDate listed;

  /** If the next copy was published within this number of days, all changes have its day. */
  private final int daysOfAStep;

  private final BitSet ports = new BitSet();
  private final Set<String> names = new HashSet<>();

  private LastKnown(RegistryHistory.Copy copy, LocalDate whole, LocalDate listed, int daysOfAStep) {
    this.copy = copy;
    this.whole = whole;
    this.listed = listed;
    this.daysOfAStep = daysOfAStep;
  }

  /** Returns it for a copy that the next one may have followed soon or not. */
  static LastKnown of(RegistryHistory.Copy copy) {
    return new LastKnown(copy, copy.day(), copy.day(), NONE);
  }

  /** Returns it for a copy that the next one followed directly. */
  static LastKnown ofPublished(RegistryHistory.Copy copy) {
    return new LastKnown(copy, copy.day(), copy.day(), ANY);
  }

  /**
   * Returns it for a complete copy with changes that were seen later.
   *
   * @param whole the complete copy
   * @param listed the day of the last list of names that may cover the rows
   * @param last the day of the rows
   * @param changes the changes that were seen later
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

  /** Returns the rows as a copy of their last day. */
  RegistryHistory.Copy copy() {
    return copy;
  }

  /**
   * Whether a copy was published so soon after this one that all changes have its day: a row counts
   * from the first copy that has it, whatever its date.
   */
  boolean isFollowedBy(RegistryHistory.Copy newer) {
    return ChronoUnit.DAYS.between(whole, newer.day()) < daysOfAStep;
  }

  /** Whether everything comes from one copy. */
  boolean isWhole() {
    return whole.equals(copy.day());
  }

  /** Returns the day up to which the subject of a change is known. */
  LocalDate since(
      RegistryChange.Kind kind, @Nullable PortSpan span, @Nullable Transport transport) {
    boolean inLists =
        span != null
            && kind != RegistryChange.Kind.REFERENCE_CHANGED
            && transport != Transport.SCTP
            && transport != Transport.DCCP;
    return inLists ? listed : whole;
  }

  /** Whether a later change is about the ports or the name of a row. */
  boolean changed(RegistryRow row) {
    PortSpan span = row.ports();
    if (span == null) {
      return names.contains(row.serviceName());
    }
    int next = ports.nextSetBit(span.first());
    return next >= 0 && next <= span.last();
  }
}
