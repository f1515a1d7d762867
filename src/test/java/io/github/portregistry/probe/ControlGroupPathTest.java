package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.probe.ControlGroup.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The paths that systemd and container engines give to control groups. */
class ControlGroupPathTest {

  /** An id of a container; {@code ID} in the paths below. */
  private static final String ID =
      "9687bac58d5c4d1606aa46af33d1a21c1d1652e0ac9fb3fc0fc86e3495f42869";

  private static final String OTHER_ID =
      "e8c29da1a2f6c4bb032304f7dfbc5a767e026092c4a2fcbc830e58565f972f54";

  private static ControlGroup decoded(String path) {
    ControlGroup group =
        ControlGroupPath.decode(path.replace("OTHER_ID", OTHER_ID).replace("ID", ID));
    assertThat(group).isNotNull();
    return group;
  }

  private static void check(String path, Kind kind, String name) {
    ControlGroup group = decoded(path);

    assertThat(group.kind()).isEqualTo(kind);
    assertThat(group.name()).isEqualTo(name == null ? "" : name.equals("ID") ? ID : name);
  }

  @ParameterizedTest
  @CsvSource({
    "/system.slice/nginx.service, SYSTEM_SERVICE, nginx.service",
    "/system.slice/system-getty.slice/getty@tty1.service, SYSTEM_SERVICE, getty@tty1.service",
    "/system.slice/system-postgresql.slice/postgresql@16-main.service, SYSTEM_SERVICE,"
        + " postgresql@16-main.service",
    "/system.slice/systemd-udevd.service/udev, SYSTEM_SERVICE, systemd-udevd.service",
    "/system.slice/docker.service, SYSTEM_SERVICE, docker.service",
    "/system.slice/snapd.service, SYSTEM_SERVICE, snapd.service",
    "/custom.slice/custom-web.slice/web.service, SYSTEM_SERVICE, web.service",
    "/fp.service, SYSTEM_SERVICE, fp.service",
    "/system.slice/_cpu.service, SYSTEM_SERVICE, cpu.service",
    "/system.slice/ssh.socket, SOCKET_UNIT, ssh.socket",
    "/user.slice/user-1000.slice/user@1000.service/app.slice/dbus.socket, SOCKET_UNIT,"
        + " dbus.socket",
    "/user.slice/user-1000.slice/user@1000.service/app.slice/syncthing.service, USER_SERVICE,"
        + " syncthing.service",
    "/user.slice/user-1000.slice/user@1000.service/emacs.service, USER_SERVICE, emacs.service",
    "/user.slice/user-1000.slice/user@1000.service, SYSTEM_SERVICE, user@1000.service",
    "/user.slice/user-1000.slice/user@1000.service/init.scope, SCOPE, init.scope",
    "/user.slice/user-1000.slice/session-2.scope, SCOPE, session-2.scope",
    "/user.slice/user-1000.slice/user@1000.service/app.slice/app-gnome-firefox-123.scope, SCOPE,"
        + " app-gnome-firefox-123.scope",
    "/init.scope, SCOPE, init.scope",
    "/system.slice/mnt-data.mount, OTHER,",
    "/openrc.nginx, OTHER,",
    "/build/web.service, OTHER,",
    "/user.slice, OTHER,",
  })
  void aUnitIsNamedAsSystemctlTakesIt(String path, Kind kind, String name) {
    check(path, kind, name);
  }

  @Test
  void theEscapesInTheNameOfAUnitArePartOfIt() {
    check(
        "/system.slice/system-systemd\\x2dcryptsetup.slice/systemd-cryptsetup@luks\\x2d1.service",
        Kind.SYSTEM_SERVICE,
        "systemd-cryptsetup@luks\\x2d1.service");
  }

  @ParameterizedTest
  @CsvSource({
    "/docker/ID, DOCKER, ID",
    "/system.slice/docker-ID.scope, DOCKER, ID",
    "/docker/ID/system.slice/nginx.service, DOCKER, ID",
    "/user.slice/user-1000.slice/user@1000.service/user.slice/docker-ID.scope, DOCKER, ID",
    "/ecs/0a1b2c3d/ID, DOCKER, ID",
    "/kubepods.slice/kubepods-pod1.slice/docker-ID.scope, DOCKER, ID",
    "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1.slice/cri-containerd-ID.scope,"
        + " CONTAINERD, ID",
    "/kubepods/besteffort/pod29349498-197c-4919-b13f-9a928e7d001b/ID, CONTAINERD, ID",
    "/kubepods/pod1/ID, CONTAINERD, ID",
    "/system.slice/containerd.service/kubepods-pod1.slice:cri-containerd:ID, CONTAINERD, ID",
    "/default/ID, CONTAINERD, ID",
    "/default/redis1, CONTAINERD, redis1",
    "/k8s.io/ID, CONTAINERD, ID",
    "/system.slice/nerdctl-ID.scope, CONTAINERD, ID",
    "/kubepods.slice/kubepods-besteffort.slice/crio-ID.scope, CRI_O, ID",
    "/kubepods/burstable/pod1/crio-ID, CRI_O, ID",
    "/kubepods.slice/kubepods-besteffort.slice/crio-ID.scope/container, CRI_O, ID",
    "/machine.slice/libpod-ID.scope, PODMAN, ID",
    "/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-ID.scope/container, PODMAN, ID",
    "/libpod_parent/libpod-ID, PODMAN, ID",
    "/system.slice/web.service/libpod-payload-ID, PODMAN, ID",
    "/lxc/web, LXC, web",
    "/lxc/101/ns/system.slice/nginx.service, LXC, 101",
    "/lxc.payload.web, LXC, web",
    "/lxc.payload.web/system.slice/nginx.service, LXC, web",
    "/lxc.payload/web, LXC, web",
    "/machine.slice/systemd-nspawn@web.service/payload, MACHINE, web",
    "/machine.slice/systemd-nspawn@web.service/payload/system.slice/ssh.service, MACHINE, web",
    "/machine.slice/machine-web.scope, MACHINE, web",
    "/machine.slice/machine-qemu\\x2d1\\x2ddebian.scope/libvirt/emulator, MACHINE, qemu-1-debian",
  })
  void aContainerIsNamedByItsIdOrName(String path, Kind kind, String name) {
    check(path, kind, name);
  }

  @ParameterizedTest
  @CsvSource({
    "/docker/ID/docker/OTHER_ID, DOCKER, ID",
    "/lxc.payload.web/docker/ID, LXC, web",
    "/docker/ID/kubelet/kubepods/besteffort/pod1/OTHER_ID, DOCKER, ID",
    "/system.slice/docker-ID.scope/libpod_parent/libpod-OTHER_ID, DOCKER, ID",
  })
  void ofNestedContainersTheOutermostCounts(String path, Kind kind, String name) {
    check(path, kind, name);
  }

  @ParameterizedTest
  @CsvSource({
    "/machine.slice/libpod-conmon-ID.scope, SCOPE, libpod-conmon-ID.scope",
    "/kubepods.slice/crio-conmon-ID.scope, SCOPE, crio-conmon-ID.scope",
    "/libpod_parent/libpod-conmon-ID, OTHER,",
    "/system.slice/web.service/runtime, SYSTEM_SERVICE, web.service",
    "/lxc.monitor.web, OTHER,",
    "/lxc.monitor/web, OTHER,",
    "/machine.slice/systemd-nspawn@web.service/supervisor, SYSTEM_SERVICE,"
        + " systemd-nspawn@web.service",
    "/machine.slice/machine-web.scope/supervisor, SCOPE, machine-web.scope",
  })
  void whatRunsAContainerIsNotInIt(String path, Kind kind, String name) {
    check(path, kind, name == null ? null : name.replace("ID", ID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/system.slice/docker-compose.scope",
        "/system.slice/docker-96.scope",
        "/docker/buildkit/khmn8wc0tjvz06so52vmvkoe2",
        "/docker",
        "/lxc",
        "/default",
        "/kubepods/besteffort",
        "/ecs/ID",
        "/web/default/ID2",
      })
  void whatOnlyLooksLikeAContainerIsNone(String path) {
    assertThat(decoded(path).kind().isContainer()).isFalse();
  }

  @Test
  void anIdWithoutAnEngineIsKeptForTheEngineToName() {
    check("/agents/ID", Kind.OTHER, "ID");
  }

  @ParameterizedTest
  @CsvSource({
    "/system.slice/snap.nextcloud.apache.service, SNAP, nextcloud.apache",
    "/snap.group.slice/snap.mosquitto_2.mosquitto.service, SNAP, mosquitto_2.mosquitto",
    "/user.slice/user-1000.slice/user@1000.service/app.slice/"
        + "snap.firefox.firefox-0f57c3de-7a3c-4a5e-8f0b-1a2b3c4d5e6f.scope, SNAP, firefox.firefox",
    "/user.slice/user-1000.slice/user@1000.service/"
        + "snap.code.code.0f57c3de-7a3c-4a5e-8f0b-1a2b3c4d5e6f.scope, SNAP, code.code",
    "/system.slice/snap.lxd.hook.configure-0f57c3de-7a3c-4a5e-8f0b-1a2b3c4d5e6f.scope, SNAP,"
        + " lxd.hook.configure",
    "/system.slice/snap.a-b.c-d-0f57c3de-7a3c-4a5e-8f0b-1a2b3c4d5e6f.scope, SNAP, a-b.c-d",
    "/system.slice/snap.lxd.daemon.unix.socket, SOCKET_UNIT, snap.lxd.daemon.unix.socket",
    "/user.slice/user-1000.slice/user@1000.service/app.slice/"
        + "app-flatpak-org.mozilla.firefox-2891.scope, FLATPAK, org.mozilla.firefox",
    "/user.slice/user-1000.slice/user@1000.service/app.slice/app-flatpak-com.a.B\\x2dC-7.scope,"
        + " FLATPAK, com.a.B-C",
    "/user.slice/user-1000.slice/user@1000.service/flatpak-org.gnome.Maps-77.scope, FLATPAK,"
        + " org.gnome.Maps",
    "/user.slice/user-1000.slice/user@1000.service/app.slice/app-flatpak-com.a.B.scope, FLATPAK,"
        + " com.a.B",
  })
  void aSnapIsNamedWithItsAppAndAFlatpakByItsId(String path, Kind kind, String name) {
    check(path, kind, name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/..",
        "/../..",
        "/../other.service",
        "/system.slice/nginx.service (deleted)",
        "nginx.service",
      })
  void whatShowsNothingIsAbsent(String path) {
    assertThat(ControlGroupPath.decode(path)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/..x/a.service", "/a\\x2.scope", "/machine-\\xZZ.scope", "/machine-\\x.scope"})
  void oddNamesAreKeptAsTheyAre(String path) {
    assertThat(decoded(path).path()).isEqualTo(path);
  }

  @Test
  void aGroupIsPrintedWithoutControlCharacters() {
    assertThat(decoded("/system.slice/\u001b[31m.service").toString())
        .startsWith("ControlGroup[kind=SYSTEM_SERVICE, name=\\u001b[31m.service, path=");
  }

  @ParameterizedTest
  @CsvSource({
    "/user.slice/user-1000.slice/user@1000.service/app.slice/web.service, 1000",
    "/user@7.service/web.service, 7",
    "/user.slice/user-1000.slice/user@1000.service, ''",
    "/system.slice/web.service/a, ''",
    "/web.service/user@1000.service, ''",
    ".service/a, ''"
  })
  void theUserWhoseManagerMadeAGroupIsInItsPath(String path, String user) {
    assertThat(ControlGroupPath.user(path)).isEqualTo(user);
  }

  @ParameterizedTest
  @CsvSource({
    "/system.slice/snap.web.service, SYSTEM_SERVICE, snap.web.service",
    "/snap.web.scope, SCOPE, snap.web.scope",
    "/system.slice/snap.service, SYSTEM_SERVICE, snap.service",
    "/user.slice/user-7.slice/user@7.service/snap.service, USER_SERVICE, snap.service",
    "/snap.scope, SCOPE, snap.scope"
  })
  void aUnitOfASnapHasTheNameOfItsAppToo(String path, Kind kind, String name) {
    check(path, kind, name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // As long as a UUID, and not one.
        "web.an-app-zf57c3de-7a3c-4a5e-8f0b-1a2b3c4d5e6f",
        "web.an-app-0f57c3de-7a3c-4a5e-8f0b-1a2b3c4d5e6z",
        "web.an-app_0f57c3de-7a3c-4a5e-8f0b-1a2b3c4d5e6f",
        // Without it, nothing would be left.
        ".0f57c3de-7a3c-4a5e-8f0b-1a2b3c4d5e6f"
      })
  void onlyAUuidAfterTheNameIsLeftOut(String name) {
    check("/system.slice/snap." + name + ".scope", Kind.SNAP, name);
  }

  @ParameterizedTest
  @CsvSource({
    "org.a.B-90, org.a.B",
    "org.a.B-, org.a.B-",
    "org.a.B2, org.a.B2",
    "7, 7",
    "-7, -7",
    "B-7, B"
  })
  void theNumberOfARunIsNoPartOfAFlatpak(String given, String name) {
    check("/flatpak-" + given + ".scope", Kind.FLATPAK, name);
  }

  @ParameterizedTest
  @CsvSource({
    "\\x41b, Ab",
    "a\\x40b, a@b",
    "a\\x09b, 'a\tb'",
    "a\\x2d, a-",
    "a\\x2, a\\x2",
    "a\\x, a\\x",
    "a\\xz1, a\\xz1",
    "a\\x1z, a\\x1z",
    "a\\y41\\x41, a\\y41A"
  })
  void twoHexDigitsAfterABackslashAndAnXAreAByteOfAName(String escaped, String name) {
    check("/machine.slice/machine-" + escaped + ".scope", Kind.MACHINE, name);
  }
}
