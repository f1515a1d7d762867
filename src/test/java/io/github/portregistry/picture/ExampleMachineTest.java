package io.github.portregistry.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.probe.Known;
import io.github.portregistry.probe.PortFinding;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExampleMachineTest {

  @Test
  void theCopyOfProcIsDeletedAfterTheCheck() throws IOException {
    // Other tests make folders of that name too, and each program is of one of them.
    String program = "made-" + UUID.randomUUID();
    PortFinding finding = ExampleMachine.check(9092, 1, "/bin/" + program, program);

    assertThat(((Known) finding.listeners().get(0).ownership()).leader().pid()).isEqualTo(4711);
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, "proc*")) {
      assertThat(folders).noneMatch(folder -> isOf(folder, program));
    }
  }

  private static boolean isOf(Path folder, String program) {
    Path executable = folder.resolve("4711").resolve("exe");
    try {
      return Files.readSymbolicLink(executable).endsWith(program);
    } catch (IOException e) {
      return false;
    }
  }
}
