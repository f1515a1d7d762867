package io.github.portregistry.picture;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import java.util.EnumMap;
import java.util.Map;

/** The map of the 1,024 System Ports by what is known of each: a row of 64 for every 64 ports. */
final class SystemPortsMap {

  static final String NAME = "system-ports";

  private static final int PORTS = PortRange.SYSTEM.span().last() + 1;
  private static final int COLUMNS = 64;
  private static final int CELL = 12;
  private static final int LEFT = 56;
  private static final int TOP = 58;
  private static final int WIDTH = LEFT + COLUMNS * CELL + 20;
  private static final int LEGEND = TOP + PORTS / COLUMNS * CELL + 24;
  private static final int LEGEND_COLUMNS = 4;
  private static final int HEIGHT = LEGEND + 58;

  private SystemPortsMap() {}

  static String svg(PortRegistry registry, Theme theme) {
    Map<PortKind, StringBuilder> shapes = new EnumMap<>(PortKind.class);
    Map<PortKind, Integer> counts = new EnumMap<>(PortKind.class);
    for (int port = 0; port < PORTS; port++) {
      PortKind kind = PortKind.of(registry.port(port));
      int x = LEFT + port % COLUMNS * CELL;
      int y = TOP + port / COLUMNS * CELL;
      shapes.computeIfAbsent(kind, absent -> new StringBuilder()).append(kind.shape(x, y, CELL));
      counts.merge(kind, 1, Integer::sum);
    }
    Svg svg = new Svg(WIDTH, HEIGHT, "The 1,024 System Ports", description(counts), theme);
    svg.text(16, 30, 18, theme.text, " font-weight=\"600\"", "The 1,024 System Ports");
    svg.text(
        WIDTH - 20,
        30,
        12,
        theme.quiet,
        " text-anchor=\"end\"",
        "IANA's registry of " + registry.provenance().snapshotDate() + ", with evidence of use");
    for (int row = 0; row < PORTS / COLUMNS; row++) {
      svg.text(
          LEFT - 8,
          TOP + row * CELL + CELL - 3,
          10,
          theme.quiet,
          " text-anchor=\"end\"",
          Integer.toString(row * COLUMNS));
    }
    shapes.forEach((kind, path) -> svg.add("<path " + kind.paint(theme) + " d=\"" + path + "\"/>"));
    legend(svg, counts, theme);
    return svg.toString();
  }

  private static void legend(Svg svg, Map<PortKind, Integer> counts, Theme theme) {
    int width = (WIDTH - LEFT) / LEGEND_COLUMNS;
    PortKind[] kinds = PortKind.values();
    for (int i = 0; i < kinds.length; i++) {
      PortKind kind = kinds[i];
      int x = LEFT + i % LEGEND_COLUMNS * width;
      int y = LEGEND + i / LEGEND_COLUMNS * 22;
      svg.add("<path " + kind.paint(theme) + " d=\"" + kind.shape(x, y - CELL + 3, CELL) + "\"/>");
      svg.text(
          x + CELL + 6, y, 12, theme.text, "", kind.words + ": " + counts.getOrDefault(kind, 0));
    }
  }

  /** The counts in words, for readers who do not see the picture. */
  private static String description(Map<PortKind, Integer> counts) {
    StringBuilder text =
        new StringBuilder("Each mark is a port, 64 a row, from 0 to 1023. Number of ports: ");
    String separator = "";
    for (PortKind kind : PortKind.values()) {
      text.append(separator).append(kind.words).append(' ').append(counts.getOrDefault(kind, 0));
      separator = "; ";
    }
    return text.append('.').toString();
  }
}
