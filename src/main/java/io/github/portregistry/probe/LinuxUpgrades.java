package io.github.portregistry.probe;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks whether a deleted file was replaced, at its path or in the folder of a new version. */
final class LinuxUpgrades {

  private static final int MOST_ENTRIES = 4096;

  private static final Pattern VERSION = Pattern.compile("\\d+(?:[._+~-]*\\d+)*");

  private LinuxUpgrades() {}

  /**
   * Whether there is a file at a path, or at a path that differs only in the version of one folder:
   * {@code /snap/lxd/29351/bin/lxd} for {@code /snap/lxd/28373/bin/lxd}.
   *
   * @param root the root folder of the path
   */
  static boolean isReplaced(Path root, Path path) {
    Path start = path.getRoot();
    if (start == null) {
      return false;
    }
    Path relative = start.relativize(path);
    if (isProgram(root.resolve(relative))) {
      return true;
    }
    for (int i = relative.getNameCount() - 2; i >= 0; i--) {
      Path parent = i == 0 ? root : root.resolve(relative.subpath(0, i));
      Path rest = relative.subpath(i + 1, relative.getNameCount());
      String folder = PathText.of(relative.getName(i));
      if (hasVersion(folder) && stands(parent, folder, rest)) {
        return true;
      }
    }
    return false;
  }

  private static boolean stands(Path parent, String folder, Path rest) {
    int seen = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
      for (Path entry : entries) {
        if (++seen > MOST_ENTRIES) {
          return false;
        }
        if (differInVersion(folder, PathText.of(entry.getFileName()))
            && isProgram(entry.resolve(rest))) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return false;
    }
    return false;
  }

  /** Whether a file is a program; anything else at the path is not a newer version. */
  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  private static boolean hasVersion(String name) {
    return VERSION.matcher(name).find();
  }

  /**
   * Whether two names differ only in a version. Of several numbers, the first must be equal, or
   * else all others: {@code java-17-openjdk-17.0.11} and {@code java-21-openjdk-21.0.4} are two
   * programs.
   */
  static boolean differInVersion(String one, String other) {
    if (one.equals(other)
        || !List.of(VERSION.split(one, -1)).equals(List.of(VERSION.split(other, -1)))) {
      return false;
    }
    List<String> left = versions(one);
    List<String> right = versions(other);
    return left.get(0).equals(right.get(0))
        || left.subList(1, left.size()).equals(right.subList(1, right.size()));
  }

  private static List<String> versions(String name) {
    List<String> versions = new ArrayList<>();
    Matcher matcher = VERSION.matcher(name);
    while (matcher.find()) {
      versions.add(matcher.group());
    }
    return versions;
  }
}
