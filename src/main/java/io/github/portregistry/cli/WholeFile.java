package io.github.portregistry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads files up to a limit, and replaces them completely or not at all. */
final class WholeFile {

  /** The limit of a file; a listener takes less than 1 KB. */
  static final int MAX_BYTES = 8 << 20;

  private static final SecureRandom NAMES = new SecureRandom();

  private WholeFile() {}

  static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("expected at most " + MAX_BYTES + " bytes, found more");
      }
      return bytes;
    }
  }

  /**
   * Writes to a new file in the same directory and moves it into place, so that a failure leaves
   * the old file.
   *
   * @param forOwner whether only the owner may read a new file; a replaced file keeps its
   *     permissions
   */
  static void write(Path file, byte[] bytes, boolean forOwner) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new IOException("expected a file, found a folder");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      // A pipe or a terminal cannot be replaced.
      Files.write(target, bytes);
      return;
    }
    Path temporary =
        target.resolveSibling(
            "." + target.getFileName() + "." + Long.toHexString(NAMES.nextLong()) + ".tmp");
    Set<PosixFilePermission> permissions = permissions(target, forOwner);
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        if (permissions != null) {
          Files.setPosixFilePermissions(temporary, permissions);
        }
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
          channel.write(left);
        }
        channel.force(true);
      }
      move(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The permissions of the file; null if the system has none, or its default applies. */
  private static @Nullable Set<PosixFilePermission> permissions(Path target, boolean forOwner)
      throws IOException {
    if (!target.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return null;
    }
    if (Files.exists(target)) {
      return Files.getPosixFilePermissions(target);
    }
    return forOwner ? PosixFilePermissions.fromString("rw-------") : null;
  }
}
