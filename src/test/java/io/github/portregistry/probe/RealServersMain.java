package io.github.portregistry.probe;

import io.github.portregistry.dossier.Escaped;
import java.time.Duration;
import java.util.List;

/**
 * Asks all listeners of the network namespace that it runs in, and prints a line for each: address,
 * port, transport, kind, protocols, product, version, {@code tls} or nothing, verdict, the
 * protocols asked for and the answer, with tabs between.
 *
 * <p>Argument: the budget in seconds.
 */
public final class RealServersMain {

  private RealServersMain() {}

  public static void main(String[] args) {
    Duration budget = Duration.ofSeconds(Long.parseLong(args[0]));
    ListenerProbe probe = ListenerProbe.local().withGreeting(Greeting.ASK_UDP, budget);
    long start = System.nanoTime();
    List<PortFinding> findings = probe.checkAll();
    System.out.println("milliseconds\t" + (System.nanoTime() - start) / 1_000_000);
    for (PortFinding finding : findings) {
      for (Listener listener : finding.listeners()) {
        Spoken spoken = listener.spoken();
        if (spoken != null) {
          System.out.println(line(finding, listener, spoken));
        }
      }
    }
  }

  private static String line(PortFinding finding, Listener listener, Spoken spoken) {
    return String.join(
        "\t",
        listener.address().getAddress().getHostAddress(),
        Integer.toString(finding.port()),
        listener.transport().keyword(),
        spoken.kind().name(),
        String.join("|", spoken.protocols()),
        Escaped.text(spoken.product()),
        Escaped.text(spoken.version()),
        spoken.tls() ? "tls" : "",
        finding.verdict().name(),
        String.join("|", spoken.asked()),
        spoken.answer() + spoken.why());
  }
}
