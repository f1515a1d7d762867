package io.github.portregistry.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.csv.Fields;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a table says of a key. */
class KeyedTableTest {

  private static final Format<String> TEXT =
      new Format<>("key", "text") {
        @Override
        public String decode(Fields fields) {
          return fields.text(1);
        }

        @Override
        public List<String> encode(String fact) {
          return List.of(fact);
        }
      };

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
}
