package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the mount of /proc hides from the reader. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a right there")
class LinuxReaderTest extends FakeMachine {

  @BeforeEach
  void beInTheGroupOfRoot() throws IOException {
    proc.write("50/status", "Name:\tjava\nUid:\t9\t9\t9\t9\nGid:\t0\t0\t0\t0\n");
  }

  private LinuxReader mounted(String before, String options) throws IOException {
    String place = proc.path("").toRealPath().toString().replace(" ", "\\040");
    proc.write(
        "50/mountinfo", before + "22 1 0:5 / " + place + " rw - proc proc rw" + options + "\n");
    return new LinuxReader(proc);
  }

  @Test
  void aGroupThatIsNoNumberIsNotTheReaders() throws IOException {
    assertThat(mounted("", ",hidepid=invisible,gid=x").hidesProcesses(true)).isTrue();
    assertThat(mounted("", ",hidepid=invisible,gid=0").hidesProcesses(true)).isFalse();
    assertThat(mounted("", ",hidepid=invisible").hidesProcesses(true)).isFalse();
  }

  @Test
  void aLineThatEndsBeforeTheMountPointIsPassedBy() throws IOException {
    LinuxReader reader = mounted("20 1 0:4 /\n", ",hidepid=ptraceable");

    assertThat(reader.hidesProcesses(true)).isTrue();
    assertThat(reader.covered(List.of("50"))).isEmpty();
  }
}
