package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.json.Given;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The executable file of a process, and whether it is still the file at its path.
 *
 * @param path the current or former path of the file; null if the system does not show it
 * @param state what is at that path now
 * @param systemOwned whether the file and its folder belong to root and nobody else may write to
 *     them; false if not known
 * @param linkName the name of a link next to the file that leads to it and has the name that the
 *     process gives itself, such as {@code redis-server} for {@code redis-check-rdb}; "" if there
 *     is none
 * @param serverJar for a Java process, the jar of a known server that it has open and that belongs
 *     to the system, such as {@code /opt/kafka/libs/kafka_2.13-3.9.0.jar}; null if there is none
 */
public record ProgramFile(
    @Nullable Path path,
    State state,
    boolean systemOwned,
    String linkName,
    @Nullable Path serverJar) {

  /** A file that is not known. */
  public static final ProgramFile UNKNOWN = new ProgramFile(null, State.NOT_SEEN, false, "", null);

  /** The state of the path of an executable file. */
  public enum State {
    /** The path has the file that runs. */
    IN_PLACE,
    /** The file that runs was deleted, and the path has another one: most likely an upgrade. */
    REPLACED,
    /** The file that runs was deleted, and the path has none. */
    REMOVED,
    /**
     * The path has another file or none, because the process sees other files at its paths, as in a
     * container.
     */
    OTHER_MOUNT_NAMESPACE,
    /** The program has no file: it was written to memory and run from there. */
    IN_MEMORY,
    /** Only the path is known: on macOS and Windows, and in a copy of {@code /proc}. */
    NOT_COMPARED,
    /** The system shows the path, but refuses access to the file. */
    REFUSED,
    /** The system does not show the file. */
    NOT_SEEN;

    /** The constant in JSON. */
    @JsonValue
    String json() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static State read(Object json) {
      return Given.constant(json, State.class);
    }
  }

  /**
   * Creates a file.
   *
   * @param path the {@link #path}
   * @param state the {@link #state}
   * @param systemOwned the {@link #systemOwned}
   * @param linkName the {@link #linkName}
   * @param serverJar the {@link #serverJar}
   * @throws NullPointerException if {@code state} or {@code linkName} is null
   * @throws IllegalArgumentException if {@code path} is null and {@code state} is not {@link
   *     State#NOT_SEEN}, or the other way around
   */
  public ProgramFile {
    requireNonNull(state, "state");
    requireNonNull(linkName, "linkName");
    if ((path == null) != (state == State.NOT_SEEN)) {
      throw new IllegalArgumentException(
          "expected a path for a file that is seen, found " + path + " and " + state);
    }
  }

  /** Returns a file of which the system shows only the path. */
  static ProgramFile named(@Nullable Path path, boolean deleted) {
    return path == null
        ? UNKNOWN
        : new ProgramFile(path, deleted ? State.REMOVED : State.NOT_COMPARED, false, "", null);
  }

  /**
   * Returns whether the file that runs is no longer at its path.
   *
   * @return true for {@link State#REPLACED} and {@link State#REMOVED}
   */
  public boolean isDeleted() {
    return state == State.REPLACED || state == State.REMOVED;
  }

  /** Returns the last part of the path, even of another system's path; "" without a path. */
  String fileName() {
    if (path == null) {
      return "";
    }
    String text = PathText.of(path);
    int end = text.lastIndexOf('/');
    // A Windows path that is read on another system, for example from JSON.
    boolean windows = text.length() > 2 && text.charAt(1) == ':' && text.charAt(2) == '\\';
    return text.substring(1 + (windows ? Math.max(end, text.lastIndexOf('\\')) : end));
  }

  /** Returns all components on one line, with control characters escaped. */
  @Override
  public String toString() {
    return "ProgramFile[path="
        + (path == null ? "null" : Escaped.text(PathText.of(path)))
        + ", state="
        + state
        + ", systemOwned="
        + systemOwned
        + ", linkName="
        + Escaped.text(linkName)
        + ", serverJar="
        + (serverJar == null ? "null" : Escaped.text(PathText.of(serverJar)))
        + "]";
  }
}
