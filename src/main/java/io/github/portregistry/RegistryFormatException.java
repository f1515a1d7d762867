package io.github.portregistry;

import static java.util.Objects.requireNonNull;

/**
 * Thrown if a table cannot be understood; none of its rows are used.
 *
 * <p>The message names the place, what was expected there and what was found, for example {@code
 * team.csv, line 7, column 1: expected a port from 0 to 65535 but found "70000"}.
 */
public final class RegistryFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The name of the table. */
  private final String source;

  /** The line at which the offending row starts, from 1; 0 for none. */
  private final int line;

  /** The offending column, counted in fields from 1; 0 for none. */
  private final int column;

  /** What was expected. */
  private final String expected;

  /** What was found instead. */
  private final String found;

  /**
   * Creates an exception with a message that names the place, what was expected and what was found.
   *
   * @param source the name of the table
   * @param line the line at which the offending row starts, from 1; 0 for none
   * @param column the offending column, counted in fields from 1; 0 for none
   * @param expected what was expected, such as {@code a port from 0 to 65535}
   * @param found what was found instead
   * @throws NullPointerException if an argument is null
   */
  public RegistryFormatException(
      String source, int line, int column, String expected, String found) {
    super(
        place(requireNonNull(source, "source"), line, column)
            + ": expected "
            + requireNonNull(expected, "expected")
            + " but found "
            + requireNonNull(found, "found"));
    this.source = source;
    this.line = line;
    this.column = column;
    this.expected = expected;
    this.found = found;
  }

  private static String place(String source, int line, int column) {
    StringBuilder place = new StringBuilder(source);
    if (line > 0) {
      place.append(", line ").append(line);
    }
    if (column > 0) {
      place.append(", column ").append(column);
    }
    return place.toString();
  }

  /**
   * Returns the name of the table: the path, or the name given with a stream.
   *
   * @return the source, never empty
   */
  public String source() {
    return source;
  }

  /**
   * Returns the line at which the offending row starts.
   *
   * @return the line, from 1; 0 when the fault is not in one line
   */
  public int line() {
    return line;
  }

  /**
   * Returns the offending column, counted in fields.
   *
   * @return the column, from 1; 0 when the fault is not in one column
   */
  public int column() {
    return column;
  }

  /**
   * Returns what was expected.
   *
   * @return a phrase, as in the message
   */
  public String expected() {
    return expected;
  }

  /**
   * Returns what was found instead.
   *
   * @return a phrase, as in the message; long text is cut and control characters are escaped
   */
  public String found() {
    return found;
  }
}
