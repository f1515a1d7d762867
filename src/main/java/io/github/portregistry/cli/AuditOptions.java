package io.github.portregistry.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that compare the listeners with a baseline or an allow list. */
final class AuditOptions {

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Save what listens as a baseline (JSON) instead of listing it.")
  @Nullable Path save;

  @Option(
      names = "--diff",
      paramLabel = "FILE",
      description =
          "List what differs from a baseline. With --strict, exit with 1 if a difference is an"
              + " alarm.")
  @Nullable Path diff;

  @Option(
      names = "--allow",
      paramLabel = "FILE",
      description =
          "List what this CSV file does not allow, and exit with 1 if there is any. With --diff:"
              + " what it allows is no alarm.")
  @Nullable Path allow;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write the result as JUnit XML too.")
  @Nullable Path junit;

  /** Whether the options need every listener, so that none may be left out. */
  boolean isAsked() {
    return save != null || diff != null || allow != null;
  }
}
