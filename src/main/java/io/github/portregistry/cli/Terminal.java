package io.github.portregistry.cli;

import io.github.portregistry.csv.Columns;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The output streams, and how output to them may look.
 *
 * @param out what was asked for
 * @param err what went wrong
 * @param width how many columns there are; {@link #ANY} where nobody looks at columns
 * @param color whether colors and bold letters are wanted
 */
record Terminal(PrintWriter out, PrintWriter err, int width, boolean color) {

  /** The width of a file or a pipe, where nothing is cut. */
  static final int ANY = Integer.MAX_VALUE;

  /** The longest line of text; longer ones are hard to read. A table may be wider. */
  private static final int WIDEST = 120;

  private static final String INDENT = "  ";

  private static final String STTY = "/bin/stty";

  /** Returns the standard streams, whether they are a terminal or not. */
  static Terminal ofSystem() {
    // Not flushed at each line, so that a short answer is one write.
    PrintWriter out = new PrintWriter(new StandardOutput(), false, charset("stdout.encoding"));
    PrintWriter err = new PrintWriter(System.err, true, charset("stderr.encoding"));
    Map<String, String> environment = System.getenv();
    boolean person = isTerminal();
    return new Terminal(
        out, err, person ? width(environment) : ANY, person && isColorWanted(environment));
  }

  /**
   * The charset of the locale: from Java 19 on in a property of its own, before that the default
   * charset.
   */
  private static Charset charset(String property) {
    String name = System.getProperty(property);
    return name == null ? Charset.defaultCharset() : Charset.forName(name);
  }

  /** By no-color.org: any value but an empty one switches colors off. */
  static boolean isColorWanted(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /**
   * Whether input and output are a terminal. On Linux the names of the streams show it; asking for
   * a console takes 30 ms, and from Java 22 on there is one even without a terminal, which then
   * says so.
   */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    String in = nameOfStream(0);
    String out = nameOfStream(1);
    if (!in.isEmpty() && !out.isEmpty()) {
      return isTerminal(in) && isTerminal(out);
    }
    if (System.console() == null) {
      return false;
    }
    try {
      return (Boolean) System.console().getClass().getMethod("isTerminal").invoke(System.console());
    } catch (ReflectiveOperationException e) {
      return Runtime.version().feature() < 22;
    }
  }

  /**
   * Returns the name of a stream, such as {@code /dev/pts/0} or {@code pipe:[4711]}; "" if not
   * known.
   */
  static String nameOfStream(int number) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/" + number)).toString();
    } catch (IOException | UnsupportedOperationException | InvalidPathException e) {
      return "";
    }
  }

  static boolean isTerminal(String name) {
    return name.startsWith("/dev/pts/")
        || name.startsWith("/dev/tty")
        || name.equals("/dev/console");
  }

  private static int width(Map<String, String> environment) {
    int width = columns(environment.getOrDefault("COLUMNS", ""));
    return width > 0 ? width : columns(columnsOfStty());
  }

  /** The second number of {@code stty size}; "" if the command fails. */
  private static String columnsOfStty() {
    if (!new File(STTY).canExecute()) {
      return "";
    }
    try {
      Process stty =
          new ProcessBuilder(STTY, "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(1, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return "";
      }
      byte[] size = stty.getInputStream().readNBytes(32);
      String text = new String(size, StandardCharsets.US_ASCII).strip();
      return text.substring(text.indexOf(' ') + 1);
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** Returns the columns that a text names; 0 if it is not a number from 1 to 99999. */
  static int columns(String text) {
    if (text.length() > 5) {
      return 0;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < (i == 0 ? '1' : '0') || digit > '9') {
        return 0;
      }
      number = 10 * number + digit - '0';
    }
    return number;
  }

  /** Returns the columns of wrapped text; the usual width if the terminal's is not known. */
  int textWidth() {
    return width == ANY || width == 0 ? 80 : Math.min(width, WIDEST);
  }

  /** Returns the columns of a table; {@link #ANY} for a file or a pipe. */
  int tableWidth() {
    return width == 0 ? 80 : width;
  }

  /** Prints a text; lines that are not indented are titles. */
  void print(String text) {
    int next;
    for (int start = 0; start < text.length(); start = next + 1) {
      next = text.indexOf('\n', start);
      next = next < 0 ? text.length() : next;
      String line = text.substring(start, next);
      boolean title = !line.isEmpty() && line.charAt(0) != ' ';
      out.println(title ? bold(line) : line);
    }
  }

  /** Prints a paragraph, indented from its second line on; to a file or a pipe as one line. */
  void paragraph(String text) {
    if (width == ANY) {
      out.println(text);
      return;
    }
    String indent = "";
    for (String line : Columns.wrap(text, textWidth() - INDENT.length())) {
      out.println(indent + line);
      indent = INDENT;
    }
  }

  String bold(String text) {
    return color ? "\033[1m" + text + "\033[0m" : text;
  }

  /**
   * Highlights text that deserves attention.
   *
   * @param cell the cell of the text: a verdict, a status, or something with a status in
   *     parentheses
   * @param text a line of it
   */
  String marked(String cell, String text) {
    boolean parentheses = cell.endsWith(")") && text.endsWith(")");
    String word = parentheses ? cell.substring(cell.lastIndexOf('(') + 1, cell.length() - 1) : cell;
    return switch (color ? word : "") {
      case "investigate" -> "\033[31m" + text + "\033[0m";
      case "ghost", "released" -> "\033[33m" + text + "\033[0m";
      default -> text;
    };
  }
}
