package io.github.portregistry.cli;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryFormatException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose the registry. */
final class RegistryOptions {

  @Option(
      names = "--iana",
      paramLabel = "FILE",
      description = "Use this copy of IANA's file, CSV or XML, instead of the packaged registry.")
  private @Nullable Path iana;

  @Option(
      names = "--overlay",
      paramLabel = "FILE",
      description = "Lay this table over the registry: CSV, or a file like /etc/services.")
  private @Nullable Path overlay;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "Use the registry as it was at the end of this day, such as 2020-06-01.")
  private @Nullable String asOf;

  /** Whether they choose a registry other than the current packaged one. */
  boolean areGiven() {
    return iana != null || overlay != null || asOf != null;
  }

  PortRegistry registry() {
    PortRegistry registry = base();
    return overlay == null ? registry : registry.withOverlay(read(overlay, PortRegistry::read));
  }

  private PortRegistry base() {
    PortRegistry registry =
        iana == null ? PortRegistry.bundled() : read(iana, PortRegistry::readIana);
    return asOf == null ? registry : asOf(asOf, registry);
  }

  private static PortRegistry asOf(String word, PortRegistry registry) {
    LocalDate day = Days.parse(word);
    try {
      return registry.asOf(day);
    } catch (IllegalArgumentException e) {
      boolean isNewer = day.isAfter(registry.lastDay());
      throw new UsageException(
          e.getMessage() + (isNewer ? "; leave out --as-of to use the newest data" : ""), e);
    } catch (IllegalStateException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  private interface Reader {
    PortRegistry read(Path csv) throws IOException;
  }

  static PortRegistry readIana(Path csv) {
    return read(csv, PortRegistry::readIana);
  }

  private static PortRegistry read(Path csv, Reader reader) {
    try {
      return reader.read(csv);
    } catch (RegistryFormatException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UsageException("cannot read " + csv + ": " + reason(e), e);
    }
  }

  /** Why a file cannot be read; some exceptions have nothing but its name. */
  static String reason(IOException e) {
    return e instanceof NoSuchFileException ? "there is no such file" : failure(e);
  }

  /** Why a file cannot be written, which need not exist, but its folder has to. */
  static String whyNotWritten(IOException e) {
    return e instanceof NoSuchFileException ? "its folder does not exist" : failure(e);
  }

  private static String failure(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return String.valueOf(e.getMessage());
  }
}
