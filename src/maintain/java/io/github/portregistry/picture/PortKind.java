package io.github.portregistry.picture;

import io.github.portregistry.PortRecord;

/** What the map shows of a port. Each kind has a shape of its own, so that no one needs colors. */
enum PortKind {
  IN_USE("in use"),
  SPECIFIED("specified, no use seen"),
  DOUBTFUL("assigned, no use seen"),
  GHOST("ghost"),
  RELEASED("released"),
  RESERVED("reserved"),
  USED("unassigned, but used"),
  UNASSIGNED("unassigned");

  final String words;

  PortKind(String words) {
    this.words = words;
  }

  static PortKind of(PortRecord port) {
    return switch (port.status()) {
      case ASSIGNED ->
          switch (port.liveness()) {
            case IN_USE -> IN_USE;
            case SPECIFIED -> SPECIFIED;
            case IN_DOUBT, GHOST, UNEXAMINED -> DOUBTFUL;
          };
      case GHOST -> GHOST;
      case RELEASED -> RELEASED;
      case RESERVED -> RESERVED;
      case UNASSIGNED, DYNAMIC -> port.observedUses().isEmpty() ? UNASSIGNED : USED;
    };
  }

  /**
   * Returns the kind's shape in a cell as SVG path commands.
   *
   * @param x the left edge of the cell
   * @param y its upper edge
   * @param size its width and height
   */
  String shape(int x, int y, int size) {
    int side = size - 2;
    return switch (this) {
      case IN_USE, SPECIFIED -> "M" + x + " " + y + "h" + side + "v" + side + "h-" + side + "z";
      // A smaller square.
      case DOUBTFUL -> {
        int small = side - 4;
        yield "M" + (x + 2) + " " + (y + 2) + "h" + small + "v" + small + "h-" + small + "z";
      }
      // A ring, drawn as a line.
      case GHOST -> circle(x, y, side, side / 2 - 1);
      case RELEASED ->
          "M"
              + (x + 1)
              + " "
              + (y + 1)
              + "l"
              + (side - 2)
              + " "
              + (side - 2)
              + "m0 -"
              + (side - 2)
              + "l-"
              + (side - 2)
              + " "
              + (side - 2);
      case RESERVED -> "M" + (x + 1) + " " + (y + side / 2) + "h" + (side - 2);
      case USED -> circle(x, y, side, side / 2 - 1);
      case UNASSIGNED -> circle(x, y, side, 1);
    };
  }

  private static String circle(int x, int y, int side, int radius) {
    String arc = "a" + radius + " " + radius + " 0 1 0 ";
    return "M"
        + (x + side / 2 - radius)
        + " "
        + (y + side / 2)
        + arc
        + 2 * radius
        + " 0"
        + arc
        + "-"
        + 2 * radius
        + " 0";
  }

  /** Returns the paint of the shape as SVG attributes. */
  String paint(Theme theme) {
    return switch (this) {
      case IN_USE -> filled(theme.strong);
      case SPECIFIED -> filled(theme.weak) + " fill-opacity=\"0.6\"";
      case DOUBTFUL -> filled(theme.quiet);
      case GHOST -> drawn(theme.ghost);
      case RELEASED -> drawn(theme.released);
      case RESERVED -> drawn(theme.quiet);
      case USED -> filled(theme.strong);
      case UNASSIGNED -> filled(theme.line);
    };
  }

  private static String filled(String color) {
    return "fill=\"" + color + "\"";
  }

  private static String drawn(String color) {
    return "fill=\"none\" stroke=\"" + color + "\" stroke-width=\"2\"";
  }
}
