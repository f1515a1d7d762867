package io.github.portregistry.iana;

import io.github.portregistry.FormerAssignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.RegistryDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the description of a row without a service name says: a state, perhaps that the port had a
 * service before, perhaps a remark.
 *
 * @param state the state of the ports
 * @param formerly what was before; null if the description tells nothing of it
 * @param remark the description where it says more than the state; "" otherwise
 */
public record UnnamedTitle(
    IanaState state, RegistryNote.@Nullable Formerly formerly, String remark) {

  private static final Pattern RELEASE_WORD =
      Pattern.compile("(?i)(?:removed|de-?registered|deprecated|de-?comm?iss?ioned)(?: port)?.*");

  private static final Pattern DATE = Pattern.compile("\\d{1,2}/\\d{1,2}/\\d{2}");

  private static final Pattern FORMER_NAME = Pattern.compile("(?i)unassigned \\[was (\\S+)]");

  private static final Pattern FORMER_SERVICE =
      Pattern.compile("(?i)unassigned \\((\\S+)-released (\\S+)\\)");

  /**
   * Reads a description that stands on one line.
   *
   * @param hasAssignee whether the row names an assignee
   */
  static UnnamedTitle of(String text, boolean hasAssignee) {
    if (text.equalsIgnoreCase("Unassigned")) {
      return new UnnamedTitle(IanaState.UNASSIGNED, null, "");
    }
    if (text.equalsIgnoreCase("Reserved") || text.equalsIgnoreCase("Reserved - IANA")) {
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
    if (text.toLowerCase(Locale.ROOT).contains("unassigned") || !hasAssignee) {
      return new UnnamedTitle(IanaState.UNASSIGNED, null, text);
    }
    return new UnnamedTitle(IanaState.ASSIGNED, null, text);
  }

  private static UnnamedTitle released(String name, String title, @Nullable RegistryDate on) {
    return new UnnamedTitle(
        IanaState.UNASSIGNED,
        new RegistryNote.Formerly(name, title, on, "IANA", "", FormerAssignment.Kind.RELEASED),
        "");
  }

  /** Joins what the description tells of the time before with what the note tells. */
  RegistryNote.@Nullable Formerly formerly(RegistryNote.@Nullable Formerly note) {
    if (formerly == null || note == null) {
      return formerly == null ? note : formerly;
    }
    return formerly.and(note);
  }
}
