package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The names of a process, its program and its file. */
class ProcessNamesTest {

  private static final Path NGINX = Path.of("/usr/sbin/nginx");

  private static ProcessRef process(ProgramFile file) {
    return new ProcessRef(5, null, "worker", file, List.of(), "", Background.UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOT_SEEN")
  void aFileThatIsNoLongerInItsPlaceIsDeleted(ProgramFile.State state) {
    boolean gone = state == ProgramFile.State.REPLACED || state == ProgramFile.State.REMOVED;

    assertThat(process(new ProgramFile(NGINX, state, false, "", null)).executableDeleted())
        .isEqualTo(gone);
  }

  @Test
  void aProgramHasTheNameOfTheLinkByWhichItWasStarted() {
    ProgramFile busybox =
        new ProgramFile(
            Path.of("/bin/busybox"), ProgramFile.State.NOT_COMPARED, false, "httpd", null);

    assertThat(process(busybox).program()).isEqualTo("httpd");
  }

  @Test
  void aProgramHasTheNameOfItsFileOrElseOfItsProcess() {
    assertThat(process(ProgramFile.named(NGINX, false)).program()).isEqualTo("nginx");
    assertThat(process(ProgramFile.UNKNOWN).program()).isEqualTo("worker");
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/sbin/nginx, nginx",
    "nginx, nginx",
    "/usr/a\\b, a\\b",
    "C:\\a\\b.exe, b.exe",
    "C:\\a/b.exe, b.exe",
    "C:\\b, b",
    "/x:\\b, x:\\b",
    // Too short for a path of Windows.
    "c:, c:",
    "c:x, c:x",
    "cx\\b, cx\\b",
    "a, a"
  })
  void theNameOfAFileIsTheLastPartOfItsPath(String path, String name) {
    assertThat(ProgramFile.named(Path.of(path), false).fileName()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "/srv/billing/app.py, python3 app.py",
    "app/app.py, python3 app/app.py",
    "/app.py, python3 app.py",
    "http.server, python3 http.server",
    "'', python3"
  })
  void aLabelHasTheFileThatAnInterpreterRunsWithoutItsFolder(String runs, String label) {
    assertThat(Some.process(5, "/usr/bin/python3").runs(runs).ref().label()).isEqualTo(label);
  }

  @Test
  void aNameIsReadFromAPartOfSomeBytes() {
    byte[] bytes = "a b\u00e4r c".getBytes(StandardCharsets.UTF_8);

    assertThat(ProcessRef.text(bytes, 2, 6)).isEqualTo("b\u00e4r");
    // Half a letter is no UTF-8, so each byte is one character.
    assertThat(ProcessRef.text(bytes, 2, 4)).isEqualTo("b\u00c3");
  }
}
