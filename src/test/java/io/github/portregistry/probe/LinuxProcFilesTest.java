package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links and users are those of a Unix")
class LinuxProcFilesTest {

  @TempDir private Path temp;
  private LinuxProcFiles files;

  @BeforeEach
  void build() throws IOException {
    files = new LinuxProcFiles(temp);
    Files.createDirectories(temp.resolve("60/fd"));
    Files.writeString(temp.resolve("60/stat"), "0123456789");
    Files.createSymbolicLink(temp.resolve("60/exe"), temp.resolve("60/stat"));
    Files.createSymbolicLink(temp.resolve("60/gone"), Path.of("nowhere"));
  }

  @Test
  void aFileIsReadToItsEndOrToTheLimit() throws IOException {
    assertThat(files.read("60/stat", 20))
        .isEqualTo("0123456789".getBytes(StandardCharsets.US_ASCII));
    assertThat(files.read("60/stat", 4)).isEqualTo("0123".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void aFileIsReadByOneCall() throws IOException {
    assertThat(files.readOnce("60/stat", 20))
        .isEqualTo("0123456789".getBytes(StandardCharsets.US_ASCII));
    assertThat(files.readOnce("60/stat", 4)).isEqualTo("0123".getBytes(StandardCharsets.US_ASCII));
    Files.writeString(temp.resolve("60/empty"), "");
    assertThat(files.readOnce("60/empty", 4)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "5.15.167.4-microsoft-standard-WSL2, true",
    "4.4.0-19041-Microsoft, true",
    "6.8.0-49-generic, false",
    "'', false"
  })
  void theLinuxBesideAWindowsIsKnownByItsKernelsName(String release, boolean wsl)
      throws IOException {
    Files.createDirectories(temp.resolve("sys/kernel"));
    Files.writeString(temp.resolve("sys/kernel/osrelease"), release + "\n");

    assertThat(files.isWsl()).isEqualTo(wsl);
  }

  @Test
  void aKernelWithoutANameIsNotThatBesideAWindows() {
    assertThat(files.isWsl()).isFalse();
  }

  @Test
  void aFileThatIsNotThereIsToldFromOthers() {
    assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> files.open("61/stat"));
    assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> files.list("61"));
    assertThatExceptionOfType(NotDirectoryException.class).isThrownBy(() -> files.list("60/stat"));
  }

  @Test
  void theNamesInAFolderAreListed() throws IOException {
    assertThat(files.list("60")).containsExactlyInAnyOrder("fd", "stat", "exe", "gone");
    assertThat(files.list("60/fd")).isEmpty();
  }

  @Test
  void aLinkIsReadAndNotFollowed() throws IOException {
    assertThat(files.readLink("60/gone")).isEqualTo(Path.of("nowhere"));
    assertThat(files.isGone("60/gone")).isFalse();
    assertThat(files.isGone("60/other")).isTrue();
  }

  @Test
  void onlyTheKernelsLinkLeadsToAFileWhateverItsName() {
    assertThat(files.isMagicLink("60/exe")).isFalse();
    assertThat(files.isMagicLink("60/gone")).isFalse();
    assertThat(files.isMagicLink("61/exe")).isFalse();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "the kernel has such links in /proc")
  void theKernelsLinkIsKnownAsSuch() {
    assertThat(new LinuxProcFiles(Path.of("/proc")).isMagicLink("self/exe")).isTrue();
  }

  @Test
  void aFileIsTheSameByAnyOfItsNames() throws IOException {
    LinuxProcFiles.Stat file = files.stat(temp.resolve("60/stat"));

    assertThat(files.stat(files.path("60/exe")).isSameFile(file)).isTrue();
    assertThat(files.stat(temp.resolve("60/fd")).isSameFile(file)).isFalse();
    assertThat(file.uid()).isEqualTo(files.uid("60/stat"));
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> files.stat(files.path("60/gone")));
  }

  @Test
  void aFileBelongsToAUser() throws IOException {
    Object uid = Files.getAttribute(temp.resolve("60"), "unix:uid");

    assertThat(files.uid("60")).isEqualTo(Integer.toUnsignedLong((Integer) uid));
    assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> files.uid("61"));
  }

  /** Lets a process have a folder of descriptors of some length, and a table of some size. */
  private boolean isLarge(int length, String tableSize) throws IOException {
    Files.createDirectories(temp.resolve("61"));
    // A file, because the length of a folder is up to the file system.
    Files.write(temp.resolve("61/fd"), new byte[length]);
    Files.writeString(temp.resolve("61/status"), "Name:\tp\n" + tableSize + "Groups:\t0\n");
    return files.isLarge("61");
  }

  @Test
  void aProcessIsLargeIfItsFolderCountsMoreThan4096Descriptors() throws IOException {
    assertThat(isLarge(4096, "FDSize:\t9999\n")).isFalse();
    assertThat(isLarge(4097, "FDSize:\t64\n")).isTrue();
    assertThat(isLarge(1, "FDSize:\t9999\n")).isFalse();
  }

  @Test
  void whereFoldersDoNotCountTheSizeOfTheTableIsAnEstimate() throws IOException {
    assertThat(isLarge(0, "FDSize:\t4096\n")).isFalse();
    assertThat(isLarge(0, "FDSize:\t4097\n")).isTrue();
    assertThat(isLarge(0, "")).isFalse();
    assertThat(files.isLarge("62")).isFalse();

    // A status without the field, in which a number is at the place where it would be.
    Files.writeString(temp.resolve("61/status"), "Name:\tab99999\n");
    assertThat(files.isLarge("61")).isFalse();
  }

  @Test
  void whereFoldersCountAnEmptyOneIsNotLarge() throws IOException {
    Files.createDirectories(temp.resolve("self"));
    Files.write(temp.resolve("self/fd"), new byte[1]);
    assertThat(isLarge(0, "FDSize:\t9999\n")).isFalse();

    // That is asked for once.
    Files.delete(temp.resolve("self/fd"));
    assertThat(isLarge(0, "FDSize:\t9999\n")).isFalse();
  }

  @Test
  void theNamesInAFolderElsewhereAreListed() {
    assertThat(files.listFolder(temp.resolve("60")))
        .containsExactlyInAnyOrder("fd", "stat", "exe", "gone");
    assertThat(files.listFolder(temp.resolve("60/stat"))).isEmpty();
    assertThat(files.listFolder(temp.resolve("61"))).isEmpty();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems refuse such a name")
  void aNameThatIsNoTextIsListedWithItsBytes() throws IOException {
    Files.createFile(Path.of(URI.create(temp.resolve("60/fd").toUri() + "a%FF")));

    assertThat(files.listFolder(temp.resolve("60/fd"))).containsExactly("a\u00ff");
  }

  private void createFiles(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Files.createFile(temp.resolve("60/fd/" + i));
    }
  }

  @Test
  void aFolderIsListedInPiecesOf1024() throws IOException {
    createFiles(1030);
    List<Integer> sizes = new ArrayList<>();
    Set<String> all = new HashSet<>();

    files.listInPieces("60/fd", names -> sizes.add(names.size()) && all.addAll(names));
    assertThat(sizes).containsExactly(1024, 6);
    assertThat(all).hasSize(1030).contains("0", "1029");
  }

  @Test
  void noMorePiecesAreListedThanWanted() throws IOException {
    createFiles(1025);
    List<Integer> sizes = new ArrayList<>();

    files.listInPieces("60/fd", names -> !sizes.add(names.size()));
    assertThat(sizes).containsExactly(1024);
  }
}
