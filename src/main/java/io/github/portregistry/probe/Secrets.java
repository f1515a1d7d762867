package io.github.portregistry.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks passwords, tokens and keys on a command line, so that a text can be shown to others.
 * Records and JSON keep the words unchanged.
 *
 * <p>Secrets are recognized by the name before the value: {@code --password x}, {@code --token=x},
 * {@code -Dspring.datasource.password=x}, {@code DB_PASSWORD=x}, {@code "secret":"x"}; in
 * addresses, by their place between a user's name and {@code @}. Names are compared by whole words,
 * including the words of {@code camelCase}, so {@code --keyboard} is not masked. A name that ends
 * with a word such as <i>file</i> or <i>path</i> does not count, because it says where a secret is.
 * A secret without such a name, as in {@code -p x}, cannot be recognized.
 */
final class Secrets {

  private static final String MASK = "***";

  private static final Set<String> WORDS =
      Set.of(
          "apikey",
          "auth",
          "authorization",
          "bearer",
          "cookie",
          "credential",
          "credentials",
          "jwt",
          "key",
          "keypass",
          "masterauth",
          "otp",
          "pass",
          "passcode",
          "passin",
          "passout",
          "passphrase",
          "passwd",
          "password",
          "passwords",
          "pat",
          "psk",
          "pw",
          "pwd",
          "requirepass",
          "secret",
          "secrets",
          "signature",
          "storepass",
          "token",
          "userpass");

  /** Names that are written as one word, such as {@code dbpassword} and {@code authtoken}. */
  private static final List<String> ENDS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "secret",
          "token",
          "credential",
          "credentials",
          "apikey",
          "secretkey",
          "accesskey",
          "privatekey",
          "sessionid");

  /** The words that make a name describe something about the secret. */
  private static final Set<String> ABOUT =
      Set.of(
          "algorithm",
          "alias",
          "dir",
          "directory",
          "dtype",
          "encoder",
          "expiry",
          "file",
          "files",
          "folder",
          "format",
          "id",
          "ids",
          "length",
          "location",
          "method",
          "mode",
          "name",
          "names",
          "path",
          "policy",
          "prefix",
          "prompt",
          "provider",
          "server",
          "size",
          "stdin",
          "store",
          "suffix",
          "through",
          "timeout",
          "ttl",
          "type",
          "url");

  /** The words that make a name describe a switch, a number, or the key of a table. */
  private static final Set<String> NO_SECRET =
      Set.of(
          "ask",
          "cache",
          "check",
          "foreign",
          "max",
          "min",
          "no",
          "num",
          "partition",
          "primary",
          "public",
          "sort");

  private static final Pattern HUMP =
      Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
  private static final Pattern BLANK = Pattern.compile("\\s");

  /** A name and its value up to a character that ends a value in an address or in JSON. */
  private static final Pattern NAMED =
      Pattern.compile("([A-Za-z0-9_.-]+)([\"']?\\s*[=:]\\s*[\"']?)([^\\s\"'&;,{}]+)");

  private static final Pattern SCHEME = Pattern.compile("(?i)\\b(bearer|basic)(\\s+)\\S+");

  /** The password of an address; a number after the colon is a port. */
  private static final Pattern USER =
      Pattern.compile("(://[^\\s/@:]*):(?!\\d{1,5}(?:[/?#]|$))[^\\s\"']*@");

  /** An address whose user is a token. */
  private static final Pattern TOKEN_USER = Pattern.compile("://[A-Za-z0-9_-]{16,}@");

  private static final Pattern PLACE = Pattern.compile("\\.{0,2}/.*|.*\\.(?:pem|key|crt|p12|jks)");

  private Secrets() {}

  /** Returns the words of a command line, each secret value as {@code ***}. */
  static List<String> masked(List<String> words) {
    List<String> masked = new ArrayList<>(words.size());
    boolean valueNext = false;
    String option = "";
    String open = "";
    for (String word : words) {
      if (!open.isEmpty()) {
        // The rest of a quoted value that was split.
        open = word.endsWith(open) ? "" : open;
        continue;
      }
      if (word.isEmpty()) {
        masked.add(word);
      } else if (valueNext && !word.startsWith("-")) {
        masked.add(hasValue(option, word) ? MASK : maskedWord(word));
        open = openQuote(word);
        valueNext = false;
      } else {
        masked.add(maskedWord(word));
        valueNext = word.startsWith("-") && isName(word, word.length()) && isSecret(word);
        option = word;
      }
    }
    return masked;
  }

  /** Masks a title or a shortened command line. */
  static String masked(String text) {
    return maskedWord(text);
  }

  private static String openQuote(String word) {
    String first = word.substring(0, 1);
    boolean quote = first.equals("\"") || first.equals("'");
    return quote && (word.length() == 1 || !word.endsWith(first)) ? first : "";
  }

  private static String maskedWord(String word) {
    int equals = word.indexOf('=');
    if (equals > 0 && equals < word.length() - 1 && isName(word, equals)) {
      String name = word.substring(0, equals);
      String value = word.substring(equals + 1);
      return name + "=" + (hasValue(name, value) ? MASK : maskedWord(value));
    }
    String text = word;
    if (BLANK.matcher(word).find()) {
      List<String> words = List.of(BLANK.split(word, -1));
      List<String> masked = masked(words);
      text = masked.equals(words) ? word : String.join(" ", masked);
    }
    text = SCHEME.matcher(text).replaceAll("$1$2" + MASK);
    text = USER.matcher(text).replaceAll("$1:" + MASK + "@");
    text = TOKEN_USER.matcher(text).replaceAll("://" + MASK + "@");
    return maskedNames(text);
  }

  private static boolean isName(String word, int end) {
    for (int i = 0; i < end; i++) {
      char c = word.charAt(i);
      if (!Character.isLetterOrDigit(c) && "_.-/".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static String maskedNames(String text) {
    Matcher named = NAMED.matcher(text);
    StringBuilder masked = new StringBuilder();
    int from = 0;
    int next = 0;
    while (next < text.length() && named.find(next)) {
      // A path after a colon is not a value, as in the volumes of a container.
      String value = named.group(3);
      boolean path =
          named.group(2).indexOf(':') >= 0 && value.startsWith("/") && !value.startsWith("//");
      // The value of another name may have a name of its own: an address has parameters.
      next = path ? named.end(3) : named.start(3);
      if (hasValue(named.group(1), value) && !path) {
        masked.append(text, from, named.start(3)).append(MASK);
        from = named.end(3);
        next = from;
      }
    }
    return masked.append(text, from, text.length()).toString();
  }

  /** Whether a name has this text as its secret value; the place of a key is not a secret. */
  private static boolean hasValue(String name, String value) {
    boolean place = PLACE.matcher(value).matches();
    return isSecret(name) && !(place && name.toLowerCase(Locale.ROOT).endsWith("key"));
  }

  /** Whether the value of an option or a variable is a secret. */
  private static boolean isSecret(String name) {
    String last = "";
    boolean secret = false;
    boolean other = false;
    for (String word : HUMP.split(name, -1)) {
      String lower = word.toLowerCase(Locale.ROOT);
      String bare = lower.replaceAll("\\d+$", "");
      if (!bare.isEmpty()) {
        last = bare;
        secret |= WORDS.contains(bare) || ENDS.stream().anyMatch(bare::endsWith);
        other |= NO_SECRET.contains(bare);
      }
    }
    return secret && !other && !ABOUT.contains(last);
  }
}
