package io.github.portregistry.bench;

import io.fabric8.ianaservicehelper.Helper;
import io.fabric8.ianaservicehelper.PortAndProtocol;
import io.github.portregistry.Assignment;
import io.github.portregistry.PortRegistry;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/**
 * Warm lookup of a service name: the library, a {@link HashMap} that holds the library's own
 * answers under every registered name, and the two peers that can be asked by name. All are asked
 * for the same strings, which are in lower case, so that the floor, which knows no other case, and
 * the peers can answer too.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class ServiceByName {

  private String[] names;
  private String[] upperCaseNames;
  private Map<String, List<Assignment>> services;
  private int next;

  /** Draws the names and fills the floor's map; every answer that is asked for has been made. */
  @Setup
  public void prepare() {
    names = Inputs.serviceNames();
    upperCaseNames = new String[names.length];
    for (int i = 0; i < names.length; i++) {
      upperCaseNames[i] = names[i].toUpperCase(Locale.ROOT);
    }
    services = new HashMap<>();
    for (String name : Inputs.registeredNames()) {
      services.put(name, List.of());
    }
    for (String name : names) {
      services.computeIfPresent(name, (key, none) -> PortRegistry.bundled().service(key));
    }
  }

  /** What every method here costs before it looks anything up: taking the next name. */
  @Benchmark
  public String harness() {
    return names[next++ & Inputs.MASK];
  }

  /** The floor: one look into a map. */
  @Benchmark
  public List<Assignment> floor() {
    return services.get(names[next++ & Inputs.MASK]);
  }

  /** The library's lookup of a name that is in lower case. */
  @Benchmark
  public List<Assignment> portRegistry() {
    return PortRegistry.bundled().service(names[next++ & Inputs.MASK]);
  }

  /** The same names in upper case, which neither the floor nor the peers would find. */
  @Benchmark
  public List<Assignment> portRegistryUpperCase() {
    return PortRegistry.bundled().service(upperCaseNames[next++ & Inputs.MASK]);
  }

  /** ianaservicehelper: all ports of a name, null where it knows none. */
  @Benchmark
  public Set<PortAndProtocol> ianaservicehelper() throws IOException {
    return Helper.servicePorts(names[next++ & Inputs.MASK]);
  }

  /** jnr-netdb: asks the machine's C library or reads its services file. */
  @Benchmark
  public Service jnrNetdb() {
    return Service.getServiceByName(names[next++ & Inputs.MASK], "tcp");
  }
}
