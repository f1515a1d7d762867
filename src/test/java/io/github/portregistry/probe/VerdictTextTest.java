package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import io.github.portregistry.probe.ControlGroup.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sentences about an owner. */
class VerdictTextTest {

  private static final String NAMED =
      " (pid 7) has the name of a program documented for redis, the service assigned to 6379/tcp,"
          + " but ";

  private static String sentence(
      int port, ProgramFile file, Background background, VerdictRule.OwnerCondition condition) {
    ProcessRef process = new ProcessRef(7, null, "n", file, List.of(), "", background);
    OwnerCase owner =
        new OwnerCase(PortRegistry.lookup(port), Transport.TCP, process, any -> condition);
    return new VerdictText(PortRegistry.lookup(port)).sentence(condition, owner);
  }

  private static String byName(String file, ProgramFile.State state, Background background) {
    return sentence(
        6379,
        new ProgramFile(Path.of(file), state, false, "", null),
        background,
        VerdictRule.OwnerCondition.DOCUMENTED_BY_NAME);
  }

  private static Background in(Kind kind) {
    return new Background("", null, new ControlGroup(kind, "x", "/x"), List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "DOCKER, a container",
    "PODMAN, a container",
    "SYSTEM_SERVICE, another mount namespace",
    "SCOPE, another mount namespace"
  })
  void aFileOfAContainerCanHaveAnyName(Kind kind, String place) {
    assertThat(byName("/redis-server", ProgramFile.State.OTHER_MOUNT_NAMESPACE, in(kind)))
        .isEqualTo(
            "/redis-server" + NAMED + "it runs in " + place + ", where a file can have any name.");
  }

  @Test
  void aFileOfAnotherMountNamespaceWithoutAGroupIsNotCalledAContainers() {
    assertThat(byName("/redis-server", ProgramFile.State.OTHER_MOUNT_NAMESPACE, Background.UNKNOWN))
        .isEqualTo(
            "/redis-server"
                + NAMED
                + "it runs in another mount namespace, where a file can have any name.");
  }

  @ParameterizedTest
  @CsvSource({
    "/home/a/redis-server, IN_PLACE, 'its file is in a home directory, where its user can put any"
        + " file.'",
    "/srv/redis-server, IN_PLACE, 'its file does not belong to root, so another user may have put"
        + " it there.'",
    "/srv/redis-server, REPLACED, its file was replaced after it started; check the new file before"
        + " you restart it.",
    "/srv/redis-server, REFUSED, this user may not look at its file."
  })
  void whyAFileMayNotBeTheRightOneIsTold(String file, ProgramFile.State state, String why) {
    assertThat(byName(file, state, Background.UNKNOWN)).isEqualTo(file + NAMED + why);
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/sbin/mysqld, ' (pid 7) is a known server, but this is not its usual port.'",
    "/usr/sbin/gate, ' (pid 7) is installed here, but is not known for this port.'"
  })
  void anInstalledServerIsToldApartFromAnotherProgram(String file, String end) {
    assertThat(
            sentence(
                5000,
                ProgramFile.named(Path.of(file), false),
                Background.UNKNOWN,
                VerdictRule.OwnerCondition.INSTALLED))
        .isEqualTo(file + end);
  }

  @Test
  void whichPortsAUserMayNotBindIsTold() {
    VerdictText text = new VerdictText(PortRegistry.lookup(80));

    assertThat(
            text.forbidden(
                new LocalPorts(LocalPorts.USUAL.client(), List.of(), List.of(), List.of(), 81)))
        .isEqualTo("This user may not bind ports below 81.");
    assertThat(text.excluded())
        .isEqualTo(
            "Windows excludes port 80: no program can bind it, and Java reports \"Address already in"
                + " use\". Use another port.");
  }
}
