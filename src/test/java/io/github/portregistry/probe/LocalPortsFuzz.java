package io.github.portregistry.probe;

import io.github.portregistry.PortSpan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * What systems say they do with ports: three answers of {@code netsh}, the first of which stands in
 * for that of {@code sysctl}, or as many files of Linux.
 */
public final class LocalPortsFuzz {

  private static final List<String> QUESTIONS =
      List.of("protocol=tcp", "protocol=udp", "dynamicport");

  private static final List<String> FILES =
      List.of("ip_local_port_range", "ip_local_reserved_ports", "ip_unprivileged_port_start");

  private LocalPortsFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    List<byte[]> answers = FuzzedProbe.pieces(data, QUESTIONS.size());
    LocalPorts windows =
        new WindowsLocalPorts(words -> answers.get(question(words)), "netsh.exe").read();
    FuzzedProbe.require(windows.firstUnprivileged() == 0, "Windows forbids no port");
    for (PortSpan span : windows.reserved()) {
      FuzzedProbe.require(!windows.handsOut(span.first()), "a reserved port is not handed out");
    }
    new MacSource(words -> answers.get(0), FuzzedPrograms::process).localPorts();
    LocalPorts linux = LinuxLocalPorts.read(new Files(answers), true);
    FuzzedProbe.require(linux.firstUnprivileged() >= 0, "a first port is not negative");
    for (PortSpan span : linux.reserved()) {
      FuzzedProbe.require(!linux.handsOut(span.last()), "a reserved port is not handed out");
    }
  }

  private static int question(List<String> words) {
    for (int i = 0; i < QUESTIONS.size(); i++) {
      if (words.contains(QUESTIONS.get(i))) {
        return i;
      }
    }
    throw new AssertionError("nobody asks " + words);
  }

  /** A {@code /proc} that has these settings. */
  private static final class Files extends LinuxProcFiles {

    private final List<byte[]> contents;

    Files(List<byte[]> contents) {
      super(Path.of("/nonexistent"));
      this.contents = contents;
    }

    @Override
    InputStream open(String path) throws IOException {
      int file = FILES.indexOf(path.substring(path.lastIndexOf('/') + 1));
      if (file < 0) {
        throw new NoSuchFileException(path);
      }
      return new ByteArrayInputStream(contents.get(file));
    }
  }
}
