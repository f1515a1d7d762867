package io.github.portregistry;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.portregistry.iana.IanaCopy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The raw inputs of the packaged tables, for tests that feed them to the library's own code. */
public final class Snapshot {

  private Snapshot() {}

  /** IANA's file; the test is skipped where it is not at hand. */
  public static Path iana() {
    return required(RawSnapshot.IANA);
  }

  /** IANA's XML of 2026-08-17; the test is skipped where it is not at hand. */
  public static Path xml() {
    return required(RawSnapshot.DIRECTORY.resolve("service-names-port-numbers-2026-08-17.xml"));
  }

  /** The later facts; the test is skipped where they are not at hand. */
  public static Path laterFacts() {
    return required(RawSnapshot.LATER);
  }

  /** The collected evidence; the test is skipped where it is not at hand. */
  public static Path evidence() {
    Path directory = RawSnapshot.IANA.resolveSibling("../evidence").normalize();
    assumeTrue(Files.isDirectory(directory), "needs ../shared/data/evidence");
    return directory;
  }

  /** All that the rows and their history are made from; the test is skipped without. */
  static RegistryImporter.Inputs inputs() {
    Path history = RawSnapshot.IANA.resolveSibling("../history").normalize();
    return new RegistryImporter.Inputs(
        iana(),
        laterFacts(),
        required(history.resolve("history-events.csv")),
        required(history.resolve("daily-states.csv.gz")));
  }

  public static byte[] ianaBytes() {
    try {
      return Files.readAllBytes(iana());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static IanaCopy ianaCopy() {
    return IanaCopy.of(ianaBytes(), "iana.csv");
  }

  private static Path required(Path file) {
    assumeTrue(Files.isRegularFile(file), "needs ../shared/data/iana");
    return file;
  }
}
