package io.github.portregistry;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;

/**
 * Deletes the symbolic links of a temporary folder before JUnit deletes the rest: it would warn of
 * each that leads elsewhere, as the descriptors and executables of fake processes do by the
 * thousand.
 */
public final class LinksFirst implements TempDirDeletionStrategy {

  /** For {@code junit-platform.properties}. */
  public LinksFirst() {}

  @Override
  public DeletionResult delete(
      Path folder, AnnotatedElementContext element, ExtensionContext extension) throws IOException {
    Files.walkFileTree(folder, new Links());
    return Standard.INSTANCE.delete(folder, element, extension);
  }

  /** What cannot be deleted or read here is left to JUnit, which tries harder and reports it. */
  private static final class Links extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      try {
        if (attributes.isSymbolicLink()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        return visitFileFailed(file, e);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
