package io.github.portregistry.probe;

import io.github.portregistry.PortRegistry;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Prints what the probe finds on the ports it is given, as a process of its own. */
public final class ProbeMain {

  private ProbeMain() {}

  /** Starts threads until the system gives no more. */
  private static void useAllThreads() {
    try {
      for (int i = 0; i < 10_000; i++) {
        Thread thread = new Thread(LockSupport::park);
        thread.setDaemon(true);
        thread.start();
      }
      System.out.println("there is no end");
    } catch (OutOfMemoryError e) {
      // So it shall be.
    }
  }

  /** What becomes of a table where no file can be opened any more. */
  private static String openWithoutDescriptors() throws IOException {
    LinuxProcFiles files = new LinuxProcFiles(Path.of("/proc"));
    List<InputStream> opened = new ArrayList<>();
    String outcome = "there is no end";
    try {
      for (int i = 0; i < 10_000; i++) {
        opened.add(new FileInputStream("/dev/null"));
      }
    } catch (FileNotFoundException full) {
      try {
        opened.add(files.open("net/tcp"));
        outcome = "opened";
      } catch (IOException e) {
        outcome = e.toString();
      }
    }
    for (InputStream in : opened) {
      in.close();
    }
    return outcome;
  }

  /** Prints the control group of each listener on some ports, and its likely owners. */
  private static void printGroups(String[] ports) {
    for (String port : ports) {
      for (Listener listener : ListenerProbe.local().check(Integer.parseInt(port)).listeners()) {
        StringBuilder line = new StringBuilder(port);
        Ownership ownership = listener.ownership();
        line.append(' ').append(ownership.getClass().getSimpleName());
        if (ownership instanceof Likely likely) {
          line.append(' ').append(likely.basis());
          likely.candidates().forEach(process -> line.append(' ').append(process.pid()));
        }
        ControlGroup group = listener.controlGroup();
        System.out.println(
            line + (group == null ? " none" : " " + group.kind() + " " + group.path()));
      }
    }
  }

  /** Prints what has the name of a file: the owner of a port, and what is in a folder. */
  private static void printTexts(int port, Path folder) throws IOException {
    PortFinding finding = ListenerProbe.local().check(port);
    Known known = (Known) finding.listeners().get(0).ownership();
    System.out.println(inAscii(known.leader().toString()));
    System.out.println(inAscii(known.leader().program()));
    BaselineOwner owner =
        ListenerBaseline.of(new Survey(finding.at(), List.of(finding), finding.coverage()))
            .listeners()
            .get(0)
            .owner();
    System.out.println(inAscii(owner.file()));
    LinuxProcFiles files = new LinuxProcFiles(Path.of("/proc"));
    for (String name : files.listFolder(folder)) {
      // The name leads to the file, in every locale.
      files.stat(PathText.resolve(folder, name));
      System.out.println(inAscii(name));
    }
  }

  private static String inAscii(String text) {
    StringBuilder ascii = new StringBuilder();
    text.chars().forEach(c -> ascii.append(c < 128 ? "" + (char) c : String.format("<%04x>", c)));
    return ascii.toString();
  }

  /** Asks each listener on some ports what it speaks. */
  private static void printSpoken(String[] ports) {
    ListenerProbe probe = ListenerProbe.local().withGreeting(Greeting.ASK_UDP);
    for (String port : ports) {
      for (Listener listener : probe.check(Integer.parseInt(port)).listeners()) {
        Spoken spoken = listener.spoken();
        System.out.println(
            listener.addressText()
                + (spoken.protocols().isEmpty()
                    ? " " + spoken.kind() + " " + spoken.why()
                    : " " + spoken.words()));
      }
    }
  }

  /** Prints a line for each port: its number, whether it is in use, coverage and ownerships. */
  public static void main(String[] args) throws IOException {
    if (args[0].equals("reach")) {
      InetSocketAddress address = new InetSocketAddress(args[1], Integer.parseInt(args[2]));
      System.out.println(Reachability.probe(address, Duration.ofSeconds(2)));
      return;
    }
    if (args[0].equals("ports")) {
      ListenerProbe local = ListenerProbe.local();
      System.out.println(local.localPorts());
      Arrays.stream(args)
          .skip(1)
          .forEach(port -> System.out.println(local.canBind(Integer.parseInt(port))));
      return;
    }
    if (args[0].equals("lookup")) {
      System.out.println(PortRegistry.lookup(432).assignments());
      return;
    }
    if (args[0].equals("groups")) {
      printGroups(Arrays.copyOfRange(args, 1, args.length));
      return;
    }
    if (args[0].equals("speaks")) {
      printSpoken(Arrays.copyOfRange(args, 1, args.length));
      return;
    }
    if (args[0].equals("users")) {
      for (Listener listener : ListenerProbe.local().check(Integer.parseInt(args[1])).listeners()) {
        System.out.println(listener.user() + ": " + listener.ownership());
      }
      return;
    }
    if (args[0].equals("texts")) {
      printTexts(Integer.parseInt(args[1]), Path.of(args[2]));
      return;
    }
    if (args[0].equals("exhausted")) {
      System.out.println(openWithoutDescriptors());
      return;
    }
    if (args[0].equals("threadless")) {
      useAllThreads();
      args = Arrays.copyOfRange(args, 1, args.length);
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
          known.owners().forEach(owner -> line.append(':').append(owner.pid()));
        } else if (ownership instanceof NotVisible hidden) {
          line.append(':').append(hidden.cause());
        }
        line.append('/').append(listener.ipv4());
        if (listener.address().getAddress() instanceof Inet6Address address
            && address.isLinkLocalAddress()) {
          line.append('%').append(address.getScopeId());
        }
      }
      finding.otherUses().forEach(use -> line.append(' ').append(use.kind()));
      System.out.println(line);
    }
  }
}
