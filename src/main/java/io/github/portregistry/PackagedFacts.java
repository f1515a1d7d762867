package io.github.portregistry;

import io.github.portregistry.fact.Facts;

/** The facts that travel in the jar; apart from {@link Packaged}, so that no look-up loads them. */
final class PackagedFacts {

  private static final Facts FACTS = Facts.ofPackaged(Packaged::csv);

  private PackagedFacts() {}

  static Facts get() {
    return FACTS;
  }
}
