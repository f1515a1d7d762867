package io.github.portregistry.picture;

/** The colors of a picture, for light pages and for dark ones. */
enum Theme {
  LIGHT("#ffffff", "#1f2328", "#59636e", "#d1d9e0", "#0969da", "#54aeff", "#bc4c00", "#cf222e"),
  DARK("#0d1117", "#f0f6fc", "#9198a1", "#3d444d", "#58a6ff", "#1f6feb", "#f0883e", "#ff7b72");

  final String paper;
  final String text;
  final String quiet;
  final String line;
  final String strong;
  final String weak;
  final String ghost;
  final String released;

  Theme(
      String paper,
      String text,
      String quiet,
      String line,
      String strong,
      String weak,
      String ghost,
      String released) {
    this.paper = paper;
    this.text = text;
    this.quiet = quiet;
    this.line = line;
    this.strong = strong;
    this.weak = weak;
    this.ghost = ghost;
    this.released = released;
  }

  /** The end of a file name, such as {@code -light.svg}. */
  String suffix() {
    return this == LIGHT ? "-light.svg" : "-dark.svg";
  }
}
