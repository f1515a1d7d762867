package io.github.portregistry.picture;

/** Writes an SVG file, with the title and the description that a screen reader reads. */
final class Svg {

  private static final String FONT =
      "system-ui,-apple-system,'Segoe UI','Noto Sans',Helvetica,Arial,sans-serif";

  private final StringBuilder svg = new StringBuilder();

  Svg(int width, int height, String title, String description, Theme theme) {
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
    svg.append(width).append(' ').append(height).append("\" width=\"").append(width);
    svg.append("\" height=\"").append(height);
    svg.append("\" role=\"img\" aria-labelledby=\"title description\" font-family=\"");
    svg.append(FONT).append("\">\n");
    svg.append("<title id=\"title\">").append(escaped(title)).append("</title>\n");
    svg.append("<desc id=\"description\">").append(escaped(description)).append("</desc>\n");
    add("<rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"" + theme.paper + "\"/>");
  }

  void add(String element) {
    svg.append(element).append('\n');
  }

  void text(int x, int y, int size, String fill, String more, String text) {
    add(
        "<text x=\"%d\" y=\"%d\" font-size=\"%d\" fill=\"%s\"%s>%s</text>"
            .formatted(x, y, size, fill, more, escaped(text)));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public String toString() {
    return svg + "</svg>\n";
  }
}
