package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A file is written whole, and with the permissions that it should have. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such permissions, links and pipes")
class WholeFileTest {

  private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aNewFileIsReadableForItsOwnerOnlyIfAsked() throws IOException {
    Path file = folder.resolve("a.json");
    WholeFile.write(file, NEW, true);

    assertThat(file).hasContent("new");
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(names()).containsExactly("a.json");
  }

  @Test
  void aNewFileHasTheSystemsDefaultOtherwise() throws IOException {
    Path file = folder.resolve("a.json");
    Path other = Files.createFile(folder.resolve("b.json"));
    WholeFile.write(file, NEW, false);

    assertThat(permissions(file)).isEqualTo(permissions(other));
  }

  @Test
  void aReplacedFileKeepsItsPermissions() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    WholeFile.write(file, NEW, true);

    assertThat(file).hasContent("new");
    assertThat(permissions(file)).isEqualTo("rw-r-----");
  }

  @Test
  void whoHasTheOldFileOpenKeepsIt() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "old");
    Path sameFile = Files.createLink(folder.resolve("b.json"), file);
    WholeFile.write(file, NEW, false);

    assertThat(file).hasContent("new");
    assertThat(sameFile).hasContent("old");
    assertThat(names()).containsExactly("a.json", "b.json");
  }

  @Test
  void aLinkStaysAndItsFileIsReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    WholeFile.write(link, NEW, false);

    assertThat(link).isSymbolicLink().hasContent("new");
    assertThat(file).hasContent("new");
  }

  @Test
  void aFolderIsRefused() {
    assertThatThrownBy(() -> WholeFile.write(folder, NEW, false))
        .isInstanceOf(IOException.class)
        .hasMessage("expected a file, found a folder");
  }

  @Test
  void aFileWithoutItsFolderLeavesNothing() throws IOException {
    assertThatThrownBy(() -> WholeFile.write(folder.resolve("none/a.json"), NEW, false))
        .isInstanceOf(IOException.class);
    assertThat(names()).isEmpty();
  }

  @Test
  void aPipeGetsTheBytesAndStaysAPipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    CompletableFuture<String> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(pipe);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    WholeFile.write(pipe, NEW, true);

    assertThat(read.get()).isEqualTo("new");
    assertThat(Files.isRegularFile(pipe)).isFalse();
    assertThat(names()).containsExactly("pipe");
  }
}
