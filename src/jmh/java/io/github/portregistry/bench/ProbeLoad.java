package io.github.portregistry.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A machine with something to see: children that have listeners and connections on loopback, and
 * processes that have files open only. All of them end when it is closed, or when this JVM ends.
 */
final class ProbeLoad implements AutoCloseable {

  /** Two descriptors for each connection, below the limit that systems often set. */
  private static final int CONNECTIONS_OF_A_CHILD = 8000;

  /** Opens sockets, forks so that others have the same, and waits for the end. */
  private static final String SHARED =
      """
      import os, socket, sys, time
      processes, descriptors = int(sys.argv[1]), int(sys.argv[2])
      server = socket.socket()
      server.bind(('127.0.0.1', 0))
      server.listen(16)
      kept = [socket.socket() for i in range(descriptors - 4)]
      parent = os.getpid()
      for i in range(processes - 1):
          if os.fork() == 0:
              while os.getppid() == parent:
                  time.sleep(1)
              os._exit(0)
      print(server.getsockname()[1], flush=True)
      sys.stdin.read()
      """;

  private final List<Process> children = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();

  /** Nothing yet. */
  private ProbeLoad() {}

  /** Processes that have the same descriptors, one of them a listener's; it needs Python. */
  static ProbeLoad shared(int processes, int descriptors) throws IOException {
    ProbeLoad load = new ProbeLoad();
    load.add(
        new ProcessBuilder(
            "python3", "-c", SHARED, Integer.toString(processes), Integer.toString(descriptors)));
    return load;
  }

  ProbeLoad(int listeners, int connections, int processes) throws IOException {
    int owners = Math.max(1, (connections + CONNECTIONS_OF_A_CHILD - 1) / CONNECTIONS_OF_A_CHILD);
    for (int i = 0; i < owners; i++) {
      start(share(listeners, i, owners), share(connections, i, owners), i);
    }
    // A shell opens what its successor then has open.
    String files = "for i in $(seq 3 29); do eval \"exec $i</dev/null\"; done; exec sleep 900";
    for (int i = 0; i < processes; i++) {
      children.add(new ProcessBuilder("/bin/bash", "-c", files).start());
    }
  }

  private static int share(int all, int part, int parts) {
    return all / parts + (part < all % parts ? 1 : 0);
  }

  private void start(int listeners, int connections, int number) throws IOException {
    add(
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            ProbeLoad.class.getName(),
            Integer.toString(listeners),
            Integer.toString(connections),
            Integer.toString(number)));
  }

  /** Starts a child and reads the ports that it listens on. */
  private void add(ProcessBuilder program) throws IOException {
    Process child = program.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    children.add(child);
    String line = child.inputReader().readLine();
    if (line == null) {
      close();
      throw new IOException("a child ended before it had opened its sockets");
    }
    Arrays.stream(line.split(" ", -1))
        .filter(word -> !word.isEmpty())
        .map(Integer::valueOf)
        .forEach(ports::add);
  }

  /** The ports that have listeners, ascending, each once. */
  List<Integer> ports() {
    return ports.stream().distinct().sorted().toList();
  }

  @Override
  public void close() {
    children.forEach(Process::destroyForcibly);
    for (Process child : children) {
      try {
        child.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** A child: keeps its sockets open until its input ends. */
  public static void main(String[] args) throws IOException {
    int listeners = Integer.parseInt(args[0]);
    int connections = Integer.parseInt(args[1]);
    // Each child has an address of its own, and so a range of ports of its own for its clients.
    InetAddress address =
        InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (1 + Integer.parseInt(args[2]))});
    List<AutoCloseable> opened = new ArrayList<>();
    List<ServerSocketChannel> servers = new ArrayList<>();
    for (int i = 0; i < listeners; i++) {
      ServerSocketChannel server = ServerSocketChannel.open();
      server.bind(new InetSocketAddress(address, 0), 128);
      servers.add(server);
    }
    for (int i = 0; i < connections; i++) {
      ServerSocketChannel server = servers.get(i % servers.size());
      SocketChannel client = SocketChannel.open();
      client.bind(new InetSocketAddress(address, 0));
      client.connect(server.getLocalAddress());
      opened.add(client);
      opened.add(server.accept());
    }
    System.out.println(
        servers.stream()
            .map(server -> Integer.toString(server.socket().getLocalPort()))
            .collect(Collectors.joining(" ")));
    while (System.in.read() >= 0) {
      // Waiting for the end.
    }
    System.out.println(opened.size());
  }
}
