package io.github.portregistry.bench;

import io.fabric8.ianaservicehelper.Helper;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.ServerEnd;
import io.github.portregistry.Transport;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

/**
 * Labeling a connection: which end is the service, and what is it called. The floor and
 * ianaservicehelper, which have no such question, do what their users write by hand: name both ends
 * and take the one that has a name, or the lower port where both have. The library may weigh more
 * than that.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class FlowLabel {

  private int[][] flows;
  private String[] names;
  private int next;

  /** Draws the connections and fills the floor's array. */
  @Setup
  public void prepare() {
    flows = Inputs.flows();
    names = Inputs.tcpNames(Stream.of(flows).flatMapToInt(IntStream::of).toArray());
  }

  /** What every method here costs before it looks anything up: taking the next connection. */
  @Benchmark
  public int harness() {
    int[] flow = flows[next++ & Inputs.MASK];
    return flow[0] + flow[1];
  }

  /** The floor: two array reads and a choice. */
  @Benchmark
  public String floor() {
    int[] flow = flows[next++ & Inputs.MASK];
    String first = names[flow[0]];
    String second = names[flow[1]];
    if (first.isEmpty() || second.isEmpty()) {
      return first.isEmpty() ? second : first;
    }
    return flow[0] < flow[1] ? first : second;
  }

  /** The library: the service end of the connection, and its name. */
  @Benchmark
  public String portRegistry() {
    int[] flow = flows[next++ & Inputs.MASK];
    PortRegistry registry = PortRegistry.bundled();
    int port = registry.serverPort(flow[0], flow[1], Transport.TCP);
    return registry.serviceName(port, Transport.TCP);
  }

  /** The library: the service end of the connection alone, by standing. */
  @Benchmark
  public int serverPort() {
    int[] flow = flows[next++ & Inputs.MASK];
    return PortRegistry.bundled().serverPort(flow[0], flow[1], Transport.TCP);
  }

  /** The same by the names of both ends, as the library did before it knew standings. */
  @Benchmark
  public int serverPortByNames() {
    int[] flow = flows[next++ & Inputs.MASK];
    PortRegistry registry = PortRegistry.bundled();
    boolean first = !registry.serviceName(flow[0], Transport.TCP).isEmpty();
    boolean second = !registry.serviceName(flow[1], Transport.TCP).isEmpty();
    return first != second ? first ? flow[0] : flow[1] : Math.min(flow[0], flow[1]);
  }

  /** The library: the service end, and how sure it is. */
  @Benchmark
  public int serverEnd() {
    int[] flow = flows[next++ & Inputs.MASK];
    ServerEnd end = PortRegistry.bundled().serverEnd(flow[0], flow[1], Transport.TCP);
    return end.certainty() == ServerEnd.Certainty.GUESS ? 0 : end.port();
  }

  /** ianaservicehelper: the names of both ends and a choice. */
  @Benchmark
  public Set<String> ianaservicehelper() throws IOException {
    int[] flow = flows[next++ & Inputs.MASK];
    Set<String> first = Helper.serviceNames(flow[0], "tcp");
    Set<String> second = Helper.serviceNames(flow[1], "tcp");
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    return flow[0] < flow[1] ? first : second;
  }
}
