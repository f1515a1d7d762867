package io.github.portregistry.fact;

import io.github.portregistry.EverydayName;
import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import io.github.portregistry.csv.Fault;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import java.util.List;

/** The columns of {@code everyday-names.csv}. */
public final class EverydayFormat extends Format<EverydayName> {

  public static final Format<EverydayName> FORMAT = new EverydayFormat();

  public static final int NAME = 2;

  private EverydayFormat() {
    super("port", "transport", "name", "source");
  }

  @Override
  public EverydayName decode(Fields fields) {
    PortSpan port = fields.requirePorts(0);
    if (port.size() > 1) {
      throw fields.fault(0, "one port", Fault.quote(port.toString()));
    }
    Transport transport = fields.transport(1);
    if (transport == null) {
      throw fields.fault(1, "a transport", "none");
    }
    return new EverydayName(fields.requireText(2), port.first(), transport, fields.requireText(3));
  }

  @Override
  public List<String> encode(EverydayName name) {
    return List.of(RowFormat.text(name.transport()), name.name(), name.source());
  }

  @Override
  public int place(EverydayName fact) {
    return RowFormat.order(fact.transport());
  }
}
