package io.github.portregistry.bench;

import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Dossier;
import java.time.LocalDate;
import java.util.concurrent.Callable;

/**
 * What a fresh JVM does to get an answer that needs more than the registry's own table; made like
 * the programs of {@link FirstAnswer}.
 */
final class FirstStep {

  private static final LocalDate OLDEST = LocalDate.of(2014, 7, 13);

  private FirstStep() {}

  /** Evidence, observed uses, history and related ports of one port. */
  static final class OfFacts implements Callable<Object> {

    /** Prints the nanoseconds to the first answer. */
    public static void main(String[] args) {
      long start = System.nanoTime();
      new OfFacts().call();
      System.out.println(System.nanoTime() - start);
    }

    @Override
    public Object call() {
      return facts(PortRegistry.lookup(432));
    }

    static int facts(PortRecord port) {
      return port.evidence().size()
          + port.observedUses().size()
          + port.history().size()
          + port.related().size();
    }
  }

  /** The dossier of one port as text. */
  static final class OfDossier implements Callable<Object> {

    /** Prints the nanoseconds to the first answer. */
    public static void main(String[] args) {
      long start = System.nanoTime();
      new OfDossier().call();
      System.out.println(System.nanoTime() - start);
    }

    @Override
    public Object call() {
      return Dossier.of(PortRegistry.lookup(432)).text(80);
    }
  }

  /** The server's end of one flow. */
  static final class OfServerPort implements Callable<Object> {

    /** Prints the nanoseconds to the first answer. */
    public static void main(String[] args) {
      long start = System.nanoTime();
      new OfServerPort().call();
      System.out.println(System.nanoTime() - start);
    }

    @Override
    public Object call() {
      return PortRegistry.bundled().serverPort(50_000, 443, Transport.TCP);
    }
  }

  /** The services that an everyday name stands for. */
  static final class OfEverydayName implements Callable<Object> {

    /** Prints the nanoseconds to the first answer. */
    public static void main(String[] args) {
      long start = System.nanoTime();
      new OfEverydayName().call();
      System.out.println(System.nanoTime() - start);
    }

    @Override
    public Object call() {
      return PortRegistry.bundled().service("postgres");
    }
  }

  /** The registry of the oldest day. */
  static final class OfOldestDay implements Callable<Object> {

    /** Prints the nanoseconds to the first answer. */
    public static void main(String[] args) {
      long start = System.nanoTime();
      new OfOldestDay().call();
      System.out.println(System.nanoTime() - start);
    }

    @Override
    public Object call() {
      PortRegistry then = PortRegistry.bundled().asOf(OLDEST);
      then.serviceName(443, Transport.TCP);
      return then;
    }
  }

  /** The same, with the clock started when it was done once. */
  static final class OfOldestDayAgain implements Callable<Object> {

    /** Prints the nanoseconds of the second answer. */
    public static void main(String[] args) {
      new OfOldestDay().call();
      long start = System.nanoTime();
      new OfOldestDay().call();
      System.out.println(System.nanoTime() - start);
    }

    @Override
    public Object call() {
      new OfOldestDay().call();
      return new OfOldestDay().call();
    }
  }

  /** The changes of a year, with the clock started when the registry was loaded. */
  static final class OfChanges implements Callable<Object> {

    /** Prints the nanoseconds from the first lookup to the changes. */
    public static void main(String[] args) {
      PortRegistry.lookup(443);
      long start = System.nanoTime();
      new OfChanges().call();
      System.out.println(System.nanoTime() - start);
    }

    @Override
    public Object call() {
      return PortRegistry.bundled().changes(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31));
    }
  }

  /** All ports, each with everything that is known of it. */
  static final class OfAllPorts implements Callable<Object> {

    /** Prints the nanoseconds to the last answer. */
    public static void main(String[] args) {
      long start = System.nanoTime();
      new OfAllPorts().call();
      System.out.println(System.nanoTime() - start);
    }

    @Override
    public Object call() {
      int count = 0;
      for (int number = 0; number < 65_536; number++) {
        PortRecord port = PortRegistry.lookup(number);
        count += port.assignments().size() + port.formerAssignments().size();
        count += OfFacts.facts(port);
      }
      return count;
    }
  }
}
