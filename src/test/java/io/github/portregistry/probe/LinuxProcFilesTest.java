package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
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
}
