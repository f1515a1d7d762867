package io.github.portregistry.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.portregistry.Transport;
import io.github.portregistry.probe.SocketSource.Sockets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Engines that answer, and engines that do not. */
class ContainerEnginesTest {

  private static final String ID =
      "9687bac58d5c4d1606aa46af33d1a21c1d1652e0ac9fb3fc0fc86e3495f42869";

  private static final String OTHER_ID =
      "e8c29da1a2f6c4bb032304f7dfbc5a767e026092c4a2fcbc830e58565f972f54";

  /** Of the shape that Docker documents. */
  private static final String DOCKER =
      """
      [{"Id":"ID","Names":["/front/db","/shop-db-1"],"Image":"postgres:16","ImageID":"sha256:1",
        "Command":"docker-entrypoint.sh postgres","Created":1790000000,
        "Ports":[{"IP":"0.0.0.0","PrivatePort":5432,"PublicPort":15432,"Type":"tcp"},
                 {"IP":"::","PrivatePort":5432,"PublicPort":15432,"Type":"tcp"},
                 {"PrivatePort":9187,"Type":"tcp"}],
        "Labels":{"com.docker.compose.project":"shop"},"State":"running","Status":"Up 2 hours",
        "HostConfig":{"NetworkMode":"shop_default"},"NetworkSettings":{"Networks":{}},"Mounts":[]},
       {"Id":"OTHER_ID","Names":["/dns"],"Image":"coredns/coredns","Ports":[
                 {"IP":"127.0.0.1","PrivatePort":53,"PublicPort":1053,"Type":"udp"},
                 {"IP":"::1","PrivatePort":53,"PublicPort":1053,"Type":"tcp"}]}]
      """
          .replace("OTHER_ID", OTHER_ID)
          .replace("ID", ID);

  /** As Podman 4.3.1 answers: without the address, which is all. */
  private static final String PODMAN =
      """
      [{"Id":"ID","Names":["/billing"],"Image":"","ImageID":"","Command":"/bin/httpd -f -p 80",
        "Created":1795689600,"Ports":[{"PrivatePort":80,"PublicPort":18082,"Type":"tcp"}],
        "SizeRw":0,"SizeRootFs":0,"Labels":{},"State":"running","Status":"Up 3 seconds",
        "NetworkSettings":{"Networks":{"podman":{}}},"Mounts":null,"Name":"","Config":null}]
      """
          .replace("ID", ID);

  @TempDir private Path temp;

  private static Listener listener(Transport transport, String ip, int port) {
    return listener(transport, ip, port, null);
  }

  private static Listener listener(
      Transport transport, String ip, int port, @Nullable ControlGroup group) {
    return new Listener(
        transport,
        new InetSocketAddress(ip, port),
        Listener.Ipv4.ACCEPTED,
        "root",
        NotVisible.notRequested(),
        group,
        null);
  }

  private static final Duration TIME = Depth.USUAL.budget();

  private static Sockets survey(Listener... listeners) {
    Coverage coverage = new Coverage(Source.PROC, true, false, List.of("as before"));
    return new Sockets(List.of(listeners), List.of(), coverage);
  }

  private static @Nullable String name(Sockets survey) {
    Container container = survey.listeners().get(0).container();
    return container == null ? null : container.name();
  }

  private static String note(Sockets survey) {
    assertThat(survey.coverage().socketsComplete()).isTrue();
    assertThat(survey.coverage().notes()).hasSize(2).startsWith("as before");
    assertThat(name(survey)).isNull();
    return survey.coverage().notes().get(1);
  }

  /** What an engine's answer makes of a survey. */
  private Sockets named(String json, Listener... listeners) throws Exception {
    try (FakeEngine engine = FakeEngine.answering(temp, json)) {
      return ContainerEngines.NONE.with(engine.socket()).name(survey(listeners), TIME);
    }
  }

  private static final Listener POSTGRES = listener(Transport.TCP, "0.0.0.0", 15432);

  // Which listener is a container's

  @Test
  void theContainerThatPublishesAPortIsNamed() throws Exception {
    try (FakeEngine engine = FakeEngine.answering(temp, DOCKER)) {
      Sockets survey = ContainerEngines.NONE.with(engine.socket()).name(survey(POSTGRES), TIME);

      assertThat(survey.listeners().get(0).container())
          .isEqualTo(new Container("shop-db-1", ID, "postgres:16", engine.socket().toString()));
      assertThat(survey.coverage()).isEqualTo(survey().coverage());
      assertThat(engine.request())
          .startsWith("GET /containers/json HTTP/1.1\r\nHost: localhost\r\n")
          .contains("\r\nConnection: close\r\n");
    }
  }

  @Test
  void podmansAnswerIsUnderstoodToo() throws Exception {
    assertThat(name(named(PODMAN, listener(Transport.TCP, "0.0.0.0", 18082)))).isEqualTo("billing");
  }

  @ParameterizedTest
  @CsvSource({
    "TCP, 0.0.0.0, 15432, shop-db-1",
    "TCP, ::, 15432, shop-db-1",
    "TCP, 127.0.0.1, 15432, shop-db-1",
    "TCP, 192.0.2.1, 15432,",
    "UDP, 0.0.0.0, 15432,",
    "TCP, 0.0.0.0, 5432,",
    "TCP, 0.0.0.0, 9187,",
    "UDP, 127.0.0.1, 1053, dns",
    "UDP, 127.0.0.2, 1053,",
    "UDP, 0.0.0.0, 1053,",
    "TCP, 127.0.0.1, 1053,",
    "TCP, ::1, 1053, dns",
  })
  void portTransportAndAddressDecide(Transport transport, String ip, int port, String name)
      throws Exception {
    assertThat(name(named(DOCKER, listener(transport, ip, port)))).isEqualTo(name);
  }

  @Test
  void aLoopbackAddressCountsOnlyWhereNobodyHasAllAddresses() throws Exception {
    Sockets survey = named(DOCKER, listener(Transport.TCP, "127.0.0.1", 15432), POSTGRES);

    assertThat(name(survey)).isNull();
    assertThat(survey.listeners().get(1).container())
        .extracting(Container::name)
        .isEqualTo("shop-db-1");
  }

  @Test
  void theControlGroupOfASocketOrAnOwnerNamesTheContainerWhateverThePort() throws Exception {
    ControlGroup group = new ControlGroup(ControlGroup.Kind.DOCKER, ID, "/docker/" + ID);
    ControlGroup bare = new ControlGroup(ControlGroup.Kind.OTHER, ID, "/agents/" + ID);
    assertThat(name(named(DOCKER, listener(Transport.TCP, "0.0.0.0", 80, group))))
        .isEqualTo("shop-db-1");
    assertThat(name(named(DOCKER, listener(Transport.TCP, "0.0.0.0", 80, bare))))
        .isEqualTo("shop-db-1");

    ProcessRef owner =
        new ProcessRef(
            60,
            null,
            "httpd",
            ProgramFile.named(null, false),
            List.of(),
            "root",
            new Background("", null, group, List.of()));
    Listener owned =
        new Listener(
            Transport.TCP,
            new InetSocketAddress("0.0.0.0", 80),
            Listener.Ipv4.ACCEPTED,
            "root",
            new Known(List.of(owner), true));
    assertThat(name(named(DOCKER, owned))).isEqualTo("shop-db-1");
  }

  @Test
  void whatIsInAnotherContainerIsNotNamedByItsPort() throws Exception {
    ControlGroup other = new ControlGroup(ControlGroup.Kind.LXC, "web", "/lxc/web");
    assertThat(name(named(DOCKER, listener(Transport.TCP, "0.0.0.0", 15432, other)))).isNull();

    ControlGroup service = ControlGroupPath.decode("/system.slice/docker.service");
    assertThat(name(named(DOCKER, listener(Transport.TCP, "0.0.0.0", 15432, service))))
        .isEqualTo("shop-db-1");
  }

  private static Listener owned(Some owner) {
    return new Listener(
        Transport.TCP,
        new InetSocketAddress("0.0.0.0", 15432),
        Listener.Ipv4.ACCEPTED,
        "root",
        owner.known());
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/bin/docker-proxy, true",
    "/usr/bin/rootlessport, true",
    "/usr/local/bin/limactl, true",
    "/usr/bin/python3.11, false",
    "/usr/sbin/nginx, false"
  })
  void aPublishedPortNamesOnlyAHelperOfAnEngine(String file, boolean named) throws Exception {
    assertThat(name(named(DOCKER, owned(Some.process(5, file)))))
        .isEqualTo(named ? "shop-db-1" : null);
  }

  @Test
  void aProgramOfAnotherUserIsNoHelperWhateverItsName() throws Exception {
    Some proxy = Some.process(5, "/srv/docker-proxy");

    assertThat(name(named(DOCKER, owned(proxy.user("somebody else"))))).isNull();
    assertThat(name(named(DOCKER, owned(proxy.user(Files.getOwner(temp).getName())))))
        .isEqualTo("shop-db-1");
  }

  @Test
  void whereTheOwnerWasRefusedThePortNamesTheContainer() throws Exception {
    Listener hidden =
        new Listener(
            Transport.TCP,
            new InetSocketAddress("0.0.0.0", 15432),
            Listener.Ipv4.ACCEPTED,
            "root",
            new Denied("w"));

    assertThat(name(named(DOCKER, hidden))).isEqualTo("shop-db-1");
  }

  @Test
  void aSocketOfTheKernelIsNotPublished() throws Exception {
    Listener kernel =
        new Listener(
            Transport.TCP,
            new InetSocketAddress("0.0.0.0", 15432),
            Listener.Ipv4.ACCEPTED,
            "root",
            new NotVisible(NotVisible.Cause.KERNEL, "w"));

    assertThat(name(named(DOCKER, kernel))).isNull();
  }

  @Test
  void aGroupThatAnotherUserMadeIsNoContainer() throws Exception {
    assumeTrue(
        temp.getFileSystem().supportedFileAttributeViews().contains("unix"), "needs user numbers");
    String group = "/user.slice/user-%1$s.slice/user@%1$s.service/docker-" + ID + ".scope";
    ControlGroup others = ControlGroupPath.decode(String.format(group, "4000000"));
    ControlGroup own =
        ControlGroupPath.decode(String.format(group, Files.getAttribute(temp, "unix:uid")));

    assertThat(name(named(DOCKER, listener(Transport.TCP, "0.0.0.0", 15432, others)))).isNull();
    assertThat(name(named(DOCKER, listener(Transport.TCP, "0.0.0.0", 80, own))))
        .isEqualTo("shop-db-1");
  }

  @Test
  void insideAnotherNamespacePublishedPortsDoNotCount() throws Exception {
    ControlGroup group = new ControlGroup(ControlGroup.Kind.DOCKER, ID, "/docker/" + ID);
    try (FakeEngine engine = FakeEngine.answering(temp, DOCKER)) {
      ContainerEngines inside = ContainerEngines.NONE.with(engine.socket()).inside();

      assertThat(name(inside.name(survey(POSTGRES), TIME))).isNull();
      assertThat(name(inside.name(survey(listener(Transport.TCP, "::", 15432, group)), TIME)))
          .isEqualTo("shop-db-1");
    }
  }

  @Test
  void theFirstOfSeveralEnginesThatHasAContainerNamesIt() throws Exception {
    Path gone = temp.resolve("gone.sock");
    try (FakeEngine first = FakeEngine.answering(temp, "[]");
        FakeEngine second = FakeEngine.answering(temp, DOCKER);
        FakeEngine third = FakeEngine.answering(temp, DOCKER.replace("shop-db-1", "late"))) {
      ContainerEngines engines =
          ContainerEngines.NONE
              .with(gone)
              .with(first.socket())
              .with(second.socket())
              .with(third.socket());
      Sockets survey = engines.name(survey(POSTGRES), TIME);

      assertThat(name(survey)).isEqualTo("shop-db-1");
      assertThat(survey.coverage().notes())
          .containsExactly(
              "as before",
              "The containers of the engine at " + gone + " are not named: there is no such file.");
    }
  }

  @Test
  void withoutANameThereIsTheBeginningOfTheId() throws Exception {
    for (String names : List.of("null", "[]", "[\"/a/b\", null, \"/\"]")) {
      String json = DOCKER.replace("[\"/front/db\",\"/shop-db-1\"]", names);
      assertThat(name(named(json, POSTGRES))).isEqualTo("9687bac58d5c");
    }
  }

  @Test
  void withoutListenersNobodyIsAsked() {
    ContainerEngines engines = ContainerEngines.NONE.with(temp.resolve("gone.sock"));

    assertThat(engines.name(survey(), TIME).coverage().notes()).containsExactly("as before");
  }

  @Test
  void theProbeNamesTheContainerOfAListener() throws Exception {
    FakeProc proc = new FakeProc(temp.resolve("proc"));
    proc.write("net/tcp", FakeMachine.HEADER + FakeMachine.row("00000000:3C48", "0A", 0, 7));
    for (String table : List.of("tcp6", "udp", "udp6")) {
      proc.write("net/" + table, FakeMachine.HEADER);
    }
    try (FakeEngine engine = FakeEngine.answering(temp, DOCKER)) {
      ListenerProbe probe = proc.probe().withContainers(engine.socket());

      assertThat(probe.check(15432).listeners())
          .extracting(Listener::container)
          .extracting(Container::name)
          .containsExactly("shop-db-1");
      assertThat(probe.withOwners(Owners.NONE).checkAll().get(0).listeners().get(0).container())
          .extracting(Container::name)
          .isEqualTo("shop-db-1");
    }
  }

  @Test
  void theSocketIsAFileOfThisSystem() throws IOException {
    ListenerProbe probe = ListenerProbe.local();
    Path zip = temp.resolve("a.zip");
    try (FileSystem other = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      assertThatThrownBy(() -> probe.withContainers(other.getPath("/docker.sock")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("expected a path of the default file system, found /docker.sock");
    }
    assertThatThrownBy(() -> probe.withContainers(null)).hasMessage("engineSocket");
  }

  // Answers

  @Test
  void anAnswerMayComeInChunksOrUpToItsEnd() throws Exception {
    String half = DOCKER.substring(0, 100);
    String rest = DOCKER.substring(100);
    String chunks =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\ntransfer-encoding:  Chunked\r\n\r\n"
            + "64;x=y\r\n"
            + half
            + "\r\n"
            + Integer.toHexString(rest.length()).toUpperCase(Locale.ROOT)
            + "\r\n"
            + rest
            + "\r\n0\r\n\r\n";
    for (String answer : List.of(chunks, "HTTP/1.0 200 OK\n\n" + DOCKER)) {
      try (FakeEngine engine = FakeEngine.sending(temp, answer)) {
        assertThat(name(ContainerEngines.NONE.with(engine.socket()).name(survey(POSTGRES), TIME)))
            .isEqualTo("shop-db-1");
      }
    }
  }

  @Test
  void anEngineThatKeepsTheConnectionIsNotWaitedFor() throws Exception {
    long start = System.nanoTime();
    try (FakeEngine engine =
        FakeEngine.keeping(temp, FakeEngine.head(DOCKER.length()) + DOCKER, "")) {
      assertThat(name(ContainerEngines.NONE.with(engine.socket()).name(survey(POSTGRES), TIME)))
          .isEqualTo("shop-db-1");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  private String noteFor(String answer) throws Exception {
    try (FakeEngine engine = FakeEngine.sending(temp, answer)) {
      String note = note(ContainerEngines.NONE.with(engine.socket()).name(survey(POSTGRES), TIME));
      String start = "The containers of the engine at " + engine.socket() + " are not named: ";
      assertThat(note).startsWith(start);
      return note.substring(start.length());
    }
  }

  @Test
  void anAnswerOfAnotherKindIsNoted() throws Exception {
    assertThat(noteFor("SSH-2.0-OpenSSH_9.2\r\n"))
        .isEqualTo("expected an answer by HTTP, found \"SSH-2.0-OpenSSH_9.2\".");
    assertThat(noteFor("\u001b[2J\r\n")).contains("found \"\\u001b[2J\".");
    assertThat(noteFor("")).isEqualTo("expected an answer by HTTP, found \"\".");
    assertThat(noteFor("x".repeat(50_000))).endsWith(" found \"" + "x".repeat(40) + "\".");
    assertThat(noteFor("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\n[]"))
        .isEqualTo("it answered with the status 403.");
    assertThat(noteFor("HTTP/1.1 OK\r\n\r\n[]"))
        .isEqualTo("expected a number in the head of its answer.");
    assertThat(noteFor("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n[]"))
        .isEqualTo("expected a number in the head of its answer.");
    assertThat(noteFor("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(101) + "\r\n[]"))
        .isEqualTo("its answer has more than 100 headers.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "{}",
        "{\"message\":\"no\"}",
        "[[]]",
        "[1]",
        "[{\"Id\":{}}]",
        "[{\"Id\":\"a\",\"Names\":\"b\"}]",
        "[{\"Id\":\"a\",\"Ports\":[{\"PublicPort\":99999999999}]}]",
        "<html>",
        "[] trailing",
      })
  void aTextThatIsNoListOfContainersIsNoted(String json) throws Exception {
    assertThat(noteFor(FakeEngine.head(json.length()) + json))
        .isEqualTo("its answer is not a list of containers in JSON.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[null]", "[{}]", "[{\"Id\":\"\"}]"})
  void aContainerWithoutAnIdIsNoted(String json) throws Exception {
    assertThat(noteFor(FakeEngine.head(json.length()) + json))
        .isEqualTo("its answer has a container without an Id.");
  }

  @Test
  void oddPortsAreNobodys() throws Exception {
    for (String port :
        List.of(
            "{\"IP\":\"localhost\",\"PublicPort\":15432,\"Type\":\"tcp\"}",
            "{\"IP\":\"999.0.0.1\",\"PublicPort\":15432,\"Type\":\"tcp\"}",
            "{\"PublicPort\":-1,\"Type\":\"tcp\"}",
            "{\"PublicPort\":15432}",
            "null")) {
      Sockets survey = named("[{\"Id\":\"a\",\"Ports\":[" + port + "]}]", POSTGRES);
      assertThat(name(survey)).isNull();
      assertThat(survey.coverage().notes()).containsExactly("as before");
    }
  }

  @Test
  void anAnswerThatEndsEarlyIsNoted() throws Exception {
    assertThat(noteFor(FakeEngine.head(9) + "[]")).isEqualTo("its answer ends after 2 of 9 bytes.");
    String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    assertThat(noteFor(chunked + "9\r\n[]")).isEqualTo("its answer ends after 2 of 9 bytes.");
    assertThat(noteFor(chunked + "2\r\n[]\r\n"))
        .isEqualTo("expected a number in the head of its answer.");
    assertThat(noteFor(chunked + "-2\r\n[]\r\n"))
        .isEqualTo("expected a number in the head of its answer.");
  }

  @Test
  void aLargeAnswerIsNotReadToItsEnd() throws Exception {
    String large = "its answer is larger than 16 MiB.";
    String blanks = " ".repeat(1024 * 1024);
    assertThat(noteFor(FakeEngine.head(16 * 1024 * 1024 + 1))).isEqualTo(large);
    String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    assertThat(noteFor(chunked + "1000001\r\n")).isEqualTo(large);
    assertThat(noteFor(chunked + "1\r\n \r\n1000000\r\n")).isEqualTo(large);
    assertThat(noteFor(chunked + "1\r\n \r\n7fffffff\r\n")).isEqualTo(large);
    assertThat(noteFor("HTTP/1.1 200 OK\r\n\r\n" + blanks.repeat(17))).isEqualTo(large);
    assertThat(noteFor(FakeEngine.head(16 * 1024 * 1024) + blanks.repeat(16)))
        .isEqualTo("its answer is not a list of containers in JSON.");
  }

  @Test
  void aCallerWithLessTimeWaitsLess() throws Exception {
    try (FakeEngine engine = FakeEngine.keeping(temp, FakeEngine.head(1000), "")) {
      Sockets survey =
          ContainerEngines.NONE.with(engine.socket()).name(survey(POSTGRES), Duration.ofMillis(50));

      assertThat(note(survey)).endsWith(" are not named: it did not answer within 50 ms.");
    }
  }

  private static String body(String answer) throws IOException {
    byte[] body = ContainerEngine.body(new ByteArrayInputStream(answer.getBytes(UTF_8)));
    return new String(body, UTF_8);
  }

  @Test
  void anAnswerWithoutABodyIsEmptyWhateverFollows() throws IOException {
    assertThat(body("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n[]")).isEmpty();
  }

  @Test
  void aZeroByteEndsNoLine() throws IOException {
    assertThat(body("HTTP/1.1 200 OK\r\nA: b\0\r\nContent-Length: 2\r\n\r\n[]")).isEqualTo("[]");
  }

  @Test
  @Tag("whole")
  void aSlowEngineIsWaitedForTwoSecondsAtMost() throws Exception {
    for (String more : List.of("", " ")) {
      long start = System.nanoTime();
      try (FakeEngine engine = FakeEngine.keeping(temp, FakeEngine.head(1000), more)) {
        assertThat(note(ContainerEngines.NONE.with(engine.socket()).name(survey(POSTGRES), TIME)))
            .endsWith(" are not named: it did not answer within 2 s.");
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(4));
    }
  }

  @Test
  void anEngineThatIsGoneIsNoted() throws Exception {
    Path socket;
    try (FakeEngine engine = FakeEngine.answering(temp, DOCKER)) {
      socket = engine.socket();
    }
    assumeTrue(Files.exists(socket), "needs a system that keeps the file of a socket");
    assertThat(note(ContainerEngines.NONE.with(socket).name(survey(POSTGRES), TIME)))
        .startsWith("The containers of the engine at " + socket + " are not named: Connection re");
  }

  @Test
  void aFileThatIsNoSocketAndATooLongPathAreNoted() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "[]", UTF_8);
    assertThat(note(ContainerEngines.NONE.with(file).name(survey(POSTGRES), TIME)))
        .startsWith("The containers of the engine at " + file + " are not named: ");

    Path folder = Files.createDirectories(temp.resolve("x".repeat(200)));
    Path deep = Files.writeString(folder.resolve("s"), "", UTF_8);
    assertThat(note(ContainerEngines.NONE.with(deep).name(survey(POSTGRES), TIME)))
        .contains(" are not named: ");
  }

  @Test
  void anInterruptedThreadStaysInterruptedAndSaysSo() throws Exception {
    try (FakeEngine engine = FakeEngine.keeping(temp, "", "")) {
      Thread.currentThread().interrupt();
      Sockets survey = ContainerEngines.NONE.with(engine.socket()).name(survey(POSTGRES), TIME);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(note(survey)).endsWith(": the thread that asked was interrupted.");
    }
  }
}
