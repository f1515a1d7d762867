package io.github.portregistry.fact;

import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import java.util.List;

/** The columns of {@code former-assignments.csv}. */
public final class FormerFormat extends Format<FormerAssignment> {

  public static final Format<FormerAssignment> FORMAT = new FormerFormat();

  private FormerFormat() {
    super(
        "port",
        "transport",
        "kind",
        "service_name",
        "description",
        "references",
        "registered",
        "released_on",
        "last_seen",
        "absent_by",
        "authority",
        "successor",
        "strength",
        "source");
  }

  @Override
  public FormerAssignment decode(Fields fields) {
    RegistryDate registered = fields.date(6);
    RegistryDate releasedOn = fields.date(7);
    RegistryDate lastSeen = fields.date(8);
    RegistryDate absentBy = fields.date(9);
    if ((lastSeen == null) != (absentBy == null)) {
      throw fields.fault(8, "both ends of the interval, or none", "one end");
    }
    return new FormerAssignment(
        fields.transport(1),
        fields.text(3),
        fields.text(4),
        fields.list(5),
        registered,
        releasedOn,
        fields.requireText(10),
        fields.text(11),
        fields.constant(2, FormerAssignment.Kind.class),
        fields.requireText(13),
        lastSeen,
        absentBy,
        fields.constant(12, Evidence.Strength.class));
  }

  @Override
  public List<String> encode(FormerAssignment former) {
    return List.of(
        RowFormat.text(former.transport()),
        RowFormat.text(former.kind()),
        former.serviceName(),
        former.description(),
        RowFormat.text(former.references()),
        RowFormat.text(former.registered()),
        RowFormat.text(former.releasedOn()),
        RowFormat.text(former.lastSeen()),
        RowFormat.text(former.absentBy()),
        former.authority(),
        former.successor(),
        RowFormat.text(former.strength()),
        former.source());
  }

  @Override
  public int place(FormerAssignment fact) {
    return RowFormat.order(fact.transport());
  }

  /** Returns the columns without the source, which are equal if two sources say the same. */
  public static List<String> withoutSource(FormerAssignment former) {
    List<String> fields = FORMAT.encode(former);
    return fields.subList(0, fields.size() - 1);
  }
}
