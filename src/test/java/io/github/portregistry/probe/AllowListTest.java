package io.github.portregistry.probe;

import static io.github.portregistry.probe.FixedSource.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.Transport;
import io.github.portregistry.probe.Listener.Ipv4;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {

  private static final Known REDIS = Some.process(5, "/usr/bin/redis-server").known();

  private static AllowList list(String text) {
    try {
      return AllowList.read(
          new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "allowed.csv");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> refusals(String rows, Listener... listeners) {
    return list("port,transport,address,program,comment\n" + rows)
        .refusals(new FixedSource().with(listeners).probe().survey())
        .stream()
        .map(Refusal::why)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "6379,tcp,loopback,redis-server,",
        "6379,,,,",
        "*,*,*,*,*",
        "6000-7000,TCP,127.0.0.0/8,/usr/bin/redis-server,cache",
        "6379,tcp,127.0.0.1,redis-server,",
        "6379,tcp,0.0.0.0,redis-server,",
        "6379,tcp,any,redis-server,"
      })
  void aRowAllowsAListener(String row) {
    assertThat(refusals(row, tcp("127.0.0.1", 6379, REDIS))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          22,tcp,,,               | No row allows 6379/tcp.
          6379,udp,,,             | No row allows 6379/tcp; row 2 allows port 6379 over udp only.
          6379,tcp,loopback,,     | Row 2 allows 6379/tcp on loopback only; it listens on all IPv4 addresses.
          6379,tcp,::,,           | Row 2 allows 6379/tcp on :: only; it listens on all IPv4 addresses.
          6379,tcp,,valkey,       | Row 2 allows 6379/tcp for valkey only; it is redis-server.
          6379,,loopback,valkey,  | Row 2 allows 6379/tcp on loopback for valkey only; it listens on all IPv4 addresses, and it is redis-server.
          6379,,,unit:a.service,  | Row 2 allows 6379/tcp for unit:a.service only; it is redis-server.
          """)
  void whatIsNotAllowedComesWithTheNearestRow(String row, String why) {
    assertThat(refusals(row, tcp("0.0.0.0", 6379, REDIS))).containsExactly(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          6379,udp,,redis-server,          | 6379,tcp,loopback,valkey,  | Row 3
          6379,udp,,redis-server,          | 6379,udp,loopback,valkey,  | row 2
          6379,tcp,loopback,redis-server,  | 6379,tcp,,valkey,          | Row 2
          6379,tcp,,valkey,                | 6379,tcp,loopback,,        | Row 3
          6379,tcp,loopback,valkey,        | 6379,tcp,loopback,keydb,   | Row 2
          6379,tcp,,valkey,                | 6379,tcp,loopback,keydb,   | Row 2
          6379,tcp,loopback,keydb,         | 6379,tcp,,valkey,          | Row 3
          22,tcp,,redis-server,            | 6379,udp,loopback,valkey,  | row 3
          """)
  void theRowOfWhichMostMatchesIsTheNearestAndTheFirstOfSeveral(
      String one, String other, String nearest) {
    assertThat(refusals(one + "\n" + other, tcp("0.0.0.0", 6379, REDIS)))
        .singleElement()
        .asString()
        .contains(nearest + " allows");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          6379,tcp,loopback,,  | 6379,tcp,,redis-server,          | row 3 allows 6379/tcp for redis
          6379,tcp,,valkey,    | 6379,tcp,loopback,redis-server,  | row 2 allows 6379/tcp for valkey
          """)
  void aRowForAnOwnerThatIsNotVisibleIsNearerThanOneForAnotherAddress(
      String one, String other, String why) {
    NotVisible hidden = new NotVisible(NotVisible.Cause.UNKNOWN, "It is not visible.");

    assertThat(refusals(one + "\n" + other, tcp("0.0.0.0", 6379, hidden)))
        .singleElement()
        .asString()
        .startsWith("It cannot be checked: the owner is not visible, and " + why);
  }

  @ParameterizedTest
  @CsvSource({
    "unit:a.service, b.service",
    "user-unit:a.service, b.service",
    "/opt/valkey, redis-server (/usr/bin/redis-server)",
    "container:web, redis-server",
    "valkey, redis-server",
  })
  void theOwnerIsNamedInTheTermsOfTheRow(String program, String named) {
    Known redis =
        Some.process(5, "/usr/bin/redis-server")
            .group(ControlGroup.Kind.SYSTEM_SERVICE, "b.service", "/system.slice/b.service")
            .known();

    assertThat(refusals("6379,,," + program + ",", tcp("127.0.0.1", 6379, redis)))
        .containsExactly("Row 2 allows 6379/tcp for " + program + " only; it is " + named + ".");
  }

  @Test
  void aRowForAProgramThatMayBeTheOwnerIsNearerThanOneForAnotherUnit() {
    Listener hidden =
        new Listener(
            Transport.TCP,
            FixedSource.place("127.0.0.1", 22),
            Ipv4.ACCEPTED,
            "",
            new Denied("w"),
            new ControlGroup(
                ControlGroup.Kind.SYSTEM_SERVICE, "ssh.service", "/system.slice/ssh.service"),
            null);

    assertThat(refusals("22,,,unit:x.service,\n22,,,sshd,", hidden))
        .containsExactly(
            "It cannot be checked: the owner is not visible, and row 3 allows 22/tcp for sshd"
                + " only.");
  }

  @Test
  void aProgramIsNamedWithoutItsVersion() {
    Listener python =
        tcp("127.0.0.1", 8000, Some.process(5, "/usr/bin/python3.11").runs("a.py").known());

    assertThat(refusals("8000,,,python3,", python)).isEmpty();
    assertThat(refusals("8000,,,python3.11 a.py,", python)).isEmpty();
    assertThat(refusals("8000,,,python3.11 b.py,", python)).hasSize(1);
    assertThat(refusals("8000,,,pyth,", python)).hasSize(1);
    assertThat(refusals("8000,,,python3.1,", python)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "python3, python3.11, true",
    "python, python3.11, true",
    "php-fpm, php-fpm8.2, true",
    "node, node-20, true",
    "java-17, java-17.0.11, true",
    "app1, app1, true",
    "app1, app12, false",
    "app1, app12.3, false",
    "app, app-, false",
    "app, app1.x, false",
    "app, app..1, false"
  })
  void aVersionMayFollowTheNameButNoOtherNumber(String row, String program, boolean allowed) {
    Listener app = tcp("127.0.0.1", 9092, Some.process(5, "/opt/" + program).known());

    assertThat(refusals("9092,,," + row + ",", app).isEmpty()).isEqualTo(allowed);
  }

  @Test
  void anOwnerThatIsNotVisibleIsAllowedOnlyByARowWithoutAProgram() {
    Listener unseen = tcp("127.0.0.1", 22, new Denied("w"));

    assertThat(refusals("22,,,,", unseen)).isEmpty();
    assertThat(refusals("22,,,sshd,", unseen))
        .containsExactly(
            "It cannot be checked: the owner is not visible, and row 2 allows 22/tcp for sshd only.");
  }

  @Test
  void nothingIsAllowedWhereNotEverySocketCouldBeRead() {
    AllowList everything = list("port\n*\n");
    ListenerProbe probe = new FixedSource().withoutSome("The table udp was refused.").probe();
    ListenerProbe whole = new FixedSource().probe();

    assertThat(everything.refusals(probe.survey()))
        .singleElement()
        .isEqualTo(
            new Refusal(
                null,
                "Not every socket could be read, so there may be a listener that was not checked."
                    + " The table udp was refused."))
        .hasToString(
            "Not every socket could be read, so there may be a listener that was not checked. The"
                + " table udp was refused.");
    assertThat(everything.allows(probe.check(4444))).isFalse();
    assertThat(everything.refusals(whole.survey())).isEmpty();
    assertThat(everything.allows(whole.check(4444))).isTrue();
  }

  @Test
  void whatIsNotAllowedIsRefusedAlsoWhereNotEverySocketCouldBeRead() {
    Survey survey =
        new FixedSource().with(tcp("127.0.0.1", 6379, REDIS)).withoutSome("n").probe().survey();

    assertThat(list("port\n22\n").refusals(survey))
        .extracting(refusal -> refusal.listener() == null ? "" : refusal.listener().place())
        .containsExactly("", "6379/tcp");
  }

  @Test
  void aQuestionMarkNamesNoOwnerWithoutAName() {
    assertThat(refusals("22,,,?,", tcp("127.0.0.1", 22, Some.process(5, "").known()))).hasSize(1);
  }

  @Test
  void anIpv6AddressMayBeInBrackets() {
    assertThat(refusals("22,,[::1],,", tcp("::1", 22, REDIS))).isEmpty();
    assertThat(refusals("22,,[::1],,", tcp("::2", 22, REDIS))).hasSize(1);
  }

  private static Listener onAllOfIpv6(Ipv4 ipv4) {
    return new Listener(Transport.TCP, new InetSocketAddress("::", 6379), ipv4, "", REDIS);
  }

  @Test
  void aRowForIpv6DoesNotAllowASocketThatIpv4MayReach() {
    assertThat(refusals("6379,,::,,", onAllOfIpv6(Ipv4.REFUSED))).isEmpty();
    assertThat(refusals("6379,,::,,", onAllOfIpv6(Ipv4.UNKNOWN)))
        .containsExactly(
            "Row 2 allows 6379/tcp on :: only; it listens on all IPv6 addresses, and perhaps on IPv4"
                + " too.");
    assertThat(refusals("6379,,::,,", onAllOfIpv6(Ipv4.ACCEPTED)))
        .containsExactly("Row 2 allows 6379/tcp on :: only; it listens on all addresses.");
    assertThat(refusals("6379,,any,,", onAllOfIpv6(Ipv4.UNKNOWN))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void twoRowsMayAllowTheTwoFamilies(Ipv4 ipv4) {
    String rows = "6379,,::,,\n6379,,0.0.0.0,redis-server,";

    assertThat(refusals(rows, onAllOfIpv6(ipv4))).isEmpty();
  }

  @Test
  void aSocketForIpv4IsJudgedForItself() {
    Listener ipv4 = tcp("0.0.0.0", 6379, REDIS);

    assertThat(refusals("6379,,::,,", ipv4, onAllOfIpv6(Ipv4.UNKNOWN)))
        .containsExactly("Row 2 allows 6379/tcp on :: only; it listens on all IPv4 addresses.");
    assertThat(refusals("6379,,0.0.0.0,,", ipv4, onAllOfIpv6(Ipv4.UNKNOWN)))
        .containsExactly(
            "Row 2 allows 6379/tcp on 0.0.0.0 only; it listens on all IPv6 addresses.");
  }

  @Test
  void aUnitIsNamed() {
    Known sshd =
        Some.process(5, "/usr/sbin/sshd")
            .group(ControlGroup.Kind.SYSTEM_SERVICE, "ssh.service", "/system.slice/ssh.service")
            .known();

    assertThat(refusals("22,tcp,,unit:ssh.service,", tcp("0.0.0.0", 22, sshd))).isEmpty();
    assertThat(refusals("22,tcp,,unit:x.service,", tcp("0.0.0.0", 22, sshd)))
        .containsExactly("Row 2 allows 22/tcp for unit:x.service only; it is ssh.service.");
  }

  /** The owner is named as the row names one: by its program, its file, its unit or container. */
  @ParameterizedTest
  @CsvSource({
    "nginx, sshd",
    "/usr/sbin/nginx, sshd (/usr/sbin/sshd)",
    "unit:x.service, ssh.service",
    "user-unit:x.service, ssh.service",
    "container:till, the container shop"
  })
  void theOwnerIsNamedInTheWordsOfTheRow(String program, String named) {
    Known sshd =
        Some.process(5, "/usr/sbin/sshd")
            .group(ControlGroup.Kind.SYSTEM_SERVICE, "ssh.service", "/system.slice/ssh.service")
            .known();
    Container shop = new Container("shop", "1".repeat(64), "shop:1", "docker");

    assertThat(refusals("22,tcp,," + program + ",", tcp("0.0.0.0", 22, sshd).withContainer(shop)))
        .containsExactly("Row 2 allows 22/tcp for " + program + " only; it is " + named + ".");
  }

  @Test
  void whatIsInNoUnitOrContainerIsNamedByItsProgram() {
    Listener sshd = tcp("0.0.0.0", 22, Some.process(5, "/usr/sbin/sshd").known());

    assertThat(refusals("22,,,user-unit:x.service,", sshd))
        .containsExactly("Row 2 allows 22/tcp for user-unit:x.service only; it is sshd.");
    assertThat(refusals("22,,,container:till,", sshd))
        .containsExactly("Row 2 allows 22/tcp for container:till only; it is sshd.");
  }

  @Test
  void anOwnerWithoutAFileIsNamedWithoutIt() {
    ProcessRef owner = new ProcessRef(5, null, "sshd", null, false, List.of(), "");

    assertThat(refusals("22,,,/usr/sbin/nginx,", tcp("0.0.0.0", 22, FixedSource.known(owner))))
        .containsExactly("Row 2 allows 22/tcp for /usr/sbin/nginx only; it is sshd.");
  }

  @ParameterizedTest
  @CsvSource({
    "/system.slice/billing.service, true, false",
    "/system.slice/billing.socket, false, false",
    "/user.slice/user-0.slice/user@0.service/app.slice/billing.service, false, true",
    "/user.slice/user-65534.slice/user@65534.service/app.slice/billing.service, false, true",
    "/user.slice/user-65534.slice/user@65534.service/app.slice/billing.socket, false, false",
    "/user.slice/user-65534.slice/session-2.scope/billing.service, false, false"
  })
  void aUnitOfAUserIsNoUnitOfTheSystem(String path, boolean system, boolean user) {
    ControlGroup group = ControlGroupPath.decode(path);
    Listener server =
        tcp(
            "0.0.0.0",
            9092,
            Some.process(5, "/usr/bin/python3.11").group(group.kind(), group.name(), path).known());

    assertThat(refusals("9092,tcp,*,unit:billing.service,", server).isEmpty()).isEqualTo(system);
    assertThat(refusals("9092,tcp,*,user-unit:billing.service,", server).isEmpty()).isEqualTo(user);
  }

  @Test
  void aUsersUnitIsNamedAsOne() {
    Listener server =
        tcp(
            "0.0.0.0",
            9092,
            Some.process(5, "/usr/bin/node")
                .group(
                    ControlGroup.Kind.USER_SERVICE,
                    "billing.service",
                    "/user.slice/user-1000.slice/user@1000.service/app.slice/billing.service")
                .known());

    assertThat(refusals("9092,tcp,,unit:billing.service,", server))
        .containsExactly(
            "Row 2 allows 9092/tcp for unit:billing.service only; it is user unit billing.service.");
  }

  @Test
  void aContainerThatOnlyThePortShowsIsNotAllowedWithoutItsOwner() {
    Container shop = new Container("shop", "1".repeat(64), "shop:1", "docker");
    Listener hidden = tcp("0.0.0.0", 9092, new Denied("w"));

    assertThat(refusals("9092,tcp,,container:shop,", hidden.withContainer(shop)))
        .containsExactly(
            "It cannot be checked: the owner is not visible, and row 2 allows 9092/tcp for"
                + " container:shop only.");
    assertThat(
            refusals(
                "9092,tcp,,container:shop,",
                tcp("0.0.0.0", 9092, Some.process(5, "/usr/bin/docker-proxy").known())
                    .withContainer(shop)))
        .isEmpty();
  }

  @Test
  void aSpreadsheetsSpellingIsRead() {
    AllowList list = list("\ufeffProgram;Port\r\n;22\r\nsshd;23\r\n");

    assertThat(list.allows(tcp("0.0.0.0", 22, new Denied("w")))).isTrue();
    assertThat(list.allows(tcp("0.0.0.0", 23, new Denied("w")))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          port,prot␊22,tcp     | , line 1, column 2: expected a header row with the columns port, and any of transport, address, program, comment but found "prot"
          transport␊tcp        | , line 1: expected a column port in the header but found only transport
          port␊70000           | , line 2, column 1: expected a port from 0 to 65535 or a range such as 6000-6063 in ascending order but found "70000"
          port␊"5151,9092"     | , line 2, column 1: expected a port from 0 to 65535 or a range such as 6000-6063 in ascending order but found "5151,9092"
          transport,port␊tcp,  | , line 2, column 2: expected a port, a range such as 8000-8010, or * for any but found nothing
          port,address␊1,host  | , line 2, column 2: expected loopback, any, an address, or a network such as 10.0.0.0/8 but found "host"
          port,address␊1,::/x  | , line 2, column 2: expected loopback, any
          port,address␊1,1.2.3.4/33 | , line 2, column 2: expected loopback, any
          port,transport␊1,sctp | , line 2, column 2: expected tcp, udp or an empty field but found "sctp"
          port,program␊1,unit: | , line 2, column 2: expected a name after unit: but found "unit:"
          """)
  void whatIsWrongIsNamedWithItsPlace(String text, String message) {
    assertThatExceptionOfType(RegistryFormatException.class)
        .isThrownBy(() -> list(text.replace('␊', '\n')))
        .withMessageStartingWith("allowed.csv" + message);
  }

  @Test
  void aProgramIsOnOneLine() {
    assertThatExceptionOfType(RegistryFormatException.class)
        .isThrownBy(() -> list("port,program\n80,\"a\nb\"\n"))
        .withMessageContaining("text without line breaks and other control characters");
  }
}
