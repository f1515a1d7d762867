package io.github.portregistry.iana;

import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.fact.Changes;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.FormerFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins the former assignments that the registry's notes mention, often without a name, with those
 * that copies of the registry show, often without a date.
 */
public final class FormerMerge {

  private final List<FactTable.Row<FormerAssignment>> merged = new ArrayList<>();

  private FormerMerge() {}

  /**
   * Returns one table of both. The registry's own notes win; the copies fill what a note leaves
   * blank.
   */
  public static FactTable<FormerAssignment> of(
      List<FactTable.Row<FormerAssignment>> notes, List<FactTable.Row<FormerAssignment>> copies) {
    FormerMerge merge = new FormerMerge();
    merge.addCopies(notes, copies);
    merge.addNotes(notes, copies);
    return FactTable.of(FormerFormat.FORMAT, merge.merged);
  }

  private void addCopies(
      List<FactTable.Row<FormerAssignment>> notes, List<FactTable.Row<FormerAssignment>> copies) {
    Map<PortSpan, List<FactTable.Row<FormerAssignment>>> notesByPorts = FactTable.byPorts(notes);
    for (FactTable.Row<FormerAssignment> copy : copies) {
      FormerAssignment note = noteOf(copy, notesByPorts.getOrDefault(copy.ports(), List.of()));
      merged.add(note == null ? copy : new FactTable.Row<>(copy.ports(), join(note, copy.fact())));
    }
  }

  private static @Nullable FormerAssignment noteOf(
      FactTable.Row<FormerAssignment> copy, List<FactTable.Row<FormerAssignment>> notes) {
    for (FactTable.Row<FormerAssignment> note : notes) {
      if (tellOfTheSame(note, copy)) {
        return note.fact();
      }
    }
    return null;
  }

  /**
   * A note without a transport applies to each transport; it is listed once if no copy knows the
   * transports.
   */
  private void addNotes(
      List<FactTable.Row<FormerAssignment>> notes, List<FactTable.Row<FormerAssignment>> copies) {
    Map<PortSpan, List<FactTable.Row<FormerAssignment>>> copiesByPorts = FactTable.byPorts(copies);
    for (FactTable.Row<FormerAssignment> note : notes) {
      if (copiesByPorts.getOrDefault(note.ports(), List.of()).stream()
          .noneMatch(copy -> tellOfTheSame(note, copy))) {
        merged.add(note);
      }
    }
  }

  /** Whether two rows of the same ports can be about the same assignment. */
  private static boolean tellOfTheSame(
      FactTable.Row<FormerAssignment> note, FactTable.Row<FormerAssignment> copy) {
    FormerAssignment told = note.fact();
    FormerAssignment seen = copy.fact();
    boolean sameName =
        told.serviceName().isEmpty()
            || seen.serviceName().isEmpty()
            || told.serviceName().equalsIgnoreCase(seen.serviceName());
    boolean sameDate =
        told.releasedOn() == null
            || seen.releasedOn() == null
            || told.releasedOn().equals(seen.releasedOn());
    return (told.transport() == null || told.transport() == seen.transport())
        && told.leftThePort() == seen.leftThePort()
        && sameName
        && sameDate
        && canBeOf(told.releasedOn(), seen);
  }

  /** Whether a date can lie between the two copies; each of the three may be a month. */
  private static boolean canBeOf(@Nullable RegistryDate date, FormerAssignment seen) {
    RegistryDate lastSeen = seen.lastSeen();
    RegistryDate absentBy = seen.absentBy();
    return date == null
        || lastSeen == null
        || absentBy == null
        || Changes.canBeWithin(date, lastSeen, absentBy);
  }

  private static FormerAssignment join(FormerAssignment note, FormerAssignment copy) {
    return new FormerAssignment(
        copy.transport(),
        firstOf(copy.serviceName(), note.serviceName()),
        firstOf(note.description(), copy.description()),
        note.references().isEmpty() ? copy.references() : note.references(),
        note.registered() == null ? copy.registered() : note.registered(),
        note.releasedOn() == null ? copy.releasedOn() : note.releasedOn(),
        note.authority().equals("IANA") ? copy.authority() : note.authority(),
        firstOf(note.successor(), copy.successor()),
        copy.kind(),
        addsToTheNote(copy, note) ? copy.source() : note.source(),
        copy.lastSeen(),
        copy.absentBy(),
        Evidence.Strength.STRONG);
  }

  /** Whether the copy has anything that the note lacks. */
  private static boolean addsToTheNote(FormerAssignment copy, FormerAssignment note) {
    return copy.lastSeen() != null
        || copy.transport() != note.transport()
        || !copy.serviceName().equals(note.serviceName())
        || !(copy.description().isEmpty() || copy.description().equals(note.description()));
  }

  private static String firstOf(String text, String other) {
    return text.isEmpty() ? other : text;
  }
}
