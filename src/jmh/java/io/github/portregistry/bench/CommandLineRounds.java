package io.github.portregistry.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The command line compared with a JVM that does nothing, each as a process, in turns: processor
 * time (user and system, as {@code time} of bash reports it) and wall time. The first round is not
 * counted.
 *
 * <p>Run in the project's folder after {@code mvn package}. Argument: the number of rounds (default
 * 11).
 */
public final class CommandLineRounds {

  private static final Path TARGET = Path.of("target");

  /** Reports seconds: real, user, system. */
  private static final String TIMED =
      "TIMEFORMAT='%3R %3U %3S'; exec 3>&2; { time \"$@\" >/dev/null 2>/dev/null 3>&-; } 2>&3";

  private CommandLineRounds() {}

  /** Runs the rounds and prints the table. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 11;
    Map<String, List<String>> commands = commands();
    Map<String, List<Double>> cpu = new LinkedHashMap<>();
    Map<String, List<Double>> wall = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (Map.Entry<String, List<String>> command : commands.entrySet()) {
        double[] millis = millis(command.getValue());
        if (round > 0) {
          wall.computeIfAbsent(command.getKey(), key -> new ArrayList<>()).add(millis[0]);
          cpu.computeIfAbsent(command.getKey(), key -> new ArrayList<>())
              .add(millis[1] + millis[2]);
        }
      }
    }
    System.out.printf(Locale.ROOT, "%d rounds%n", rounds);
    print("processor time, ms", cpu);
    print("wall time, ms", wall);
  }

  private static Map<String, List<String>> commands() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put("java -version", List.of(java, "-version"));
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(TARGET, "port-registry-*-cli.jar")) {
      for (Path jar : jars) {
        commands.put("java -jar ...-cli.jar 432", List.of(java, "-jar", jar.toString(), "432"));
      }
    }
    if (commands.size() == 1) {
      throw new IOException("expected port-registry-*-cli.jar in target; run mvn package first");
    }
    Path launcher = TARGET.resolve("port-registry");
    if (Files.isExecutable(launcher)) {
      commands.put(launcher + " 432", List.of(launcher.toString(), "432"));
    }
    return commands;
  }

  private static double[] millis(List<String> command) throws IOException, InterruptedException {
    List<String> timed = new ArrayList<>(List.of("bash", "-c", TIMED, "bash"));
    timed.addAll(command);
    Process process = new ProcessBuilder(timed).start();
    String[] seconds =
        new String(process.getErrorStream().readAllBytes(), UTF_8).strip().split(" ", -1);
    int exitCode = process.waitFor();
    if (exitCode != 0 || seconds.length != 3) {
      throw new IOException(command + " ended with exit code " + exitCode);
    }
    double[] millis = new double[seconds.length];
    for (int i = 0; i < millis.length; i++) {
      millis[i] = 1000 * Double.parseDouble(seconds[i]);
    }
    return millis;
  }

  private static void print(String title, Map<String, List<Double>> millis) {
    System.out.printf(
        Locale.ROOT,
        "%n| %s | median | min | max | x java -version, of medians |%n|---|---|---|---|---|%n",
        title);
    double unit = new Samples(millis.get("java -version")).median();
    millis.forEach(
        (command, values) -> {
          Samples samples = new Samples(values);
          System.out.printf(
              Locale.ROOT,
              "| `%s` | %.0f | %.0f | %.0f | %.1f |%n",
              command,
              samples.median(),
              samples.min(),
              samples.max(),
              samples.median() / unit);
        });
  }
}
