package io.github.portregistry.fact;

import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import java.util.List;

/** The columns of {@code in-use-signals.csv}. */
public final class SignalFormat extends Format<Signal> {

  public static final Format<Signal> FORMAT = new SignalFormat();

  private SignalFormat() {
    super("port", "transport", "service_name", "kind", "label", "source");
  }

  @Override
  public Signal decode(Fields fields) {
    return new Signal(
        fields.transport(1),
        fields.text(2),
        fields.constant(3, Signal.Kind.class),
        fields.requireText(4),
        fields.requireText(5));
  }

  @Override
  public List<String> encode(Signal signal) {
    return List.of(
        RowFormat.text(signal.transport()),
        signal.serviceName(),
        RowFormat.text(signal.kind()),
        signal.label(),
        signal.source());
  }

  @Override
  public int place(Signal fact) {
    return RowFormat.order(fact.transport());
  }
}
