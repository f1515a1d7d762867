package io.github.portregistry.csv;

import io.github.portregistry.Assignment;
import io.github.portregistry.Doubt;
import io.github.portregistry.Liveness;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.RegistryRow;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates copies of rows that differ in one respect. */
public final class Rows {

  private Rows() {}

  /** Returns a copy of the row for one transport only. */
  public static RegistryRow withTransport(RegistryRow row, Transport only) {
    return row instanceof Assignment service
        ? withTransport(service, only)
        : withTransport((UnnamedEntry) row, only);
  }

  /** Returns a copy of the row for one transport only. */
  public static Assignment withTransport(Assignment row, Transport only) {
    return copy(
        row,
        row.serviceName(),
        only,
        row.description(),
        row.registered(),
        row.modified(),
        row.references(),
        row.source());
  }

  /** Returns a copy of the row for one transport only. */
  public static UnnamedEntry withTransport(UnnamedEntry row, Transport only) {
    return copy(row, row.ports(), only, row.status(), row.registered(), row.modified());
  }

  /** Returns a copy of the row with another liveness. */
  public static Assignment withLiveness(Assignment row, Liveness liveness, @Nullable Doubt doubt) {
    if (liveness == row.liveness() && doubt == row.doubt()) {
      return row;
    }
    return new Assignment(
        row.serviceName(),
        row.ports(),
        row.transport(),
        row.description(),
        row.assignee(),
        row.contact(),
        row.registered(),
        row.modified(),
        row.references(),
        row.serviceCode(),
        row.unauthorizedUse(),
        row.aliasOf(),
        liveness,
        doubt,
        row.source());
  }

  /** Returns a copy of the row with another status. */
  public static UnnamedEntry withStatus(UnnamedEntry row, PortStatus other) {
    return other == row.status()
        ? row
        : copy(row, row.ports(), row.transport(), other, row.registered(), row.modified());
  }

  /** Returns a copy of the row for other ports. */
  public static UnnamedEntry withPorts(UnnamedEntry row, PortSpan others) {
    return copy(row, others, row.transport(), row.status(), row.registered(), row.modified());
  }

  /** Returns a copy of the row for other ports. */
  public static RegistryRow withPorts(RegistryRow row, PortSpan others) {
    if (others.equals(row.ports())) {
      return row;
    }
    if (row instanceof UnnamedEntry unnamed) {
      return withPorts(unnamed, others);
    }
    Assignment service = (Assignment) row;
    return new Assignment(
        service.serviceName(),
        others,
        service.transport(),
        service.description(),
        service.assignee(),
        service.contact(),
        service.registered(),
        service.modified(),
        service.references(),
        service.serviceCode(),
        service.unauthorizedUse(),
        service.aliasOf(),
        service.liveness(),
        service.doubt(),
        service.source());
  }

  /** Returns a copy of the row with another service name and title. */
  public static Assignment renamed(
      Assignment row, String newName, String newDescription, String newSource) {
    return copy(
        row,
        newName,
        row.transport(),
        newDescription,
        row.registered(),
        row.modified(),
        row.references(),
        newSource);
  }

  /** Returns a copy of the row with other references. */
  public static Assignment withReferences(Assignment row, List<String> others) {
    return copy(
        row,
        row.serviceName(),
        row.transport(),
        row.description(),
        row.registered(),
        row.modified(),
        others,
        row.source());
  }

  /** Returns a copy of the row without dates that are later than a day. */
  public static RegistryRow knownOn(LocalDate day, RegistryRow row) {
    if (!isAfter(day, row.registered()) && !isAfter(day, row.modified())) {
      return row;
    }
    RegistryDate registered = knownOn(day, row.registered());
    RegistryDate modified = knownOn(day, row.modified());
    return row instanceof Assignment service
        ? copy(
            service,
            service.serviceName(),
            service.transport(),
            service.description(),
            registered,
            modified,
            service.references(),
            service.source())
        : copy(
            (UnnamedEntry) row,
            ((UnnamedEntry) row).ports(),
            row.transport(),
            row.status(),
            registered,
            modified);
  }

  private static @Nullable RegistryDate knownOn(LocalDate day, @Nullable RegistryDate date) {
    return isAfter(day, date) ? null : date;
  }

  private static boolean isAfter(LocalDate day, @Nullable RegistryDate date) {
    return date != null && date.earliest().isAfter(day);
  }

  private static Assignment copy(
      Assignment row,
      String serviceName,
      @Nullable Transport transport,
      String description,
      @Nullable RegistryDate registered,
      @Nullable RegistryDate modified,
      List<String> references,
      String source) {
    return new Assignment(
        serviceName,
        row.ports(),
        transport,
        description,
        row.assignee(),
        row.contact(),
        registered,
        modified,
        references,
        row.serviceCode(),
        row.unauthorizedUse(),
        row.aliasOf(),
        row.liveness(),
        row.doubt(),
        source);
  }

  private static UnnamedEntry copy(
      UnnamedEntry row,
      PortSpan ports,
      @Nullable Transport transport,
      PortStatus status,
      @Nullable RegistryDate registered,
      @Nullable RegistryDate modified) {
    return new UnnamedEntry(
        ports,
        transport,
        row.state(),
        status,
        row.description(),
        row.assignee(),
        row.contact(),
        registered,
        modified,
        row.references(),
        row.unauthorizedUse(),
        row.source());
  }
}
