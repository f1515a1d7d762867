package io.github.portregistry.fact;

import io.github.portregistry.csv.Fields;
import java.util.List;

/**
 * The columns of a table of facts, and how a row is decoded and encoded. A class rather than
 * functions, so that no lambda is linked before the first answer.
 *
 * @param <T> the type of a fact
 */
public abstract class Format<T> {

  private final List<String> header;

  /** Creates a format with the names of all columns, of which the first is the port or the key. */
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
   * Returns the sort key of a fact among the facts about the same ports; facts with the same key
   * are ordered by their text.
   */
  public int place(T fact) {
    return 0;
  }
}
