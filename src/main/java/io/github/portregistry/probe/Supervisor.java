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

  /** Returns the topmost supervisor of a process below process 1; null if there is none. */
  static @Nullable Supervisor of(ProcessRef process) {
    List<Ancestor> ancestors = process.background().ancestors();
    for (int i = ancestors.size() - 1; i >= 0; i--) {
      Ancestor ancestor = ancestors.get(i);
      if (ancestor.pid() == Leaders.FIRST_PROCESS) {
        continue;
      }
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
