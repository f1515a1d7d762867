package io.github.portregistry.probe;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files under {@code /proc}, or under a folder with the same layout. */
class LinuxProcFiles {

  /** The most names to list at once, because a listing cannot be interrupted. */
  static final int LARGE = 4096;

  private static final int PIECE = 1024;
  private static final int MAX_RELEASE = 256;

  private static final String TABLE_SIZE = "\nFDSize:\t";
  private static final int MAX_STATUS = 64 * 1024;

  private final String root;

  /** Whether the system says how many descriptors are in a folder; null if not asked for yet. */
  private volatile @Nullable Boolean counts;

  LinuxProcFiles(Path root) {
    this.root = root + "/";
  }

  /** Opens a file without a channel, which an interrupt of the caller's thread would close. */
  InputStream open(String path) throws IOException {
    try {
      return new FileInputStream(root + path);
    } catch (FileNotFoundException e) {
      // The exception is the same for every failure; opening a channel throws the specific one.
      Files.newByteChannel(path(path)).close();
      return new FileInputStream(root + path);
    }
  }

  /** Reads a file to its end, or its first {@code limit} bytes. */
  byte[] read(String path, int limit) throws IOException {
    try (InputStream in = open(path)) {
      return in.readNBytes(limit);
    }
  }

  /**
   * Reads a file by one call, or its first {@code limit} bytes. The kernel returns a list of ports
   * in the first call only, so a second call would not return the rest.
   */
  byte[] readOnce(String path, int limit) throws IOException {
    try (InputStream in = open(path)) {
      byte[] buffer = new byte[limit];
      return Arrays.copyOf(buffer, Math.max(0, in.read(buffer)));
    }
  }

  /** Whether this is Linux under Windows (WSL), where Windows processes are not visible. */
  boolean isWsl() {
    try {
      String release =
          new String(read("sys/kernel/osrelease", MAX_RELEASE), StandardCharsets.ISO_8859_1);
      return release.toLowerCase(Locale.ROOT).contains("microsoft");
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the names in a folder, which the system refuses to some readers. */
  String[] list(String folder) throws IOException {
    String[] names = new File(root + folder).list();
    if (names != null) {
      return names;
    }
    // Slower, but throws the reason.
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path(folder))) {
      for (Path entry : entries) {
        found.add(String.valueOf(entry.getFileName()));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found.toArray(new String[0]);
  }

  /** Returns the names in a folder outside {@code /proc}; none if it cannot be listed. */
  String[] listFolder(Path folder) {
    String[] names = new File(folder.toString()).list();
    if (names != null && PathText.areExact(names)) {
      return names;
    }
    // Slower, but with the bytes of all names.
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        found.add(PathText.of(entry.getFileName()));
      }
    } catch (IOException | DirectoryIteratorException e) {
      return new String[0];
    }
    return found.toArray(new String[0]);
  }

  /**
   * Whether a process has so many descriptors that they should be listed in pieces. Linux 6.2 and
   * later show the number of entries in the folder; before, the size of the process's table is an
   * estimate.
   */
  boolean isLarge(String pid) {
    long length = new File(root + pid + "/fd").length();
    return length > LARGE || (length == 0 && !counts() && tableSize(pid) > LARGE);
  }

  private boolean counts() {
    Boolean known = counts;
    if (known == null) {
      known = new File(root + "self/fd").length() > 0;
      counts = known;
    }
    return known;
  }

  private int tableSize(String pid) {
    try {
      String status = new String(read(pid + "/status", MAX_STATUS), StandardCharsets.ISO_8859_1);
      int at = status.indexOf(TABLE_SIZE);
      int start = at + TABLE_SIZE.length();
      return at < 0 ? 0 : Integer.parseInt(status.substring(start, status.indexOf('\n', start)));
    } catch (IOException | NumberFormatException | StringIndexOutOfBoundsException e) {
      return 0;
    }
  }

  /** Receives some names of a folder; returns whether more are wanted. */
  interface Names {
    boolean take(List<String> names) throws IOException;
  }

  /** Lists the names in a folder in pieces, which takes little memory, but more time. */
  void listInPieces(String folder, Names names) throws IOException {
    List<String> piece = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path(folder))) {
      for (Path entry : entries) {
        piece.add(String.valueOf(entry.getFileName()));
        if (piece.size() == PIECE) {
          if (!names.take(piece)) {
            return;
          }
          piece.clear();
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    names.take(piece);
  }

  /** Returns the target of a link, with all its bytes. */
  Path readLink(String path) throws IOException {
    return Files.readSymbolicLink(path(path));
  }

  /** Returns the user that a file belongs to. */
  long uid(String path) throws IOException {
    Object uid = Files.getAttribute(path(path), "unix:uid");
    if (uid instanceof Integer number) {
      return Integer.toUnsignedLong(number);
    }
    throw new NoSuchFileException(path, null, "has no uid");
  }

  /**
   * Whether a link is one of the kernel's, which leads to a process's file whatever it is called. A
   * link in a copy of {@code /proc} has the length of its text, and leads to that name here.
   */
  boolean isMagicLink(String link) {
    try {
      Path path = path(link);
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).size()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a file is a copy: the kernel shows the length of its own files as 0. */
  boolean isCopied(String file) {
    return new File(root + file).length() > 0;
  }

  /** The identity of a file, whatever its name, and who may change it. */
  record Stat(long device, long inode, long uid, long gid, int mode) {

    boolean isSameFile(Stat other) {
      return device == other.device && inode == other.inode;
    }
  }

  /** Returns the file that a path leads to, which may be outside {@code /proc}. */
  Stat stat(Path path) throws IOException {
    try {
      Map<String, Object> read = Files.readAttributes(path, "unix:dev,ino,uid,gid,mode");
      return new Stat(
          number(read, "dev"),
          number(read, "ino"),
          Integer.toUnsignedLong((int) number(read, "uid")),
          Integer.toUnsignedLong((int) number(read, "gid")),
          (int) number(read, "mode"));
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      throw new IOException(path + ": this system's files have no inodes", e);
    }
  }

  private static long number(Map<String, Object> read, String name) {
    return read.get(name) instanceof Number number ? number.longValue() : -1;
  }

  /** Whether no file has that name; false if that is not known. */
  boolean isGone(String path) {
    return Files.notExists(path(path), LinkOption.NOFOLLOW_LINKS);
  }

  Path path(String path) {
    return Path.of(root + path);
  }
}
