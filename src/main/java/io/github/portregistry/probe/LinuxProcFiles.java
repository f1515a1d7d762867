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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The files beneath {@code /proc}, or beneath a folder that looks like it. */
class LinuxProcFiles {

  private static final int MAX_RELEASE = 256;

  private final String root;

  LinuxProcFiles(Path root) {
    this.root = root + "/";
  }

  /** Opens a file without a channel, which an interrupt of the caller's thread would close. */
  InputStream open(String path) throws IOException {
    try {
      return new FileInputStream(root + path);
    } catch (FileNotFoundException e) {
      // It is thrown for every failure alike; a channel tells which one it is.
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
   * Reads a file by one call, or its first {@code limit} bytes. The kernel gives a list of ports to
   * the first call alone, so reading on would find it cut where the buffer ended.
   */
  byte[] readOnce(String path, int limit) throws IOException {
    try (InputStream in = open(path)) {
      byte[] buffer = new byte[limit];
      return Arrays.copyOf(buffer, Math.max(0, in.read(buffer)));
    }
  }

  /** Whether this is the Linux beside a Windows (WSL), whose processes cannot be seen from here. */
  boolean isWsl() {
    try {
      String release =
          new String(read("sys/kernel/osrelease", MAX_RELEASE), StandardCharsets.ISO_8859_1);
      return release.toLowerCase(Locale.ROOT).contains("microsoft");
    } catch (IOException e) {
      return false;
    }
  }

  /** The names in a folder, which is refused to some readers. */
  String[] list(String folder) throws IOException {
    String[] names = new File(root + folder).list();
    if (names != null) {
      return names;
    }
    // Slower, and tells why.
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

  /** What a link says, with all its bytes. */
  Path readLink(String path) throws IOException {
    return Files.readSymbolicLink(path(path));
  }

  /** The user that a file belongs to. */
  long uid(String path) throws IOException {
    Object uid = Files.getAttribute(path(path), "unix:uid");
    if (uid instanceof Integer number) {
      return Integer.toUnsignedLong(number);
    }
    throw new NoSuchFileException(path, null, "has no uid");
  }

  /** Whether a link leads to the file that stands at the place it names. */
  boolean leadsTo(String link, Path place) {
    try {
      return Files.isSameFile(path(link), place);
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether there is nothing of that name; false where that cannot be told. */
  boolean isGone(String path) {
    return Files.notExists(path(path), LinkOption.NOFOLLOW_LINKS);
  }

  Path path(String path) {
    return Path.of(root + path);
  }
}
