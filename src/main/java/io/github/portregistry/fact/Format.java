package io.github.portregistry.fact;

import io.github.portregistry.csv.Fields;
import java.util.List;

/**
 * How the rows of one table of facts are spelled. A class rather than functions, so that no lambda
 * is linked on the way to a packaged answer.
 *
 * @param <T> what a row says of the port or the key in its first column
 */
public abstract class Format<T> {

  private final List<String> header;

  /** Creates a format with the names of all columns. The first is the port or the key. */
  protected Format(String... header) {
    this.header = List.of(header);
  }

  /** Returns the names of all columns. */
  public final List<String> header() {
    return header;
  }

  /** Reads the columns of a row. */
  public abstract T decode(Fields fields);

  /** Returns the columns after the first. */
  public abstract List<String> encode(T fact);

  /**
   * Returns the place among the facts of the same ports; facts of one place are ordered by their
   * text.
   */
  public int place(T fact) {
    return 0;
  }
}
