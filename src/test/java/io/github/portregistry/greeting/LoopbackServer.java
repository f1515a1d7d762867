package io.github.portregistry.greeting;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that speaks as a test wants, and counts what it is sent. */
public final class LoopbackServer implements AutoCloseable {

  /** What a server does with one connection. */
  public interface Talk {
    void with(Client client) throws IOException, InterruptedException;
  }

  /** One connection, and what came on it. */
  public static final class Client {

    private final Socket socket;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    Client(Socket socket) {
      this.socket = socket;
    }

    public Socket socket() {
      return socket;
    }

    /** Waits for some bytes; how many came, -1 at the end. */
    public int hear() throws IOException {
      byte[] bytes = new byte[8192];
      int count = socket.getInputStream().read(bytes);
      if (count > 0) {
        synchronized (received) {
          received.write(bytes, 0, count);
        }
      }
      return count;
    }

    public void say(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    public void say(String text) throws IOException {
      say(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Everything that came, a character for each byte. */
    public String received() {
      synchronized (received) {
        return received.toString(StandardCharsets.ISO_8859_1);
      }
    }
  }

  private final ServerSocket server;
  private final Talk talk;
  private final List<Client> connections = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  private LoopbackServer(ServerSocket server, Talk talk) {
    this.server = server;
    this.talk = talk;
  }

  /** Starts a server that takes any number of connections at a time. */
  public static LoopbackServer start(Talk talk) {
    return start(InetAddress.getLoopbackAddress(), talk);
  }

  public static LoopbackServer start(InetAddress address, Talk talk) {
    return start(address, talk, true);
  }

  /** Starts a server that takes the next connection only when it is done with the last. */
  public static LoopbackServer oneAtATime(Talk talk) {
    return start(InetAddress.getLoopbackAddress(), talk, false);
  }

  private static LoopbackServer start(InetAddress address, Talk talk, boolean parallel) {
    try {
      LoopbackServer started = new LoopbackServer(onUnknownPort(address), talk);
      started.thread(() -> started.accept(parallel));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A socket on a port of which nothing is known, as the system hands out others too. */
  public static ServerSocket onUnknownPort(InetAddress address) throws IOException {
    while (true) {
      ServerSocket socket = new ServerSocket(0, 50, address);
      Expected expected = Expected.of(PortRegistry.lookup(socket.getLocalPort()), Transport.TCP);
      if (expected.own().isEmpty() && expected.everyServiceKnown() && expected.never() == null) {
        return socket;
      }
      socket.close();
    }
  }

  /** A server that speaks first, and then takes whatever comes. */
  public static LoopbackServer greeting(byte[] banner) {
    return start(client -> client.say(banner));
  }

  public static LoopbackServer greeting(String banner) {
    return greeting(banner.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A server that gives one answer to the first bytes, whatever they are. */
  public static LoopbackServer answering(byte[] answer) {
    return start(
        client -> {
          if (client.hear() > 0) {
            client.say(answer);
          }
        });
  }

  public static LoopbackServer answering(String answer) {
    return answering(answer.getBytes(StandardCharsets.ISO_8859_1));
  }

  public static LoopbackServer silent() {
    return start(client -> {});
  }

  private void thread(Runnable run) {
    Thread thread = new Thread(run, "loopback-server");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void accept(boolean parallel) {
    while (!closed) {
      try {
        Client client = new Client(server.accept());
        connections.add(client);
        if (parallel) {
          thread(() -> serve(client));
        } else {
          serve(client);
        }
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Client client) {
    try (Socket socket = client.socket()) {
      socket.setTcpNoDelay(true);
      talk.with(client);
      while (client.hear() >= 0) {
        // Counted.
      }
    } catch (IOException e) {
      // The client went away, or the test is over.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  /** The connections so far, in their order. */
  public List<Client> connections() {
    return connections;
  }

  /** What came on each connection so far. */
  public List<String> received() {
    return connections.stream().map(Client::received).toList();
  }

  /** Ends the server with its connections, and waits for its threads. */
  @Override
  public void close() {
    closed = true;
    try {
      server.close();
      for (Client connection : connections) {
        connection.socket().close();
      }
      for (Thread thread : threads) {
        thread.interrupt();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
