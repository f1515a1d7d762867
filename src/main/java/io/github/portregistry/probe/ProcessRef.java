package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.dossier.Escaped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process that owns a listening socket.
 *
 * <p>The executable is the identity: the name and the arguments are what the process says of
 * itself, and it can say anything. Both may contain any character; {@link #toString} escapes them.
 * Arguments may contain secrets that were given on the command line.
 *
 * @param pid the process id, as the caller's pid namespace counts; not negative
 * @param startedAt when the process started, to 1 s on Linux; null where the system does not show
 *     it
 * @param name the short name, on Linux the kernel's {@code comm} of at most 15 bytes; "" if empty
 * @param file the file that runs
 * @param arguments the command line, the program's own name at its head; empty if unknown. On Linux
 *     of a line longer than 2 MiB or 65,536 words the words that were read whole, and {@code [the
 *     rest of the command line was not read]} as the last; where the lines of a survey's processes
 *     are longer than 32 MiB together, the remaining ones are cut at 64 KiB
 * @param user the name of the user as whom the process acts; its number where it has no name; ""
 *     where the system does not show it
 * @param background what it runs, where, and what started it
 */
public record ProcessRef(
    long pid,
    @Nullable Instant startedAt,
    String name,
    ProgramFile file,
    List<String> arguments,
    String user,
    Background background) {

  /**
   * Creates a reference to a process.
   *
   * @param pid the {@link #pid}
   * @param startedAt the {@link #startedAt}
   * @param name the {@link #name}
   * @param file the {@link #file}
   * @param arguments the {@link #arguments}
   * @param user the {@link #user}
   * @param background the {@link #background}
   * @throws NullPointerException if a component other than {@code startedAt} is null
   * @throws IllegalArgumentException if {@code pid} is negative
   */
  public ProcessRef {
    requireNonNull(name, "name");
    requireNonNull(file, "file");
    arguments = List.copyOf(requireNonNull(arguments, "arguments"));
    requireNonNull(user, "user");
    requireNonNull(background, "background");
    if (pid < 0) {
      throw new IllegalArgumentException("pid " + pid + " is negative, expected 0 or above");
    }
  }

  /**
   * Creates a reference to a process of which only the path of its file is known.
   *
   * @param pid the {@link #pid}
   * @param startedAt the {@link #startedAt}
   * @param name the {@link #name}
   * @param executable the {@link #executable}
   * @param executableDeleted whether the file was removed from that path
   * @param arguments the {@link #arguments}
   * @param user the {@link #user}
   * @throws NullPointerException if a component other than {@code startedAt} and {@code executable}
   *     is null
   * @throws IllegalArgumentException if {@code pid} is negative
   */
  public ProcessRef(
      long pid,
      @Nullable Instant startedAt,
      String name,
      @Nullable Path executable,
      boolean executableDeleted,
      List<String> arguments,
      String user) {
    this(
        pid,
        startedAt,
        name,
        ProgramFile.named(executable, executableDeleted),
        arguments,
        user,
        Background.UNKNOWN);
  }

  @JsonCreator
  static ProcessRef of(ProcessJson json) {
    return json.toProcess();
  }

  @JsonValue
  ProcessJson json() {
    return ProcessJson.of(this);
  }

  /**
   * Returns the path of the file that runs.
   *
   * @return the path; null where the system does not show it
   */
  public @Nullable Path executable() {
    return file.path();
  }

  /**
   * Returns whether that file is no longer in its place.
   *
   * @return true if it was removed, or replaced by another after the process started
   */
  public boolean executableDeleted() {
    return file.isDeleted();
  }

  /**
   * Returns what to call the process: the name of the file that runs, or of the link to it by which
   * it was started; else the name that the process gives itself.
   *
   * @return a name, in which there may be any character; "" if neither is known
   */
  public String program() {
    if (!file.linkName().isEmpty()) {
      return file.linkName();
    }
    String fileName = file.fileName();
    return fileName.isEmpty() ? name : fileName;
  }

  /**
   * Returns the program with what an interpreter runs, such as {@code java billing.jar}.
   *
   * @return one line, escaped, and with passwords and the like masked; "" if nothing is known
   */
  public String label() {
    return ProcessText.label(this);
  }

  /** A name or argument as UTF-8; if it is not valid UTF-8, each byte as one character. */
  static String text(byte[] bytes, int from, int to) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
  }

  /** Returns all of it on one line, with control characters escaped. */
  @Override
  public String toString() {
    return "ProcessRef[pid="
        + pid
        + ", startedAt="
        + startedAt
        + ", name="
        + Escaped.text(name)
        + ", file="
        + file
        + ", arguments="
        + Escaped.words(arguments)
        + ", user="
        + Escaped.text(user)
        + ", background="
        + background
        + "]";
  }
}
