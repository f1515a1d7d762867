package io.github.portregistry.bench;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.Transport;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The registry of the oldest day, and the changes of a year; also the first time in a fresh JVM.
 */
@BenchmarkMode({Mode.SingleShotTime, Mode.AverageTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1, time = 5)
@Fork(5)
public class OtherDays {

  private static final LocalDate FROM = LocalDate.of(2025, 1, 1);
  private static final LocalDate TO = LocalDate.of(2025, 12, 31);

  /** Makes the registry, and asks it once. */
  @Benchmark
  public String oldestDay() {
    return PortRegistry.bundled()
        .asOf(PortRegistry.bundled().firstDay())
        .serviceName(443, Transport.TCP);
  }

  @Benchmark
  public List<RegistryChange> changesOfAYear() {
    return PortRegistry.bundled().changes(FROM, TO);
  }
}
