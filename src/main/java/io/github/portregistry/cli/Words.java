package io.github.portregistry.cli;

import io.github.portregistry.PortQuery;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.probe.Greeting;
import io.github.portregistry.probe.Verdict;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Reads words of the command line that stand for constants, and suggests the right one for a
 * mistyped word.
 */
final class Words {

  private Words() {}

  static PortStatus status(String word) {
    return constant("status", word, PortStatus.values());
  }

  /** Returns the canonical word of a status or a verdict. */
  static String statusOrVerdict(String word) {
    return oneOf("status or verdict", word, new StatusesAndVerdicts());
  }

  /** Reads the name of a range, or a range such as 8000-8999. */
  static PortSpan range(String word) {
    for (PortRange range : PortRange.values()) {
      if (of(range).equals(word.toLowerCase(Locale.ROOT))) {
        return range.span();
      }
    }
    if (!word.isEmpty() && Character.isLetter(word.charAt(0))) {
      return constant("range", word, PortRange.values()).span();
    }
    if (!word.matches("[0-9]+(-[0-9]+)?")) {
      throw new UsageException(
          "'"
              + word
              + "' is no range of ports; give one such as 8000-8999, or "
              + String.join(", ", new Ranges()));
    }
    try {
      return PortQuery.parse(word).ports();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  static <E extends Enum<E>> E constant(String what, String word, E[] constants) {
    String right = oneOf(what, word, () -> all(constants));
    return Stream.of(constants).filter(constant -> of(constant).equals(right)).findFirst().get();
  }

  /** Returns one of several words, in any case, with dashes or underscores. */
  private static String oneOf(String what, String word, Iterable<String> words) {
    List<String> known = new ArrayList<>();
    for (String each : words) {
      if (each.equals(word.toLowerCase(Locale.ROOT).replace('-', '_'))) {
        return each;
      }
      known.add(each);
    }
    throw new UsageException(
        "no "
            + what
            + " '"
            + word
            + "'; "
            + Suggestion.of(known, word)
                .map(near -> "did you mean " + near + "?\nThe choices are ")
                .orElse("the choices are ")
            + String.join(", ", known));
  }

  /** Returns which listeners the options {@code --speaks} and {@code --speaks-udp} ask. */
  static Greeting greeting(boolean speaks, boolean udp) {
    return udp ? Greeting.ASK_UDP : speaks ? Greeting.ASK : Greeting.NONE;
  }

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Iterator<String> all(Enum<?>[] constants) {
    return Stream.of(constants).map(Words::of).iterator();
  }

  /** The values for the shell's completion and the help. */
  static final class Statuses implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return all(PortStatus.values());
    }
  }

  /** The values for the shell's completion and the help. */
  static final class Ranges implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return all(PortRange.values());
    }
  }

  /** The values for the shell's completion and the help. */
  static final class StatusesAndVerdicts implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(PortStatus.values(), Verdict.values())
          .flatMap(Stream::of)
          .map(Words::of)
          .iterator();
    }
  }
}
