package io.github.portregistry.probe;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the program that an interpreter runs in its command line: a jar, a main class or module, or
 * a script.
 *
 * <p>A process can overwrite its command line, so the result is only its claim.
 */
final class InterpreterRuns {

  /** The ends of the names of scripts and programs that interpreters run. */
  private static final Pattern SCRIPT =
      Pattern.compile(
          "\\.(?:py|pyc|pyz|js|mjs|cjs|jsx|ts|mts|cts|tsx|rb|ru|pl|psgi|php|phar|dll|exe"
              + "|sh|bash|zsh|ksh|lua|luac|R|tcl)$");

  private final Interpreter interpreter;
  private final List<String> words;
  private int at = 1;

  private InterpreterRuns(Interpreter interpreter, List<String> words) {
    this.interpreter = interpreter;
    this.words = words;
  }

  /**
   * Returns the program, as the command line writes it; only the option, such as {@code -c}, if the
   * program's text is on the command line; "" if it is not known or the process is not an
   * interpreter.
   *
   * @param fileName the name of the executable file
   */
  static String of(String fileName, List<String> words) {
    Interpreter interpreter = Interpreter.named(fileName);
    if (interpreter == null || !isCommandLine(interpreter, words)) {
      return "";
    }
    InterpreterRuns runs = new InterpreterRuns(interpreter, words);
    return interpreter == Interpreter.JAVA ? runs.java() : runs.find();
  }

  /** Whether the words are a command line, and not a title written over it. */
  private static boolean isCommandLine(Interpreter interpreter, List<String> words) {
    if (words.size() < 2) {
      return false;
    }
    String first = words.get(0);
    if (isNameOf(interpreter, first)) {
      return true;
    }
    // It was started under another name, as with a shell's "exec -a", or this is a title with
    // several words.
    return interpreter != Interpreter.BUSYBOX && first.indexOf(' ') < 0;
  }

  /**
   * Whether a first word is the interpreter's name, perhaps as a path or with the dash of a login
   * shell.
   */
  static boolean isNameOf(Interpreter interpreter, String first) {
    String base = base(first);
    return Interpreter.named(base.startsWith("-") ? base.substring(1) : base) == interpreter;
  }

  /** Returns the last part of a path. */
  static String base(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * Whether a program that an interpreter runs is a file below the working directory, and not a
   * class, a module or an address.
   */
  static boolean isRelativeFile(@Nullable Interpreter interpreter, String runs) {
    boolean isOther = runs.isEmpty() || "/-@".indexOf(runs.charAt(0)) >= 0;
    if (interpreter == null || isOther || runs.indexOf(':') >= 0) {
      return false;
    }
    if (interpreter == Interpreter.JAVA) {
      return runs.endsWith(".jar") || runs.endsWith(".java");
    }
    return runs.equals(".") || runs.indexOf('/') >= 0 || SCRIPT.matcher(runs).find();
  }

  private boolean isAtEnd() {
    return at >= words.size() || words.get(at).equals(LinuxCommandLine.CUT);
  }

  /** Returns the next word; "" at the end. */
  private String next() {
    return isAtEnd() ? "" : words.get(at++);
  }

  // Java

  /** The main class or jar: the first word that is not an option, even after {@code -jar}. */
  private String java() {
    String argumentFile = "";
    boolean jar = false;
    boolean expands = true;
    while (!isAtEnd()) {
      String word = next();
      String option = option(word);
      if (expands && word.length() > 1 && word.charAt(0) == '@') {
        argumentFile = argumentFile.isEmpty() ? word : argumentFile;
      } else if (word.isEmpty() || word.charAt(0) != '-') {
        // The argument file may name the program, and this word may be an argument of it.
        return jar || argumentFile.isEmpty() || isQualifiedClass(word) ? word : argumentFile;
      } else if (interpreter.isWhat(option)) {
        return value(word, option);
      } else if (interpreter.hasValue(option) && option.equals(word)) {
        next();
      }
      jar |= word.equals("-jar");
      expands &= !word.equals("--disable-@files");
    }
    return argumentFile;
  }

  /**
   * Whether a word is like {@code com.acme.Billing}, but not like {@code app.properties} or {@code
   * www.acme.com}.
   */
  private static boolean isQualifiedClass(String word) {
    int dot = word.lastIndexOf('.');
    if (dot < 1 || dot == word.length() - 1 || !Character.isUpperCase(word.charAt(dot + 1))) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) != '.' && !Character.isJavaIdentifierPart(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  // Other interpreters

  private String find() {
    while (!isAtEnd()) {
      String word = next();
      if (word.equals("--")) {
        return next();
      }
      if (word.equals("-") || word.equals("--args")) {
        return "";
      }
      if (isOption(word)) {
        String found = isLetters(word) ? letters(word) : words(word);
        if (found != null) {
          return found;
        }
      } else if (!interpreter.isCommand(word)) {
        return word;
      }
    }
    return "";
  }

  private boolean isOption(String word) {
    return word.length() > 1
        && (word.charAt(0) == '-' || (word.charAt(0) == '+' && interpreter == Interpreter.SHELL));
  }

  private boolean isLetters(String word) {
    return interpreter.letters() != null && !word.startsWith("--");
  }

  /** The program that an option of a whole word names; null if it names none. */
  private @Nullable String words(String word) {
    String option = option(word);
    if (interpreter.isCode(option)) {
      return option;
    }
    if (interpreter.isWhat(option)) {
      return value(word, option);
    }
    if (interpreter == Interpreter.PHP && option.equals("--server")) {
      return "-S " + value(word, option);
    }
    if (interpreter.hasValue(option) && option.equals(word)) {
      next();
    }
    return null;
  }

  /** The program that options of one letter name; null if they name none. */
  private @Nullable String letters(String word) {
    Interpreter.Letters letters = interpreter.letters();
    if (letters == null) {
      return null;
    }
    for (int i = 1; i < word.length(); i++) {
      char letter = word.charAt(i);
      String rest = word.substring(i + 1);
      if (has(letters.code(), letter)) {
        return "-" + letter;
      }
      if (has(letters.what(), letter)) {
        return rest.isEmpty() ? next() : rest;
      }
      if (interpreter == Interpreter.PHP && letter == 'S') {
        return "-S " + (rest.isEmpty() ? next() : rest);
      }
      if (interpreter == Interpreter.SHELL && letter == 's' && word.charAt(0) == '-') {
        // The script is read from standard input; the remaining words are its arguments.
        return "";
      }
      if (has(letters.next(), letter)) {
        next();
      } else if (has(letters.value(), letter)) {
        if (rest.isEmpty()) {
          next();
        }
        return null;
      } else if (has(letters.rest(), letter)) {
        return null;
      }
    }
    return null;
  }

  private static boolean has(String letters, char letter) {
    return letters.indexOf(letter) >= 0;
  }

  /** Returns the option of a word, without the value after {@code =}. */
  private static String option(String word) {
    int equals = word.indexOf('=');
    return equals < 0 ? word : word.substring(0, equals);
  }

  private String value(String word, String option) {
    return option.length() < word.length() ? word.substring(option.length() + 1) : next();
  }
}
