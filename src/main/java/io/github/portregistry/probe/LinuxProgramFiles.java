package io.github.portregistry.probe;

import io.github.portregistry.probe.LinuxProcFiles.Stat;
import io.github.portregistry.probe.ProgramFile.State;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that processes run by {@code /proc/<pid>/exe}: a link to the file itself. Its
 * text is the current or former path in the process's own mount namespace.
 */
final class LinuxProgramFiles {

  private static final String DELETED = " (deleted)";

  /** The names that the kernel gives to files that exist in memory only. */
  private static final List<String> IN_MEMORY =
      List.of("/memfd:", "/dev/zero" + DELETED, "/SYSV", "/anon_hugepage" + DELETED);

  private static final Path ROOT = Path.of("/");
  private static final int MOST_DESCRIPTORS = 4096;

  private final LinuxProcFiles files;
  private final LinuxSystemFiles system;
  private final Predicate<String> serverJars;
  private final Deadline deadline;

  /** The mount namespace of this process; "" if it is not shown, null if not asked for yet. */
  private @Nullable String ownMounts;

  /**
   * Creates a reader.
   *
   * @param serverJars whether a jar with a name belongs to a known server
   * @param deadline the time limit for finding such a jar
   */
  LinuxProgramFiles(LinuxProcFiles files, Predicate<String> serverJars, Deadline deadline) {
    this.files = files;
    this.deadline = deadline;
    this.serverJars = serverJars;
    this.system = new LinuxSystemFiles(files);
  }

  /**
   * Reads the file that a process runs.
   *
   * @param thread the folder of a thread that is alive
   * @param name the kernel's name for the process
   * @param words its command line
   */
  ProgramFile read(String thread, String name, List<String> words) {
    String exe = thread + "/exe";
    Path link = link(exe);
    ProgramFile file = link == null ? ProgramFile.UNKNOWN : read(thread, link, name, words);
    if (link != null && file.state() != State.IN_PLACE && !link.equals(link(exe))) {
      // The process now runs another file, or this one was moved or deleted.
      Path now = link(exe);
      return now == null ? file : read(thread, now, name, words);
    }
    return file;
  }

  private ProgramFile read(String thread, Path link, String name, List<String> words) {
    String exe = thread + "/exe";
    if (!files.isMagicLink(exe)) {
      return unfollowed(link);
    }
    Stat running = stat(files.path(exe));
    return running == null ? refused(link) : new Reading(thread, link, running).file(name, words);
  }

  /** A file of which only the path is known, as in a copy of {@code /proc}. */
  private static ProgramFile unfollowed(Path link) {
    boolean marked = link.toString().endsWith(DELETED);
    if (marked && isInMemory(link)) {
      return new ProgramFile(withoutMark(link), State.IN_MEMORY, false, "", null);
    }
    boolean deleted = marked && !Files.exists(link);
    return ProgramFile.named(deleted ? withoutMark(link) : link, deleted);
  }

  /** A file that not even root can see, such as one on another user's FUSE mount. */
  private static ProgramFile refused(Path link) {
    ProgramFile file = unfollowed(link);
    return file.state() == State.NOT_COMPARED
        ? new ProgramFile(file.path(), State.REFUSED, false, "", null)
        : file;
  }

  private static boolean isInMemory(Path link) {
    String text = link.toString();
    return IN_MEMORY.stream().anyMatch(text::startsWith);
  }

  private static Path withoutMark(Path link) {
    String name = String.valueOf(link.getFileName());
    return name.length() > DELETED.length() ? PathText.withoutEnd(link, DELETED) : link;
  }

  private @Nullable Path link(String path) {
    try {
      return files.readLink(path);
    } catch (IOException e) {
      return null;
    }
  }

  private @Nullable Stat stat(Path path) {
    try {
      return files.stat(path);
    } catch (IOException e) {
      return null;
    }
  }

  private String ownMounts() {
    if (ownMounts == null) {
      ownMounts = String.valueOf(link("self/ns/mnt"));
    }
    return ownMounts;
  }

  /** A process whose file is accessible. */
  private final class Reading {

    private final String thread;
    private final Path link;
    private final Stat running;

    /** The root folder of the process's paths; null if not asked for yet. */
    private @Nullable Path root;

    Reading(String thread, Path link, Stat running) {
      this.thread = thread;
      this.link = link;
      this.running = running;
    }

    private Path root() {
      if (root == null) {
        Path mounts = link(thread + "/ns/mnt");
        // A process that is only in a chroot has the same paths as here.
        boolean sameMounts = mounts == null || mounts.toString().equals(ownMounts());
        root = sameMounts ? ROOT : files.path(thread + "/root");
      }
      return root;
    }

    ProgramFile file(String name, List<String> words) {
      State state = state();
      boolean deleted = state == State.REPLACED || state == State.REMOVED;
      Path path = deleted || state == State.IN_MEMORY ? withoutMark(link) : link;
      boolean systems =
          switch (state) {
            case IN_PLACE -> system.own(running, link.getParent());
            case REPLACED, REMOVED -> isSystemsUntilDeleted(path);
            case OTHER_MOUNT_NAMESPACE -> isSystems(link, running);
            case IN_MEMORY, NOT_COMPARED, REFUSED, NOT_SEEN -> false;
          };
      String linkName = state == State.IN_PLACE ? linkName(name, words) : "";
      return new ProgramFile(path, state, systems, linkName, serverJar());
    }

    private State state() {
      boolean refused = false;
      try {
        if (files.stat(link).isSameFile(running)) {
          return State.IN_PLACE;
        }
      } catch (AccessDeniedException e) {
        refused = true;
      } catch (IOException e) {
        // Whatever is wrong with the path, it does not lead to the file.
      }
      if (link.toString().endsWith(DELETED) && !leadsTo(inRoot(link), running)) {
        if (isInMemory(link)) {
          return State.IN_MEMORY;
        }
        return LinuxUpgrades.isReplaced(root(), withoutMark(link)) ? State.REPLACED : State.REMOVED;
      }
      return refused ? State.REFUSED : State.OTHER_MOUNT_NAMESPACE;
    }

    private Path inRoot(Path path) {
      Path start = path.getRoot();
      return start == null ? path : root().resolve(start.relativize(path));
    }

    private boolean leadsTo(Path path, Stat file) {
      Stat found = stat(path);
      return found != null && found.isSameFile(file);
    }

    /** Whether the file that the process sees at a path belongs to the system. */
    private boolean isSystems(Path path, Stat file) {
      return leadsTo(path, file)
          ? system.own(file, path.getParent())
          : leadsTo(inRoot(path), file) && system.own(file, inRoot(path).getParent());
    }

    /** Whether a deleted file belonged to the system; its folder may be gone too. */
    private boolean isSystemsUntilDeleted(Path path) {
      Path folder = inRoot(path).getParent();
      while (folder != null && !Files.isDirectory(folder)) {
        folder = folder.getParent();
      }
      return system.own(running, folder);
    }

    /** The name by which the process was started, if a link next to the file has that name. */
    private String linkName(String name, List<String> words) {
      String first = words.isEmpty() ? "" : words.get(0);
      int blank = first.indexOf(' ');
      String started = InterpreterRuns.base(blank < 0 ? first : first.substring(0, blank));
      String wanted = LinuxAncestors.isCutTo(started, name) ? started : name;
      Path folder = link.getParent();
      if (folder == null || wanted.isEmpty() || wanted.indexOf('/') >= 0) {
        return "";
      }
      if (wanted.equals(".")
          || wanted.equals("..")
          || wanted.equals(ProgramFile.named(link, false).fileName())) {
        return "";
      }
      try {
        return leadsTo(PathText.resolve(folder, wanted), running) ? wanted : "";
      } catch (InvalidPathException e) {
        return "";
      }
    }

    private boolean isKnownJar(Path jar) {
      Path name = jar.getFileName();
      return name != null && serverJars.test(name.toString());
    }

    /** The jar of a known server that a Java process has open. */
    private @Nullable Path serverJar() {
      if (Interpreter.named(String.valueOf(link.getFileName())) != Interpreter.JAVA) {
        return null;
      }
      Path[] found = {null};
      try {
        int[] seen = {0};
        files.listInPieces(
            thread + "/fd",
            names -> {
              found[0] = serverJar(names);
              seen[0] += names.size();
              return found[0] == null && seen[0] < MOST_DESCRIPTORS;
            });
      } catch (IOException e) {
        return null;
      }
      return found[0];
    }

    private @Nullable Path serverJar(List<String> descriptors) {
      for (String name : descriptors) {
        String descriptor = thread + "/fd/" + name;
        Path jar = deadline.isOver() ? null : link(descriptor);
        if (jar != null && isKnownJar(jar)) {
          Stat file = stat(files.path(descriptor));
          if (file != null && isSystems(jar, file)) {
            return jar;
          }
        }
      }
      return null;
    }
  }
}
