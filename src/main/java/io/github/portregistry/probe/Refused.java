package io.github.portregistry.probe;

import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.probe.AllowedRow.Owner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Explains why an allow list does not allow a listener, by the row that matches best. */
final class Refused {

  private Refused() {}

  static String why(List<AllowedRow> rows, BaselineListener listener, String address) {
    AllowedRow nearest = nearest(rows, listener, address);
    if (nearest == null) {
      return "No row allows " + listener.place() + ".";
    }
    if (!nearest.isForTransport(listener)) {
      return "No row allows "
          + listener.place()
          + "; row "
          + nearest.line()
          + " allows port "
          + listener.port()
          + " over "
          + (nearest.transport() == null ? "any" : nearest.transport().keyword())
          + " only.";
    }
    Owner owner = nearest.owner(listener);
    if (owner == Owner.NOT_VISIBLE) {
      return "It cannot be checked: the owner is not visible, and row "
          + nearest.line()
          + " allows "
          + listener.place()
          + " for "
          + Escaped.text(nearest.program())
          + " only.";
    }
    boolean elsewhere = !nearest.isForAddress(listener, address);
    return "Row "
        + nearest.line()
        + " allows "
        + listener.place()
        + (elsewhere ? " on " + Escaped.text(nearest.address()) : "")
        + (owner == Owner.OTHER ? " for " + Escaped.text(nearest.program()) : "")
        + " only; "
        + (elsewhere ? "it listens on " + places(listener, address) : "")
        + (elsewhere && owner == Owner.OTHER ? ", and " : "")
        + (owner == Owner.OTHER ? "it is " + named(nearest, listener) : "")
        + ".";
  }

  /** The row of which most columns match; the first of several. */
  private static @Nullable AllowedRow nearest(
      List<AllowedRow> rows, BaselineListener listener, String address) {
    AllowedRow nearest = null;
    int most = 0;
    for (AllowedRow row : rows) {
      if (row.isForPort(listener)) {
        Owner owner = row.owner(listener);
        int fits =
            1
                + (row.isForTransport(listener) ? 8 : 0)
                + (owner == Owner.NAMED ? 4 : owner == Owner.NOT_VISIBLE ? 2 : 0)
                + (row.isForAddress(listener, address) ? 3 : 0);
        if (fits > most) {
          nearest = row;
          most = fits;
        }
      }
    }
    return nearest;
  }

  private static String places(BaselineListener listener, String address) {
    return switch (address) {
      case "*" -> "all addresses";
      case "0.0.0.0" -> "all IPv4 addresses";
      case "[::]", "::" ->
          "all IPv6 addresses"
              + (Network.isPerhapsForBoth(listener, address) ? ", and perhaps on IPv4 too" : "");
      default -> Escaped.text(address);
    };
  }

  private static boolean isForUnit(AllowedRow row) {
    return row.program().startsWith(AllowedRow.UNIT)
        || row.program().startsWith(AllowedRow.USER_UNIT);
  }

  /** The owner of the listener in the terms of the row. */
  private static String named(AllowedRow row, BaselineListener listener) {
    if (isForUnit(row) && !listener.unit().isEmpty()) {
      return Escaped.text(listener.unit());
    }
    if (row.program().startsWith(AllowedRow.CONTAINER) && !listener.container().isEmpty()) {
      return "the container " + Escaped.text(listener.container());
    }
    String file = listener.owner().file();
    return listener.programText()
        + (row.program().startsWith("/") && !file.isEmpty() ? " (" + Escaped.text(file) + ")" : "");
  }
}
