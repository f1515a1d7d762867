package io.github.portregistry.probe;

import io.github.portregistry.PortRegistry;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** Prints what the probe finds on the ports it is given, as a process of its own. */
public final class ProbeMain {

  private ProbeMain() {}

  /** Prints a line for each port: its number, whether it is in use, coverage and ownerships. */
  public static void main(String[] args) {
    if (args[0].equals("reach")) {
      InetSocketAddress address = new InetSocketAddress(args[1], Integer.parseInt(args[2]));
      System.out.println(Reachability.probe(address, Duration.ofSeconds(2)));
      return;
    }
    if (args[0].equals("lookup")) {
      System.out.println(PortRegistry.lookup(432).assignments());
      return;
    }
    boolean mounted = args[0].equals("proc");
    ListenerProbe probe = mounted ? ListenerProbe.ofProc(Path.of(args[1])) : ListenerProbe.local();
    for (String port : Arrays.asList(args).subList(mounted ? 2 : 0, args.length)) {
      PortFinding finding = probe.check(Integer.parseInt(port));
      StringBuilder line = new StringBuilder(port).append(' ');
      // Whether a used port is plausible depends on its number, which the system chose.
      line.append(finding.listeners().isEmpty() ? finding.verdict() : "IN_USE");
      line.append(' ').append(finding.coverage().source());
      line.append(finding.coverage().socketsComplete() ? " whole" : " partial");
      for (Listener listener : finding.listeners()) {
        Ownership ownership = listener.ownership();
        line.append(' ').append(ownership.getClass().getSimpleName());
        if (ownership instanceof Known known) {
          known.holders().forEach(holder -> line.append(':').append(holder.pid()));
        } else if (ownership instanceof NotVisible hidden) {
          line.append(':').append(hidden.cause());
        }
        line.append('/').append(listener.acceptsIpv4());
      }
      finding.otherUses().forEach(use -> line.append(' ').append(use.kind()));
      System.out.println(line);
    }
  }
}
