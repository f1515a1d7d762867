package io.github.portregistry.fact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.csv.CsvText;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a table says of a key. */
class KeyedTableTest {

  private static final Format<String> TEXT = new TextFormat("key");

  @Test
  void eachKeyIsFoundAmongTheSamePrefixes() {
    Map<String, String> byKey = new TreeMap<>();
    for (int number = 1; number < 2000; number += 7) {
      byKey.put("RFC" + number, "text, " + number);
    }
    KeyedTable<String> table = KeyedTable.of(TEXT, byKey);

    for (int number = 0; number < 2010; number++) {
      assertThat(table.get("RFC" + number)).isEqualTo(byKey.get("RFC" + number));
    }
    assertThat(table.byKey()).isEqualTo(byKey);
  }

  @Test
  void aKeyBeyondBothEndsIsNotFound() {
    KeyedTable<String> table = KeyedTable.of(TEXT, Map.of("b", "B"));

    assertThat(table.get("")).isNull();
    assertThat(table.get("a")).isNull();
    assertThat(table.get("b")).isEqualTo("B");
    assertThat(table.get("bb")).isNull();
    assertThat(table.get("c")).isNull();
  }

  @Test
  void anEmptyTableHasNoKey() {
    assertThat(KeyedTable.of(TEXT, Map.of()).get("a")).isNull();
  }

  @Test
  void aLineBreakInATextIsRefused() {
    CsvText text = CsvText.of("key,text\na,\"one\ntwo\"\n".getBytes(UTF_8), "own");

    assertThatThrownBy(() -> KeyedTable.read(TEXT, text))
        .isInstanceOf(RegistryFormatException.class)
        .hasMessageContaining("text without line breaks");
  }
}
