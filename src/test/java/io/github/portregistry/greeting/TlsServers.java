package io.github.portregistry.greeting;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Servers on loopback whose certificate is signed by nobody else, and has expired. */
final class TlsServers {

  /** What is spoken inside. */
  interface Inside {
    void with(InputStream in, OutputStream out) throws IOException, InterruptedException;
  }

  private static final String PASSWORD = "changeit";

  private final SSLContext context;

  /** What was heard inside, a text for each connection. */
  final List<String> heardInside = new CopyOnWriteArrayList<>();

  /** The key of all servers of this JVM, which takes a second to make. */
  private static @Nullable KeyStore key;

  TlsServers() throws IOException, InterruptedException, GeneralSecurityException {
    KeyStore store = key();
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
  }

  /** Makes a key by the JDK's keytool. */
  private static synchronized KeyStore key()
      throws IOException, InterruptedException, GeneralSecurityException {
    KeyStore made = key;
    if (made != null) {
      return made;
    }
    Path folder = Files.createTempDirectory("tls");
    Path file = folder.resolve("keys.p12");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(
        List.of("-genkeypair", "-alias", "a", "-dname", "CN=localhost", "-keyalg", "EC"));
    command.addAll(List.of("-startdate", "-20d", "-validity", "10", "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD, "-keystore", file.toString()));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed =
        new String(keytool.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    if (keytool.waitFor() != 0) {
      throw new IOException(printed);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    Files.delete(file);
    Files.delete(folder);
    key = store;
    return store;
  }

  /** A server that speaks TLS at once. */
  LoopbackServer start(Inside inside, String... versions) {
    return LoopbackServer.start(client -> speak(client, new byte[0], false, inside, versions));
  }

  /** A server that asks each client for its certificate. */
  LoopbackServer wantingACertificate(Inside inside, String... versions) {
    return LoopbackServer.start(client -> speak(client, new byte[0], true, inside, versions));
  }

  /** A server that speaks TLS to those who begin with it, and something else to others. */
  LoopbackServer startOr(LoopbackServer.Talk otherwise, Inside inside) {
    return LoopbackServer.start(
        client -> {
          client.hear();
          if (client.received().startsWith("\u0016")) {
            byte[] first = client.received().getBytes(StandardCharsets.ISO_8859_1);
            speak(client, first, false, inside);
          } else {
            otherwise.with(client);
          }
        });
  }

  void speak(
      LoopbackServer.Client client,
      byte[] consumed,
      boolean wantsCertificate,
      Inside inside,
      String... versions)
      throws IOException, InterruptedException {
    try (SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(client.socket(), new ByteArrayInputStream(consumed), true)) {
      socket.setUseClientMode(false);
      socket.setNeedClientAuth(wantsCertificate);
      if (versions.length > 0) {
        socket.setEnabledProtocols(versions);
      }
      socket.startHandshake();
      inside.with(socket.getInputStream(), socket.getOutputStream());
      drain(socket.getInputStream());
    }
  }

  private void drain(InputStream in) throws IOException {
    while (in.read() >= 0) {
      // Whatever else comes.
    }
  }

  /** Speaks first inside. */
  Inside greeting(String banner) {
    return (in, out) -> {
      out.write(banner.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      heardInside.add(hear(in));
    };
  }

  /** Answers the first bytes inside. */
  Inside answering(String answer) {
    return (in, out) -> {
      heardInside.add(hear(in));
      out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    };
  }

  private static String hear(InputStream in) throws IOException {
    byte[] bytes = new byte[8192];
    int count = in.read(bytes);
    return count < 0 ? "" : new String(Arrays.copyOf(bytes, count), StandardCharsets.ISO_8859_1);
  }
}
