package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.PortRecord;
import io.github.portregistry.dossier.Dossier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The assignment of a port, its listeners on this machine, and a verdict.
 *
 * @param record the registry's record of the port
 * @param at when the sockets were read
 * @param listeners the sockets that listen on the port, by transport and address; empty if none was
 *     seen
 * @param otherUses sockets that have the port without listening on it, as far as they were read
 * @param coverage how much of the machine was seen
 * @param verdict the judgment: whether the listeners fit the registry; the worst of their
 *     {@linkplain Listener#verdict own verdicts}
 * @param reasons the facts that the verdict is based on, in the order of the listeners, and then
 *     other facts worth knowing; not empty
 */
public record PortFinding(
    PortRecord record,
    Instant at,
    List<Listener> listeners,
    List<OtherUse> otherUses,
    Coverage coverage,
    Verdict verdict,
    List<Reason> reasons) {

  /**
   * Creates a finding.
   *
   * @param record the {@link #record}
   * @param at the {@link #at}
   * @param listeners the {@link #listeners}
   * @param otherUses the {@link #otherUses}
   * @param coverage the {@link #coverage}
   * @param verdict the {@link #verdict}
   * @param reasons the {@link #reasons}
   * @throws NullPointerException if a component is or has null
   */
  public PortFinding {
    requireNonNull(record, "record");
    requireNonNull(at, "at");
    listeners = List.copyOf(requireNonNull(listeners, "listeners"));
    otherUses = List.copyOf(requireNonNull(otherUses, "otherUses"));
    requireNonNull(coverage, "coverage");
    requireNonNull(verdict, "verdict");
    reasons = List.copyOf(requireNonNull(reasons, "reasons"));
  }

  @JsonCreator
  static PortFinding of(FindingJson json) {
    return json.toFinding();
  }

  @JsonValue
  FindingJson json() {
    return FindingJson.of(this);
  }

  /**
   * Returns the port number.
   *
   * @return 0 to 65535
   */
  public int port() {
    return record.number();
  }

  /**
   * Returns the protocols that the listeners speak, see {@link ListenerProbe#withGreeting}.
   *
   * @return an unmodifiable list with one element for each of the {@link #listeners}, in their
   *     order; empty unless the probe asks them
   */
  public List<Spoken> spoken() {
    List<Spoken> spoken = new ArrayList<>();
    for (Listener listener : listeners) {
      if (listener.spoken() != null) {
        spoken.add(listener.spoken());
      }
    }
    return List.copyOf(spoken);
  }

  /**
   * Returns the dossier of the port with this finding.
   *
   * @return the record's dossier, with this finding {@linkplain #addedTo added}
   */
  public Dossier dossier() {
    return addedTo(Dossier.of(record));
  }

  /**
   * Returns a dossier with this finding: its full forms have the {@link #section}, and its summary
   * has a few lines that say who listens, the verdict with its first reasons, and what to do next.
   *
   * @param dossier the dossier of the port, or of the port for one transport
   * @return a new dossier; {@code dossier} stays as it is
   * @throws NullPointerException if {@code dossier} is null
   */
  public Dossier addedTo(Dossier dossier) {
    FindingSummary summary = new FindingSummary(this);
    return requireNonNull(dossier, "dossier").with(section(), summary.items(), summary.next());
  }

  /**
   * Returns the finding as a section of a dossier: the verdict with its reasons, each listener with
   * its owners and its protocol if it was asked, and when and how the sockets were read. Values of
   * passwords, tokens and keys in command lines are masked.
   *
   * @return a section with the title {@code On this machine}
   */
  public Dossier.Section section() {
    return FindingText.of(this);
  }
}
