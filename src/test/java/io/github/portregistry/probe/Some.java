package io.github.portregistry.probe;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process made step by step. */
record Some(
    long pid,
    String name,
    @Nullable String path,
    List<String> arguments,
    String user,
    Background background) {

  /** More time than a test takes. */
  static Deadline time() {
    return Deadline.after(Duration.ofHours(1));
  }

  static Some process(long pid, String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return new Some(pid, name, path.isEmpty() ? null : path, List.of(), "", Background.UNKNOWN);
  }

  Some args(String... words) {
    return new Some(pid, name, path, List.of(words), user, background);
  }

  Some user(String newUser) {
    return new Some(pid, name, path, arguments, newUser, background);
  }

  Some runs(String what) {
    return in(
        new Background(
            what,
            background.workingDirectory(),
            background.controlGroup(),
            background.ancestors()));
  }

  Some folder(String folder) {
    return in(
        new Background(
            background.runs(), Path.of(folder), background.controlGroup(), background.ancestors()));
  }

  Some group(ControlGroup.Kind kind, String group, String groupPath) {
    return in(
        new Background(
            background.runs(),
            background.workingDirectory(),
            new ControlGroup(kind, group, groupPath),
            background.ancestors()));
  }

  /** Parent first, each as {@code pid name}. */
  Some by(String... ancestors) {
    return in(
        new Background(
            background.runs(),
            background.workingDirectory(),
            background.controlGroup(),
            List.of(ancestors).stream()
                .map(text -> text.split(" ", 2))
                .map(parts -> new Ancestor(Long.parseLong(parts[0]), parts[1]))
                .toList()));
  }

  private Some in(Background newBackground) {
    return new Some(pid, name, path, arguments, user, newBackground);
  }

  ProcessRef ref() {
    return new ProcessRef(
        pid,
        null,
        name,
        ProgramFile.named(path == null ? null : Path.of(path), false),
        arguments,
        user,
        background);
  }

  Known known() {
    return FixedSource.known(ref());
  }
}
