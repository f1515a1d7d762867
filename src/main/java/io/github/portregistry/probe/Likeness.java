package io.github.portregistry.probe;

import static io.github.portregistry.probe.BaselineOwner.Seen;

import io.github.portregistry.dossier.Escaped;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Compares two listeners on the same port at two times: whether they are the same program.
 *
 * @param kind the relation of the two
 * @param difference the difference, as a sentence for a person; "" if there is none
 */
record Likeness(Kind kind, String difference) {

  /** The relation of two listeners, the most alike first. */
  enum Kind {
    SAME,
    UPGRADED,
    UNKNOWN,
    DIFFERENT
  }

  private static final Likeness SAME = new Likeness(Kind.SAME, "");

  private static final String REVISION = "\\b[0-9a-f]{7,40}\\b";
  private static final String POINTED = "[0-9]+(?:\\.[0-9]+)+";

  /**
   * A version such as {@code 15}, {@code 3.11} or a revision in hex, but not a number at the end of
   * a name: app1.
   */
  private static final Pattern VERSION =
      Pattern.compile(REVISION + "|(?<![A-Za-z0-9])[0-9]+(?:[.+~_-]?[0-9]+)*|" + POINTED);

  private static final Pattern POINTED_VERSION = Pattern.compile(REVISION + "|" + POINTED);

  private static final Pattern LEADING_DOTS = Pattern.compile("^(?:\\.{1,2}(?:/|$))+");

  private static final List<String> FIRST_PROCESSES = List.of("systemd", "launchd", "init");

  static Likeness of(BaselineListener before, BaselineListener after) {
    if (differ(before.user(), after.user())) {
      return different("The user was " + shown(before.user()), shown(after.user()));
    }
    BaselineOwner was = before.owner();
    BaselineOwner is = after.owner();
    Likeness container = ofContainers(before, after);
    if (container.kind == Kind.DIFFERENT) {
      return container;
    }
    // The system shows the unit of a socket even if it does not show the owner.
    boolean alikeUnit = isName(before.unit()) && stem(before.unit()).equals(stem(after.unit()));
    if (!alikeUnit && differInUnit(before, after)) {
      return new Likeness(Kind.DIFFERENT, unitText(before.unit(), after.unit()));
    }
    if (!was.isCertain() || !is.isCertain()) {
      boolean bothLikely = was.seen() == Seen.LIKELY && is.seen() == Seen.LIKELY;
      return container.kind == Kind.UPGRADED || (bothLikely && isSameProgram(was, is))
          ? container
          : new Likeness(Kind.UNKNOWN, unseen(before, after));
    }
    Likeness program = ofPrograms(before, after, alikeUnit);
    if (program.kind != Kind.SAME) {
      return program;
    }
    boolean sameUnit = !alikeUnit || withoutType(before.unit()).equals(withoutType(after.unit()));
    return container.kind == Kind.SAME && !sameUnit
        ? upgraded("The unit was " + shown(before.unit()), shown(after.unit()))
        : container;
  }

  /**
   * Whether the units differ, or only one listener has a unit and it is known that the other has
   * none.
   */
  private static boolean differInUnit(BaselineListener before, BaselineListener after) {
    boolean bothShown = showsUnit(before.owner()) && showsUnit(after.owner());
    return bothShown ? !before.unit().equals(after.unit()) : differ(before.unit(), after.unit());
  }

  /**
   * Whether a process that belongs to a unit shows it. The first process opens sockets for the
   * units of others; and a helper of a container engine belongs to the unit or the login that
   * started the container, which a reboot changes.
   */
  private static boolean showsUnit(BaselineOwner owner) {
    return owner.seen() == Seen.KNOWN
        && owner.pid() != Leaders.FIRST_PROCESS
        && EngineHelper.named(owner.program()) == null;
  }

  private static String unitText(String was, String is) {
    if (is.isEmpty()) {
      return "The unit was " + shown(was) + ", and now there is none, as in a login session.";
    }
    return was.isEmpty()
        ? "There was no unit, as in a login session, and now it is " + shown(is) + "."
        : "The unit was " + shown(was) + ", and is " + shown(is) + " now.";
  }

  private static Likeness ofContainers(BaselineListener before, BaselineListener after) {
    boolean sameImage = !before.image().isEmpty() && before.image().equals(after.image());
    if (differ(before.container(), after.container()) && !sameImage) {
      return different("The container was " + shown(before.container()), shown(after.container()));
    }
    if (!differ(before.image(), after.image())) {
      return SAME;
    }
    String was = "The image was " + shown(before.image());
    return repository(before.image()).equals(repository(after.image()))
        ? upgraded(was, shown(after.image()))
        : different(was, shown(after.image()));
  }

  /** An image without its tag and digest: {@code nginx} for {@code nginx:1.27}. */
  private static String repository(String image) {
    int digest = image.indexOf('@');
    String tagged = digest < 0 ? image : image.substring(0, digest);
    int tag = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
    return tag < 0 ? tagged : tagged.substring(0, tag);
  }

  private static Likeness ofPrograms(
      BaselineListener before, BaselineListener after, boolean alikeUnit) {
    BaselineOwner was = before.owner();
    BaselineOwner is = after.owner();
    if (isSameProgram(was, is) || isActivated(was, is)) {
      return SAME;
    }
    boolean named = programText(before).equals(programText(after));
    boolean sameFile = named && was.file().equals(is.file());
    String change =
        sameFile
            ? "What it runs was " + shown(was.runs())
            : named ? "The file was " + shown(was.file()) : "The program was " + full(before);
    String now = sameFile ? shown(is.runs()) : named ? shown(is.file()) : full(after);
    boolean expected = before.verdict() == Verdict.EXPECTED && after.verdict() == Verdict.EXPECTED;
    boolean sameWork = isAlike(alikeUnit ? VERSION : POINTED_VERSION, was.runs(), is.runs());
    boolean suspicious =
        before.verdict() == Verdict.INVESTIGATE || after.verdict() == Verdict.INVESTIGATE;
    boolean sameFolder = isAlike(VERSION, was.file(), is.file()) && !suspicious;
    boolean sameUnit = alikeUnit && before.unit().equals(after.unit());
    boolean upgraded = hasSameName(was, is) && sameWork && (sameUnit || sameFolder || expected);
    return upgraded ? upgraded(change, now) : different(change, now);
  }

  private static boolean isSameProgram(BaselineOwner was, BaselineOwner is) {
    return was.seen() == is.seen()
        && was.program().equals(is.program())
        && isSameWork(was.runs(), is.runs())
        && !differ(was.file(), is.file());
  }

  /**
   * Whether two interpreters run the same. The path of a script is relative if the working
   * directory was not visible, and in baselines of earlier versions.
   */
  private static boolean isSameWork(String was, String is) {
    return was.equals(is) || isEndOf(was, is) || isEndOf(is, was);
  }

  private static boolean isEndOf(String relative, String absolute) {
    if (relative.isEmpty() || relative.startsWith("/") || !absolute.startsWith("/")) {
      return false;
    }
    // What leads out of the folder, or names only that, does not say where it is.
    String end = LEADING_DOTS.matcher(relative).replaceFirst("");
    return end.isEmpty() || absolute.endsWith("/" + end);
  }

  /** Whether one of them is systemd, which opened the socket for the other. */
  private static boolean isActivated(BaselineOwner was, BaselineOwner is) {
    return was.activated() && is.activated() && (isFirstProcess(was) || isFirstProcess(is));
  }

  private static boolean isFirstProcess(BaselineOwner owner) {
    return owner.pid() == Leaders.FIRST_PROCESS && FIRST_PROCESSES.contains(owner.program());
  }

  /** Whether the names differ only in a version, or both are the same interpreter. */
  private static boolean hasSameName(BaselineOwner was, BaselineOwner is) {
    Interpreter interpreter = Interpreter.named(was.program());
    return isAlike(POINTED_VERSION, was.program(), is.program())
        || (interpreter != null && interpreter == Interpreter.named(is.program()));
  }

  /** Whether a unit has a name; if a container has only an id, the unit has only its kind. */
  private static boolean isName(String unit) {
    return !unit.isEmpty() && !unit.endsWith(" container");
  }

  /** Whether two texts differ; an unknown one differs from none. */
  private static boolean differ(String one, String other) {
    return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
  }

  private static boolean isAlike(Pattern version, String one, String other) {
    // A digest of a text on the command line has no version.
    return one.startsWith("-")
        ? one.equals(other)
        : version.matcher(one).replaceAll("#").equals(version.matcher(other).replaceAll("#"));
  }

  /** A unit without its type and its numbers. */
  private static String stem(String unit) {
    return VERSION.matcher(withoutType(unit)).replaceAll("#");
  }

  /**
   * A unit without its type, because a socket unit and its service are one: {@code ssh} for {@code
   * ssh.socket}.
   */
  private static String withoutType(String unit) {
    int dot = unit.lastIndexOf('.');
    return dot < 0 ? unit : unit.substring(0, dot);
  }

  private static Likeness different(String was, String is) {
    return new Likeness(Kind.DIFFERENT, was + ", and is " + is + " now.");
  }

  private static Likeness upgraded(String was, String is) {
    return new Likeness(Kind.UPGRADED, was + ", and is " + is + " now.");
  }

  private static String unseen(BaselineListener before, BaselineListener after) {
    String was = before.owner().isCertain() ? "was " + programText(before) : "was not visible";
    String is = after.owner().isCertain() ? "is " + programText(after) : "is not visible now";
    return "The owner cannot be compared: it " + was + ", and " + is + ".";
  }

  private static String programText(BaselineListener listener) {
    return listener.programText();
  }

  private static String full(BaselineListener listener) {
    String file = listener.owner().file();
    return programText(listener) + (file.isEmpty() ? "" : " (" + shown(file) + ")");
  }

  private static String shown(String text) {
    return text.isEmpty() ? "not known" : Escaped.text(text);
  }
}
