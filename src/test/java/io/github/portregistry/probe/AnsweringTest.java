package io.github.portregistry.probe;

import static io.github.portregistry.probe.FixedSource.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Transport;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnsweringTest {

  private static final Known POSTGRES = Some.process(7, "/usr/bin/postgres").known();
  private static final Known NODE = Some.process(9, "").known();

  private static Listener onBoth(int port, Ownership ownership) {
    return new Listener(
        Transport.TCP, FixedSource.place("::", port), Listener.Ipv4.ACCEPTED, "", ownership);
  }

  @Test
  void eachOfTheLocalAddressesCanHaveItsOwner() {
    assertThat(
            Answering.sentence(List.of(tcp("127.0.0.1", 5432, POSTGRES), tcp("::1", 5432, NODE))))
        .isEqualTo(
            "127.0.0.1 is answered by /usr/bin/postgres (pid 7), ::1 is answered by a process"
                + " without a name (pid 9).");
  }

  @Test
  void theVeryAddressWinsOverAllAddresses() {
    assertThat(Answering.clauses(List.of(tcp("127.0.0.1", 80, NODE), onBoth(80, POSTGRES))))
        .containsExactly(
            "127.0.0.1 is answered by a process without a name (pid 9)",
            "::1, other IPv4 addresses and other IPv6 addresses are answered by"
                + " /usr/bin/postgres (pid 7)");
  }

  @Test
  void anAddressBesideAllOfIpv4IsToldApart() {
    assertThat(Answering.clauses(List.of(tcp("0.0.0.0", 80, POSTGRES), tcp("10.0.0.2", 80, NODE))))
        .containsExactly(
            "127.0.0.1 and other IPv4 addresses are answered by /usr/bin/postgres (pid 7)",
            "10.0.0.2 is answered by a process without a name (pid 9)");
  }

  @Test
  void whetherIpv4ReachesASocketThatDoesNotSaySoIsNotGuessed() {
    assertThat(Answering.clauses(List.of(tcp("::1", 80, NODE), tcp("::", 80, POSTGRES))))
        .containsExactly(
            "::1 is answered by a process without a name (pid 9)",
            "other IPv6 addresses are answered by /usr/bin/postgres (pid 7)");
  }

  @Test
  void oneOwnerOfAllAddressesIsNoNews() {
    assertThat(Answering.clauses(List.of(tcp("127.0.0.1", 80, NODE), tcp("::1", 80, NODE))))
        .isEmpty();
    assertThat(Answering.sentence(List.of(tcp("127.0.0.1", 80, NODE)))).isEmpty();
  }

  @Test
  void aPublishedPortHasAHelperForEachFamilyAndOneAnswer() {
    assertThat(
            Answering.clauses(
                List.of(
                    tcp("0.0.0.0", 80, Some.process(7, "/usr/bin/docker-proxy").known()),
                    tcp("::", 80, Some.process(8, "/usr/bin/docker-proxy").known()))))
        .isEmpty();
  }

  @Test
  void ofTwoProgramsOnOneAddressEitherAnswers() {
    assertThat(
            Answering.clauses(
                List.of(
                    tcp("127.0.0.1", 80, POSTGRES),
                    tcp("127.0.0.1", 80, NODE),
                    tcp("::1", 80, NODE))))
        .containsExactly(
            "127.0.0.1 is answered by /usr/bin/postgres (pid 7) or a process without a name"
                + " (pid 9)",
            "::1 is answered by a process without a name (pid 9)");
  }

  @Test
  void aHelperIsNamedWithItsContainer() {
    Container shop = new Container("shop\n", "1".repeat(64), "shop:1", "");
    Known helper = Some.process(7, "/usr/bin/docker-proxy").known();

    assertThat(
            Answering.clauses(
                List.of(tcp("127.0.0.1", 80, helper).withContainer(shop), tcp("::1", 80, helper))))
        .containsExactly(
            "127.0.0.1 is answered by docker-proxy for the container shop\\n",
            "::1 is answered by docker-proxy");
  }

  @Test
  void aLikelyOwnerAnswersProbably() {
    Likely likely = new Likely(POSTGRES.owners(), Likely.Basis.CONTROL_GROUP, "Why.");

    assertThat(Answering.clauses(List.of(tcp("127.0.0.1", 80, likely), tcp("::1", 80, NODE))))
        .first()
        .isEqualTo("127.0.0.1 is answered by probably /usr/bin/postgres (pid 7)");
  }

  @Test
  void anUnseenOwnerIsCalledSo() {
    assertThat(
            Answering.clauses(
                List.of(tcp("127.0.0.1", 80, new Denied("")), tcp("::1", 80, POSTGRES))))
        .first()
        .isEqualTo("127.0.0.1 is answered by a process that is not visible");
  }
}
