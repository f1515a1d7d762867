package io.github.portregistry.fact;

import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryDate;
import java.time.LocalDate;

/** What follows from a change, and changes that differ from another in one respect. */
public final class Changes {

  private Changes() {}

  /** The day on which a change was in effect. */
  public static LocalDate effective(RegistryChange change) {
    return change.notAfter().latest();
  }

  /** A day as the registry writes it. */
  public static RegistryDate date(LocalDate day) {
    return new RegistryDate(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
  }

  /** Whether a date can lie between two others, the ends included; each may be a month. */
  public static boolean canBeWithin(RegistryDate date, RegistryDate first, RegistryDate last) {
    return !first.earliest().isAfter(date.latest()) && !date.earliest().isAfter(last.latest());
  }

  /** Whether a name is gone from the port afterwards. */
  public static boolean takesAway(RegistryChange change) {
    return change.kind() == RegistryChange.Kind.WITHDRAWN
        || change.kind() == RegistryChange.Kind.TRANSPORT_WITHDRAWN
        || change.kind() == RegistryChange.Kind.RENAMED;
  }

  /** The name before the change. */
  public static String formerName(RegistryChange change) {
    return change.kind() == RegistryChange.Kind.RENAMED ? change.before() : change.serviceName();
  }

  /** The same change of a service of another name. */
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

  /** The same change, done no earlier than on a day. */
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

  /** The same change with other values. */
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

  /** Returns a text of all that a change says, in which no part has a line break. */
  public static String text(RegistryChange change) {
    StringBuilder text = new StringBuilder();
    text.append(change.kind()).append(change.notBefore()).append(' ').append(change.notAfter());
    text.append(' ').append(change.ports()).append(change.transport()).append('\n');
    text.append(change.serviceName()).append('\n').append(change.before()).append('\n');
    text.append(change.after()).append('\n').append(change.source());
    return text.toString();
  }
}
