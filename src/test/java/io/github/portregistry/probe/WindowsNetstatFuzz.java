package io.github.portregistry.probe;

/** What netstat.exe prints. */
public final class WindowsNetstatFuzz {

  private WindowsNetstatFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    FuzzedProbe.requireThatItAnswers(
        new WindowsSource(words -> data, FuzzedPrograms::process, "C:\\Windows"));
  }
}
