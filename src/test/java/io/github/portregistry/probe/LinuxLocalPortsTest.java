package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.portregistry.PortSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinuxLocalPortsTest {

  private static final String RESERVED = "sys/net/ipv4/ip_local_reserved_ports";
  private static final String FIRST = "sys/net/ipv4/ip_unprivileged_port_start";

  @TempDir private Path temp;
  private FakeProc proc;

  @BeforeEach
  void build() throws IOException {
    proc = new FakeProc(temp.resolve("proc"));
  }

  private LocalPorts read() {
    return LinuxLocalPorts.read(proc, true);
  }

  private List<PortSpan> reserved(String list) throws IOException {
    proc.write(RESERVED, list);
    return read().reserved();
  }

  @Test
  void reservedPortsAreNotHandedOut() throws IOException {
    proc.write("sys/net/ipv4/ip_local_port_range", "8000\t9100\n");

    assertThat(reserved("8080,9000-9010\n"))
        .containsExactly(PortSpan.of(8080), new PortSpan(9000, 9010));
    assertThat(read().client()).isEqualTo(new PortSpan(8000, 9100));
    assertThat(IntStream.of(7999, 8000, 8080, 8999, 9000, 9010, 9011).filter(read()::handsOut))
        .containsExactly(8000, 8999, 9011);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "", "x\n", "8080,\n", "8080,9010-9000\n", "65536\n", "1-2-3\n"})
  void whereNothingIsReservedOrItIsNotUnderstoodThereIsNone(String list) throws IOException {
    assertThat(reserved(list)).isEmpty();
  }

  @Test
  void ofAListThatIsTooLongTheNumberThatIsCutIsLeftOut() throws IOException {
    String list =
        IntStream.range(10_001, 32_000)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(","));

    // 64 KiB are 10,922 times six bytes and four.
    assertThat(reserved(list)).hasSize(10_922).endsWith(PortSpan.of(20_922));
  }

  @Test
  void whatCannotBeReadIsAsUsual() {
    assertThat(read())
        .isEqualTo(
            new LocalPorts(new PortSpan(32_768, 60_999), List.of(), List.of(), List.of(), 1024));
  }

  @ParameterizedTest
  @CsvSource({"1024, 1023, 1024", "80, 79, 80", "2000, 1999, 2000"})
  void aUserWithoutTheRightMayBindFromTheFirstUnprivilegedPort(
      String setting, int forbidden, int allowed) throws IOException {
    proc.write(FIRST, setting + "\n").write("self/status", "CapEff:\t0000000000000000\n");

    assertThat(read().forbids(forbidden)).isTrue();
    assertThat(read().forbids(allowed)).isFalse();
  }

  @Test
  void whereAllPortsAreUnprivilegedNoneIsForbidden() throws IOException {
    proc.write(FIRST, "0\n").write("self/status", "CapEff:\t0000000000000000\n");

    assertThat(read().forbids(0)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x\n", "", "-1\n"})
  void aSettingThatIsNotUnderstoodIsTheUsualOne(String setting) throws IOException {
    proc.write(FIRST, setting);

    assertThat(read().firstUnprivileged()).isEqualTo(1024);
  }

  @ParameterizedTest
  @CsvSource({
    "000001ffffffffff, 0",
    "ffffffffffffffff, 0",
    "0000000000000400, 0",
    "0000000000000000, 1024",
    "000001fffffffbff, 1024",
    "xyz, 1024",
    "'', 1024"
  })
  void theCapabilityToBindServicesIsTheRight(String capabilities, int first) throws IOException {
    proc.write(
        "self/status",
        "Name:\tjava\nCapPrm:\t0000000000000400\nCapEff:\t"
            + capabilities
            + "\nCapBnd:\t000001ffffffffff\n");

    assertThat(read().firstUnprivileged()).isEqualTo(first);
  }

  @Test
  void theRightsOfThisProcessDoNotCountOnAnotherMachine() {
    assertThat(LinuxLocalPorts.read(proc, false).firstUnprivileged()).isZero();
  }

  /** The kernel gives a list to the first call alone: this one has more than one buffer. */
  @Test
  @Tag("jvm")
  @EnabledOnOs(OS.LINUX)
  void whatTheKernelIsSetToIsReadWholeAndHolds(@TempDir Path shared) throws Exception {
    String list =
        IntStream.range(0, 3000)
            .map(i -> 20_001 + 2 * i)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(","));
    List<String> elsewhere =
        List.of(
            "unshare",
            "-n",
            "sh",
            "-c",
            "cd /proc/sys/net/ipv4 && echo 20000 30000 > ip_local_port_range && echo "
                + list
                + " > ip_local_reserved_ports && echo 90 > ip_unprivileged_port_start && exec"
                + " setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"",
            "-");
    assumeTrue(
        ProbeProcess.runs(
            IntStream.rangeClosed(0, elsewhere.size())
                .mapToObj(i -> i < elsewhere.size() ? elsewhere.get(i) : "true")
                .toArray(String[]::new)),
        "needs the right to make a network namespace and to become another user");

    List<String> lines = new ProbeProcess(shared).run(elsewhere, "ports", "89", "90", "20001");

    assertThat(lines).hasSize(4);
    assertThat(lines.get(0))
        .startsWith("LocalPorts[client=20000-30000, reserved=[20001, 20003, ")
        .endsWith(" 25999], excludedTcp=[], excludedUdp=[], firstUnprivileged=90]");
    assertThat(lines.subList(1, 4)).containsExactly("false", "true", "true");
  }
}
