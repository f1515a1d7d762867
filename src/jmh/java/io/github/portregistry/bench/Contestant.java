package io.github.portregistry.bench;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who takes part in the measurements that need a fresh JVM, and with which jars. */
enum Contestant {
  FLOOR("floor", FirstAnswer.Floor.class, Jars.LIBRARY),
  JAR_FLOOR("floor, past the class loader", FirstAnswer.JarFloor.class, Jars.LIBRARY),
  PORT_REGISTRY("port-registry", FirstAnswer.OfPortRegistry.class, Jars.LIBRARY),
  IANA_SERVICE_HELPER(
      "ianaservicehelper", FirstAnswer.OfIanaServiceHelper.class, "ianaservicehelper"),
  PCAP4J("pcap4j", FirstAnswer.OfPcap4j.class, "pcap4j-core|jna|slf4j-api"),
  JNR_NETDB("jnr-netdb", FirstAnswer.OfJnrNetdb.class, "jnr-[a-z0-9]+|jffi|asm|asm-[a-z]+"),
  FACTS("evidence, uses, history, related", FirstStep.OfFacts.class),
  DOSSIER("dossier as text", FirstStep.OfDossier.class),
  SERVER_PORT("serverPort", FirstStep.OfServerPort.class),
  EVERYDAY_NAME("service of an everyday name", FirstStep.OfEverydayName.class),
  OLDEST_DAY("asOf the oldest day", FirstStep.OfOldestDay.class),
  OLDEST_DAY_AGAIN("asOf the oldest day, again", FirstStep.OfOldestDayAgain.class),
  CHANGES("changes of a year, after a lookup", FirstStep.OfChanges.class),
  ALL_PORTS("all ports with everything", FirstStep.OfAllPorts.class);

  /** What the library does beyond the first lookup. */
  static final Set<Contestant> STEPS = EnumSet.range(FACTS, ALL_PORTS);

  private final String label;
  private final Class<? extends Callable<Object>> program;
  private final Pattern jars;

  Contestant(String label, Class<? extends Callable<Object>> program, String artifacts) {
    this.label = label;
    this.program = program;
    this.jars = Pattern.compile("(?:" + artifacts + ")-\\d[^/]*\\.jar");
  }

  Contestant(String label, Class<? extends Callable<Object>> program) {
    this(label, program, Jars.LIBRARY);
  }

  /** The name to print. */
  String label() {
    return label;
  }

  /** The class to run. */
  String program() {
    return program.getName();
  }

  /**
   * The benchmarks' own classes and this contestant's jars, in the order in which they stand on the
   * class path of the running program.
   */
  List<Path> classPath() {
    List<Path> jarPaths =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(path -> jars.matcher(path.getFileName().toString()).matches())
            .toList();
    if (jarPaths.isEmpty()) {
      throw new IllegalStateException("no jar of " + label + " on the class path");
    }
    return Stream.concat(Stream.of(benchmarks()), jarPaths.stream()).toList();
  }

  private static Path benchmarks() {
    CodeSource source = Contestant.class.getProtectionDomain().getCodeSource();
    return Path.of(URI.create(source.getLocation().toString()));
  }

  /** Names that the constants above share. */
  private static final class Jars {

    /** The library and what it brings with it. */
    static final String LIBRARY = "port-registry|fastcsv|jspecify";
  }
}
