package io.github.portregistry.bench;

import io.fabric8.ianaservicehelper.Helper;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import jnr.netdb.Service;
import org.pcap4j.packet.namednumber.TcpPort;

/**
 * What a fresh JVM does to get its first answer, one small main class per contestant. Each refers
 * to its own library only, prints the nanoseconds from the first line of {@code main} to the
 * checked answer, and makes the text that it prints after the clock has stopped. {@link ColdStart}
 * runs them as programs, {@link RetainedHeap} calls them.
 */
final class FirstAnswer {

  private FirstAnswer() {}

  /**
   * The floor: reads the packaged table as a resource out of the library's jar, and does nothing
   * with it.
   */
  static final class Floor implements Callable<Object> {

    /** Prints the nanoseconds to the first answer. */
    public static void main(String[] args) throws Exception {
      long start = System.nanoTime();
      new Floor().call();
      System.out.println(System.nanoTime() - start);
    }

    @Override
    public Object call() throws IOException {
      try (InputStream table =
          Floor.class.getResourceAsStream("/io/github/portregistry/port-registry.csv")) {
        int length = table.readAllBytes().length;
        if (length < 500_000) {
          throw new IllegalStateException(
              "expected the whole table but found " + length + " bytes");
        }
        return length;
      }
    }
  }

  /** A second floor: the same bytes by the shortest way that there is, straight from the jar. */
  static final class JarFloor implements Callable<Object> {

    /** Prints the nanoseconds to the first answer. */
    public static void main(String[] args) throws Exception {
      long start = System.nanoTime();
      new JarFloor().call();
      System.out.println(System.nanoTime() - start);
    }

    @Override
    public Object call() throws IOException {
      for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
        if (new File(path).getName().startsWith("port-registry-")) {
          try (ZipFile jar = new ZipFile(path)) {
            ZipEntry entry = jar.getEntry("io/github/portregistry/port-registry.csv");
            byte[] table = new byte[(int) entry.getSize()];
            return jar.getInputStream(entry).readNBytes(table, 0, table.length);
          }
        }
      }
      throw new IllegalStateException("no jar of port-registry on the class path");
    }
  }

  /** This library. */
  static final class OfPortRegistry implements Callable<Object> {

    /** Prints the nanoseconds to the first answer. */
    public static void main(String[] args) {
      long start = System.nanoTime();
      new OfPortRegistry().call();
      System.out.println(System.nanoTime() - start);
    }

    @Override
    public Object call() {
      String name = PortRegistry.lookup(443).assignments(Transport.TCP).get(0).serviceName();
      if (!name.equals("https")) {
        throw new IllegalStateException(name);
      }
      return name;
    }
  }

  /** ianaservicehelper. */
  static final class OfIanaServiceHelper implements Callable<Object> {

    /** Prints the nanoseconds to the first answer. */
    public static void main(String[] args) throws IOException {
      long start = System.nanoTime();
      new OfIanaServiceHelper().call();
      System.out.println(System.nanoTime() - start);
    }

    @Override
    public Object call() throws IOException {
      Object names = Helper.serviceNames(443, "tcp");
      if (!names.toString().equals("[https]")) {
        throw new IllegalStateException(names.toString());
      }
      return names;
    }
  }

  /** pcap4j, which knows 682 TCP ports. */
  static final class OfPcap4j implements Callable<Object> {

    /** Prints the nanoseconds to the first answer. */
    public static void main(String[] args) {
      long start = System.nanoTime();
      new OfPcap4j().call();
      System.out.println(System.nanoTime() - start);
    }

    @Override
    public Object call() {
      String name = TcpPort.getInstance((short) 443).name();
      if (!name.equals("HTTPS")) {
        throw new IllegalStateException(name);
      }
      return name;
    }
  }

  /**
   * jnr-netdb. It is asked for 80, because it does not find 443, whose low byte it takes as signed.
   */
  static final class OfJnrNetdb implements Callable<Object> {

    /** Prints the nanoseconds to the first answer. */
    public static void main(String[] args) {
      long start = System.nanoTime();
      new OfJnrNetdb().call();
      System.out.println(System.nanoTime() - start);
    }

    @Override
    public Object call() {
      String name = Service.getServiceByPort(80, "tcp").getName();
      if (!name.equals("http")) {
        throw new IllegalStateException(name);
      }
      return name;
    }
  }
}
