package io.github.portregistry.cli;

import io.github.portregistry.dossier.Escaped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** Explains words that are meant as ports but are not, and what to type instead. */
final class NoPort {

  private static final String DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212";

  private NoPort() {}

  /**
   * Accepts every word that {@link Query} reads or that may be a name.
   *
   * @throws UsageException if it is a number that is not written as a port
   */
  static void check(String word) {
    if (DASHES.indexOf(word.charAt(0)) >= 0 && word.codePoints().anyMatch(Character::isLetter)) {
      throw new UsageException(
          quoted(word)
              + " begins with a dash that is no hyphen; did you mean --"
              + word(word)
              + "?");
    }
    int slash = word.indexOf('/');
    String ports = slash < 0 ? word : word.substring(0, slash);
    String transport = slash < 0 ? "" : word.substring(slash);
    if (isHexadecimal(ports)) {
      throw hexadecimal(word, ports, transport);
    }
    String number = withoutPort(ports);
    boolean hasLetter = number.codePoints().anyMatch(Character::isLetter);
    boolean hasDigit = number.codePoints().anyMatch(Character::isDigit);
    boolean plain = ports.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-');
    if (plain || hasLetter || !hasDigit) {
      return;
    }
    List<String> numbers = numbers(number);
    throw new UsageException(
        quoted(word) + " is no port; " + instead(number, numbers, escaped(transport)));
  }

  /** {@code port80} and {@code port=80} without their prefix. */
  private static String withoutPort(String text) {
    return text.regionMatches(true, 0, "port", 0, 4) ? text.substring(4) : text;
  }

  private static String word(String dashed) {
    int start = 0;
    while (start < dashed.length()
        && (DASHES.indexOf(dashed.charAt(start)) >= 0 || dashed.charAt(start) == '-')) {
      start++;
    }
    return escaped(dashed.substring(start));
  }

  private static boolean isHexadecimal(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.startsWith("0x")
        && lower.length() > 2
        && lower.chars().skip(2).allMatch(c -> Character.digit(c, 16) >= 0);
  }

  private static UsageException hexadecimal(String word, String ports, String transport) {
    String digits = ports.substring(2);
    int port = digits.length() > 4 ? -1 : Integer.parseInt(digits, 16);
    return new UsageException(
        quoted(word)
            + " is no port; ports are decimal numbers"
            + (port < 0
                ? " from 0 to 65535"
                : ": did you mean " + port + escaped(transport) + "?"));
  }

  private static String instead(String text, List<String> numbers, String transport) {
    if (numbers.stream().anyMatch(number -> !Typed.isPortNumber(number))) {
      return "give one from 0 to 65535, such as 443, 443/tcp or 8000-8999";
    }
    if (isDecimal(text)) {
      return "a port is a whole number from 0 to 65535";
    }
    if (numbers.size() == 4 && text.chars().filter(c -> c == '.').count() == 3) {
      return "it looks like an address without one; give a port after it, as in "
          + String.join(".", numbers)
          + ":8080, or alone";
    }
    if (numbers.size() == 2 && isRange(text, numbers)) {
      return "did you mean " + String.join("-", numbers) + transport + "?";
    }
    return "did you mean " + String.join(",", new LinkedHashSet<>(numbers)) + transport + "?";
  }

  private static boolean isDecimal(String text) {
    int dot = text.indexOf('.');
    return dot > 0
        && text.indexOf('.', dot + 1) < 0
        && Character.isDigit(text.charAt(text.length() - 1))
        && text.substring(0, dot).chars().allMatch(c -> Character.isDigit(c) || c == '-');
  }

  private static boolean isRange(String text, List<String> numbers) {
    boolean dashed =
        text.contains("..") || text.chars().anyMatch(c -> c == '~' || c == '-' || isDash(c));
    return dashed && Integer.parseInt(numbers.get(0)) < Integer.parseInt(numbers.get(1));
  }

  private static boolean isDash(int c) {
    return DASHES.indexOf(c) >= 0;
  }

  /** The numbers in a text, in digits of any script, as ASCII without leading zeros. */
  private static List<String> numbers(String text) {
    List<String> numbers = new ArrayList<>();
    StringBuilder number = new StringBuilder();
    for (int c : (text + " ").codePoints().toArray()) {
      int digit = Character.digit(c, 10);
      if (digit >= 0) {
        number.append(digit);
      } else if (!number.isEmpty()) {
        numbers.add(withoutZeros(number.toString()));
        number.setLength(0);
      }
    }
    return numbers;
  }

  private static String withoutZeros(String digits) {
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }

  private static String escaped(String text) {
    return Escaped.text(text);
  }

  private static String quoted(String word) {
    return "'" + escaped(word) + "'";
  }
}
