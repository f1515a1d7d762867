package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.dossier.Escaped;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The context of a process: the program that it interprets, its working directory, its control
 * group and its ancestors.
 *
 * @param runs the program that an interpreter runs: a jar, a main class or module, a script, or the
 *     program in {@code busybox}. It comes from the command line, which the process can change.
 *     Only the option, such as {@code -c}, if the program's text is on the command line; {@code -S}
 *     and the address for PHP's server; {@code @} and a file if that file names the program; "" for
 *     other programs, or if not known
 * @param workingDirectory the working directory of the process; null if the system does not show it
 * @param controlGroup the unit or container of the process; null if the system shows none
 * @param ancestors the processes that started it, its parent first, up to process 1 or as far as
 *     the system shows
 */
public record Background(
    String runs,
    @Nullable Path workingDirectory,
    @Nullable ControlGroup controlGroup,
    List<Ancestor> ancestors) {

  /** A background without any known fact. */
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

  /** Returns all components on one line, with control characters escaped. */
  @Override
  public String toString() {
    return "Background[runs="
        + Escaped.text(runs)
        + ", workingDirectory="
        + (workingDirectory == null ? "null" : Escaped.text(PathText.of(workingDirectory)))
        + ", controlGroup="
        + controlGroup
        + ", ancestors="
        + ancestors
        + "]";
  }
}
