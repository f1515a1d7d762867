package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import io.github.portregistry.probe.BaselineChange.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the difference for each listener of a baseline. */
final class BaselineComparison {

  /**
   * The tolerance for start times: they are exact to 1 s, and counted from the start of the
   * machine, which may be off.
   */
  private static final Duration START = Duration.ofSeconds(5);

  private final ListenerBaseline earlier;
  private final ListenerBaseline later;
  private final List<BaselineListener> left;
  private final List<BaselineListener> found;
  private final List<BaselineChange> changes = new ArrayList<>();

  BaselineComparison(ListenerBaseline earlier, ListenerBaseline later) {
    this.earlier = earlier;
    this.later = later;
    left = new ArrayList<>(earlier.listeners());
    found = new ArrayList<>(later.listeners());
  }

  List<BaselineChange> changes() {
    pairAtPlace(Likeness.Kind.SAME);
    pairAtPlace(Likeness.Kind.UPGRADED);
    pairUnseen();
    pairMoved();
    pairAtPlace(Likeness.Kind.DIFFERENT);
    left.forEach(this::gone);
    found.forEach(this::appeared);
    changes.sort(
        Comparator.comparingInt((BaselineChange change) -> listener(change).port())
            .thenComparing(change -> listener(change).transport())
            .thenComparing(BaselineChange::kind));
    if (!later.socketsComplete()) {
      changes.add(0, incomplete());
    }
    return List.copyOf(changes);
  }

  private static BaselineListener listener(BaselineChange change) {
    return Objects.requireNonNull(change.listener());
  }

  private static BaselineChange incomplete() {
    return new BaselineChange(
        Kind.INCOMPLETE,
        null,
        null,
        true,
        "Not every socket could be read now, so a new listener may not be reported.");
  }

  private static boolean isSamePlace(BaselineListener one, BaselineListener other) {
    return one.port() == other.port() && one.transport() == other.transport();
  }

  private void pairAtPlace(Likeness.Kind kind) {
    for (BaselineListener before : List.copyOf(left)) {
      BaselineListener after = best(before, kind);
      if (after != null) {
        left.remove(before);
        found.remove(after);
        compare(before, after, Likeness.of(before, after));
      }
    }
  }

  /** The best match; of several, one with the same addresses. */
  private @Nullable BaselineListener best(BaselineListener before, Likeness.Kind kind) {
    BaselineListener best = null;
    for (BaselineListener after : found) {
      if (isSamePlace(before, after) && Likeness.of(before, after).kind() == kind) {
        if (after.addresses().equals(before.addresses())) {
          return after;
        }
        best = best == null ? after : best;
      }
    }
    return best;
  }

  /**
   * Where an owner cannot be seen, its sockets cannot be told from those of others: all of a place
   * are compared together.
   */
  private void pairUnseen() {
    Set<List<Object>> places = new HashSet<>();
    for (BaselineListener first : List.copyOf(found)) {
      if (!places.add(List.of(first.port(), first.transport()))) {
        continue;
      }
      List<BaselineListener> befores = new ArrayList<>();
      List<BaselineListener> afters = new ArrayList<>();
      for (BaselineListener before : left) {
        if (isSamePlace(first, before)) {
          for (BaselineListener after : found) {
            if (isSamePlace(first, after)
                && Likeness.of(before, after).kind() == Likeness.Kind.UNKNOWN) {
              if (!befores.contains(before)) {
                befores.add(before);
              }
              if (!afters.contains(after)) {
                afters.add(after);
              }
            }
          }
        }
      }
      if (!befores.isEmpty()) {
        left.removeAll(befores);
        found.removeAll(afters);
        BaselineListener before = together(befores);
        BaselineListener after = together(afters);
        compare(before, after, Likeness.of(before, after));
      }
    }
  }

  private static BaselineListener together(List<BaselineListener> listeners) {
    if (listeners.size() == 1) {
      return listeners.get(0);
    }
    Set<String> addresses = new LinkedHashSet<>();
    listeners.forEach(listener -> addresses.addAll(listener.addresses()));
    return listeners
        .get(0)
        .withAddresses(List.copyOf(addresses))
        .withOwner(BaselineOwner.NOT_VISIBLE);
  }

  /** Pairs listeners that differ only in a port that the system handed out. */
  private void pairMoved() {
    for (BaselineListener before : List.copyOf(left)) {
      for (BaselineListener after : found) {
        if (isMoved(before, after)) {
          left.remove(before);
          found.remove(after);
          Likeness likeness = Likeness.of(before, after);
          boolean unseen = likeness.kind() == Likeness.Kind.UNKNOWN;
          add(
              unseen ? Kind.UNSEEN : Kind.MOVED,
              before,
              after,
              false,
              (unseen ? "A program of the same user" : "It")
                  + " had port "
                  + before.port()
                  + ", and the system hands out the ports of this range."
                  + after(likeness.difference()));
          break;
        }
      }
    }
  }

  /**
   * Whether a listener moved. If the program is not known, at least the user and the addresses must
   * be the same.
   */
  private static boolean isMoved(BaselineListener before, BaselineListener after) {
    if (!before.clientPort()
        || !after.clientPort()
        || before.transport() != after.transport()
        || Reach.of(after.addresses()).isWiderThan(Reach.of(before.addresses()))) {
      return false;
    }
    Likeness.Kind kind = Likeness.of(before, after).kind();
    boolean known = kind != Likeness.Kind.UNKNOWN && !before.owner().program().isEmpty();
    return kind != Likeness.Kind.DIFFERENT
        && (known
            || (!before.user().isEmpty()
                && before.user().equals(after.user())
                && before.addresses().equals(after.addresses())));
  }

  private void compare(BaselineListener before, BaselineListener after, Likeness likeness) {
    Reach was = Reach.of(before.addresses());
    Reach is = Reach.of(after.addresses());
    boolean wider = is.isWiderThan(was);
    String addresses =
        before.addresses().equals(after.addresses())
            ? ""
            : "It listened on "
                + before.addressText()
                + ", and listens on "
                + after.addressText()
                + " now.";
    String difference = likeness.difference();
    if (likeness.kind() == Likeness.Kind.DIFFERENT) {
      add(Kind.REPLACED, before, after, true, difference + after(addresses));
    } else if (wider) {
      add(Kind.EXPOSED, before, after, true, addresses + after(difference));
    } else if (likeness.kind() == Likeness.Kind.UNKNOWN) {
      add(Kind.UNSEEN, before, after, false, difference + after(addresses));
    } else if (likeness.kind() == Likeness.Kind.UPGRADED) {
      boolean suspicious =
          after.verdict() == Verdict.INVESTIGATE && before.verdict() != Verdict.INVESTIGATE;
      add(
          Kind.UPGRADED,
          before,
          after,
          suspicious,
          difference + (suspicious ? " The verdict is investigate now." : "") + after(addresses));
    } else if (was.isWiderThan(is)) {
      add(Kind.NARROWED, before, after, false, addresses);
    } else if (!Set.copyOf(before.addresses()).equals(Set.copyOf(after.addresses()))) {
      add(Kind.MOVED, before, after, false, addresses);
    } else if (isRestarted(before.owner(), after.owner())) {
      add(Kind.RESTARTED, before, after, false, "The program is the same, but the process is new.");
    }
  }

  private static boolean isRestarted(BaselineOwner was, BaselineOwner is) {
    if (was.pid() != is.pid()) {
      return was.pid() > 0 && is.pid() > 0;
    }
    Instant one = was.startedAt();
    Instant other = is.startedAt();
    return one != null && other != null && Duration.between(one, other).abs().compareTo(START) > 0;
  }

  private void gone(BaselineListener before) {
    if (later.socketsComplete()) {
      add(Kind.GONE, before, null, false, "It is not listening there anymore.");
    }
  }

  private void appeared(BaselineListener after) {
    boolean client = isLikelyClient(after);
    String seen =
        earlier.socketsComplete()
            ? "It did not listen at the time of the baseline."
            : "It is not in the baseline, but not every listener could be seen for the baseline.";
    add(
        Kind.APPEARED,
        null,
        after,
        !client,
        client
            ? seen
                + " The same program is in the baseline with another port, and it opens UDP ports that the system hands"
                + " out, as clients do."
            : seen);
  }

  /** Whether a listener may be a UDP client that waits for an answer, which looks like a server. */
  private boolean isLikelyClient(BaselineListener after) {
    if (after.transport() != Transport.UDP
        || !after.clientPort()
        || !after.owner().isCertain()
        || after.owner().program().isEmpty()) {
      return false;
    }
    for (BaselineListener before : earlier.listeners()) {
      if (Likeness.of(before, after).kind() == Likeness.Kind.SAME) {
        return true;
      }
    }
    return false;
  }

  private void add(
      Kind kind,
      @Nullable BaselineListener before,
      @Nullable BaselineListener after,
      boolean alarm,
      String detail) {
    changes.add(new BaselineChange(kind, before, after, alarm, detail));
  }

  private static String after(String sentence) {
    return sentence.isEmpty() ? "" : " " + sentence;
  }
}
