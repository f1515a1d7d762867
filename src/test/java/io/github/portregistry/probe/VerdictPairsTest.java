package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * What people meet on their machines, and what they must look at, by the verdict.
 *
 * <p>The files name a program and no more, so each is taken for a file that is in its place. What
 * else a machine shows is tested elsewhere.
 */
class VerdictPairsTest {

  private record Pair(String line, Verdict verdict) {}

  private static List<Pair> pairs(String resource) throws IOException {
    List<Pair> pairs = new ArrayList<>();
    try (InputStream in = VerdictPairsTest.class.getResourceAsStream(resource)) {
      String text =
          new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.split("\n", -1)) {
        if (!line.isEmpty() && !line.startsWith("#")) {
          pairs.add(new Pair(line, verdict(line.split("\\|", -1))));
        }
      }
    }
    return pairs;
  }

  private static Verdict verdict(String[] fields) throws IOException {
    String[] place = fields[1].split("/", -1);
    int port = Integer.parseInt(place[0]);
    Ownership owner =
        fields[2].isEmpty()
            ? new NotVisible(NotVisible.Cause.KERNEL, "The socket is the kernel's.")
            : new Known(
                List.of(
                    new ProcessRef(
                        7, null, "n", Path.of(fields[2]), false, List.of(fields[2]), "root")),
                true);
    Listener listener =
        new Listener(
            Transport.valueOf(place[1].toUpperCase(Locale.ROOT)),
            new InetSocketAddress(InetAddress.getByName(fields[3]), port),
            Listener.Ipv4.UNKNOWN,
            "root",
            owner);
    Coverage whole = new Coverage(Source.PROC, true, true, List.of());
    return new VerdictRule(PortRegistry.lookup(port), List.of(listener), List.of(), whole)
        .verdict();
  }

  private static List<String> with(List<Pair> pairs, Verdict verdict) {
    return pairs.stream().filter(pair -> pair.verdict == verdict).map(Pair::line).toList();
  }

  @Test
  void ofWhatPeopleMeetMostIsExpected() throws IOException {
    List<Pair> pairs = pairs("/probe-cases/typical-listeners.txt");

    assertThat(with(pairs, Verdict.EXPECTED)).hasSizeGreaterThan(pairs.size() * 60 / 100);
  }

  @Test
  void nothingThatPeopleMeetIsAnAlarmButOneOnAGhost() throws IOException {
    // That port is a ghost, and no source was found that documents this use of it.
    assertThat(with(pairs("/probe-cases/typical-listeners.txt"), Verdict.INVESTIGATE))
        .singleElement()
        .asString()
        .contains("912/tcp", "vmware-authd.exe");
  }

  @Test
  void whatMustBeLookedAtIsAnAlarmAndNeverExpected() throws IOException {
    List<Pair> pairs = pairs("/probe-cases/hostile-listeners.txt");

    assertThat(with(pairs, Verdict.EXPECTED)).isEmpty();
    assertThat(with(pairs, Verdict.PLAUSIBLE)).hasSizeLessThan(pairs.size() / 10);
  }
}
