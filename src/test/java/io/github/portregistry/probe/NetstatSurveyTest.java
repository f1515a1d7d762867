package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetstatSurveyTest {

  @Test
  void ofAProcessItIsToldWhatTheJvmKnows() {
    ProcessHandle.Info info = ProcessHandle.current().info();

    ProcessRef process = NetstatSurvey.process(ProcessHandle.current().pid(), "given");

    assertThat(process.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(process.name()).isEqualTo("given");
    assertThat(process.startedAt()).isEqualTo(info.startInstant().orElse(null));
    assertThat(process.user()).isEqualTo(info.user().orElse(""));
    List<String> words = new ArrayList<>();
    info.arguments()
        .ifPresent(
            arguments -> {
              words.add(info.command().orElse("given"));
              words.addAll(List.of(arguments));
            });
    assertThat(process.arguments()).isEqualTo(words);
  }

  @Test
  void aProcessWithoutANameIsCalledByItsFile() {
    String command = ProcessHandle.current().info().command().orElse("");

    assertThat(command).endsWith(NetstatSurvey.process(ProcessHandle.current().pid(), "").name());
  }
}
