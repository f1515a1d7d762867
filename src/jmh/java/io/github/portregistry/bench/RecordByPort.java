package io.github.portregistry.bench;

import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import java.util.concurrent.TimeUnit;
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
 * Warm {@code PortRegistry.lookup(port)} compared with a bare array read. The array holds the very
 * records that the library answers with, so both sides ask for the same port, touch the same
 * objects and return the same reference; what differs is the way to it. No peer has such a record:
 * their answers are in {@link NameByPort}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class RecordByPort {

  private int[] ports;
  private PortRecord[] records;
  private int next;

  /**
   * Draws the ports and fills the floor's array; every record has been made before the clock
   * starts.
   */
  @Setup
  public void prepare() {
    ports = Inputs.ports();
    records = new PortRecord[65_536];
    for (int port : ports) {
      records[port] = PortRegistry.lookup(port);
    }
  }

  /** What every method here costs before it looks anything up: taking the next port. */
  @Benchmark
  public int harness() {
    return ports[next++ & Inputs.MASK];
  }

  /** The floor: one array read. */
  @Benchmark
  public PortRecord floor() {
    return records[ports[next++ & Inputs.MASK]];
  }

  /** The library's lookup. */
  @Benchmark
  public PortRecord portRegistry() {
    return PortRegistry.lookup(ports[next++ & Inputs.MASK]);
  }
}
