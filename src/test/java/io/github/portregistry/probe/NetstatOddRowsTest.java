package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows that were not understood. */
class NetstatOddRowsTest {

  private static List<String> notes(int rows) {
    NetstatOddRows odd = new NetstatOddRows();
    for (int i = 1; i <= rows; i++) {
      odd.add("row " + i, new IOException("odd"));
    }
    assertThat(odd.isEmpty()).isEqualTo(rows == 0);
    return odd.notes();
  }

  @Test
  void whereEveryRowWasUnderstoodThereIsNoNote() {
    assertThat(notes(0)).isEmpty();
  }

  @Test
  void theFirstRowsAreTold() {
    assertThat(notes(NetstatOddRows.TOLD))
        .hasSize(NetstatOddRows.TOLD)
        .allMatch(note -> note.startsWith("A row was not understood: odd in "))
        .anyMatch(note -> note.contains("row 1"));
  }

  @ParameterizedTest
  @CsvSource({"4, 1 more row was not understood.", "6, 3 more rows were not understood."})
  void theOthersAreCounted(int rows, String note) {
    assertThat(notes(rows)).hasSize(NetstatOddRows.TOLD + 1).endsWith(note);
  }
}
