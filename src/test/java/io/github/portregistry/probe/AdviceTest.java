package io.github.portregistry.probe;

import static io.github.portregistry.probe.FixedSource.known;
import static io.github.portregistry.probe.FixedSource.place;
import static io.github.portregistry.probe.FixedSource.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import io.github.portregistry.probe.ControlGroup.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is advised; the lines about other ports and addresses are tested apart. */
class AdviceTest {

  private static final int PORT = 3120;
  private static final Reader USER = new Reader(4000, Instant.EPOCH, "alice");
  private static final Reader ROOT = new Reader(4000, Instant.EPOCH, "root");
  private static final String ID = "0123456789abcdef".repeat(4);

  private static String advice(FixedSource machine, Reader reader) {
    PortFinding finding = machine.probe().withOtherUses(OtherUses.ALL).check(PORT);
    String command = machine.commands(PORT, List.of(Transport.TCP)).get(0);
    return String.join(
        "\n",
        new Advice(
                new Obstacles(finding, Transport.TCP, null),
                finding,
                Transport.TCP,
                machine.localPorts(),
                reader,
                command)
            .sentences());
  }

  private static String advice(Ownership ownership) {
    return advice(new FixedSource().with(tcp("0.0.0.0", PORT, ownership)), USER);
  }

  private static String advice(Some process) {
    return advice(process.known());
  }

  private static Listener inGroup(Ownership ownership, Kind kind, String name, String path) {
    return new Listener(
        Transport.TCP,
        place("0.0.0.0", PORT),
        Listener.Ipv4.ACCEPTED,
        "",
        ownership,
        new ControlGroup(kind, name, path),
        null);
  }

  private static Listener inContainer(Ownership ownership, String socket) {
    return new Listener(
        Transport.TCP,
        place("0.0.0.0", PORT),
        Listener.Ipv4.ACCEPTED,
        "",
        ownership,
        null,
        new Container("billing", ID, "shop/billing:2", socket));
  }

  // Processes

  @Test
  void aProcessIsStoppedByItsNumber() {
    assertThat(advice(Some.process(180, "/usr/bin/node").user("alice")))
        .isEqualTo("Stop node (pid 180) if it is not needed: kill 180");
    assertThat(advice(Some.process(180, "/usr/bin/node").user("bob")))
        .isEqualTo("Stop node (pid 180) if it is not needed: sudo kill 180");
  }

  @Test
  void aProcessWithoutANameHasANumber() {
    assertThat(advice(Some.process(3333, "")))
        .isEqualTo("Stop the process 3333 if it is not needed: kill 3333");
  }

  @Test
  void onWindowsTheCommandIsAnother() {
    FixedSource machine =
        new FixedSource()
            .with(Source.WINDOWS_NETSTAT)
            .with(tcp("0.0.0.0", PORT, Some.process(180, "node.exe").known()));

    assertThat(advice(machine, USER))
        .isEqualTo("Stop node.exe (pid 180) if it is not needed: taskkill /PID 180");
  }

  @ParameterizedTest
  @CsvSource({
    "4, System, Windows itself has the port for a program or service., servicestate",
    "900, svchost.exe, 'Stop the service that svchost.exe (pid 900) runs', tasklist /svc"
  })
  void whatIsWindowsItselfIsNotEnded(long pid, String program, String start, String command) {
    FixedSource machine =
        new FixedSource()
            .with(Source.WINDOWS_NETSTAT)
            .with(tcp("0.0.0.0", PORT, Some.process(pid, program).known()));

    assertThat(advice(machine, USER))
        .startsWith(start)
        .contains(command)
        .doesNotContain("taskkill");
  }

  @Test
  void thisProcessIsNotAdvisedToEndItself() {
    ProcessRef self = new ProcessRef(4000, Instant.EPOCH, "java", null, false, List.of(), "alice");

    assertThat(advice(known(self)))
        .isEqualTo(
            "This process already uses the port: configure a different port for one of its servers.");
    ProcessRef other =
        new ProcessRef(4000, Instant.EPOCH.plusSeconds(9), "java", null, false, List.of(), "");
    assertThat(advice(known(other))).startsWith("Stop java (pid 4000)");
  }

  @Test
  void ofAServerAndItsWorkersOnlyTheServerIsStopped() {
    ProcessRef master = Some.process(70, "/usr/sbin/nginx").by("1 systemd").ref();
    ProcessRef worker = Some.process(71, "/usr/sbin/nginx").by("70 nginx", "1 systemd").ref();
    ProcessRef other = Some.process(72, "/usr/sbin/nginx").by("70 nginx", "1 systemd").ref();

    assertThat(advice(known(master, worker, other)))
        .isEqualTo("Stop nginx (pid 70) if it is not needed: kill 70");
  }

  @Test
  void unrelatedOwnersAreAllNamed() {
    assertThat(advice(known(Some.process(7, "/b/a").ref(), Some.process(8, "/b/b").ref())))
        .isEqualTo("Stop a (pid 7), b (pid 8) if they are not needed: kill 7 8");
  }

  // Units

  @Test
  void aServiceIsStoppedByItsUnit() {
    assertThat(
            advice(
                Some.process(70, "/usr/sbin/nginx")
                    .group(Kind.SYSTEM_SERVICE, "nginx.service", "/system.slice/nginx.service")
                    .by("1 systemd")))
        .isEqualTo(
            "Stop nginx.service, which runs nginx (pid 70), if it is not needed:"
                + " sudo systemctl stop nginx.service");
    assertThat(
            advice(
                Some.process(70, "/usr/bin/syncthing")
                    .group(
                        Kind.USER_SERVICE,
                        "syncthing.service",
                        "/user.slice/user-1000.slice/user@1000.service/app.slice/x")))
        .endsWith(": systemctl --user stop syncthing.service");
  }

  @ParameterizedTest
  @CsvSource({
    "alice, systemctl --user stop syncthing.service",
    "'', systemctl --user stop syncthing.service",
    "bob, sudo systemctl --user -M bob@ stop syncthing.service"
  })
  void theUnitOfAnotherUserIsThatOfHisManager(String user, String command) {
    String path = "/user.slice/user-1000.slice/user@1000.service/app.slice/x";
    Some process =
        Some.process(70, "/usr/bin/syncthing")
            .user(user)
            .group(Kind.USER_SERVICE, "syncthing.service", path);

    assertThat(advice(process)).endsWith(": " + command);
    Listener unseen =
        new Listener(
            Transport.TCP,
            place("0.0.0.0", PORT),
            Listener.Ipv4.ACCEPTED,
            user,
            new Denied("why"),
            new ControlGroup(Kind.USER_SERVICE, "syncthing.service", path),
            null);
    assertThat(advice(new FixedSource().with(unseen), USER)).endsWith(": " + command);
  }

  @Test
  void aSocketUnitIsStoppedAndNeverSystemd() {
    Ownership systemd = Some.process(1, "/usr/lib/systemd/systemd").known();

    assertThat(
            advice(
                new FixedSource()
                    .with(
                        inGroup(systemd, Kind.SOCKET_UNIT, "fp.socket", "/system.slice/fp.socket")),
                USER))
        .isEqualTo("Stop fp.socket if it is not needed: sudo systemctl stop fp.socket");
  }

  @Test
  void aSocketUnitIsStoppedWithTheServiceThatItStarted() {
    Ownership both =
        known(
            Some.process(1, "/usr/lib/systemd/systemd").ref(),
            Some.process(98, "/usr/bin/sleep")
                .group(Kind.SYSTEM_SERVICE, "fp.service", "/system.slice/fp.service")
                .by("1 systemd")
                .ref());

    assertThat(
            advice(
                new FixedSource()
                    .with(inGroup(both, Kind.SOCKET_UNIT, "fp.socket", "/system.slice/fp.socket")),
                USER))
        .isEqualTo(
            "Stop fp.socket and fp.service if they are not needed:"
                + " sudo systemctl stop fp.socket fp.service");
  }

  @Test
  void aSocketUnitIsStoppedAloneIfItsServiceIsAContainer() {
    Ownership both =
        known(
            Some.process(1, "/usr/lib/systemd/systemd").ref(),
            Some.process(98, "/usr/bin/httpd")
                .group(Kind.DOCKER, ID, "/docker/" + ID)
                .by("1 systemd")
                .ref());

    assertThat(
            advice(
                new FixedSource()
                    .with(inGroup(both, Kind.SOCKET_UNIT, "fp.socket", "/system.slice/fp.socket")),
                USER))
        .isEqualTo("Stop fp.socket if it is not needed: sudo systemctl stop fp.socket");
  }

  @Test
  void whatSystemdKeepsForAServiceIsStoppedWithIt() {
    Ownership systemd = Some.process(1, "/usr/lib/systemd/systemd").known();

    assertThat(
            advice(
                new FixedSource()
                    .with(
                        inGroup(
                            systemd,
                            Kind.SYSTEM_SERVICE,
                            "api.service",
                            "/system.slice/api.service")),
                USER))
        .isEqualTo("Stop api.service if it is not needed: sudo systemctl stop api.service");
  }

  @Test
  void theUnitThatMadeTheSocketIsNotThatOfAProcessWithoutOne() {
    Ownership node = Some.process(70, "/usr/bin/node").known();

    assertThat(
            advice(
                new FixedSource()
                    .with(
                        inGroup(
                            node, Kind.SYSTEM_SERVICE, "api.service", "/system.slice/api.service")),
                USER))
        .isEqualTo("Stop node (pid 70) if it is not needed: kill 70");
  }

  @Test
  void systemdWithoutAUnitIsAskedForIt() {
    assertThat(advice(Some.process(1, "/usr/lib/systemd/systemd")))
        .contains("systemctl list-sockets")
        .doesNotContain("Stop systemd", "kill");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sbin/tini", "/usr/bin/java", "/sbin/launchd", "/sbin/init"})
  void processOneIsNeverEnded(String program) {
    assertThat(advice(Some.process(1, program)))
        .doesNotContain("kill", "Stop " + program.substring(program.lastIndexOf('/') + 1));
  }

  /**
   * A user can give groups below their own any name, and a person copies the command to a shell.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SYSTEM_SERVICE | --now -H evil@host.service | /system.slice/--now -H evil@host.service",
        "SYSTEM_SERVICE | a;reboot.service | /system.slice/a;reboot.service",
        "LXC | x;curl evil sh | /user.slice/user-1000.slice/user@1000.service/lxc.payload.x",
        "LXC | x | /user.slice/user-1000.slice/user@1000.service/lxc.payload.x",
        "MACHINE | $(reboot) | /machine.slice/machine-x.scope",
        "SOCKET_UNIT | a`reboot`.socket | /user.slice/a.socket"
      })
  void aNameThatIsNoPlainWordStandsInNoCommand(Kind kind, String name, String path) {
    assertThat(advice(Some.process(70, "/usr/bin/x").group(kind, name, path).by("60 y")))
        .isEqualTo("Stop x (pid 70) if it is not needed: kill 70");
  }

  @Test
  void aNameWithABackslashIsOneWordOfAShell() {
    assertThat(
            advice(
                Some.process(70, "/usr/bin/x")
                    .group(Kind.SYSTEM_SERVICE, "a@b\\x2dc.service", "/system.slice/a.service")))
        .endsWith("sudo systemctl stop 'a@b\\x2dc.service'");
  }

  @Test
  void aJobIsNoReasonToStopWhatStartsJobs() {
    Some job =
        Some.process(70, "/usr/bin/python3")
            .group(Kind.SYSTEM_SERVICE, "cron.service", "/system.slice/cron.service")
            .by("60 cron", "50 cron", "1 systemd");

    assertThat(advice(job)).isEqualTo("Stop python3 (pid 70) if it is not needed: kill 70");
    assertThat(
            advice(
                Some.process(70, "/usr/sbin/sshd")
                    .group(Kind.SYSTEM_SERVICE, "ssh.service", "/system.slice/ssh.service")
                    .by("1 systemd")))
        .endsWith("sudo systemctl stop ssh.service");
  }

  @Test
  void anUnseenOwnerOfAKnownUnitIsStoppedByIt() {
    assertThat(
            advice(
                new FixedSource()
                    .with(
                        inGroup(
                            new Denied("why"),
                            Kind.SYSTEM_SERVICE,
                            "mysql.service",
                            "/system.slice/mysql.service")),
                USER))
        .isEqualTo("Stop mysql.service if it is not needed: sudo systemctl stop mysql.service");
  }

  // Containers

  @ParameterizedTest
  @CsvSource({
    "DOCKER, /docker/x, docker stop 0123456789ab",
    "PODMAN, /machine.slice/x, sudo podman stop 0123456789ab",
    "PODMAN, /user.slice/x, podman stop 0123456789ab",
    "CONTAINERD, /default/x, sudo crictl stop 0123456789ab",
    "CRI_O, /kubepods.slice/x, sudo crictl stop 0123456789ab (Kubernetes starts it again unless its pod is deleted)"
  })
  void aContainerIsStoppedByItsEngine(Kind kind, String path, String command) {
    assertThat(advice(Some.process(70, "/usr/bin/httpd").group(kind, ID, path)))
        .contains("which runs httpd (pid 70)")
        .endsWith(": " + command);
  }

  @ParameterizedTest
  @CsvSource({
    "LXC, web, 'sudo lxc-stop -n web, or incus stop web'",
    "MACHINE, web, sudo machinectl poweroff web",
    "SNAP, nextcloud.apache, sudo snap stop nextcloud.apache",
    "FLATPAK, org.x.App, flatpak kill org.x.App"
  })
  void whatIsNamedIsStoppedByItsName(Kind kind, String name, String command) {
    assertThat(advice(Some.process(70, "/usr/bin/httpd").group(kind, name, "/x")))
        .endsWith(": " + command);
  }

  @Test
  void aContainerThatItsEngineNamedIsStoppedByThatName() {
    Ownership proxy = Some.process(70, "/usr/bin/docker-proxy").known();

    assertThat(advice(new FixedSource().with(inContainer(proxy, "/var/run/docker.sock")), USER))
        .isEqualTo("Stop the container billing if it is not needed: docker stop billing");
    assertThat(
            advice(
                new FixedSource()
                    .with(inContainer(new Denied("x"), "/run/user/1000/podman/podman.sock")),
                USER))
        .endsWith(": podman stop billing");
  }

  @ParameterizedTest
  @CsvSource({
    "alice, '', /run/podman/podman.sock, sudo podman stop billing",
    "alice, '', /var/run/podman/podman.sock, sudo podman stop billing",
    "root, '', /run/podman/podman.sock, podman stop billing",
    "alice, alice, /run/user/1000/podman/podman.sock, podman stop billing",
    "alice, 165636, /run/user/1000/podman/podman.sock, podman stop billing",
    "alice, bob, /run/user/1001/podman/podman.sock, sudo -u bob podman stop billing",
    "root, bob, /run/user/1001/podman/podman.sock, sudo -u bob podman stop billing",
    "alice, root, /var/run/docker.sock, docker stop billing"
  })
  void aContainerIsStoppedAsTheUserWhoseItIs(
      String reader, String user, String socket, String command) {
    Ownership owner = Some.process(70, "/usr/bin/httpd").user(user).known();

    assertThat(
            advice(
                new FixedSource().with(inContainer(owner, socket)),
                new Reader(4000, Instant.EPOCH, reader)))
        .endsWith(": " + command);
  }

  /** Podman can take the place of Docker, with the path of its socket. */
  @ParameterizedTest
  @CsvSource({
    "PODMAN, sudo podman stop billing",
    "DOCKER, docker stop billing",
    "SYSTEM_SERVICE, docker stop billing"
  })
  void theGroupOfAContainerSaysWhoseItIs(Kind kind, String command) {
    Ownership owner = Some.process(70, "/usr/bin/httpd").group(kind, ID, "/x/" + ID).known();

    assertThat(advice(new FixedSource().with(inContainer(owner, "/var/run/docker.sock")), USER))
        .isEqualTo("Stop the container billing if it is not needed: " + command);
  }

  @Test
  void aContainerWhoseNameIsNoPlainWordStandsInNoCommand() {
    Listener odd =
        tcp("0.0.0.0", PORT, Some.process(70, "/usr/bin/httpd").known())
            .withContainer(new Container("a;reboot\n", ID, "shop/billing:2", "/d.sock"));

    assertThat(advice(new FixedSource().with(odd), USER))
        .isEqualTo("Stop the container a;reboot\\n if it is not needed.");
  }

  @ParameterizedTest
  @CsvSource({
    "dockerd, 2375",
    "dockerd, 2376",
    "dockerd, 2377",
    "dockerd, 7946",
    "kubelet, 10250",
    "kubelet, 10248",
    "kube-proxy, 10249",
    "kube-proxy, 10256"
  })
  void onItsOwnPortAnEngineIsTheOwner(String program, int port) {
    Some engine = Some.process(70, "/usr/bin/" + program);

    assertThat(EngineHelper.of(PortRegistry.lookup(port), Transport.TCP, engine.ref())).isNull();
    assertThat(EngineHelper.of(PortRegistry.lookup(PORT), Transport.TCP, engine.ref())).isNotNull();
    assertThat(
            PortConflict.of(
                    new FixedSource().with(tcp("0.0.0.0", port, engine.known())).probe(),
                    port,
                    Transport.TCP)
                .advice())
        .startsWith("Stop " + program + " (pid 70)");
  }

  @ParameterizedTest
  @CsvSource({
    "docker-proxy, docker ps --filter publish=3120",
    "com.docker.backend.exe, docker ps --filter publish=3120",
    "rootlesskit, docker ps --filter publish=3120",
    "rootlessport, podman ps",
    "conmon, podman ps",
    "pasta, podman ps",
    "slirp4netns, podman ps",
    "kube-proxy, kubectl get services --all-namespaces",
    "kubelet, kubectl get services --all-namespaces",
    "wslrelay.exe, wsl --list"
  })
  void theHelperOfAnEngineIsNotStopped(String program, String command) {
    Some process =
        Some.process(70, "/usr/bin/" + program)
            .group(Kind.SYSTEM_SERVICE, "docker.service", "/system.slice/docker.service")
            .by("60 dockerd", "1 systemd");

    assertThat(advice(process))
        .contains(command)
        .doesNotContain("kill", "Stop " + program, "docker.service");
  }

  @Test
  void theMonitorOfAContainerSaysItsName() {
    assertThat(
            advice(Some.process(70, "/usr/bin/conmon").args("conmon", "-n", "billing", "-c", "x")))
        .contains("probably billing", "podman stop billing");
    assertThat(advice(Some.process(70, "/usr/bin/conmon").args("conmon", "-n", "a; reboot")))
        .doesNotContain("reboot");
    assertThat(advice(Some.process(70, "/usr/bin/conmon").args("conmon", "-c", "x", "-n")))
        .isEqualTo(
            "conmon (pid 70) opens the port for a container: podman ps shows its NAME, and podman"
                + " stop NAME stops it.");
  }

  // Supervisors

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "npm run dev | Stop npm run dev (pid 5), which started node (pid 180), if it is not needed: kill 5",
        "node /usr/lib/node_modules/nodemon/bin/nodemon.js | Stop node /usr/lib/node_modules/nodemon/bin/nodemon.js (pid 5), which",
        "gunicorn: master [app] | Stop gunicorn: master [app] (pid 5), which",
        "PM2 v5.3.0: God Daemon (/root/.pm2) | Stop node (pid 180) through PM2 v5.3.0: God Daemon (/root/.pm2) (pid 5), which would otherwise restart it: pm2 list shows",
        "python3 /usr/bin/supervisord | supervisorctl stop NAME"
      })
  void whatWouldStartItAgainIsStopped(String supervisor, String advised) {
    assertThat(
            advice(
                Some.process(180, "/usr/bin/node")
                    .by("177 sh", "5 " + supervisor, "3 bash", "2 tmux: server", "1 init")))
        .contains(advised);
  }

  @ParameterizedTest
  @CsvSource({
    "alice, root, kill 5",
    "root, alice, sudo kill 5",
    "'', root, sudo kill 5",
    "'', alice, kill 5"
  })
  void aSupervisorIsStoppedWithItsOwnRights(String its, String child, String command) {
    Some node = Some.process(180, "/usr/bin/node").user(child).by("5 npm run dev", "1 init");
    Reader reader = new Reader(4000, Instant.EPOCH, "alice", pid -> pid == 5 ? its : "bob");

    assertThat(advice(new FixedSource().with(tcp("::1", PORT, node.known())), reader))
        .contains("if it is not needed: " + command);
  }

  @Test
  void theTopmostSupervisorIsStopped() {
    assertThat(
            advice(Some.process(9, "/usr/bin/node").by("8 node nodemon", "7 sh", "6 npm run dev")))
        .startsWith("Stop npm run dev (pid 6)");
  }

  @Test
  void whatIsAboveAShellThatAPersonTypesInDidNotStartTheProcess() {
    assertThat(
            advice(Some.process(9, "/usr/bin/python3").by("8 bash", "7 npm exec agent", "6 zsh")))
        .startsWith("Stop python3 (pid 9)");
    assertThat(
            advice(
                Some.process(9, "/usr/bin/node")
                    .by("8 node nodemon", "7 zsh", "6 npm exec editor")))
        .startsWith("Stop node nodemon (pid 8)");
  }

  @Test
  void aShellIsNoSupervisor() {
    assertThat(advice(Some.process(9, "/usr/bin/node").by("8 bash", "7 tmux: server", "1 init")))
        .startsWith("Stop node (pid 9)");
  }

  @Test
  void aSupervisorInAServiceIsTheServicesMatter() {
    assertThat(
            advice(
                Some.process(9, "/usr/bin/node")
                    .group(Kind.SYSTEM_SERVICE, "shop.service", "/system.slice/shop.service")
                    .by("8 npm start", "1 systemd")))
        .endsWith("sudo systemctl stop shop.service");
  }

  // Owners that are not seen

  @Test
  void aLikelyOwnerIsCalledLikely() {
    Ownership likely =
        new Likely(
            List.of(Some.process(9456, "/x/node80").runs("server.js").ref()),
            Likely.Basis.ONLY_PROCESS_OF_USER,
            "why");

    assertThat(advice(likely))
        .isEqualTo(
            "Most likely node80 server.js (pid 9456) has the port. Stop node80 (pid 9456) if it is"
                + " not needed: kill 9456\nTo be certain, run: sudo ss -H -lntp"
                + " 'sport = :3120'");
    assertThat(advice(new FixedSource().with(tcp("::1", PORT, likely)), ROOT))
        .doesNotContain("sudo ss");
  }

  @Test
  void aCommandThatNeedsRootIsForThoseWhoAreNot() {
    FixedSource machine = new FixedSource().with(tcp("0.0.0.0", PORT, new Denied("why")));

    assertThat(advice(machine, USER)).contains("sudo ss -H -lntp");
    assertThat(advice(machine, ROOT)).doesNotContain("sudo").contains("CAP_SYS_PTRACE");
  }

  @Test
  void anOwnerOutsideIsFoundOutside() {
    assertThat(advice(new NotVisible(NotVisible.Cause.PID_NAMESPACE, "Run this on the host.")))
        .contains("host")
        .doesNotContain("sudo ss", "wsl");
    assertThat(
            advice(
                new NotVisible(
                    NotVisible.Cause.PID_NAMESPACE, "Nobody; " + LinuxOwners.OTHER_DISTRIBUTION)))
        .contains("wsl --list")
        .doesNotContain("sudo ss");
  }

  @Test
  void theKernelIsNotKilledAndNotCertain() {
    NotVisible kernel = new NotVisible(NotVisible.Cause.KERNEL, "why");

    assertThat(advice(kernel)).startsWith("Most likely the kernel uses the port");
    assertThat(
            advice(
                new FixedSource().with(Source.WINDOWS_NETSTAT).with(tcp("0.0.0.0", PORT, kernel)),
                USER))
        .startsWith("Windows itself has the port")
        .doesNotContain("NFS");
  }

  @Test
  void whereNoCommandShowsTheOwnerTheReasonIsGiven() {
    assertThat(advice(new NotVisible(NotVisible.Cause.UNKNOWN, "It may be in flight.")))
        .isEqualTo("It may be in flight.");
    assertThat(advice(NotVisible.notRequested()))
        .isEqualTo("To see the process, run: sudo ss -H -lntp 'sport = :3120'");
  }

  // Other uses

  private static String advice(OtherUse.Kind kind, Ownership ownership) {
    return advice(
        new FixedSource()
            .with(new OtherUse(kind, Transport.TCP, place("127.0.0.1", PORT), 1, ownership)),
        USER);
  }

  @Test
  void theOwnerOfAConnectionIsNamed() {
    Ownership python = Some.process(7, "/usr/bin/python3").known();

    assertThat(advice(OtherUse.Kind.CLIENT, python))
        .isEqualTo(
            "python3 (pid 7) uses the port for a connection."
                + " Stop python3 (pid 7) if it is not needed: kill 7");
    assertThat(advice(OtherUse.Kind.BOUND, python))
        .contains("for a socket that does not listen", "SO_REUSEADDR or SO_REUSEPORT");
  }

  @ParameterizedTest
  @EnumSource(
      value = OtherUse.Kind.class,
      names = {"TIME_WAIT", "CLOSING", "NO_OWNER", "HALF_OPEN"})
  void whatTheSystemEndsIsWaitedFor(OtherUse.Kind kind) {
    assertThat(advice(kind, NotVisible.notRequested()))
        .isEqualTo(
            "Wait about a minute. SO_REUSEADDR helps only if the former server had set it too.");
  }

  @Test
  void aConnectionWithoutASeenOwnerIsNoReasonToTryAgain() {
    assertThat(advice(OtherUse.Kind.CLIENT, new Denied("x")))
        .isEqualTo(
            "A socket that does not listen has the port: find its process and stop it: sudo ss -H -antp"
                + " 'sport = :3120'");
  }

  // The system

  @Test
  void aPortThatTheSystemKeepsIsNotWaitedFor() {
    LocalPorts local =
        new LocalPorts(
            PortRange.DYNAMIC.span(), List.of(), List.of(new PortSpan(3100, 3199)), List.of(), 0);

    assertThat(advice(new FixedSource().with(Source.WINDOWS_NETSTAT).with(local), USER))
        .startsWith("The system reserves a range of ports that includes TCP port 3120")
        .contains("netsh interface ipv4 show excludedportrange protocol=tcp");
  }

  @Test
  void aMissingRightIsNamedWithItsSetting() {
    LocalPorts local =
        new LocalPorts(PortRange.DYNAMIC.span(), List.of(), List.of(), List.of(), 4000);

    assertThat(advice(new FixedSource().with(local), USER))
        .isEqualTo(
            "This user may not bind ports below 4000: grant cap_net_bind_service to the program,"
                + " lower net.ipv4.ip_unprivileged_port_start (now 4000), or use port 4000 or"
                + " above.");
  }

  @ParameterizedTest
  @EnumSource(Source.class)
  void whereNothingIsSeenStartingAgainHasAReason(Source source) {
    assertThat(advice(new FixedSource().with(source), USER))
        .startsWith("Nothing is using the port now. If a bind just failed, the process that had")
        .contains("If it still fails, ");
  }

  @Test
  void noAdviceHasTwoBlanksOrAnOpenEnd() {
    List<Ownership> all = new ArrayList<>();
    all.add(Some.process(3, "").known());
    all.add(Some.process(1, "").known());
    all.add(new Denied(""));
    all.add(new Vanished(""));
    for (NotVisible.Cause cause : NotVisible.Cause.values()) {
      all.add(new NotVisible(cause, ""));
    }
    assertThat(all)
        .allSatisfy(
            ownership -> assertThat(advice(ownership)).doesNotContain("  ", "null").isNotBlank());
  }

  // Likely owners of different programs

  private static Likely likely(ProcessRef... candidates) {
    return new Likely(List.of(candidates), Likely.Basis.CONTROL_GROUP, "why");
  }

  @Test
  void ofTwoLikelyProgramsNoneIsEnded() {
    assertThat(
            advice(
                likely(Some.process(7, "/usr/bin/a").ref(), Some.process(8, "/usr/bin/b").ref())))
        .isEqualTo(
            "One of these probably has the port: a (pid 7), b (pid 8).\n"
                + "To be certain, run: sudo ss -H -lntp 'sport = :3120'");
  }

  @Test
  void ofTwoLikelyProcessesOfAProgramTheFirstIsEnded() {
    assertThat(
            advice(
                likely(Some.process(7, "/usr/bin/a").ref(), Some.process(8, "/usr/bin/a").ref())))
        .isEqualTo(
            "Most likely a (pid 7) has the port. Stop a (pid 7) if it is not needed: kill 7\n"
                + "To be certain, run: sudo ss -H -lntp 'sport = :3120'");
  }

  @Test
  void ofTwoLikelyProgramsOfAUnitTheUnitIsStopped() {
    Some inUnit =
        Some.process(7, "/usr/bin/a")
            .group(Kind.SYSTEM_SERVICE, "a.service", "/system.slice/a.service")
            .by("1 systemd");

    assertThat(advice(likely(inUnit.ref(), Some.process(8, "/usr/bin/b").ref())))
        .startsWith(
            "Most likely a (pid 7) has the port. Stop a.service, which runs a (pid 7), if it is not"
                + " needed: sudo systemctl stop a.service\n");
  }

  @Test
  void aLikelyProcessWithoutANameIsCalledByItsNumber() {
    assertThat(advice(likely(Some.process(3333, "").ref())))
        .startsWith("Most likely the process 3333 has the port. Stop the process 3333 if");
  }

  // Sockets that were not all read, and other uses

  @Test
  void whereNothingWasSeenBecauseATableCouldNotBeReadAnotherLookIsAdvised() {
    assertThat(advice(new FixedSource().withoutSome("A note."), USER))
        .isEqualTo("To see the process, run: sudo ss -H -lntp 'sport = :3120'");
  }

  @Test
  void theLikelyOwnerOfAConnectionIsCalledLikely() {
    assertThat(advice(OtherUse.Kind.CLIENT, likely(Some.process(7, "/usr/bin/curl").ref())))
        .isEqualTo(
            "Most likely curl (pid 7) uses the port for a connection. Stop curl (pid 7) if it is not"
                + " needed: kill 7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CLIENT | for a connection",
        "ACCEPTED | for a connection that it accepted",
        "CONNECTED_UDP | for a UDP socket that is connected to one peer",
        "CLOSING | for a connection that is ending"
      })
  void whatAnOwnerUsesThePortForIsTold(OtherUse.Kind kind, String purpose) {
    assertThat(advice(kind, Some.process(7, "/usr/bin/curl").known()))
        .isEqualTo(
            "curl (pid 7) uses the port "
                + purpose
                + ". Stop curl (pid 7) if it is not needed: kill 7");
  }

  @Test
  void aSocketThatThisProcessHasIsToBeClosed() {
    ProcessRef self = new ProcessRef(4000, Instant.EPOCH, "java", null, false, List.of(), "alice");

    assertThat(advice(OtherUse.Kind.BOUND, known(self)))
        .isEqualTo(
            "This process itself uses the port for a socket that does not listen: close that"
                + " socket.");
  }

  @ParameterizedTest
  @CsvSource({
    "PROC, grant cap_net_bind_service to the program",
    "NETLINK, grant cap_net_bind_service to the program",
    "MAC_LSOF, get the right to bind them",
    "MAC_NETSTAT, get the right to bind them",
    "WINDOWS_NETSTAT, get the right to bind them",
    "NONE, get the right to bind them"
  })
  void theSettingForLowPortsIsThatOfLinux(Source source, String how) {
    assertThat(Advice.forbidden(1024, source))
        .isEqualTo(
            "This user may not bind ports below 1024: "
                + how
                + (how.startsWith("grant")
                    ? ", lower net.ipv4.ip_unprivileged_port_start (now 1024)"
                    : "")
                + ", or use port 1024 or above.");
  }
}
