package io.github.portregistry.bench;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Naming a column of ports: would a method of the library for columns beat the loop? {@code floor}
 * is the best that such a method could be, two array reads a row with all names in the array.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class ColumnLabel {

  private static final Transport[] TRANSPORTS = Transport.values();

  private int[] ports;
  private byte[] transports;
  private String[] labels;
  private String[][] serviceNames;
  private String[][] commonNames;
  private PortRegistry registry;

  /** Draws the columns; every fifth row is UDP. */
  @Setup
  public void prepare() {
    registry = PortRegistry.bundled();
    ports = Inputs.ports();
    labels = new String[ports.length];
    transports = new byte[ports.length];
    serviceNames = new String[TRANSPORTS.length][65_536];
    commonNames = new String[TRANSPORTS.length][65_536];
    for (int i = 0; i < ports.length; i++) {
      Transport transport = i % 5 == 0 ? Transport.UDP : Transport.TCP;
      transports[i] = (byte) transport.ordinal();
      serviceNames[transport.ordinal()][ports[i]] = registry.serviceName(ports[i], transport);
      commonNames[transport.ordinal()][ports[i]] = registry.commonName(ports[i], transport);
    }
  }

  /** The best that a method for columns could be, for either name. */
  @Benchmark
  @OperationsPerInvocation(Inputs.COUNT)
  public String[] floorServiceName() {
    for (int i = 0; i < ports.length; i++) {
      labels[i] = serviceNames[transports[i]][ports[i]];
    }
    return labels;
  }

  /** The best that a method for columns could be, for either name. */
  @Benchmark
  @OperationsPerInvocation(Inputs.COUNT)
  public String[] floorCommonName() {
    for (int i = 0; i < ports.length; i++) {
      labels[i] = commonNames[transports[i]][ports[i]];
    }
    return labels;
  }

  /** The loop that anybody writes. */
  @Benchmark
  @OperationsPerInvocation(Inputs.COUNT)
  public String[] loopServiceName() {
    for (int i = 0; i < ports.length; i++) {
      labels[i] = registry.serviceName(ports[i], TRANSPORTS[transports[i]]);
    }
    return labels;
  }

  /** The loop that anybody writes. */
  @Benchmark
  @OperationsPerInvocation(Inputs.COUNT)
  public String[] loopCommonName() {
    for (int i = 0; i < ports.length; i++) {
      labels[i] = registry.commonName(ports[i], TRANSPORTS[transports[i]]);
    }
    return labels;
  }
}
