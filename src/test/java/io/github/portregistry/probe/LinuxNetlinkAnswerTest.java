package io.github.portregistry.probe;

import static io.github.portregistry.probe.FakeKernel.attribute;
import static io.github.portregistry.probe.FakeKernel.done;
import static io.github.portregistry.probe.FakeKernel.message;
import static io.github.portregistry.probe.FakeKernel.packet;
import static io.github.portregistry.probe.FakeKernel.socket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.portregistry.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of the kernel over netlink, on any JDK: what LinuxNetlinkTest asks a real kernel. */
class LinuxNetlinkAnswerTest {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final byte[] ANY_6 = new byte[16];
  private static final int LISTEN = LinuxSocketRow.LISTEN;

  private static final List<byte[]> NOTHING = List.of(done());

  @Test
  void aListenerHasWhatTheKernelReports() throws IOException {
    byte[] group = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(4711).array();
    LinuxNetlinkAnswer answer =
        answer(packet(socket(LOOPBACK, 8080, LISTEN, 77, attribute(21, group)), done()));

    assertThat(answer.listeners())
        .containsExactly(
            new LinuxSocketRow(
                Transport.TCP,
                new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 8080),
                Listener.Ipv4.ACCEPTED,
                LISTEN,
                1000,
                77,
                4711));
    assertThat(answer.complete()).isTrue();
    assertThat(answer.source()).isEqualTo(Source.NETLINK);
  }

  @Test
  void aListenerOnAllAddressesTakesIpv4UnlessTheKernelSaysOtherwise() throws IOException {
    assertThat(acceptsIpv4()).isTrue();
    assertThat(acceptsIpv4(attribute(11, (byte) 0))).isTrue();
    assertThat(acceptsIpv4(attribute(11, (byte) 1))).isFalse();
    assertThat(acceptsIpv4(packet(attribute(5, (byte) 9), attribute(11, (byte) 1)))).isFalse();
    assertThat(acceptsIpv4(packet(attribute(11), attribute(11, (byte) 1)))).isFalse();
    // What follows an attribute without a value is not its value.
    assertThat(acceptsIpv4(packet(attribute(11), attribute(11, (byte) 0)))).isTrue();
  }

  private static boolean acceptsIpv4(byte... attributes) throws IOException {
    return answer(packet(socket(ANY_6, 53, LISTEN, 1, attributes), done()))
            .listeners()
            .get(0)
            .ipv4()
        == Listener.Ipv4.ACCEPTED;
  }

  @Test
  void anAttributeThatReachesBeyondItsMessageIsNotRead() throws IOException {
    byte[] cut = attribute(11, (byte) 1);
    ByteBuffer.wrap(cut).order(ByteOrder.nativeOrder()).putShort((short) 200);
    assertThat(acceptsIpv4(cut)).isTrue();

    byte[] tooShort = attribute(11, (byte) 1);
    ByteBuffer.wrap(tooShort).order(ByteOrder.nativeOrder()).putShort((short) 3);
    assertThat(acceptsIpv4(tooShort)).isTrue();
  }

  @Test
  void aLinkLocalAddressHasTheInterfaceThatTheKernelReports() throws IOException {
    byte[] linkLocal = {(byte) 0xfe, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    assertThat(address(linkLocal, 7)).isEqualTo("fe80:0:0:0:0:0:0:1%7");
    assertThat(address(linkLocal, 0)).isEqualTo("fe80:0:0:0:0:0:0:1");
  }

  @Test
  void anotherAddressHasNoInterface() throws IOException {
    byte[] global = {0x20, 1, 0x0d, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    assertThat(address(global, 7)).isEqualTo("2001:db8:0:0:0:0:0:1");
    assertThat(address(LOOPBACK, 7)).isEqualTo("127.0.0.1");
  }

  /** The text of a listener's address, as read of a socket that is bound to an interface. */
  private static String address(byte[] ip, int device) throws IOException {
    byte[] socket = socket(ip, 80, LISTEN, 1);
    ByteBuffer.wrap(socket).order(ByteOrder.nativeOrder()).putInt(16 + 40, device);
    return answer(packet(socket, done())).listeners().get(0).local().getAddress().getHostAddress();
  }

  @Test
  void aConnectionIsAnotherUse() throws IOException {
    LinuxNetlinkAnswer answer =
        answer(packet(socket(LOOPBACK, 9, 1, 5), socket(LOOPBACK, 9, LISTEN, 6), done()));

    assertThat(answer.listeners()).extracting(LinuxSocketRow::inode).containsExactly(6L);
    assertThat(answer.others()).extracting(LinuxSocketRow::inode).containsExactly(5L);
  }

  @Test
  void anAnswerInSeveralPacketsIsReadToItsEnd() throws IOException {
    LinuxNetlinkAnswer answer =
        answer(
            socket(LOOPBACK, 1, LISTEN, 1),
            socket(LOOPBACK, 2, LISTEN, 2),
            packet(socket(LOOPBACK, 3, LISTEN, 3), done(), socket(LOOPBACK, 4, LISTEN, 4)));

    assertThat(answer.listeners()).extracting(LinuxSocketRow::port).containsExactly(1, 2, 3);
  }

  @Test
  void aListenerThatMayHaveSlippedBetweenTwoPacketsIsAskedForAgain() throws IOException {
    FakeKernel kernel =
        new FakeKernel(
            List.of(
                List.of(socket(LOOPBACK, 80, 1, 1), socket(LOOPBACK, 80, 1, 2), done()),
                List.of(packet(socket(LOOPBACK, 80, LISTEN, 3), done())),
                NOTHING));

    LinuxNetlinkAnswer answer = new LinuxNetlinkAnswer(kernel, PortSet.of(80), OtherUses.ALL);

    assertThat(answer.listeners()).extracting(LinuxSocketRow::inode).containsExactly(3L);
    assertThat(kernel.asked()).hasSize(5);
    assertThat(states(kernel.asked().get(1))).isEqualTo(1 << LISTEN);
    assertThat(states(kernel.asked().get(0))).isNotEqualTo(1 << LISTEN);
  }

  private static int states(byte[] question) {
    return ByteBuffer.wrap(question).order(ByteOrder.nativeOrder()).getInt(20);
  }

  @Test
  void anAnswerInOnePacketMissesNothing() throws IOException {
    FakeKernel kernel =
        new FakeKernel(List.of(List.of(socket(LOOPBACK, 80, 1, 1), done()), NOTHING));

    assertThat(new LinuxNetlinkAnswer(kernel, PortSet.of(80), OtherUses.ALL).others()).hasSize(1);
    assertThat(kernel.asked()).hasSize(4);
  }

  @Test
  void socketsOfWhichTheKernelTellsNothingAreAskedForAgain() throws IOException {
    byte[] bare = message(FakeKernel.SOCKETS, 2, new byte[0]);
    FakeKernel kernel =
        new FakeKernel(
            List.of(
                List.of(bare, bare, done()),
                List.of(packet(socket(LOOPBACK, 80, LISTEN, 3), done())),
                NOTHING));

    assertThat(new LinuxNetlinkAnswer(kernel, PortSet.of(80), OtherUses.NONE).listeners())
        .extracting(LinuxSocketRow::inode)
        .containsExactly(3L);
    assertThat(kernel.asked()).hasSize(5);
  }

  @Test
  void bothTransportsAreAskedForInBothFamilies() throws IOException {
    FakeKernel kernel = new FakeKernel(List.of(NOTHING));
    assertThat(new LinuxNetlinkAnswer(kernel, PortSet.all(), OtherUses.ALL).areFree()).isTrue();

    // AF_INET is 2, AF_INET6 10; TCP is 6, UDP 17.
    assertThat(kernel.asked())
        .extracting(question -> question[16] + " " + question[17])
        .containsExactly("2 6", "10 6", "2 17", "10 17");
  }

  @Test
  void theStatesThatAreAskedForAreThoseOfListenersUnlessMoreIsWanted() throws IOException {
    FakeKernel listeners = new FakeKernel(List.of(NOTHING));
    assertThat(new LinuxNetlinkAnswer(listeners, PortSet.of(80), OtherUses.NONE).areFree())
        .isTrue();
    FakeKernel all = new FakeKernel(List.of(NOTHING));
    assertThat(new LinuxNetlinkAnswer(all, PortSet.of(80), OtherUses.ALL).areFree()).isTrue();

    int closed = 1 << LinuxSocketRow.CLOSE;
    assertThat(listeners.asked())
        .extracting(LinuxNetlinkAnswerTest::states)
        .containsExactly(1 << LISTEN, 1 << LISTEN, closed, closed);
    assertThat(all.asked()).extracting(LinuxNetlinkAnswerTest::states).containsOnly(0x3ffe);
  }

  @Test
  void anEndWithoutAResultIsAnEnd() throws IOException {
    LinuxNetlinkAnswer answer =
        answer(packet(socket(LOOPBACK, 80, LISTEN, 1), message(FakeKernel.DONE, 2, new byte[0])));

    assertThat(answer.listeners()).extracting(LinuxSocketRow::inode).containsExactly(1L);
  }

  @Test
  void aSinglePortIsPartOfTheQuestion() throws IOException {
    FakeKernel kernel = new FakeKernel(List.of(NOTHING));

    LinuxNetlinkAnswer answer = new LinuxNetlinkAnswer(kernel, PortSet.of(8443), OtherUses.NONE);

    assertThat(answer.areFree()).isTrue();
    assertThat(kernel.asked())
        .hasSize(4)
        .allSatisfy(
            question -> assertThat(ByteBuffer.wrap(question).getShort(24)).isEqualTo((short) 8443));
  }

  @Test
  void aPortThatWasNotAskedForIsLeftOut() throws IOException {
    FakeKernel kernel =
        new FakeKernel(List.of(List.of(packet(socket(LOOPBACK, 81, LISTEN, 1), done()))));

    assertThat(new LinuxNetlinkAnswer(kernel, PortSet.of(80), OtherUses.NONE).listeners())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 15, 89, Integer.MAX_VALUE, Integer.MAX_VALUE - 15})
  void aMessageOfAnImpossibleLengthIsRefused(int length) {
    byte[] message = socket(LOOPBACK, 80, LISTEN, 1);
    ByteBuffer.wrap(message).order(ByteOrder.nativeOrder()).putInt(length);

    refused("expected a whole message, found one of " + length + " bytes", message);
    refused(
        "expected a whole message, found one of " + length + " bytes",
        packet(socket(LOOPBACK, 1, LISTEN, 1), message));
  }

  @Test
  void whatTheKernelCannotAnswerIsAFailure() {
    refused("the kernel could not answer", message(FakeKernel.ERROR, 0, new byte[4]));
    refused("the kernel could not answer", message(FakeKernel.SOCKETS, 0x10, new byte[72]));
    refused(
        "the kernel could not answer", message(FakeKernel.DONE, 2, new byte[] {-1, -1, -1, -1}));
    refused("the system gave no answer", socket(LOOPBACK, 80, LISTEN, 1));
  }

  private static void refused(String message, byte[]... packets) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> answer(packets))
        .withMessage(message);
  }

  /** What is read of an answer to the first question, where the others get an empty one. */
  private static LinuxNetlinkAnswer answer(byte[]... packets) throws IOException {
    return new LinuxNetlinkAnswer(
        new FakeKernel(List.of(List.of(packets), NOTHING)), PortSet.all(), OtherUses.ALL);
  }
}
