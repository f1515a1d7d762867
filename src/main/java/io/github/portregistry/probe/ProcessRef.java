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
 * <p>The executable identifies the process. The process can set its name and arguments to anything,
 * with any characters; {@link #toString} escapes them. Arguments may contain secrets.
 *
 * @param pid the process id in the caller's pid namespace; not negative
 * @param startedAt when the process started, exact to 1 s on Linux; null if the system does not
 *     show it
 * @param name the short name, on Linux the kernel's {@code comm} of at most 15 bytes; "" if empty
 * @param file the executable file
 * @param arguments the command line, starting with the program's own name; empty if unknown. On
 *     Linux, a line longer than 2 MiB or 65,536 words is cut after a complete word, and the last
 *     word is {@code [the rest of the command line was not read]}; if the lines of all processes of
 *     a survey exceed 32 MiB, the remaining ones are cut at 64 KiB
 * @param user the name of the process's effective user; the number if there is no name; "" if the
 *     system does not show it
 * @param background the program that it interprets, its working directory, its control group and
 *     its ancestors
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
   * Returns the path of the file that runs. If this JVM has no UTF-8 locale, as under cron, the
   * text of the path has replacement characters for other letters than ASCII. {@link #program} and
   * the JSON have the right ones.
   *
   * @return the path; null if the system does not show it
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
   * Returns the name of the program: the name of the executable file, or of the link to it by which
   * it was started; otherwise the name that the process gives itself.
   *
   * @return a name, which may have any character; "" if neither is known
   */
  public String program() {
    if (!file.linkName().isEmpty()) {
      return file.linkName();
    }
    String fileName = file.fileName();
    return fileName.isEmpty() ? name : fileName;
  }

  /**
   * Returns the program, for an interpreter with the script or jar that it runs, such as {@code
   * java billing.jar}.
   *
   * @return one line, escaped, and with passwords and the like masked; "" if nothing is known
   */
  public String label() {
    return ProcessText.label(this);
  }

  /**
   * Returns a name or argument decoded as UTF-8; if it is not valid UTF-8, each byte as one
   * character.
   */
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

  /** Returns all components on one line, with control characters escaped. */
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
