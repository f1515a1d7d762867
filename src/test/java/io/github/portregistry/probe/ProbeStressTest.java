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
  private static final String ROOT = "exec \"$@\"";
  private static final String NOBODY =
      "exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"";

  @TempDir private Path temp;

  /** What a stress prints in namespaces that a command makes. */
  private List<String> stress(String script, List<String> unshare) throws Exception {
    return stress(script, unshare, "PT1M");
  }

  private List<String> stress(String script, List<String> unshare, String limit) throws Exception {
    List<String> before = new ArrayList<>(unshare);
    before.addAll(List.of("sh", "-c", LOOPBACK + script, "sh"));
    List<String> trial = new ArrayList<>(before);
    trial.add("true");
    assumeTrue(ProbeProcess.runs(trial.toArray(String[]::new)), "needs the right to do " + trial);
    assumeTrue(Child.hasPython(), "needs " + Child.PYTHON + " to open sockets");
    ProbeProcess process = new ProbeProcess(temp);
    Path load = temp.resolve("classes").resolve("load.py");
    Files.copy(Path.of(ProbeStressTest.class.getResource("/probe-stress/load.py").toURI()), load);
    List<String> printed =
        process.runMain(
            ProbeStressMain.class, before, load.toString(), SECONDS, "10000", "50000", limit);
    System.out.println(printed);
    return printed;
  }

  @Test
  void rootMissesNoListenerAndNamesNoWrongProcess() throws Exception {
    assertThat(stress(ROOT, List.of("unshare", "-n")))
        .singleElement()
        .asString()
        .endsWith("faults 0");
  }

  @Test
  void nobodyMissesNoListenerAndNamesNoWrongProcess() throws Exception {
    assertThat(stress(NOBODY, List.of("unshare", "-n")))
        .singleElement()
        .asString()
        .endsWith("faults 0");
  }

  @Test
  void whoeverIsHiddenProcessesFromMissesNoListener() throws Exception {
    String hide = "mount -t proc -o hidepid=2 proc /proc && ";
    assertThat(stress(hide + NOBODY, List.of("unshare", "-nm")))
        .singleElement()
        .asString()
        .endsWith("faults 0");
  }

  @Test
  void aPidNamespaceHidesNoListenerOfItsOwn() throws Exception {
    assertThat(stress(ROOT, List.of("unshare", "-nmpf", "--mount-proc")))
        .singleElement()
        .asString()
        .endsWith("faults 0");
  }

  @Test
  void aUserNamespaceHidesNoListenerOfItsOwn() throws Exception {
    List<String> nobody =
        List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "unshare", "-nUr");
    assertThat(stress(ROOT, nobody)).singleElement().asString().endsWith("faults 0");
  }

  @Test
  void aTimeLimitThatEndsTheSearchHidesNoListenerAndNamesNoWrongProcess() throws Exception {
    assertThat(stress(ROOT, List.of("unshare", "-n"), "PT0.005S"))
        .singleElement()
        .asString()
        .endsWith("faults 0");
  }
}
