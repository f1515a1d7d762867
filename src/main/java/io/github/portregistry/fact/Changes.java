package io.github.portregistry.fact;

import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryDate;
import java.time.LocalDate;

/** Derives facts from a change, and copies of it that differ in one respect. */
public final class Changes {

  private Changes() {}

  /** Returns the day on which a change took effect. */
  public static LocalDate effective(RegistryChange change) {
    return change.notAfter().latest();
  }

  /** Returns a day as the registry writes it. */
  public static RegistryDate date(LocalDate day) {
    return new RegistryDate(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
  }

  /** Returns whether a date can lie between two others, both included; each may be a month. */
  public static boolean canBeWithin(RegistryDate date, RegistryDate first, RegistryDate last) {
    return !first.earliest().isAfter(date.latest()) && !date.earliest().isAfter(last.latest());
  }

  /** Returns whether a change removes a name from its port. */
  public static boolean takesAway(RegistryChange change) {
    return change.kind() == RegistryChange.Kind.WITHDRAWN
        || change.kind() == RegistryChange.Kind.TRANSPORT_WITHDRAWN
        || change.kind() == RegistryChange.Kind.RENAMED;
  }

  /** Returns the service name before a change. */
  public static String formerName(RegistryChange change) {
    return change.kind() == RegistryChange.Kind.RENAMED ? change.before() : change.serviceName();
  }

  /** Returns a copy of a change for a service with another name. */
  public static RegistryChange named(RegistryChange change, String otherName) {
    return new RegistryChange(
        change.kind(),
        change.notBefore(),
        change.notAfter(),
        change.ports(),
        change.transport(),
        otherName,
        change.before(),
        change.after(),
        change.source());
  }

  /** Returns a copy of a change that was made no earlier than a day. */
  public static RegistryChange notBefore(RegistryChange change, RegistryDate day) {
    return new RegistryChange(
        change.kind(),
        day,
        change.notAfter(),
        change.ports(),
        change.transport(),
        change.serviceName(),
        change.before(),
        change.after(),
        change.source());
  }

  /** Returns a copy of a change with other values. */
  public static RegistryChange with(RegistryChange change, String before, String after) {
    return new RegistryChange(
        change.kind(),
        change.notBefore(),
        change.notAfter(),
        change.ports(),
        change.transport(),
        change.serviceName(),
        before,
        after,
        change.source());
  }

  /** Returns the components of a change as one text, separated by line breaks. */
  public static String text(RegistryChange change) {
    StringBuilder text = new StringBuilder();
    text.append(change.kind()).append(change.notBefore()).append(' ').append(change.notAfter());
    text.append(' ').append(change.ports()).append(change.transport()).append('\n');
    text.append(change.serviceName()).append('\n').append(change.before()).append('\n');
    text.append(change.after());
    return text.toString();
  }
}
