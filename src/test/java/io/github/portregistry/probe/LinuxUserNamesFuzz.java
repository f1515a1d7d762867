package io.github.portregistry.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file {@code /etc/passwd}. */
public final class LinuxUserNamesFuzz {

  private static final Path PASSWD = file();

  private LinuxUserNamesFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    Files.write(PASSWD, data);
    LinuxUserNames names = new LinuxUserNames(PASSWD);
    for (long uid : new long[] {0, 1, 1000, 65534, 4294967295L, -1}) {
      String name = names.name(uid);
      FuzzedProbe.require(name.equals(names.name(uid)), "a user has one name");
      FuzzedProbe.require(name.indexOf(':') < 0 && name.indexOf('\n') < 0, "a name is a field");
    }
  }

  private static Path file() {
    try {
      Path file = Files.createTempFile("passwd", "");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
