package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The probe on a busy machine: 10,000 listeners, 50,000 connections, ports and processes that come
 * and go all the while, in a network namespace of its own; see {@link ProbeStressMain}.
 */
@Tag("long")
@EnabledOnOs(OS.LINUX)
class ProbeStressTest {

  private static final String SECONDS = System.getProperty("stress.seconds", "60");
  private static final String LOOPBACK = "ip link set lo up && ";
  private static final String NOBODY =
      "exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"";

  @TempDir private Path temp;

  private List<String> stress(String script, String... unshare) throws Exception {
    List<String> before = new ArrayList<>(List.of("unshare"));
    before.addAll(List.of(unshare));
    before.addAll(List.of("sh", "-c", LOOPBACK + script, "sh"));
    List<String> trial = new ArrayList<>(before);
    trial.add("true");
    assumeTrue(ProbeProcess.runs(trial.toArray(String[]::new)), "needs the right to do " + trial);
    assumeTrue(Child.hasPython(), "needs " + Child.PYTHON + " to open sockets");
    ProbeProcess process = new ProbeProcess(temp);
    Path load = temp.resolve("classes").resolve("load.py");
    Files.copy(Path.of(ProbeStressTest.class.getResource("/probe-stress/load.py").toURI()), load);
    return process.runMain(
        ProbeStressMain.class, before, load.toString(), SECONDS, "10000", "50000");
  }

  @Test
  void rootMissesNoListenerAndNamesNoWrongProcess() throws Exception {
    assertThat(stress("exec \"$@\"", "-n")).singleElement().asString().endsWith("faults 0");
  }

  @Test
  void nobodyMissesNoListenerAndNamesNoWrongProcess() throws Exception {
    assertThat(stress(NOBODY, "-n")).singleElement().asString().endsWith("faults 0");
  }

  @Test
  void whoeverIsHiddenProcessesFromMissesNoListener() throws Exception {
    String hide = "mount -t proc -o hidepid=2 proc /proc && ";
    assertThat(stress(hide + NOBODY, "-nm")).singleElement().asString().endsWith("faults 0");
  }

  @Test
  void aPidNamespaceHidesNoListenerOfItsOwn() throws Exception {
    assertThat(stress("exec \"$@\"", "-nmpf", "--mount-proc"))
        .singleElement()
        .asString()
        .endsWith("faults 0");
  }
}
