package io.github.portregistry.greeting;

import java.util.regex.Pattern;

/**
 * How much a pattern asks for, read from its text: the bits that the least of what it matches
 * fixes. A fixed byte has 8, one of 16 has 4; what may be absent and what only looks ahead has
 * none.
 */
final class PatternStrength {

  private final String text;
  private int at;
  private boolean unbounded;
  private final double bits;

  PatternStrength(Pattern pattern) {
    text = pattern.pattern();
    bits = alternatives();
    if (at < text.length()) {
      throw new IllegalArgumentException("not understood from " + at + ": " + text);
    }
  }

  double bits() {
    return bits;
  }

  /** Whether something can be repeated without end. */
  boolean isUnbounded() {
    return unbounded;
  }

  private boolean sees(String next) {
    return text.startsWith(next, at);
  }

  private double alternatives() {
    double least = sequence();
    while (sees("|")) {
      at++;
      least = Math.min(least, sequence());
    }
    return least;
  }

  private double sequence() {
    double sum = 0;
    while (at < text.length() && !sees("|") && !sees(")")) {
      double one = atom();
      sum += one * leastTimes();
    }
    return sum;
  }

  private double atom() {
    if (sees("(")) {
      return group();
    }
    int start = at;
    if (sees("[")) {
      at = endOfClass();
    } else if (sees("\\x")) {
      at += 4;
    } else {
      at += sees("\\") ? 2 : 1;
    }
    return bits(text.substring(start, at));
  }

  private int endOfClass() {
    int end = at + 1;
    while (text.charAt(end) != ']') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return end + 1;
  }

  private double group() {
    at++;
    boolean looks = sees("?=") || sees("?!") || sees("?<!") || sees("?<=");
    if (sees("?")) {
      int end = at + 1;
      while ("imsx".indexOf(text.charAt(end)) >= 0) {
        end++;
      }
      boolean named = text.charAt(end) == '<' && !looks;
      at = named ? text.indexOf('>', end) + 1 : end + (sees("?<") ? 2 : 1);
    }
    double inside = alternatives();
    at++;
    return looks ? 0 : inside;
  }

  /** The bits of one byte that is matched; none for what matches a place and not a byte. */
  private static double bits(String atom) {
    Pattern one = Pattern.compile(atom, Pattern.DOTALL);
    int fitting = 0;
    for (int i = 0; i < 256; i++) {
      fitting += one.matcher(String.valueOf((char) i)).matches() ? 1 : 0;
    }
    return fitting == 0 ? 0 : Math.log(256.0 / fitting) / Math.log(2);
  }

  private int leastTimes() {
    int least = 1;
    if (sees("?") || sees("*")) {
      unbounded |= sees("*");
      least = 0;
      at++;
    } else if (sees("+")) {
      unbounded = true;
      at++;
    } else if (sees("{")) {
      int end = text.indexOf('}', at);
      String[] counts = text.substring(at + 1, end).split(",", -1);
      least = Integer.parseInt(counts[0]);
      unbounded |= counts.length > 1 && counts[1].isEmpty();
      at = end + 1;
    } else {
      return 1;
    }
    if (sees("?") || sees("+")) {
      at++;
    }
    return least;
  }
}
