package io.github.portregistry.probe;

import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import io.github.portregistry.json.Truth;
import io.github.portregistry.json.Whole;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a {@link ProcessRef}, with its instant, its path and its names as texts, whatever
 * characters these have.
 */
@Json
record ProcessJson(
    @Nullable Whole pid,
    @Nullable Text startedAt,
    @Nullable Text name,
    @Nullable Text executable,
    @Nullable Truth executableDeleted,
    ProgramFile.@Nullable State executableState,
    @Nullable Truth systemOwned,
    @Nullable Text linkName,
    @Nullable Text serverJar,
    @Nullable List<Text> arguments,
    @Nullable Text user,
    @Nullable Text runs,
    @Nullable Text workingDirectory,
    @Nullable ControlGroup controlGroup,
    @Nullable List<Ancestor> ancestors) {

  static ProcessJson of(ProcessRef process) {
    Instant startedAt = process.startedAt();
    ProgramFile file = process.file();
    Background background = process.background();
    return new ProcessJson(
        Whole.of(process.pid()),
        startedAt == null ? null : Text.of(startedAt.toString()),
        Text.ofNonEmpty(encodable(process.name())),
        text(file.path()),
        Truth.of(file.isDeleted()),
        file.path() == null ? null : file.state(),
        file.path() == null ? null : Truth.of(file.systemOwned()),
        Text.ofNonEmpty(encodable(file.linkName())),
        text(file.serverJar()),
        process.arguments().stream().map(argument -> Text.of(encodable(argument))).toList(),
        Text.ofNonEmpty(encodable(process.user())),
        Text.ofNonEmpty(encodable(background.runs())),
        text(background.workingDirectory()),
        background.controlGroup(),
        background.ancestors());
  }

  private static @Nullable Text text(@Nullable Path path) {
    return path == null ? null : Text.ofNonEmpty(encodable(PathText.of(path)));
  }

  /**
   * Replaces lone surrogates, which UTF-8 cannot encode, so that a process cannot prevent its JSON
   * from being written.
   */
  static String encodable(String text) {
    return text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  ProcessRef toProcess() {
    return new ProcessRef(
        Whole.number("pid", pid),
        startedAt == null ? null : FindingJson.instant("startedAt", startedAt.value()),
        Text.orEmpty(name),
        file(),
        Text.list("arguments", arguments),
        Text.orEmpty(user),
        new Background(
            Text.orEmpty(runs),
            path("workingDirectory", workingDirectory),
            controlGroup,
            Given.list("ancestors", ancestors, "a process")));
  }

  private ProgramFile file() {
    Path path = path("executable", executable);
    boolean deleted = Truth.required("executableDeleted", executableDeleted);
    if (path == null || executableState == null) {
      return ProgramFile.named(path, deleted);
    }
    return new ProgramFile(
        path,
        executableState,
        systemOwned != null && Truth.required("systemOwned", systemOwned),
        Text.orEmpty(linkName),
        path("serverJar", serverJar));
  }

  /** Reads a path; an empty text counts as absent. */
  private static @Nullable Path path(String name, @Nullable Text text) {
    String path = Text.orEmpty(text);
    try {
      return path.isEmpty() ? null : PathText.path(path);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          name + ": expected a path of this system, found " + Given.quoted(path), e);
    }
  }
}
