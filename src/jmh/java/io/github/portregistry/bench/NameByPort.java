package io.github.portregistry.bench;

import io.fabric8.ianaservicehelper.Helper;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import jnr.netdb.Service;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.pcap4j.packet.namednumber.TcpPort;

/**
 * Warm TCP service name of a port: the library, a bare array read, and the three peers. All take
 * the next port of the same list and return what they found. The floor's array holds the very
 * strings that the library answers with. The peers know fewer ports, and not finding one is often
 * quicker than finding it, which is in their favor.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class NameByPort {

  private int[] ports;
  private String[] names;
  private int next;

  /** Draws the ports and fills the floor's array. */
  @Setup
  public void prepare() {
    ports = Inputs.ports();
    names = Inputs.tcpNames(ports);
  }

  /** What every method here costs before it looks anything up: taking the next port. */
  @Benchmark
  public int harness() {
    return ports[next++ & Inputs.MASK];
  }

  /** The floor: one array read. */
  @Benchmark
  public String floor() {
    return names[ports[next++ & Inputs.MASK]];
  }

  /** The library's lookup of a name. */
  @Benchmark
  public String portRegistry() {
    return PortRegistry.bundled().serviceName(ports[next++ & Inputs.MASK], Transport.TCP);
  }

  /** ianaservicehelper: all names of a port and protocol, null where it knows none. */
  @Benchmark
  public Set<String> ianaservicehelper() throws IOException {
    return Helper.serviceNames(ports[next++ & Inputs.MASK], "tcp");
  }

  /** pcap4j: its own constant for the port, or a new one named "unknown". */
  @Benchmark
  public String pcap4j() {
    return TcpPort.getInstance((short) ports[next++ & Inputs.MASK]).name();
  }

  /** jnr-netdb: asks the machine's C library or reads its services file. */
  @Benchmark
  public Service jnrNetdb() {
    return Service.getServiceByPort(ports[next++ & Inputs.MASK], "tcp");
  }
}
