package io.github.portregistry.probe;

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
    @Json.Required long pid,
    @Nullable String startedAt,
    @Json.OrEmpty String name,
    @Nullable String executable,
    @Json.Required boolean executableDeleted,
    @Json.OrEmpty List<String> arguments,
    @Json.OrEmpty String user) {

  static ProcessJson of(ProcessRef process) {
    Instant startedAt = process.startedAt();
    Path executable = process.executable();
    return new ProcessJson(
        process.pid(),
        startedAt == null ? null : startedAt.toString(),
        encodable(process.name()),
        executable == null ? null : encodable(executable.toString()),
        process.executableDeleted(),
        process.arguments().stream().map(ProcessJson::encodable).toList(),
        encodable(process.user()));
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
        pid,
        startedAt == null ? null : Instant.parse(startedAt),
        name,
        executable == null ? null : Path.of(executable),
        executableDeleted,
        arguments,
        user);
  }
}
