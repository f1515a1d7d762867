package io.github.portregistry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of a service for a test, which says only what matters there; all else is blank. */
public final class MadeRow {

  private final String name;
  private @Nullable PortSpan ports;
  private @Nullable Transport transport;
  private String title = "";
  private String assignee = "";
  private String contact = "";
  private @Nullable RegistryDate registered;
  private @Nullable RegistryDate modified;
  private List<String> references = List.of();
  private String serviceCode = "";
  private String unauthorizedUse = "";
  private String aliasOf = "";
  private Liveness liveness = Liveness.UNEXAMINED;
  private @Nullable Doubt doubt;
  private String source = "";

  private MadeRow(String name) {
    this.name = name;
  }

  /** A service without ports that applies to all transports. */
  public static MadeRow of(String name) {
    return new MadeRow(name);
  }

  /** The ports of a text such as 80 or 80-90; none if it is blank. */
  public static @Nullable PortSpan ports(String text) {
    if (text.isEmpty()) {
      return null;
    }
    String[] ends = text.split("-", -1);
    return new PortSpan(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
  }

  /** The date of a text such as 2001-05 or 2001-05-31; none if it is blank. */
  static @Nullable RegistryDate date(String text) {
    return text.isEmpty() ? null : RegistryDate.parse(text);
  }

  public MadeRow on(String places, @Nullable Transport over) {
    return on(ports(places), over);
  }

  public MadeRow on(@Nullable PortSpan places, @Nullable Transport over) {
    ports = places;
    transport = over;
    return this;
  }

  public MadeRow title(String text) {
    title = text;
    return this;
  }

  public MadeRow assignee(String key) {
    assignee = key;
    return this;
  }

  public MadeRow contact(String key) {
    contact = key;
    return this;
  }

  public MadeRow registered(String day) {
    registered = date(day);
    return this;
  }

  public MadeRow modified(String day) {
    modified = date(day);
    return this;
  }

  /** Cites documents, which bars separate. */
  public MadeRow references(String documents) {
    references = documents.isEmpty() ? List.of() : List.of(documents.split("\\|", -1));
    return this;
  }

  public MadeRow serviceCode(String code) {
    serviceCode = code;
    return this;
  }

  public MadeRow unauthorizedUse(String remark) {
    unauthorizedUse = remark;
    return this;
  }

  public MadeRow aliasOf(String other) {
    aliasOf = other;
    return this;
  }

  public MadeRow liveness(Liveness known) {
    liveness = known;
    return this;
  }

  /** Puts the service in doubt. */
  public MadeRow doubt(Doubt reason) {
    doubt = reason;
    return liveness(Liveness.IN_DOUBT);
  }

  public MadeRow source(String where) {
    source = where;
    return this;
  }

  public Assignment row() {
    return new Assignment(
        name,
        ports,
        transport,
        title,
        assignee,
        contact,
        registered,
        modified,
        references,
        serviceCode,
        unauthorizedUse,
        aliasOf,
        liveness,
        doubt,
        source);
  }
}
