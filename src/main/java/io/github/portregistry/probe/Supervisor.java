package io.github.portregistry.probe;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A process that would restart another.
 *
 * @param process the topmost supervisor
 * @param instead the command that stops one of several watched processes; "" if it watches only one
 */
record Supervisor(Ancestor process, String instead) {

  /** Supervisors of one process, which ends with them. */
  private static final Set<String> ALONE =
      Set.of(
          "air",
          "cargo-watch",
          "concurrently",
          "entr",
          "foreman",
          "forever",
          "gunicorn",
          "hivemind",
          "honcho",
          "nodemon",
          "npm",
          "npm-cli",
          "npx",
          "npx-cli",
          "overmind",
          "pnpm",
          "puma",
          "reflex",
          "ts-node-dev",
          "unicorn",
          "uvicorn",
          "uwsgi",
          "watchexec",
          "yarn");

  /** Shells that people type in. Supervisors run their commands by {@code sh}. */
  private static final Set<String> SHELLS = Set.of("bash", "fish", "ksh", "mksh", "tcsh", "zsh");

  /** Supervisors of several processes, with the commands that stop one of them. */
  private static final Map<String, String> OF_MANY =
      Map.of(
          "circusd",
          "circusctl status shows its NAME, and circusctl stop NAME stops it",
          "monit",
          "monit summary shows its NAME, and monit stop NAME stops it",
          "pm2",
          "pm2 list shows its NAME, and pm2 stop NAME stops it",
          "runsv",
          "sv stop NAME stops it",
          "s6-supervise",
          "s6-svc -d DIRECTORY stops it; DIRECTORY is its service directory",
          "supervisord",
          "supervisorctl status shows its NAME, and supervisorctl stop NAME stops it");

  /**
   * Returns the topmost supervisor of a process below process 1; null if there is none. What is
   * above a shell that a person types in, such as an editor or a terminal, started that shell and
   * not the process.
   */
  static @Nullable Supervisor of(ProcessRef process) {
    Supervisor topmost = null;
    for (Ancestor ancestor : process.background().ancestors()) {
      if (isTypedIn(ancestor)) {
        break;
      }
      Supervisor supervisor = ancestor.pid() == Leaders.FIRST_PROCESS ? null : supervisor(ancestor);
      if (supervisor != null) {
        topmost = supervisor;
      }
    }
    return topmost;
  }

  /** Whether an ancestor is a shell that runs no script, which its name would have. */
  private static boolean isTypedIn(Ancestor ancestor) {
    return SHELLS.contains(ancestor.name());
  }

  private static @Nullable Supervisor supervisor(Ancestor ancestor) {
    String[] words = ancestor.name().strip().split("\\s+", 3);
    // The program, or the script that an interpreter runs: "node /usr/bin/nodemon".
    for (int word = 0; word < Math.min(words.length, 2); word++) {
      String program = program(words[word]);
      if (OF_MANY.containsKey(program)) {
        return new Supervisor(ancestor, OF_MANY.get(program));
      }
      if (ALONE.contains(program)) {
        return new Supervisor(ancestor, "");
      }
    }
    return null;
  }

  /** Returns {@code nodemon} for {@code /usr/lib/node_modules/nodemon/bin/nodemon.js}. */
  private static String program(String word) {
    String name = word.substring(1 + Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')));
    String lower = name.toLowerCase(Locale.ROOT);
    for (String end : List.of(":", ".js", ".mjs", ".cjs", ".py", ".exe", ".cmd")) {
      if (lower.endsWith(end)) {
        return lower.substring(0, lower.length() - end.length());
      }
    }
    return lower;
  }
}
