package io.github.portregistry.fact;

import io.github.portregistry.Assignment;
import io.github.portregistry.Doubt;
import io.github.portregistry.Liveness;
import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.csv.Rows;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gives the rows of another copy of the registry the liveness of the packaged rows. */
public final class KnownLiveness {

  /**
   * The year of RFC 6335 (August 2011): if a row was changed since, its registrant looked at it.
   */
  public static final int ROW_LOOKED_AT_SINCE = 2011;

  private final Map<String, Assignment> known = new HashMap<>();
  private final FactTable<Judgment> judgments;

  public KnownLiveness(List<RegistryRow> packaged, FactTable<Judgment> judgments) {
    this.judgments = judgments;
    for (RegistryRow entry : packaged) {
      PortSpan ports = entry.ports();
      if (ports != null && entry instanceof Assignment row) {
        known.put(key(row, ports), row);
      }
    }
  }

  /** The key of a service, which has one liveness for all its transports. */
  private static String key(Assignment row, PortSpan ports) {
    return ports.first() + " " + row.serviceName().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns a row with the known liveness of its service on its port. A judgment also applies to a
   * service that the packaged rows lack because it was withdrawn.
   */
  public Assignment appliedTo(Assignment row) {
    PortSpan ports = row.ports();
    if (ports == null) {
      return row;
    }
    for (Judgment judgment : judgments.of(ports.first())) {
      if (judgment.serviceName().equalsIgnoreCase(row.serviceName())) {
        return wasLookedAtSince(row, judgment)
            ? Rows.withLiveness(row, Liveness.IN_DOUBT, Doubt.ROW_CHANGED)
            : Rows.withLiveness(row, judgment.liveness(), judgment.doubt());
      }
    }
    Assignment same = known.get(key(row, ports));
    return same == null ? row : Rows.withLiveness(row, same.liveness(), same.doubt());
  }

  /** A newer copy of the registry can have the row of a ghost that its registrant has changed. */
  private static boolean wasLookedAtSince(Assignment row, Judgment judgment) {
    RegistryDate modified = row.modified();
    return judgment.liveness() == Liveness.GHOST
        && judgment.basis() == Judgment.Basis.ABSENCE
        && modified != null
        && modified.year() >= ROW_LOOKED_AT_SINCE;
  }
}
