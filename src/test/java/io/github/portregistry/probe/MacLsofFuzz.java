package io.github.portregistry.probe;

import java.io.IOException;

/** What lsof prints with the option -F. */
public final class MacLsofFuzz {

  private MacLsofFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    FuzzedProbe.requireThatItAnswers(
        new MacSource(
            words -> {
              if (words.get(0).endsWith("lsof")) {
                return data;
              }
              throw new IOException("no netstat here");
            },
            FuzzedPrograms::process));
  }
}
