package io.github.portregistry.iana;

import io.github.portregistry.FormerAssignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.RegistryDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the description of a row without a service name: a state, and sometimes an earlier
 * assignment or a remark.
 *
 * @param state the state of the ports
 * @param formerly what the description says about an earlier assignment; null if it mentions none
 * @param remark the description if it says more than the state; "" otherwise
 */
public record UnnamedTitle(
    IanaState state, RegistryNote.@Nullable Formerly formerly, String remark) {

  private static final Pattern RELEASE_WORD =
      Pattern.compile(
          "(?i)(?:removed|withdrawn|de-?assigned|de-?registered|deprecated|de-?comm?iss?ioned)(?:"
              + " port)?.*");

  /** Words for a state, for an earlier state, or for a state that does not hold. */
  private static final Pattern STATE_WORD =
      Pattern.compile(
          "(?i)(?:was|were|been|formerly|previously|not|no longer) (?:reserved|unassigned)"
              + "|un-?reserved|(reserved)|(unassigned|not (?:yet )?assigned|no longer assigned)");

  /** A use that the registry reports and that is not an assignment. */
  private static final Pattern RUMOR = Pattern.compile("(?i)possibly .*");

  private static final Pattern DATE = Pattern.compile("\\d{1,2}/\\d{1,2}/\\d{2}");

  private static final Pattern FORMER_NAME = Pattern.compile("(?i)unassigned \\[was (\\S+)]");

  private static final Pattern FORMER_SERVICE =
      Pattern.compile("(?i)unassigned \\((\\S+)-released (\\S+)\\)");

  /**
   * Reads a description of one line.
   *
   * @param hasAssignee whether the row names an assignee
   * @return null if neither the description nor an assignee shows the state of the ports
   */
  static @Nullable UnnamedTitle of(String text, boolean hasAssignee) {
    if (text.equalsIgnoreCase("Unassigned")) {
      return new UnnamedTitle(IanaState.UNASSIGNED, null, "");
    }
    if (text.equalsIgnoreCase("Reserved")
        || text.equalsIgnoreCase("Reserved - IANA")
        || text.equalsIgnoreCase("IANA Reserved")) {
      return new UnnamedTitle(IanaState.RESERVED, null, "");
    }
    Matcher name = FORMER_NAME.matcher(text);
    if (name.matches()) {
      return released(name.group(1), "", null);
    }
    Matcher former = FORMER_SERVICE.matcher(text);
    if (former.matches()) {
      return released("", former.group(1), RegistryNote.date(former.group(2)));
    }
    if (RELEASE_WORD.matcher(text).matches()) {
      Matcher date = DATE.matcher(text);
      return released("", "", date.find() ? RegistryNote.date(date.group()) : null);
    }
    IanaState state = state(text, hasAssignee);
    return state == null ? null : new UnnamedTitle(state, null, text);
  }

  private static @Nullable IanaState state(String text, boolean hasAssignee) {
    Matcher word = STATE_WORD.matcher(text);
    while (word.find()) {
      if (word.group(1) != null) {
        return IanaState.RESERVED;
      } else if (word.group(2) != null) {
        return IanaState.UNASSIGNED;
      }
    }
    if (hasAssignee) {
      return IanaState.ASSIGNED;
    }
    return RUMOR.matcher(text).matches() ? IanaState.UNASSIGNED : null;
  }

  private static UnnamedTitle released(String name, String title, @Nullable RegistryDate on) {
    return new UnnamedTitle(
        IanaState.UNASSIGNED,
        new RegistryNote.Formerly(name, title, on, "IANA", "", FormerAssignment.Kind.RELEASED),
        "");
  }

  /** Joins what the description and the note say about an earlier assignment. */
  RegistryNote.@Nullable Formerly formerly(RegistryNote.@Nullable Formerly note) {
    if (formerly == null || note == null) {
      return formerly == null ? note : formerly;
    }
    return formerly.and(note);
  }
}
