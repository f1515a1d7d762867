package io.github.portregistry.probe;

import io.github.portregistry.dossier.Escaped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a program of the system by its full path, without a shell, for a limited time. */
final class Command {

  static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** The most bytes of output: sixty thousand rows of the widest table. */
  static final int LIMIT = 16 * 1024 * 1024;

  private static final int EXCERPT = 300;

  /** The time between two reads of an empty pipe. */
  private static final long PAUSE_MILLIS = 1;

  private Command() {}

  /** Returns the lines of output, each byte as one character, whatever the code page. */
  static List<String> lines(byte[] output) {
    return new String(output, StandardCharsets.ISO_8859_1).lines().toList();
  }

  /** Returns the start of a program's output on one line, for a message. */
  static String excerpt(String text) {
    return Escaped.text(text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "...");
  }

  /** Returns the reason why a program failed or its output was not understood, for a message. */
  static String reason(IOException failure) {
    return excerpt(String.valueOf(failure.getMessage()));
  }

  /** What runs a program; a test can replace it. */
  interface Runner {
    /**
     * Runs a program.
     *
     * @return the output
     * @throws IOException if it could not be run, failed, took too long or printed too much
     */
    byte[] run(List<String> words) throws IOException;
  }

  static byte[] run(List<String> words) throws IOException {
    return run(words, TIMEOUT, LIMIT);
  }

  static byte[] run(List<String> words, Duration timeout, int limit) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      Reader reader = new Reader(process, limit);
      reader.start();
      reader.join(timeout.toMillis());
      if (reader.isAlive()) {
        throw new IOException(words.get(0) + " did not end within " + timeout.toMillis() + " ms");
      }
      byte[] output = reader.output();
      if (output.length > limit) {
        throw new IOException(words.get(0) + " printed more than " + limit + " bytes");
      }
      if (process.exitValue() != 0) {
        throw new IOException(words.get(0) + " failed with status " + process.exitValue());
      }
      return output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + words.get(0) + " ran", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Reads the output in a thread of its own, so that the caller can stop waiting, until the process
   * has ended and its output is read. It does not wait for the end of the stream, because a child
   * of the process may keep the stream open as long as it runs.
   */
  static final class Reader extends Thread {

    private final Process process;
    private final int limit;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private @Nullable IOException failure;

    Reader(Process process, int limit) {
      super("port-registry-probe");
      this.process = process;
      this.limit = limit;
      setDaemon(true);
    }

    /** Reads one byte more than allowed, so that the caller sees that there were more. */
    @Override
    public void run() {
      byte[] buffer = new byte[8192];
      boolean ended = false;
      try (InputStream in = process.getInputStream()) {
        while (output.size() <= limit) {
          int there = Math.min(in.available(), limit + 1 - output.size());
          if (there > 0) {
            int read = in.read(buffer, 0, Math.min(buffer.length, there));
            output.write(buffer, 0, Math.max(0, read));
          } else if (ended) {
            // Everything that it wrote before it ended has been read.
            return;
          } else {
            ended = process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
          }
        }
      } catch (IOException e) {
        failure = e;
      } catch (InterruptedException e) {
        failure = new IOException("interrupted", e);
      }
    }

    /** Returns the output, once reading has ended. */
    byte[] output() throws IOException {
      if (failure != null) {
        throw failure;
      }
      return output.toByteArray();
    }
  }
}
