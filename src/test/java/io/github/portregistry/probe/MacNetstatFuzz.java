package io.github.portregistry.probe;

import java.util.List;

/** What netstat of macOS prints: its table of TCP, then that of UDP. */
public final class MacNetstatFuzz {

  private MacNetstatFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    List<byte[]> tables = FuzzedProbe.pieces(data, 2);
    FuzzedProbe.requireThatItAnswers(
        new MacSource(
            words ->
                words.get(0).endsWith("lsof")
                    ? new byte[0]
                    : tables.get(words.contains("tcp") ? 0 : 1),
            FuzzedPrograms::process));
  }
}
