package io.github.portregistry.cli;

import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Converts the ways in which people write ports into words that {@link Query} reads: lists ({@code
 * 80,443}), the transport first ({@code tcp/80}), and copied addresses ({@code 127.0.0.1:8080}, see
 * {@link Endpoint}). Any other word is unchanged, because it may be a name; a word that is meant as
 * a port but is not valid is an error.
 */
final class Typed {

  private final Consumer<String> note;

  private Typed(Consumer<String> note) {
    this.note = note;
  }

  /**
   * Returns the words that were meant.
   *
   * @param typed the words of a command line that are not options
   * @param note receives a sentence if part of a word is ignored
   * @throws UsageException if a word is meant as a port but is not valid
   */
  static List<String> words(List<String> typed, Consumer<String> note) {
    List<String> separate = new ArrayList<>();
    typed.forEach(word -> separate.addAll(separated(word)));
    Typed reader = new Typed(note);
    List<String> words = new ArrayList<>();
    for (String word : withTransport(withoutPort(separate))) {
      words.addAll(reader.read(word));
    }
    return words;
  }

  /** Splits one quoted word with several ports: {@code '80 443'}, {@code 'port 80'}. */
  private static List<String> separated(String word) {
    List<String> parts = List.of(word.strip().split("\\s+", -1));
    boolean ports =
        parts.stream().anyMatch(Typed::beginsWithDigit)
            && parts.stream()
                .allMatch(part -> beginsWithDigit(part) || isPort(part) || transport(part) != null);
    return ports ? parts : List.of(word);
  }

  /** Drops the word {@code port} before a port. */
  private static List<String> withoutPort(List<String> words) {
    boolean port = words.size() > 1 && isPort(words.get(0)) && beginsWithDigit(words.get(1));
    return port ? words.subList(1, words.size()) : words;
  }

  /** Joins a port and its transport that are two words: {@code 80 tcp}, {@code udp 53}. */
  private static List<String> withTransport(List<String> words) {
    if (words.size() != 2) {
      return words;
    }
    String first = words.get(0);
    String second = words.get(1);
    if (transport(first) != null && beginsWithDigit(second) && second.indexOf('/') < 0) {
      return List.of(second + "/" + first);
    }
    if (transport(second) != null && beginsWithDigit(first) && first.indexOf('/') < 0) {
      return List.of(first + "/" + second);
    }
    return words;
  }

  private List<String> read(String word) {
    if (word.isBlank()) {
      return List.of(word);
    }
    boolean several = word.indexOf(',') >= 0 && !word.contains("://");
    if (several && word.chars().noneMatch(Character::isWhitespace)) {
      return list(word);
    }
    String one = one(word);
    NoPort.check(one);
    return List.of(one);
  }

  private String one(String word) {
    if (Endpoint.isOne(word)) {
      return Endpoint.read(word, note);
    }
    int slash = word.indexOf('/');
    if (slash == 0) {
      throw nothingBefore(word);
    }
    if (slash > 0 && transport(word.substring(0, slash)) != null) {
      String after = word.substring(slash + 1);
      if (after.isEmpty() || transport(after) != null) {
        throw new UsageException(
            "no port in '" + word + "'; give one, as in 80/" + word.substring(0, slash));
      }
      return after + "/" + word.substring(0, slash);
    }
    return withSlash(word);
  }

  private static UsageException nothingBefore(String word) {
    String after = word.substring(1);
    String start = "nothing stands before the slash in '" + Escaped.text(word) + "'; ";
    if (transport(after) != null) {
      return new UsageException(start + "give a port or a name, as in 80/" + after);
    }
    return new UsageException(
        start
            + (isNumber(after)
                ? "did you mean " + after + "?"
                : "give a port or a name, as in 80/tcp"));
  }

  /** {@code 80tcp} and {@code tcp80} as 80/tcp. */
  private static String withSlash(String word) {
    for (Transport transport : Transport.values()) {
      String keyword = transport.keyword();
      int length = word.length() - keyword.length();
      if (length <= 0) {
        continue;
      }
      if (word.regionMatches(true, length, keyword, 0, keyword.length())
          && isNumber(word.substring(0, length))) {
        return word.substring(0, length) + "/" + keyword;
      }
      if (word.regionMatches(true, 0, keyword, 0, keyword.length())
          && isNumber(word.substring(keyword.length()))) {
        return word.substring(keyword.length()) + "/" + keyword;
      }
    }
    return word;
  }

  /**
   * Reads a list of ports. A transport at its end applies to all of them; a transport alone is
   * another transport of the port before it.
   */
  private List<String> list(String word) {
    List<String> parts = new ArrayList<>(List.of(word.split(",", -1)));
    // "80, 443" and "80 ,443" are two words each.
    if (parts.size() > 1 && parts.get(parts.size() - 1).isEmpty()) {
      parts.remove(parts.size() - 1);
    }
    if (parts.size() > 1 && parts.get(0).isEmpty()) {
      parts.remove(0);
    }
    if (parts.contains("")) {
      throw new UsageException(
          "nothing stands between two commas in '"
              + Escaped.text(word)
              + "'; write a list as 80,443");
    }
    String ofAll = transportOfAll(parts);
    List<String> words = new ArrayList<>();
    String before = "";
    for (String part : parts) {
      if (transport(part) != null) {
        words.add(another(before, part));
        continue;
      }
      before = part.indexOf('/') < 0 ? part + ofAll : part;
      words.addAll(read(before));
    }
    return words;
  }

  /**
   * The transport of {@code 80,443/tcp} or {@code tcp/80,443} with its slash; "" if there is none.
   */
  private static String transportOfAll(List<String> parts) {
    if (parts.stream().filter(part -> part.indexOf('/') >= 0).count() != 1) {
      return "";
    }
    String first = parts.get(0);
    String last = parts.get(parts.size() - 1);
    int start = first.indexOf('/');
    if (start > 0 && transport(first.substring(0, start)) != null) {
      return "/" + first.substring(0, start);
    }
    int end = last.lastIndexOf('/');
    return end > 0 && transport(last.substring(end + 1)) != null ? last.substring(end) : "";
  }

  /** The port before with another transport, as tables write it: {@code 53/tcp,udp}. */
  private static String another(String before, String transport) {
    int slash = before.lastIndexOf('/');
    if (slash <= 0 || transport(before.substring(slash + 1)) == null) {
      String port = before.isEmpty() ? "80" : before;
      throw new UsageException(
          "'"
              + transport
              + "' is a transport; write it after a slash, as in "
              + Escaped.text(port)
              + "/"
              + transport);
    }
    return before.substring(0, slash + 1) + transport;
  }

  static @Nullable Transport transport(String word) {
    for (Transport transport : Transport.values()) {
      if (transport.keyword().equals(word.toLowerCase(Locale.ROOT))) {
        return transport;
      }
    }
    return null;
  }

  /** Whether it is only digits, even too many for a port. */
  static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Whether it is a number or a range of numbers. */
  static boolean isSpan(String text) {
    int dash = text.indexOf('-');
    return dash < 0
        ? isNumber(text)
        : isNumber(text.substring(0, dash)) && isNumber(text.substring(dash + 1));
  }

  /** Whether digits are a valid port number. */
  static boolean isPortNumber(String digits) {
    return digits.length() <= 5 && Integer.parseInt(digits) <= PortSpan.MAX_PORT;
  }

  private static boolean isPort(String word) {
    return word.equalsIgnoreCase("port") || word.equalsIgnoreCase("ports");
  }

  static boolean beginsWithDigit(String word) {
    return !word.isEmpty() && word.charAt(0) >= '0' && word.charAt(0) <= '9';
  }
}
