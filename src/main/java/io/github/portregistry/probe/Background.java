package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.dossier.Escaped;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a process runs, where, and what started it.
 *
 * @param runs what an interpreter runs: a jar, a main class or module, a script, the program in
 *     {@code busybox}; as the command line says, which the process can change; only the option,
 *     such as {@code -c}, where the program's text is on the command line; {@code -S} and the
 *     address for PHP's server; {@code @} and a file where that names what runs; "" for other
 *     programs, or where it is not seen
 * @param workingDirectory the folder that the process works in; null where the system does not show
 *     it
 * @param controlGroup the unit or container that the process is in; null where the system shows
 *     none
 * @param ancestors the processes that started it, its parent first, up to process 1 or as far as
 *     the system shows
 */
public record Background(
    String runs,
    @Nullable Path workingDirectory,
    @Nullable ControlGroup controlGroup,
    List<Ancestor> ancestors) {

  /** The background of which nothing is known. */
  public static final Background UNKNOWN = new Background("", null, null, List.of());

  /**
   * Creates a background.
   *
   * @param runs the {@link #runs}
   * @param workingDirectory the {@link #workingDirectory}
   * @param controlGroup the {@link #controlGroup}
   * @param ancestors the {@link #ancestors}
   * @throws NullPointerException if {@code runs} is null, or {@code ancestors} is or has null
   */
  public Background {
    requireNonNull(runs, "runs");
    ancestors = List.copyOf(requireNonNull(ancestors, "ancestors"));
  }

  /** Returns all of it on one line, with control characters escaped. */
  @Override
  public String toString() {
    return "Background[runs="
        + Escaped.text(runs)
        + ", workingDirectory="
        + (workingDirectory == null ? "null" : Escaped.text(workingDirectory.toString()))
        + ", controlGroup="
        + controlGroup
        + ", ancestors="
        + ancestors
        + "]";
  }
}
