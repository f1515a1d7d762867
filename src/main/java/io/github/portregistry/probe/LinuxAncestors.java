package io.github.portregistry.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the processes that started others, each once. */
final class LinuxAncestors {

  private static final int MOST = 32;
  private static final int MOST_OF_A_TITLE = 60;
  private static final int LIMIT = 64 * 1024;

  /** The most bytes of a name that the kernel keeps. */
  static final int MOST_OF_A_NAME = 15;

  private final LinuxProcFiles files;
  private final Map<Long, Optional<Found>> known = new ConcurrentHashMap<>();

  private record Found(Ancestor ancestor, long parent) {}

  LinuxAncestors(LinuxProcFiles files) {
    this.files = files;
  }

  /**
   * Returns the ancestors, the parent first, as far as they are shown.
   *
   * @param parent the parent's pid; 0 if it is none, or outside the pid namespace
   */
  List<Ancestor> from(long parent) {
    List<Ancestor> ancestors = new ArrayList<>();
    long pid = parent;
    while (pid > 0 && ancestors.size() < MOST) {
      Found found = known.computeIfAbsent(pid, this::read).orElse(null);
      if (found == null) {
        break;
      }
      ancestors.add(found.ancestor);
      pid = found.parent;
    }
    return ancestors;
  }

  private Optional<Found> read(long pid) {
    try {
      LinuxStat stat = LinuxStat.of(pid, files.read(pid + "/stat", LIMIT));
      String name = name(executable(pid), stat.name(), words(pid));
      return Optional.of(new Found(new Ancestor(pid, name), stat.parent()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private List<String> words(long pid) {
    try {
      return LinuxCommandLine.words(files.read(pid + "/cmdline", LIMIT + 1), LIMIT);
    } catch (IOException e) {
      return List.of();
    }
  }

  private String executable(long pid) {
    try {
      return PathText.of(files.readLink(pid + "/exe"));
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Returns the name of a process for a person. Of its arguments it has only the program that an
   * interpreter runs, because others may be secrets.
   *
   * @param executable the path of its file; "" if it is not shown
   * @param name the kernel's name for it
   */
  static String name(String executable, String name, List<String> words) {
    String first = words.isEmpty() ? "" : words.get(0);
    String file = InterpreterRuns.base(executable);
    String runs = InterpreterRuns.of(file, words);
    if (!runs.isEmpty()) {
      Interpreter interpreter = Interpreter.named(file);
      String program =
          interpreter != null && InterpreterRuns.isNameOf(interpreter, first)
              ? withoutDash(InterpreterRuns.base(first))
              : file;
      if (runs.startsWith("-")) {
        return program;
      }
      String script = InterpreterRuns.base(runs);
      // The kernel names the process after a script that was started by its own name.
      return isCutTo(script, name) ? script : program + " " + runs;
    }
    String title = first.indexOf(' ') > 0 && !first.equals(executable) ? title(first) : "";
    if (!title.isEmpty()) {
      return title;
    }
    return name.isEmpty() ? file : name;
  }

  /** Whether a kernel's name is, or is the start of, another. */
  static boolean isCutTo(String whole, String name) {
    return !name.isEmpty()
        && (name.equals(whole)
            || (name.getBytes(StandardCharsets.UTF_8).length == MOST_OF_A_NAME
                && whole.startsWith(name)));
  }

  private static String withoutDash(String name) {
    return name.startsWith("-") ? name.substring(1) : name;
  }

  /** The title of a process up to the first word that looks like an option. */
  private static String title(String title) {
    StringBuilder kept = new StringBuilder();
    for (String word : title.split(" ", -1)) {
      if (word.startsWith("-") || word.contains("=") || word.contains("://")) {
        break;
      }
      if (!word.isEmpty()) {
        kept.append(kept.length() == 0 ? "" : " ").append(word);
      }
    }
    int end = Math.min(kept.length(), MOST_OF_A_TITLE);
    if (end > 0 && Character.isHighSurrogate(kept.charAt(end - 1))) {
      end--;
    }
    return kept.substring(0, end);
  }
}
