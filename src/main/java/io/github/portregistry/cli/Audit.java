package io.github.portregistry.cli;

import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.probe.AllowList;
import io.github.portregistry.probe.BaselineChange;
import io.github.portregistry.probe.BaselineListener;
import io.github.portregistry.probe.Coverage;
import io.github.portregistry.probe.ListenerBaseline;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.Reason;
import io.github.portregistry.probe.Refusal;
import io.github.portregistry.probe.Survey;
import io.github.portregistry.probe.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares the listeners with a baseline and with an allow list. */
final class Audit {

  private final AuditOptions options;
  private final Terminal terminal;
  private final @Nullable ListenerBaseline baseline;
  private final @Nullable AllowList allowed;
  private final List<JunitReport.Case> cases = new ArrayList<>();

  /**
   * Reads the files that were given.
   *
   * @throws UsageException if one cannot be read
   */
  Audit(AuditOptions options, Terminal terminal) {
    this.options = options;
    this.terminal = terminal;
    baseline = options.diff == null ? null : BaselineFile.read(options.diff);
    allowed = options.allow == null ? null : readList(options.allow);
  }

  private static AllowList readList(Path file) {
    try {
      return AllowList.read(file);
    } catch (RegistryFormatException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UsageException("cannot read " + file + ": " + RegistryOptions.reason(e), e);
    }
  }

  /** Prints the differences and what is not allowed, and saves the new baseline. */
  int run(Survey survey, boolean strict, boolean json) {
    ListenerBaseline now = ListenerBaseline.of(survey);
    boolean failed;
    Runnable answer = () -> {};
    if (baseline != null) {
      List<BaselineChange> changes = compare(baseline, now, survey.coverage());
      failed = strict && changes.stream().anyMatch(BaselineChange::alarm);
      answer = () -> printChanges(changes, baseline, json);
    } else if (allowed != null) {
      List<Refusal> refusals = refuse(allowed, now, survey);
      failed = !refusals.isEmpty();
      answer = () -> printRefusals(refusals, now, json);
    } else {
      failed = strict && !now.socketsComplete();
      if (failed) {
        reportIncomplete(survey.coverage());
      }
      int suspicious = addVerdicts(survey.findings());
      if (strict && suspicious > 0) {
        failed = true;
        reportSuspicious(suspicious);
      }
    }
    // The files come first, because the reader of the answer can go away.
    boolean written = writeJunit();
    if (baseline == null) {
      written &= save(now);
      answer.run();
    } else {
      written &= saveIfShown(answer, now);
    }
    if (!written) {
      return Main.UNWRITTEN;
    }
    return failed ? Main.NOTHING : Main.FOUND;
  }

  /** Saves a baseline that accepts the differences, unless nobody could see them. */
  private boolean saveIfShown(Runnable differences, ListenerBaseline now) {
    try {
      differences.run();
      terminal.out().flush();
    } catch (OutputFailure e) {
      if (options.save != null) {
        terminal
            .err()
            .println(
                "port-registry: not saved to "
                    + Escaped.text(options.save.toString())
                    + ", because the differences could not be shown");
      }
      throw e;
    }
    return save(now);
  }

  /** Returns the differences from a baseline. */
  private List<BaselineChange> compare(
      ListenerBaseline before, ListenerBaseline now, Coverage coverage) {
    List<BaselineChange> changes = new ArrayList<>();
    Set<BaselineListener> changed = new HashSet<>();
    Set<String> places = new HashSet<>();
    for (BaselineChange change : before.compare(now)) {
      BaselineChange judged = judged(change);
      changes.add(judged);
      BaselineListener listener = change.listener();
      if (listener == null) {
        reportIncomplete(coverage);
        continue;
      }
      BaselineListener after = change.after();
      if (after != null && now.listeners().contains(after)) {
        changed.add(after);
      } else if (after != null) {
        // Several whose owners are not visible, as one.
        places.add(after.place());
      }
      cases.add(
          new JunitReport.Case(
              name(listener),
              judged.alarm() ? Words.of(judged.kind()) : "",
              Words.of(judged.kind()) + ": " + judged.detail()));
    }
    for (BaselineListener listener : now.listeners()) {
      if (!changed.contains(listener) && !places.contains(listener.place())) {
        cases.add(new JunitReport.Case(name(listener), "", ""));
      }
    }
    return changes;
  }

  private void printChanges(List<BaselineChange> changes, ListenerBaseline before, boolean json) {
    if (json) {
      JsonOutput.print(terminal, changes);
    } else {
      new Differences(terminal).print(changes, before.at(), options.save != null);
    }
  }

  private BaselineChange judged(BaselineChange change) {
    BaselineListener after = change.after();
    return change.alarm() && allowed != null && after != null && allowed.allows(after)
        ? change.withoutAlarm("The list of what is allowed has it.")
        : change;
  }

  /** Returns what is not allowed. */
  private List<Refusal> refuse(AllowList list, ListenerBaseline now, Survey survey) {
    List<Refusal> refusals = list.refusals(survey);
    if (!now.socketsComplete()) {
      reportIncomplete(survey.coverage());
    }
    for (BaselineListener listener : now.listeners()) {
      String why =
          refusals.stream()
              .filter(refusal -> listener.equals(refusal.listener()))
              .map(Refusal::why)
              .collect(Collectors.joining(" "));
      cases.add(new JunitReport.Case(name(listener), why.isEmpty() ? "" : "not_allowed", why));
    }
    return refusals;
  }

  private void printRefusals(List<Refusal> refusals, ListenerBaseline now, boolean json) {
    if (json) {
      JsonOutput.print(terminal, refusals);
    } else if (refusals.isEmpty()) {
      int listeners = now.listeners().size();
      terminal
          .out()
          .println(
              listeners == 1
                  ? "The only listener is allowed."
                  : "All " + listeners + " listeners are allowed.");
    } else {
      new Differences(terminal).print(refusals);
    }
  }

  /** Writes a test case for each listener, which fails as with --strict. */
  boolean reportVerdicts(List<PortFinding> findings) {
    addVerdicts(findings);
    return writeJunit();
  }

  /** Adds a test case for each listener; returns how many fail. */
  private int addVerdicts(List<PortFinding> findings) {
    int suspicious = 0;
    for (PortFinding finding : findings) {
      for (BaselineListener listener : listeners(finding)) {
        boolean failed = listener.verdict() == Verdict.INVESTIGATE;
        cases.add(
            new JunitReport.Case(
                name(listener),
                failed ? Words.of(listener.verdict()) : "",
                failed ? why(finding, listener.transport()) : ""));
        suspicious += failed ? 1 : 0;
      }
    }
    return suspicious;
  }

  /** Explains the exit code of a run that prints no table. */
  private void reportSuspicious(int listeners) {
    terminal
        .err()
        .println(
            "port-registry: the verdict on "
                + (listeners == 1 ? "1 listener" : listeners + " listeners")
                + " is investigate; see 'port-registry listening --only investigate'");
  }

  private static String why(PortFinding finding, Transport transport) {
    return finding.reasons().stream()
        .filter(reason -> reason.transport() == null || reason.transport() == transport)
        .map(Reason::detail)
        .collect(Collectors.joining(" "));
  }

  private static List<BaselineListener> listeners(PortFinding finding) {
    return ListenerBaseline.of(new Survey(finding.at(), List.of(finding), finding.coverage()))
        .listeners();
  }

  /**
   * Adds a test case that fails if not every listener could be seen, because then the run fails
   * too.
   */
  void reportIncomplete(Coverage coverage) {
    cases.add(
        new JunitReport.Case(
            "every listener is visible", "incomplete", String.join(" ", coverage.notes())));
  }

  private static String name(BaselineListener listener) {
    return listener.place() + " " + listener.programText() + " on " + listener.addressText();
  }

  private boolean writeJunit() {
    return options.junit == null || write(options.junit, JunitReport.of(cases), false);
  }

  private boolean save(ListenerBaseline now) {
    if (options.save == null) {
      return true;
    }
    if (!write(options.save, JsonOutput.bytes(now, "--save"), true)) {
      return false;
    }
    int listeners = now.listeners().size();
    long unseen = now.listeners().stream().filter(one -> one.programText().equals("?")).count();
    terminal
        .err()
        .println(
            "port-registry: saved "
                + (listeners == 1 ? "1 listener" : listeners + " listeners")
                + " to "
                + Escaped.text(options.save.toString())
                + (unseen == 0
                    ? ""
                    : "; the owners of " + unseen + " are not visible, root sees them"));
    return true;
  }

  private boolean write(Path file, byte[] bytes, boolean forOwner) {
    try {
      WholeFile.write(file, bytes, forOwner);
      return true;
    } catch (IOException e) {
      terminal
          .err()
          .println(
              "port-registry: cannot write "
                  + Escaped.text(file + ": " + RegistryOptions.whyNotWritten(e)));
      return false;
    }
  }
}
