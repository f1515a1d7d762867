package io.github.portregistry.iana;

import io.github.portregistry.FormerAssignment;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.csv.Fault;
import java.time.DateTimeException;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a note of the registry into fields; the rest of the note is not kept, only counted by kind.
 */
public final class RegistryNote {

  public static final Pattern SPACE = Pattern.compile("[\\s\\x00-\\x1f\\x7f-\\x9f]+");

  /** Occurs in the title of the well-formed name; the alias has a note of its own. */
  static final Pattern REPLACEMENT =
      Pattern.compile(
          "IANA assigned this well-formed service name as a replacement for \"([^\"]+)\"\\.?$");

  /** What a note says about an earlier assignment. */
  record Formerly(
      String serviceName,
      String description,
      @Nullable RegistryDate on,
      String authority,
      String successor,
      FormerAssignment.@Nullable Kind told) {

    /** A service lost the port, whether or not another has it now. */
    static Formerly released(@Nullable RegistryDate date) {
      return new Formerly("", "", date, IANA, "", FormerAssignment.Kind.RELEASED);
    }

    /**
     * The kind that the note states; if it states none, the kind follows from whether the port has
     * a service now.
     */
    FormerAssignment.Kind kind(boolean hasService) {
      if (told != null) {
        return told;
      }
      return hasService ? FormerAssignment.Kind.REASSIGNED : FormerAssignment.Kind.RELEASED;
    }

    /** Fills the blanks of this one from another. */
    Formerly and(Formerly other) {
      return new Formerly(
          serviceName.isEmpty() ? other.serviceName : serviceName,
          description.isEmpty() ? other.description : description,
          on == null ? other.on : on,
          authority.equals(IANA) ? other.authority : authority,
          successor.isEmpty() ? other.successor : successor,
          told == null ? other.told : told);
    }
  }

  private static final String IANA = "IANA";

  private static final String DATE =
      "(\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}/\\d{1,2}/\\d{2}|(?:\\d{1,2} )?[A-Z][a-z]+ \\d{4})";

  /**
   * The patterns used so far. Notes are untrusted, so each pattern must take linear time: no part
   * of it may match past its own next start.
   */
  private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

  private final List<String> typedKinds = new ArrayList<>();
  private final List<String> droppedKinds = new ArrayList<>();
  private String aliasOf = "";
  private @Nullable Formerly formerly;
  private String rest;

  private RegistryNote(String note) {
    rest = note;
  }

  /** Reads a note of one line. */
  static RegistryNote of(String text) {
    RegistryNote note = new RegistryNote(text);
    if (!text.isEmpty()) {
      note.takeAliases();
      note.takeReleases();
      note.takeFormerServices();
      note.nameTheRest();
    }
    return note;
  }

  /** The name that the row is an alias or a duplicate of; "" if none. */
  String aliasOf() {
    return aliasOf;
  }

  /** What the note says about an earlier assignment; null if it mentions none. */
  @Nullable Formerly formerly() {
    return formerly;
  }

  List<String> typedKinds() {
    return typedKinds;
  }

  List<String> droppedKinds() {
    return droppedKinds;
  }

  private void takeAliases() {
    MatchResult alias =
        take(
            "alias",
            "This entry is an alias to \"([^\"]+)\"\\. This entry is now historic, not usable for use"
                + " with many common service discovery mechanisms\\.");
    MatchResult duplicate =
        take(
            "duplicate",
            "This is a duplicate of the \"([^\"]+)\" service and should not be used for discovery"
                + " purposes\\.");
    MatchResult either = alias != null ? alias : duplicate;
    if (either != null) {
      aliasOf = either.group(1).strip();
    }
  }

  private void takeReleases() {
    MatchResult m = take("de-assigned", "(?i)De-Assigned on " + DATE);
    if (m != null) {
      tell(Formerly.released(date(m.group(1))));
    }
    m =
        take(
            "removed",
            "(?i)(?:This (?:entry|port) (?:has been|is being|was previously) )?"
                + "\\(?\"?Removed on "
                + DATE
                + "[\")]*");
    if (m == null) {
      m = take("removed", "\\(Removed " + DATE + "\\)");
    }
    if (m != null) {
      take("", "port \\d+ previously(?: noted)?");
      tell(Formerly.released(date(m.group(1))));
    }
    m = take("deprecated", "Deprecated " + DATE);
    if (m != null) {
      tell(Formerly.released(date(m.group(1))));
    }
    m = take("de-registered", "De-registered " + DATE);
    if (m != null) {
      tell(Formerly.released(date(m.group(1))));
    }
    takeReleaseByRfc();
    m = take("moved", "\"([^\"]+)\" assignment withdrawn, moved to port (\\d+) per (RFC\\d+)");
    if (m != null) {
      tell(new Formerly(m.group(1), "", null, m.group(3), m.group(2), FormerAssignment.Kind.MOVED));
    }
    m = take("use another port", "Use of \\d+ is not recommended, use (\\d+) instead");
    if (m != null) {
      tell(new Formerly("", "", null, IANA, m.group(1), null));
    }
    m = take("retasked", "This port has been retasked on " + DATE);
    if (m != null) {
      RegistryDate on = date(m.group(1));
      tell(new Formerly("", "", on, IANA, "", FormerAssignment.Kind.REASSIGNED));
    }
  }

  private void takeFormerServices() {
    MatchResult m = take("former service", ", previously (\\S+) by \\[[^\\[\\]]+]");
    if (m == null) {
      m = take("former service", "Historic usage was (\\S+?)\\.(?= |$)");
    }
    if (m != null) {
      tell(new Formerly(m.group(1), "", null, IANA, "", null));
    }
    takeApplicationBelow();
    m = take("former title", "^Formerly was (.+)$");
    if (m != null) {
      tell(new Formerly("", m.group(1), null, IANA, "", FormerAssignment.Kind.RENAMED));
    }
    m =
        take(
            "former name",
            "Historically, this service has been referred to as \"([^\"]+)\", but this service name"
                + " does not meet the registry requirements\\.");
    if (m != null) {
      tell(new Formerly(m.group(1), "", null, IANA, "", FormerAssignment.Kind.RENAMED));
    }
  }

  /**
   * Takes out the text from the first start to the last end. One pattern for both would search for
   * the end again from each start.
   */
  private void takeReleaseByRfc() {
    String beginning = "Previously assigned to ";
    int start = rest.indexOf(beginning);
    int title = start + beginning.length();
    Matcher end = pattern(" but released by \\[(RFC\\d+)]").matcher(rest);
    MatchResult last = null;
    for (int at = title + 1; start >= 0 && at <= rest.length() && end.find(at); at = end.end()) {
      last = end.toMatchResult();
    }
    if (last != null) {
      String formerTitle = rest.substring(title, last.start());
      tell(
          Formerly.released(null)
              .and(new Formerly("", formerTitle, null, last.group(1), "", null)));
      cut("released by an RFC", start, last.end());
    }
  }

  /** Takes out the rows of the application that had the port: first TCP, then UDP. */
  private void takeApplicationBelow() {
    Matcher tcp =
        pattern("Port \\d+ Previously assigned to application below (\\S+) \\d+/tcp ")
            .matcher(rest);
    if (!tcp.find()) {
      return;
    }
    String name = tcp.group(1);
    String above = "Previously assigned to application above";
    int end = rest.lastIndexOf(above);
    Matcher udp = pattern(" \\d+/udp ").matcher(rest);
    int at = rest.indexOf(" " + name + " ", tcp.end() + 1);
    while (at >= 0) {
      udp.region(at + 1 + name.length(), rest.length());
      if (udp.lookingAt()) {
        if (udp.end() <= end) {
          tell(new Formerly(name, rest.substring(tcp.end(), at), null, IANA, "", null));
          cut("former service", tcp.start(), end + above.length());
        }
        return;
      }
      at = rest.indexOf(" " + name + " ", at + 1);
    }
  }

  private void tell(Formerly more) {
    formerly = formerly == null ? more : formerly.and(more);
  }

  /** Takes the first match out of the note and counts it under {@code kind}, if that is not "". */
  private @Nullable MatchResult take(String kind, String pattern) {
    Matcher matcher = pattern(pattern).matcher(rest);
    if (!matcher.find()) {
      return null;
    }
    MatchResult found = matcher.toMatchResult();
    cut(kind, found.start(), found.end());
    return found;
  }

  private void cut(String kind, int start, int end) {
    rest = rest.substring(0, start) + rest.substring(end);
    if (!kind.isEmpty()) {
      typedKinds.add(kind);
    }
  }

  private static Pattern pattern(String regex) {
    return PATTERNS.computeIfAbsent(regex, Pattern::compile);
  }

  private static boolean isProse(char c) {
    return c != '.' && c != ',' && c > ' ';
  }

  private void nameTheRest() {
    // Not by a pattern for the end, which would be tried at each dot of a row of dots.
    int start = 0;
    int end = rest.length();
    while (start < end && !isProse(rest.charAt(start))) {
      start++;
    }
    while (end > start && !isProse(rest.charAt(end - 1))) {
      end--;
    }
    String prose = rest.substring(start, end);
    if (prose.isEmpty()) {
      return;
    }
    String words = prose.toLowerCase(Locale.ROOT);
    if (words.contains("txt key")
        || words.contains("subtypes:")
        || words.contains("u=<username>")) {
      droppedKinds.add("DNS-SD TXT keys and subtypes");
    } else if (words.contains("unassigned but widespread use")) {
      droppedKinds.add("unassigned but widespread use");
    } else if (words.contains("unoffically") || words.contains("unofficial")) {
      droppedKinds.add("unofficial use");
    } else if (words.contains("conflict")) {
      droppedKinds.add("conflict with another use");
    } else if (words.contains("contact")
        || words.contains("modified:")
        || words.contains("updated")) {
      droppedKinds.add("change of contact or entry");
    } else {
      droppedKinds.add("other prose");
    }
  }

  /**
   * Returns a date, which IANA's notes write in one of four ways.
   *
   * @throws DateTimeException if the text has another form or there is no such day; its message
   *     quotes the text
   */
  static RegistryDate date(String text) {
    try {
      String[] parts = text.split("[-/ ]", -1);
      if (text.indexOf('-') > 0) {
        return new RegistryDate(number(parts[0]), number(parts[1]), number(parts[2]));
      }
      if (text.indexOf('/') > 0) {
        int year = number(parts[2]);
        return new RegistryDate(
            year < 70 ? 2000 + year : 1900 + year, number(parts[0]), number(parts[1]));
      }
      int year = number(parts[parts.length - 1]);
      int month = Month.valueOf(parts[parts.length - 2].toUpperCase(Locale.ROOT)).getValue();
      return new RegistryDate(year, month, parts.length == 3 ? (Integer) number(parts[0]) : null);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new DateTimeException(Fault.quote(text), e);
    }
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
