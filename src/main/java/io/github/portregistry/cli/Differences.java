package io.github.portregistry.cli;

import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.probe.BaselineChange;
import io.github.portregistry.probe.BaselineChange.Kind;
import io.github.portregistry.probe.BaselineListener;
import io.github.portregistry.probe.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Prints the differences from a baseline, and what an allow list does not allow, as tables with
 * sentences.
 */
final class Differences {

  /** The most listeners of one kind that are named; more are counted. */
  private static final int NAMED = 8;

  private static final String ALARM = " !";
  private static final String NOW = " -> ";

  private final Terminal terminal;

  Differences(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(List<BaselineChange> changes, Instant since, boolean saved) {
    Table table = new Table("CHANGE", "PORT", "ADDRESS", "PROGRAM", "VERDICT");
    List<String> notes = new ArrayList<>();
    List<BaselineChange> restarted = new ArrayList<>();
    List<BaselineChange> unseen = new ArrayList<>();
    boolean complete = true;
    for (BaselineChange change : changes) {
      if (change.kind() == Kind.INCOMPLETE) {
        complete = false;
        notes.add(change.detail());
      } else if (change.kind() == Kind.RESTARTED) {
        restarted.add(change);
      } else if (change.kind() == Kind.UNSEEN) {
        unseen.add(change);
      } else {
        table.add(
            Words.of(change.kind()) + (change.alarm() ? ALARM : ""),
            place(change),
            both(change, BaselineListener::addressText),
            program(change),
            both(change, listener -> Words.of(listener.verdict())));
        if (change.alarm()) {
          notes.add(listener(change).place() + ": " + change.detail());
        }
      }
    }
    if (table.isEmpty()) {
      terminal
          .out()
          .println(
              (complete ? "No difference since " : "No difference was seen since ")
                  + since.truncatedTo(ChronoUnit.SECONDS)
                  + ".");
    } else {
      table.print(terminal);
    }
    if (!restarted.isEmpty()) {
      notes.add("Restarted, otherwise the same: " + listed(restarted));
    }
    if (!unseen.isEmpty()) {
      notes.add("Not compared, as the owner was not visible then or is not now: " + listed(unseen));
    }
    printNotes(notes);
    long alarms =
        changes.stream().filter(change -> change.alarm() && change.listener() != null).count();
    if (alarms > 0) {
      terminal.out().println();
      wrapped(
          (alarms == 1 ? "1 difference is an alarm" : alarms + " differences are alarms")
              + ", marked with an exclamation mark."
              + (saved
                  ? ""
                  : " If "
                      + (alarms == 1 ? "it is" : "they are")
                      + " wanted, save a new baseline."));
    }
  }

  void print(List<Refusal> refusals) {
    Table table = new Table("PORT", "ADDRESS", "PROGRAM", "USER", "VERDICT");
    List<String> notes = new ArrayList<>();
    for (Refusal refusal : refusals) {
      BaselineListener listener = refusal.listener();
      if (listener == null) {
        // The caller has reported what could not be read.
        continue;
      }
      table.add(
          listener.place(),
          listener.addressText(),
          listener.programText(),
          Escaped.text(listener.user()),
          Words.of(listener.verdict()));
      notes.add(listener.place() + ": " + refusal.why());
    }
    if (table.isEmpty()) {
      terminal.out().println("Every listener that was seen is allowed.");
    } else {
      table.print(terminal);
    }
    printNotes(notes);
  }

  private void printNotes(List<String> notes) {
    if (!notes.isEmpty()) {
      terminal.out().println();
      notes.forEach(this::wrapped);
    }
  }

  private static BaselineListener listener(BaselineChange change) {
    return Objects.requireNonNull(change.listener());
  }

  /** The transport is the same before and after. */
  private static String place(BaselineChange change) {
    BaselineListener before = change.before();
    BaselineListener listener = listener(change);
    return before == null || before.port() == listener.port()
        ? listener.place()
        : before.port() + NOW + listener.place();
  }

  /** The name of a listener, with whatever distinguishes it. */
  private static String program(BaselineChange change) {
    BaselineListener before = change.before();
    BaselineListener after = change.after();
    String programs = both(change, BaselineListener::programText);
    boolean alike = change.kind() == Kind.REPLACED || change.kind() == Kind.UPGRADED;
    if (before == null || after == null || !alike || programs.contains(NOW)) {
      return programs;
    }
    for (Function<BaselineListener, String> part :
        List.<Function<BaselineListener, String>>of(
            BaselineListener::user,
            BaselineListener::container,
            listener -> listener.unit().isEmpty() ? "no unit" : listener.unit(),
            listener -> listener.owner().file(),
            BaselineListener::image)) {
      String was = part.apply(before);
      String is = part.apply(after);
      if (!was.isEmpty() && !is.isEmpty() && !was.equals(is)) {
        return programs + " (" + Escaped.text(was + NOW + is) + ")";
      }
    }
    return programs;
  }

  private static String both(BaselineChange change, Function<BaselineListener, String> part) {
    BaselineListener before = change.before();
    BaselineListener after = change.after();
    String was = before == null ? "" : part.apply(before);
    String is = after == null ? "" : part.apply(after);
    return was.isEmpty() || is.isEmpty() || was.equals(is)
        ? is.isEmpty() ? was : is
        : was + NOW + is;
  }

  private static String listed(List<BaselineChange> changes) {
    String named =
        changes.stream()
            .limit(NAMED)
            .map(change -> listener(change).place() + " " + name(change))
            .collect(Collectors.joining(", "));
    int more = changes.size() - NAMED;
    return named + (more > 0 ? " and " + more + " more" : "") + ".";
  }

  /** The name of the owner, from whichever of the two listeners has it. */
  private static String name(BaselineChange change) {
    BaselineListener before = change.before();
    String now = listener(change).programText();
    return now.equals("?") && before != null ? before.programText() : now;
  }

  private void wrapped(String text) {
    int width = terminal.textWidth();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        terminal.out().println(line);
        line.setLength(0);
        line.append(' ');
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    terminal.out().println(line);
  }
}
