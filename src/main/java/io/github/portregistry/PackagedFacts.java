package io.github.portregistry;

import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.Format;
import io.github.portregistry.fact.KeyedTable;
import io.github.portregistry.fact.RegistryHistory;

/** The facts in the jar; a class of its own, so that no lookup loads them. */
final class PackagedFacts implements Facts.Tables {

  private static final Facts FACTS = new Facts(new PackagedFacts());

  private PackagedFacts() {}

  static Facts get() {
    return FACTS;
  }

  @Override
  public <T> FactTable<T> byPort(Format<T> format, String name) {
    return FactTable.ofCanonical(format, Packaged.table(name), name);
  }

  @Override
  public <T> KeyedTable<T> byKey(Format<T> format, String name) {
    return KeyedTable.ofCanonical(format, Packaged.table(name), name);
  }

  @Override
  public RegistryHistory history(String name) {
    return RegistryHistory.ofCanonical(Packaged.table(name), name);
  }
}
