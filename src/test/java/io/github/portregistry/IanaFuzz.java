package io.github.portregistry;

/** A file as IANA publishes it: refused, or made a table that can be read back and asked. */
public final class IanaFuzz {

  private IanaFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    byte[] file = FuzzedTables.underHeader(CsvSpec.IANA_HEADER, data);
    PortRegistry registry = FuzzedTables.readOrNull(PortRegistry::readIana, file);
    if (registry != null) {
      FuzzedTables.requireThatItCanBeReadBack(registry);
      FuzzedTables.requireThatItAnswers(registry);
    }
  }
}
