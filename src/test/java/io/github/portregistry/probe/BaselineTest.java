package io.github.portregistry.probe;

import static io.github.portregistry.probe.FixedSource.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.portregistry.Jackson;
import io.github.portregistry.JsonSchemas;
import io.github.portregistry.Transport;
import io.github.portregistry.probe.BaselineChange.Kind;
import io.github.portregistry.probe.BaselineOwner.Seen;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {

  private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");

  private static final Denied DENIED = new Denied("w");

  /** A listener of a baseline, made step by step. */
  private record Heard(
      int port,
      Transport transport,
      List<String> addresses,
      String user,
      String unit,
      String container,
      String image,
      Seen seen,
      String file,
      String runs,
      long pid,
      boolean activated,
      Verdict verdict) {

    static Heard on(int port, String file) {
      return new Heard(
          port,
          Transport.TCP,
          List.of("127.0.0.1"),
          "u",
          "",
          "",
          "",
          Seen.KNOWN,
          file,
          "",
          7,
          false,
          Verdict.PLAUSIBLE);
    }

    Heard udp() {
      return new Heard(
          port,
          Transport.UDP,
          addresses,
          user,
          unit,
          container,
          image,
          seen,
          file,
          runs,
          pid,
          activated,
          verdict);
    }

    Heard at(String... places) {
      return new Heard(
          port,
          transport,
          List.of(places),
          user,
          unit,
          container,
          image,
          seen,
          file,
          runs,
          pid,
          activated,
          verdict);
    }

    Heard user(String name) {
      return new Heard(
          port, transport, addresses, name, unit, container, image, seen, file, runs, pid,
          activated, verdict);
    }

    Heard unit(String name) {
      return new Heard(
          port, transport, addresses, user, name, container, image, seen, file, runs, pid,
          activated, verdict);
    }

    Heard container(String name, String newImage) {
      return new Heard(
          port, transport, addresses, user, unit, name, newImage, seen, file, runs, pid, activated,
          verdict);
    }

    Heard seen(Seen how) {
      return new Heard(
          port,
          transport,
          addresses,
          user,
          unit,
          container,
          image,
          how,
          how == Seen.KNOWN || how == Seen.LIKELY ? file : "",
          runs,
          pid,
          activated,
          verdict);
    }

    Heard runs(String what) {
      return new Heard(
          port, transport, addresses, user, unit, container, image, seen, file, what, pid,
          activated, verdict);
    }

    Heard pid(long number) {
      return new Heard(
          port, transport, addresses, user, unit, container, image, seen, file, runs, number,
          activated, verdict);
    }

    Heard handedOver() {
      return new Heard(
          port, transport, addresses, user, unit, container, image, seen, file, runs, pid, true,
          verdict);
    }

    Heard verdict(Verdict judgment) {
      return new Heard(
          port, transport, addresses, user, unit, container, image, seen, file, runs, pid,
          activated, judgment);
    }

    BaselineListener listener() {
      return new BaselineListener(
          port,
          transport,
          addresses,
          port >= 32768,
          user,
          unit,
          container,
          image,
          new BaselineOwner(
              seen, file.substring(file.lastIndexOf('/') + 1), file, runs, pid, null, activated),
          verdict);
    }
  }

  private static ListenerBaseline baseline(Heard... heard) {
    return new ListenerBaseline(AT, true, List.of(heard).stream().map(Heard::listener).toList());
  }

  private static List<String> changes(ListenerBaseline before, ListenerBaseline after) {
    return before.compare(after).stream()
        .map(
            change ->
                (change.alarm() ? "! " : "") + change.kind() + " " + change.listener().place())
        .toList();
  }

  private static List<String> changes(Heard before, Heard after) {
    return changes(baseline(before), baseline(after));
  }

  private static final Heard NGINX = Heard.on(80, "/usr/sbin/nginx");

  // What is normal

  @Test
  void whatIsTheSameIsNoChange() {
    assertThat(changes(NGINX, NGINX)).isEmpty();
  }

  @Test
  void anotherProcessOfTheSameProgramIsARestartWithoutAlarm() {
    assertThat(changes(NGINX, NGINX.pid(99))).containsExactly("RESTARTED 80/tcp");
  }

  @Test
  void aPortThatTheSystemHandsOutMovesWithoutAlarm() {
    Heard helper = Heard.on(40001, "/opt/ide/helper");

    assertThat(changes(helper, Heard.on(45555, "/opt/ide/helper").pid(99)))
        .containsExactly("MOVED 45555/tcp");
  }

  @Test
  void aFixedPortDoesNotMove() {
    assertThat(changes(Heard.on(8081, "/opt/a/server"), Heard.on(8082, "/opt/a/server")))
        .containsExactly("GONE 8081/tcp", "! APPEARED 8082/tcp");
  }

  @Test
  void aSecondListenerOfAProgramOnSuchAPortHasAppeared() {
    Heard helper = Heard.on(40001, "/opt/ide/helper");

    assertThat(changes(baseline(helper), baseline(helper, Heard.on(45555, "/opt/ide/helper"))))
        .containsExactly("! APPEARED 45555/tcp");
  }

  @Test
  void aUdpPortThatAKnownProgramOpensLikeAClientIsNoAlarm() {
    Heard resolver = Heard.on(53, "/usr/sbin/unbound").udp();

    assertThat(
            changes(
                baseline(resolver), baseline(resolver, Heard.on(51234, "/usr/sbin/unbound").udp())))
        .containsExactly("APPEARED 51234/udp");
  }

  @Test
  void aKernelSocketOnAnotherPortOfThatRangeMoves() {
    Heard lock = Heard.on(40001, "").seen(Seen.KERNEL).pid(0).user("root");

    assertThat(changes(lock, Heard.on(50002, "").seen(Seen.KERNEL).pid(0).user("root")))
        .containsExactly("MOVED 50002/tcp");
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/lib/postgresql/15/bin/postgres, /usr/lib/postgresql/16/bin/postgres",
    "/usr/lib/jvm/java-17-openjdk/bin/java, /usr/lib/jvm/java-21-openjdk/bin/java",
    "/usr/bin/python3.11, /usr/bin/python3.12",
    "/usr/sbin/php-fpm8.1, /usr/sbin/php-fpm8.2",
    "/opt/ide/0f1e2d3c4b5a/server, /opt/ide/1a2b3c4d5e6f/server"
  })
  void anotherVersionInThePathIsAnUpgradeWithoutAlarm(String was, String is) {
    assertThat(changes(Heard.on(5432, was), Heard.on(5432, is).pid(9)))
        .containsExactly("UPGRADED 5432/tcp");
  }

  @Test
  void anotherFileOfTheSameNameInTheSameUnitIsAnUpgrade() {
    Heard app = Heard.on(8080, "/opt/app/current/bin/app").unit("app.service");

    assertThat(changes(app, Heard.on(8080, "/srv/app/bin/app").unit("app.service")))
        .containsExactly("UPGRADED 8080/tcp");
  }

  @Test
  void anUpgradeToASuspiciousFileIsAnAlarm() {
    Heard app = Heard.on(8080, "/opt/app/bin/app").unit("app.service");

    assertThat(
            changes(
                app, Heard.on(8080, "/tmp/app").unit("app.service").verdict(Verdict.INVESTIGATE)))
        .containsExactly("! UPGRADED 8080/tcp");
  }

  @Test
  void aNewClusterOfTheSameTemplateUnitIsAnUpgrade() {
    Heard old =
        Heard.on(5432, "/usr/lib/postgresql/15/bin/postgres").unit("postgresql@15-main.service");

    assertThat(
            changes(
                old,
                Heard.on(5432, "/usr/lib/postgresql/16/bin/postgres")
                    .unit("postgresql@16-main.service")))
        .containsExactly("UPGRADED 5432/tcp");
  }

  @Test
  void theFirstConnectionToASocketUnitStartsNothingNew() {
    Heard systemd = Heard.on(22, "/usr/lib/systemd/systemd").pid(1).handedOver();

    assertThat(changes(systemd, Heard.on(22, "/usr/sbin/sshd").pid(900).handedOver()))
        .containsExactly("RESTARTED 22/tcp");
  }

  @Test
  void anotherImageIsNoUpgrade() {
    Heard proxy = Heard.on(8080, "/usr/bin/docker-proxy");

    assertThat(
            changes(proxy.container("web", "nginx:1"), proxy.container("web", "evil.example/x:9")))
        .containsExactly("! REPLACED 8080/tcp");
    assertThat(
            changes(
                proxy.container("web", "host:5000/nginx:1"),
                proxy.container("web", "host:5000/nginx@sha256:aa")))
        .containsExactly("UPGRADED 8080/tcp");
  }

  @Test
  void anotherUnitIsSeenWithoutTheOwner() {
    Heard hidden = NGINX.seen(Seen.NOT_VISIBLE).pid(0);

    assertThat(changes(hidden.unit("nginx.service"), hidden.unit("other.service")))
        .containsExactly("! REPLACED 80/tcp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nginx.service", "Docker container", "user unit web.service", "snap web"})
  void aProgramThatRunsInAUnitAndOneThatWasStartedByHandReplaceEachOther(String unit) {
    assertThat(changes(NGINX.unit(unit), NGINX.pid(9))).containsExactly("! REPLACED 80/tcp");
    assertThat(changes(NGINX, NGINX.unit(unit).pid(9))).containsExactly("! REPLACED 80/tcp");
    assertThat(baseline(NGINX.unit(unit)).compare(baseline(NGINX)).get(0).detail())
        .isEqualTo("The unit was " + unit + ", and now there is none, as in a login session.");
    assertThat(baseline(NGINX).compare(baseline(NGINX.unit(unit))).get(0).detail())
        .isEqualTo("There was no unit, as in a login session, and now it is " + unit + ".");
  }

  @ParameterizedTest
  @EnumSource(names = {"LIKELY", "NOT_VISIBLE"})
  void aUnitIsNotMissedWhereTheOwnerIsNotVisible(Seen seen) {
    Heard hidden = NGINX.seen(seen).pid(0);

    assertThat(changes(NGINX.unit("nginx.service"), hidden)).containsExactly("UNSEEN 80/tcp");
    assertThat(changes(hidden, NGINX.unit("nginx.service"))).containsExactly("UNSEEN 80/tcp");
    assertThat(changes(hidden, hidden.unit("nginx.service"))).doesNotContain("! REPLACED 80/tcp");
  }

  @Test
  void theFirstProcessIsInNoUnitOfItsSockets() {
    Heard systemd = Heard.on(22, "/usr/lib/systemd/systemd").pid(1).handedOver();
    Heard sshd = Heard.on(22, "/usr/sbin/sshd").pid(900).handedOver().unit("ssh.service");

    assertThat(changes(systemd, sshd)).containsExactly("RESTARTED 22/tcp");
    assertThat(changes(sshd, systemd)).containsExactly("RESTARTED 22/tcp");
  }

  @Test
  void aKernelSocketIsInNoUnit() {
    Heard nfs = Heard.on(2049, "").seen(Seen.KERNEL).pid(0);

    assertThat(changes(nfs, nfs.unit("nfs-server.service"))).isEmpty();
  }

  @Test
  void aHelperOfAnEngineIsTheSameWhoeverStartedTheContainer() {
    Heard helper = Heard.on(8080, "/usr/bin/rootlessport");

    assertThat(changes(helper, helper.unit("podman-restart.service").pid(9)))
        .containsExactly("RESTARTED 8080/tcp");
  }

  @Test
  void anotherInstanceOfAUnitIsReported() {
    Heard tenant = NGINX.unit("tenant-1.service");

    List<BaselineChange> changes =
        baseline(tenant).compare(baseline(NGINX.unit("tenant-2.service").pid(9)));

    assertThat(changes)
        .extracting(BaselineChange::kind, BaselineChange::alarm, BaselineChange::detail)
        .containsExactly(
            tuple(
                Kind.UPGRADED,
                false,
                "The unit was tenant-1.service, and is tenant-2.service now."));
  }

  @Test
  void aSocketUnitAndItsServiceAreOne() {
    assertThat(changes(NGINX.unit("web.socket"), NGINX.unit("web.service").pid(9)))
        .containsExactly("RESTARTED 80/tcp");
  }

  @Test
  void anotherProgramInTheSameUnitHasReplacedTheFirstThoughBothAreExpected() {
    Heard server = NGINX.unit("nginx.service").verdict(Verdict.EXPECTED);

    assertThat(
            changes(
                server, Heard.on(80, "/bin/sh").unit("nginx.service").verdict(Verdict.EXPECTED)))
        .containsExactly("! REPLACED 80/tcp");
  }

  @Test
  void anIpv4SocketBesideAnIpv6SocketShowsThatTheLatterIsForIpv6Alone() {
    assertThat(changes(NGINX.at("127.0.0.1", "[::]"), NGINX.at("0.0.0.0", "[::]")))
        .containsExactly("! EXPOSED 80/tcp");
  }

  @Test
  void aContainerIsTheSameByItsNameOrItsImage() {
    Heard proxy = Heard.on(8080, "/usr/bin/docker-proxy");

    assertThat(changes(proxy.container("web", "nginx:1"), proxy.container("web", "nginx:2")))
        .containsExactly("UPGRADED 8080/tcp");
    assertThat(changes(proxy.container("a", "nginx:1"), proxy.container("b", "nginx:1"))).isEmpty();
    assertThat(changes(proxy.container("web", "nginx:1"), proxy.container("x", "y")))
        .containsExactly("! REPLACED 8080/tcp");
  }

  // What is not

  @Test
  void aNewListenerIsAnAlarmAndAGoneOneIsNot() {
    assertThat(changes(baseline(), baseline(NGINX))).containsExactly("! APPEARED 80/tcp");
    assertThat(changes(baseline(NGINX), baseline())).containsExactly("GONE 80/tcp");
  }

  @Test
  void anotherProgramUserUnitOrFileHasReplacedTheFirst() {
    String replaced = "! REPLACED 80/tcp";

    assertThat(changes(NGINX, Heard.on(80, "/usr/sbin/apache2"))).containsExactly(replaced);
    assertThat(changes(NGINX, NGINX.user("other"))).containsExactly(replaced);
    assertThat(changes(NGINX.unit("a.service"), NGINX.unit("b.service"))).containsExactly(replaced);
    assertThat(changes(NGINX, Heard.on(80, "/usr/local/sbin/nginx"))).containsExactly(replaced);
  }

  @ParameterizedTest
  @CsvSource({"a.py, b.py", "server1.py, server2.py", "-c #00000001, -c #00000002", "a.py, ''"})
  void anInterpreterThatRunsSomethingElseIsAnotherProgram(String was, String is) {
    Heard python = Heard.on(8000, "/usr/bin/python3.11");

    assertThat(changes(python.runs(was), python.runs(is))).containsExactly("! REPLACED 8000/tcp");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 0.0.0.0",
    "127.0.0.1, *",
    "127.0.0.1, 192.168.1.5",
    "127.0.0.1, [::]",
    "::1, [::]",
    "::, *",
    "::1, ::",
    "192.168.1.5, 203.0.113.5",
    "10.0.0.1, 0.0.0.0",
    "0.0.0.0, *",
    "fe80::1%2, fd00::1",
    "fd00::1, 2001:db8::1"
  })
  void moreMachinesReachAnExposedListener(String was, String is) {
    assertThat(changes(NGINX.at(was), NGINX.at(is).pid(8))).containsExactly("! EXPOSED 80/tcp");
    assertThat(changes(NGINX.at(is), NGINX.at(was).pid(8))).containsExactly("NARROWED 80/tcp");
  }

  @ParameterizedTest
  @CsvSource({"192.168.1.5, 192.168.1.7", "127.0.0.1, 127.0.0.53", "127.0.0.1, ::1"})
  void anAddressThatNoMoreMachinesReachIsNoAlarm(String was, String is) {
    assertThat(changes(NGINX.at(was), NGINX.at(is))).containsExactly("MOVED 80/tcp");
  }

  @Test
  void whereTheSystemDoesNotSayWhetherIpv4ReachesASocketItIsNotCompared() {
    assertThat(changes(NGINX.at("[::]"), NGINX.at("*"))).doesNotContain("! EXPOSED 80/tcp");
  }

  // What cannot be seen

  @ParameterizedTest
  @EnumSource(names = {"LIKELY", "NOT_VISIBLE"})
  void anOwnerThatIsNotVisibleIsNeverReplaced(Seen seen) {
    assertThat(changes(NGINX, NGINX.seen(seen).pid(0))).containsExactly("UNSEEN 80/tcp");
    assertThat(changes(NGINX.seen(seen).pid(0), NGINX)).containsExactly("UNSEEN 80/tcp");
  }

  @Test
  void theOwnersOfSeveralSocketsThatAreNotVisibleAreComparedTogether() {
    Heard one = Heard.on(53, "/usr/sbin/dnsmasq").at("10.0.0.1");
    Heard other = Heard.on(53, "/usr/sbin/named").at("127.0.0.1");
    Heard unseen = one.seen(Seen.NOT_VISIBLE).at("10.0.0.1", "127.0.0.1");

    assertThat(changes(baseline(one, other), baseline(unseen))).containsExactly("UNSEEN 53/tcp");
  }

  @Test
  void aWiderExposureIsSeenWithoutTheOwner() {
    assertThat(changes(NGINX, NGINX.seen(Seen.NOT_VISIBLE).pid(0).at("*")))
        .containsExactly("! EXPOSED 80/tcp");
  }

  @Test
  void nothingIsGoneWhereTheTablesWereNotReadToTheirEndAndThatIsAnAlarm() {
    ListenerBaseline partial = new ListenerBaseline(AT, false, List.of());

    assertThat(baseline(NGINX).compare(partial))
        .singleElement()
        .hasToString(
            "incomplete (alarm): Not every socket could be read now, so a new listener may not be"
                + " reported.")
        .extracting(BaselineChange::listener)
        .isNull();
  }

  @Test
  void whatIsFoundWhereTheTablesWereNotReadToTheirEndIsComparedToo() {
    ListenerBaseline partial =
        new ListenerBaseline(AT, false, List.of(Heard.on(22, "/usr/sbin/sshd").listener()));

    assertThat(baseline(NGINX).compare(partial))
        .extracting(BaselineChange::kind)
        .containsExactly(Kind.INCOMPLETE, Kind.APPEARED);
  }

  @Test
  void aMachineOnWhichNothingListensAnymoreIsNotTheSameAsOneThatCouldNotBeRead() {
    Survey empty = new FixedSource().probe().survey();
    Survey unread = new FixedSource().withoutSome("n").probe().survey();

    assertThat(empty.findings()).isEmpty();
    assertThat(changes(baseline(NGINX), ListenerBaseline.of(empty))).containsExactly("GONE 80/tcp");
    assertThat(ListenerBaseline.of(unread).socketsComplete()).isFalse();
    assertThat(ListenerBaseline.of(unread).at()).isEqualTo(unread.at());
  }

  @Test
  void aSurveyHasEveryOwnerOnlyIfEachFindingHas() {
    assertThat(
            new FixedSource()
                .with(tcp("127.0.0.1", 80, Some.process(5, "/usr/sbin/nginx").known()))
                .probe()
                .survey()
                .coverage()
                .ownersComplete())
        .isTrue();
    assertThat(
            new FixedSource()
                .with(
                    tcp("127.0.0.1", 80, Some.process(5, "/usr/sbin/nginx").known()),
                    tcp("127.0.0.1", 81, DENIED))
                .probe()
                .survey()
                .coverage()
                .ownersComplete())
        .isFalse();
  }

  // What is kept

  @Test
  void theListenersOfAProgramOnAPortAreKeptTogether() {
    ListenerBaseline kept =
        ListenerBaseline.of(
            new FixedSource()
                .with(
                    tcp("127.0.0.1", 8080, Some.process(5, "/usr/bin/node").runs("a.js").known()),
                    tcp("10.0.0.1", 8080, Some.process(6, "/usr/bin/node").runs("a.js").known()),
                    tcp("127.0.0.1", 8081, DENIED))
                .probe()
                .survey());

    assertThat(kept.listeners())
        .extracting(
            BaselineListener::place, BaselineListener::addressText, BaselineListener::programText)
        .containsExactly(
            tuple("8080/tcp", "10.0.0.1 127.0.0.1", "node a.js"),
            tuple("8081/tcp", "127.0.0.1", "?"));
    assertThat(kept.listeners().get(0).owner().pid()).isEqualTo(5);
  }

  @Test
  void anotherScriptOfTheSameNameIsNamedWhole() {
    ListenerBaseline before = baseline("/usr/bin/python3", "/srv/a/srv.py");
    ListenerBaseline after = baseline("/usr/bin/python3", "/tmp/b/srv.py");

    assertThat(before.compare(after))
        .extracting(BaselineChange::detail)
        .containsExactly("What it runs was /srv/a/srv.py, and is /tmp/b/srv.py now.");
  }

  @ParameterizedTest
  @CsvSource({
    "python3, app.py, /srv/a/app.py",
    "python3, ./app.py, /srv/a/app.py",
    "python3, ../app.py, /srv/app.py",
    "python3, bin/serve, /srv/a/bin/serve",
    "node, ., /srv/a",
    "ruby, app.rb, /srv/a/app.rb",
    "java, billing.jar, /srv/a/billing.jar",
    // Neither is a file.
    "java, com.acme.Billing, com.acme.Billing",
    "java, billing/com.acme.Billing, billing/com.acme.Billing",
    "python3, http.server, http.server",
    "deno, https://deno.land/std/http/file_server.ts, https://deno.land/std/http/file_server.ts",
    "java, @arguments, @arguments",
    "python3, /opt/app.py, /opt/app.py",
    "nginx, a/b, a/b"
  })
  void aScriptIsKeptWithItsFolder(String program, String runs, String kept) {
    assertThat(inFolder("/srv/a", program, runs).listeners().get(0).owner().runs()).isEqualTo(kept);
  }

  @Test
  void aScriptOfTheSameNameInAnotherFolderIsAnotherProgram() {
    ListenerBaseline before = inFolder("/srv/a", "python3", "app.py");

    assertThat(before.compare(inFolder("/tmp", "python3", "app.py")))
        .extracting(BaselineChange::kind, BaselineChange::detail)
        .containsExactly(
            tuple(Kind.REPLACED, "What it runs was /srv/a/app.py, and is /tmp/app.py now."));
    assertThat(before.compare(inFolder("/srv/a", "python3", "./app.py"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "app.py, SAME",
    "./app.py, SAME",
    "../a/app.py, SAME",
    "a/app.py, SAME",
    "., SAME",
    "pp.py, DIFFERENT",
    "../b/app.py, DIFFERENT",
    ".app.py, DIFFERENT"
  })
  void aScriptWhoseFolderIsNotKnownIsTheSameByItsName(String relative, Likeness.Kind kind) {
    BaselineListener whole = inFolder("/srv/a", "python3", "app.py").listeners().get(0);
    BaselineListener part = inFolder(null, "python3", relative).listeners().get(0);

    assertThat(Likeness.of(whole, part).kind()).isEqualTo(kind);
    assertThat(Likeness.of(part, whole).kind()).isEqualTo(kind);
  }

  private static ListenerBaseline inFolder(@Nullable String folder, String program, String runs) {
    Some process = Some.process(5, "/usr/bin/" + program).runs(runs);
    return ListenerBaseline.of(
        new FixedSource()
            .with(
                tcp("127.0.0.1", 8000, (folder == null ? process : process.folder(folder)).known()))
            .probe()
            .survey());
  }

  private static ListenerBaseline baseline(String file, String runs) {
    return ListenerBaseline.of(
        new FixedSource()
            .with(FixedSource.tcp("127.0.0.1", 9092, Some.process(5, file).runs(runs).known()))
            .probe()
            .survey());
  }

  private static String unit(@Nullable String socket, String owner) {
    Some process = Some.process(5, "/usr/sbin/nginx");
    ControlGroup group = ControlGroupPath.decode(owner);
    Known known =
        (group == null ? process : process.group(group.kind(), group.name(), owner)).known();
    return ListenerBaseline.of(
            new FixedSource()
                .with(
                    new Listener(
                        Transport.TCP,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 80),
                        Listener.Ipv4.ACCEPTED,
                        "root",
                        known,
                        socket == null ? null : ControlGroupPath.decode(socket),
                        null))
                .probe()
                .survey())
        .listeners()
        .get(0)
        .unit();
  }

  @ParameterizedTest
  @CsvSource({
    "/system.slice/nginx.service, nginx.service",
    "/system.slice/cron.service, cron.service",
    "/system.slice/run-u12.service, ''",
    "/, ''",
    "/user.slice/user-1000.slice/session-2.scope, ''",
    "/user.slice/user-1000.slice/user@1000.service/app.slice/app-code@6f1e2d3c4b5a.service, ''",
    "/user.slice/user-1000.slice/user@1000.service/app.slice/dbus-:1.2-org.kde.kdeconnect@0.service, ''",
    "/user.slice/user-1000.slice/user@1000.service/tmux-spawn-6f1e.scope, ''"
  })
  void aUnitThatIsMadeForEachStartIsNotKept(String path, String unit) {
    assertThat(unit(null, path)).isEqualTo(unit);
  }

  @Test
  void theGroupInWhichTheSocketOfAKnownOwnerWasMadeIsNotKept() {
    assertThat(unit("/system.slice/ssh.service", "/user.slice/user-0.slice/session-1.scope"))
        .isEmpty();
    assertThat(unit("/system.slice/web.socket", "/system.slice/nginx.service"))
        .isEqualTo("web.socket");
  }

  @Test
  void noCommandLineIsKept() {
    ListenerBaseline kept =
        ListenerBaseline.of(
            new FixedSource()
                .with(
                    tcp(
                        "127.0.0.1",
                        8080,
                        Some.process(5, "/usr/bin/python3")
                            .args("python3", "-c", "serve()", "--password=hunter2")
                            .runs("-c")
                            .known()))
                .probe()
                .survey());

    assertThat(Jackson.JACKSON_3.text(kept)).doesNotContain("hunter2").doesNotContain("serve()");
    assertThat(kept.listeners().get(0).owner().runs()).matches("-c #[0-9a-f]{8}");
  }

  @ParameterizedTest
  @EnumSource
  void aBaselineIsWrittenAndReadAsTheSame(Jackson jackson) {
    ListenerBaseline kept = baseline(NGINX, Heard.on(81, "").seen(Seen.NOT_VISIBLE).pid(0));
    byte[] json = jackson.write(kept);

    assertThat(jackson.read(json, ListenerBaseline.class)).isEqualTo(kept);
    assertThat(JsonSchemas.LISTENER_BASELINE.faults(jackson.text(kept))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aPropertyOfALaterVersionIsIgnored(Jackson jackson) {
    String json = jackson.text(baseline(NGINX)).replace("\"port\":", "\"more\":{},\"port\":");

    assertThat(jackson.read(json, ListenerBaseline.class)).isEqualTo(baseline(NGINX));
  }

  @ParameterizedTest
  @EnumSource
  void aLaterFormatIsRefusedBeforeAnythingElseIsRead(Jackson jackson) {
    assertThatExceptionOfType(Jackson.Refused.class)
        .isThrownBy(
            () -> jackson.read("{\"format\":2,\"listeners\":\"packed\"}", ListenerBaseline.class))
        .withMessageContaining("expected a baseline of format 1, found format 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"addresses", "owner", "verdict", "port", "clientPort"})
  void aMissingPropertyIsNamed(String name) {
    String json =
        Jackson.JACKSON_3.text(baseline(NGINX)).replace("\"" + name + "\":", "\"x" + name + "\":");

    assertThatExceptionOfType(Jackson.Refused.class)
        .isThrownBy(() -> Jackson.JACKSON_2.read(json, ListenerBaseline.class))
        .withMessageContaining(name + " is missing");
  }

  @Test
  void aChangeOfAKindHasWhatTheKindSays() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new BaselineChange(Kind.GONE, null, NGINX.listener(), false, ""))
        .withMessage("before is missing or null, expected a listener for a change of kind gone");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new BaselineChange(Kind.INCOMPLETE, null, NGINX.listener(), true, ""))
        .withMessage("after: expected none for a change of kind incomplete, found a listener");
  }
}
