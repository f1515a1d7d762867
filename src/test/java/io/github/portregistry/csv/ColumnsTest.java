package io.github.portregistry.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {

  private static final String FAMILY = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";

  @ParameterizedTest
  @CsvSource({
    "nginx, 5",
    "'', 0",
    "FORT\u00c9, 5",
    "FORTE\u0301, 5",
    "FORTE\u0300, 5",
    "\u0421\u0435\u0440\u0432\u0435\u0440, 6",
    "\u65e5\u672c\u8a9e, 6",
    "\u30b5\u30fc\u30d0\u30fc, 8",
    "\uff76\uff9e, 2",
    "\u670d\u52a1\u5668 1, 8",
    "\uc11c\ubc84, 4",
    "\u1109\u1165\u1107\u1165, 4",
    "\u1109\u1160, 2",
    "\u1109\u1165\u11ff, 2",
    "\u1109\ud7b0, 2",
    "\u1109\ud7ff, 2",
    "\uff21\uff22, 4",
    "\ud842\udfb7, 2",
    "\u0e19\u0e49\u0e33, 2",
    "\u00a7\u2026, 2",
  })
  void eastAsianCharactersTakeTwoColumnsAndCombiningMarksNone(String text, int columns) {
    assertThat(Columns.of(text)).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({
    "\ud83d\ude80, 2",
    "\ud83d\udc4d\ud83c\udffb, 2",
    "\ud83d\udc4d\ud83c\udffd, 2",
    "\ud83d\udc4d\ud83c\udfff, 2",
    "\u2764, 1",
    "\u2764\ufe0f, 2",
    "\u2764\ufe0f\u200d\ud83d\udd25, 2",
    "\ud83e\udd37\u200d\u2642\ufe0f, 2",
    "\ud83c\uddef\ud83c\uddf5, 2",
    "\ud83d\ude80\ud83d\ude80, 4",
  })
  void anEmojiIsTwoColumnsHoweverManyCharactersItIsMadeOf(String text, int columns) {
    assertThat(Columns.of(text)).isEqualTo(columns);
    assertThat(Columns.of(FAMILY)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "server, 6, server",
    "server, 5, se...",
    "\u65e5\u672c\u8a9e, 6, \u65e5\u672c\u8a9e",
    "\u65e5\u672c\u8a9e, 5, \u65e5...",
    "\u65e5\u672c\u8a9e, 4, ...",
    "e\u0301e\u0301e\u0301e\u0301e\u0301, 4, e\u0301...",
  })
  void aTextIsCutAtItsEndByColumns(String text, int width, String expected) {
    assertThat(Columns.cut(text, width)).isEqualTo(expected);
  }

  @Test
  void anEmojiIsNotTornApart() {
    String text = FAMILY + FAMILY + FAMILY + FAMILY;

    assertThat(Columns.cut(text, 5)).isEqualTo(FAMILY + "...");
    assertThat(Columns.cutInside(text, 7)).isEqualTo(FAMILY + "..." + FAMILY);
  }

  @ParameterizedTest
  @CsvSource({
    "java billing.jar, 16, java billing.jar",
    "java billing.jar, 13, java ...g.jar",
    "java billing.jar, 12, java ....jar",
    "\u65e5\u672c\u8a9e\u30b5\u30fc\u30d0, 9, \u65e5...\u30d0",
  })
  void aTextIsCutInItsMiddleByColumns(String text, int width, String expected) {
    assertThat(Columns.cutInside(text, width)).isEqualTo(expected);
  }

  @Test
  void aTextIsBrokenAtBlanksAndItsWordsStayWhole() {
    assertThat(Columns.wrap("one two three", 7)).containsExactly("one two", "three");
    assertThat(Columns.wrap("\u65e5\u672c \u8a9e x", 7))
        .containsExactly("\u65e5\u672c \u8a9e", "x");
    assertThat(Columns.wrap("a incomprehensibilities b", 5))
        .containsExactly("a", "incomprehensibilities", "b");
    assertThat(Columns.wrap("", 5)).containsExactly("");
  }

  @Test
  void aLongWordAtTheBeginningHasNoEmptyLineAboveIt() {
    assertThat(Columns.wrap("incomprehensibilities b", 5))
        .containsExactly("incomprehensibilities", "b");
  }
}
