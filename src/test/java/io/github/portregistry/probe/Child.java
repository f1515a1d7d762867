package io.github.portregistry.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that has sockets open until it is closed: a Python program that prints lines of what it
 * has open, then {@code ready}, and ends when its input does.
 */
final class Child implements AutoCloseable {

  static final Path PYTHON = Path.of("/usr/bin/python3");

  private static final String HEAD =
      """
      import ctypes, os, socket, sys, time
      KEPT = []
      def bind(family, address, kind=socket.SOCK_STREAM, port=0, options=(), listen=True):
          s = socket.socket(family, kind)
          for level, name, value in options:
              s.setsockopt(level, name, value)
          s.bind((address, port))
          if kind == socket.SOCK_STREAM and listen:
              s.listen(16)
          KEPT.append(s)
          return s
      def port(s):
          return s.getsockname()[1]
      def comm(name):
          ctypes.CDLL(None).prctl(15, name, 0, 0, 0)
      def fork():
          parent = os.getpid()
          pid = os.fork()
          if pid == 0:
              while os.getppid() == parent:
                  time.sleep(0.05)
              os._exit(0)
          return pid
      """;

  private static final String TAIL =
      """

      print("ready", flush=True)
      sys.stdin.read()
      """;

  private final Process process;
  private final List<String> lines = new ArrayList<>();

  private Child(Process process) throws IOException {
    this.process = process;
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    while (line != null && !line.equals("ready")) {
      lines.add(line);
      line = output.readLine();
    }
    if (line == null) {
      close();
      throw new IOException("the child ended before it was ready: " + lines);
    }
  }

  static boolean hasPython() {
    return Files.isExecutable(PYTHON);
  }

  /** Runs a Python program, after the words that run it as another user or elsewhere. */
  static Child python(String program, String... before) throws IOException {
    return run(PYTHON, program, before);
  }

  static Child run(Path python, String program, String... before) throws IOException {
    List<String> command = new ArrayList<>(List.of(before));
    command.addAll(List.of(python.toString(), "-c", HEAD + program + TAIL));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PYTHONHOME", "/usr");
    return new Child(builder.start());
  }

  long pid() {
    return process.pid();
  }

  /** The first number that the program printed. */
  int port() {
    return Integer.parseInt(lines.get(0));
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void close() throws IOException {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
