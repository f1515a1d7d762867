package io.github.portregistry.fact;

import io.github.portregistry.csv.Fields;
import java.util.List;

/** A table of two columns, of which the second is any text. */
final class TextFormat extends Format<String> {

  TextFormat(String firstColumn) {
    super(firstColumn, "text");
  }

  @Override
  public String decode(Fields fields) {
    return fields.text(1);
  }

  @Override
  public List<String> encode(String fact) {
    return List.of(fact);
  }
}
