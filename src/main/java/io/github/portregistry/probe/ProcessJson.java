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
 * The JSON of a {@link ProcessRef}: its instant and its path are texts, and so are the names that
 * the process gives itself, whatever is in them.
 */
@Json
record ProcessJson(
    @Nullable Whole pid,
    @Nullable Text startedAt,
    @Nullable Text name,
    @Nullable Text executable,
    @Nullable Truth executableDeleted,
    @Nullable List<Text> arguments,
    @Nullable Text user) {

  static ProcessJson of(ProcessRef process) {
    Instant startedAt = process.startedAt();
    Path executable = process.executable();
    return new ProcessJson(
        Whole.of(process.pid()),
        startedAt == null ? null : Text.of(startedAt.toString()),
        Text.ofNonEmpty(encodable(process.name())),
        executable == null ? null : Text.ofNonEmpty(encodable(executable.toString())),
        Truth.of(process.executableDeleted()),
        process.arguments().stream().map(argument -> Text.of(encodable(argument))).toList(),
        Text.ofNonEmpty(encodable(process.user())));
  }

  /** Half a surrogate pair has no bytes in UTF-8: a process could so keep itself out of JSON. */
  private static String encodable(String text) {
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
        executable == null ? null : path(executable.value()),
        Truth.required("executableDeleted", executableDeleted),
        Text.list("arguments", arguments),
        Text.orEmpty(user));
  }

  /** What is empty is absent, as it is written. */
  private static @Nullable Path path(String text) {
    try {
      return text.isEmpty() ? null : Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "executable: expected a path of this system, found " + Given.quoted(text), e);
    }
  }
}
