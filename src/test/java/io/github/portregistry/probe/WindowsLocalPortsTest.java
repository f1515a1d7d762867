package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** netsh on the layout of what it prints; the system itself was not at hand. */
class WindowsLocalPortsTest {

  private static final String RANGES =
      """
              80          80
            5357        5357
            8182        8281
           50000       50059     *
      """;

  private final List<List<String>> commands = new ArrayList<>();

  /** A system on which each question has an answer; null if it fails. */
  private LocalPorts read(byte[] tcp, byte[] udp, byte[] dynamic) {
    return new WindowsLocalPorts(
            words -> {
              commands.add(words);
              byte[] output =
                  words.contains("dynamicport")
                      ? dynamic
                      : words.contains("protocol=tcp") ? tcp : udp;
              if (output == null) {
                throw new IOException("it failed");
              }
              return output;
            },
            "C:\\Windows\\System32\\netsh.exe")
        .read();
  }

  private static byte[] bytes(String text, String charset) {
    return text.replace("\n", "\r\n").getBytes(Charset.forName(charset));
  }

  private static byte[] bytes(String text) {
    return bytes(text, "US-ASCII");
  }

  @ParameterizedTest
  @CsvSource({
    "US-ASCII, Protocol tcp Port Exclusion Ranges, Start Port, End Port, Administered exclusions.,"
        + " Protocol tcp Dynamic Port Range, Start Port, Number of Ports",
    "IBM850, Portausschlussbereiche für das Protokoll \"tcp\", Startport, Endport, Ausschlüsse.,"
        + " Dynamischer Portbereich für das Protokoll \"tcp\", Startport, Anzahl von Ports",
    "IBM850, Plages de ports exclues du protocole tcp, Port de début, Port de fin, Gérées.,"
        + " Plage dynamique du protocole tcp, Port de départ, Nombre de ports",
    "IBM850, Intervalos de exclusión del protocolo tcp, Puerto de inicio, Puerto final, Otros.,"
        + " Intervalo dinámico del protocolo tcp, Puerto de inicio, Número de puertos",
    "GBK, 协议 tcp 端口排除范围, 开始端口, 结束端口, 管理的端口排除。, 协议 tcp 动态端口范围, 启动端口, 端口数",
    "windows-31j, プロトコル tcp ポート除外範囲, 開始ポート, 終了ポート, 管理されている除外。,"
        + " プロトコル tcp の動的ポートの範囲, 開始ポート, ポート数",
    "IBM866, Диапазоны исключения портов tcp, Начальный порт, Конечный порт, Управляемые.,"
        + " Диапазон динамических портов tcp, Начальный порт, Число портов"
  })
  void everyLanguageAndCodePageIsReadAlike(
      String charset,
      String excluded,
      String first,
      String last,
      String administered,
      String dynamic,
      String start,
      String number) {
    String columns =
        "\n" + excluded + "\n\n" + first + "    " + last + "\n----------    --------\n";
    byte[] ranges = bytes(columns + RANGES + "\n* - " + administered + "\n\n", charset);
    String values = start + "      : 1025\n" + number + " : 13977\n\n";

    LocalPorts ports =
        read(ranges, ranges, bytes("\n" + dynamic + "\n-----------------\n" + values, charset));

    List<PortSpan> kept = List.of(PortSpan.of(80), PortSpan.of(5357), new PortSpan(8182, 8281));
    assertThat(ports)
        .isEqualTo(
            new LocalPorts(
                new PortSpan(1025, 15_001), List.of(new PortSpan(50_000, 50_059)), kept, kept, 0));
  }

  @Test
  void theQuestionsAreAskedByTheFullPathOfTheProgram() {
    read(new byte[0], new byte[0], new byte[0]);

    String netsh = "C:\\Windows\\System32\\netsh.exe";
    assertThat(commands)
        .containsExactlyInAnyOrder(
            List.of(netsh, "interface", "ipv4", "show", "excludedportrange", "protocol=tcp"),
            List.of(netsh, "interface", "ipv4", "show", "excludedportrange", "protocol=udp"),
            List.of(netsh, "interface", "ipv4", "show", "dynamicport", "tcp"));
  }

  @Test
  void whatAnAdministratorExcludedIsNotHandedOutAndCanBeBound() {
    LocalPorts ports = read(bytes("  50000  50059  *\n  51000  51099\n"), new byte[0], new byte[0]);

    assertThat(ports.excludes(50_000, Transport.TCP)).isFalse();
    assertThat(ports.handsOut(50_000)).isFalse();
    assertThat(ports.excludes(51_000, Transport.TCP)).isTrue();
    assertThat(ports.excludes(51_000, Transport.UDP)).isFalse();
    assertThat(ports.handsOut(51_000)).isFalse();
    assertThat(ports.handsOut(52_000)).isTrue();
  }

  @Test
  void whatIsExcludedOfUdpIsNotExcludedOfTcp() {
    LocalPorts ports = read(new byte[0], bytes("  5000  5099\n"), new byte[0]);

    assertThat(ports.excludes(5000, Transport.UDP)).isTrue();
    assertThat(ports.excludes(5000, Transport.TCP)).isFalse();
  }

  @Test
  void aQuestionThatFailsLeavesTheOtherAnswers() {
    LocalPorts ports = read(bytes(" 5000 5099\n"), null, null);

    assertThat(ports.excludedTcp()).containsExactly(new PortSpan(5000, 5099));
    assertThat(ports.excludedUdp()).isEmpty();
    assertThat(ports.client()).isEqualTo(LocalPorts.USUAL.client());
  }

  @Test
  void whereNothingCanBeRunTheDefaultsStand() {
    assertThat(read(null, null, null)).isEqualTo(LocalPorts.USUAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5000",
        "5000 4000",
        "5000 65536",
        "5000 5001 5002",
        "5000 5001 * *",
        "5000 5001 x",
        "5000-5001",
        "Range 5000 5001",
        "123456 123457",
        "-1 5"
      })
  void whatIsNoRowOfTwoPortsIsNoRange(String row) {
    assertThat(read(bytes(row + "\n"), new byte[0], new byte[0])).isEqualTo(LocalPorts.USUAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Start : 1024",
        "Start : 1024\nNumber : 64512\nMore : 1",
        "Start : 1024\nNumber : 64513",
        "Start : 1024\nNumber : 0",
        "Start : x\nNumber : 5",
        "1024\n100",
        "Start : 1024000\nNumber : 100"
      })
  void whereThePortsOfConnectionsAreNotUnderstoodTheyAreTheUsualOnes(String output) {
    assertThat(read(new byte[0], new byte[0], bytes(output + "\n")).client())
        .isEqualTo(LocalPorts.USUAL.client());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Start : 1024\nNumber : 64512", "Start:1024\nNumber:64512"})
  void thePortsOfConnectionsMayBeAllTheOthers(String output) {
    assertThat(read(new byte[0], new byte[0], output.getBytes(StandardCharsets.US_ASCII)).client())
        .isEqualTo(new PortSpan(1024, 65_535));
  }
}
