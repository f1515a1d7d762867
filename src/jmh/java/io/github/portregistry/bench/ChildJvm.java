package io.github.portregistry.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One finished run of a program in a JVM of its own.
 *
 * @param output what it printed, without the line end
 * @param wallMillis from before it was started until it had ended
 */
record ChildJvm(String output, double wallMillis) {

  /** Runs a program with the JVM that runs this one. */
  static ChildJvm run(List<String> options, List<Path> classPath, List<String> program)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.addAll(program);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    Map<String, String> environment = builder.environment();
    environment.remove("JAVA_TOOL_OPTIONS");
    environment.remove("JDK_JAVA_OPTIONS");
    long start = System.nanoTime();
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int exitCode = process.waitFor();
    double wallMillis = (System.nanoTime() - start) / 1e6;
    if (exitCode != 0) {
      throw new IOException(program + " ended with exit code " + exitCode);
    }
    return new ChildJvm(output.strip(), wallMillis);
  }
}
