package io.github.portregistry.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrappingTest {

  @ParameterizedTest
  @CsvSource({
    "abcdefgh, 8, abcdefgh",
    "abcdefghi, 8, ab...ghi",
    "abcdefghij, 9, abc...hij",
    "\u65e5\u672c\u8a9e\u65e5, 8, \u65e5\u672c\u8a9e\u65e5",
    "\u65e5\u672c\u8a9e\u65e5\u672c\u8a9e, 9, \u65e5...\u8a9e",
    "\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80, 7, \ud83d\ude80...\ud83d\ude80",
  })
  void aWordThatIsTooWideIsCutInItsMiddle(String word, int columns, String cut) {
    assertThat(Wrapping.fewLines(word, columns, 1)).containsExactly(cut);
  }

  @Test
  void eachWordThatIsTooWideIsCut() {
    assertThat(Wrapping.fewLines("abcdefghi x jklmnopqr", 8, 9))
        .containsExactly("ab...ghi", "x", "jk...pqr");
  }

  @ParameterizedTest
  @CsvSource({"aa bb cccc, 9, aa bb ...", "aa bbb cccc, 9, aa ...", "aa bb ccc, 9, aa bb ccc"})
  void theLastLineEndsWithDotsIfTextIsLeftOut(String text, int columns, String line) {
    assertThat(Wrapping.fewLines(text, columns, 1)).containsExactly(line);
  }

  @ParameterizedTest
  @CsvSource({
    "Verdict of many, 8, Verdi...",
    "Verdict of many, 7, Verd...",
    "Verdict of many, 10, Verdict...",
    "Verdict of many, 11, Verdict ...",
    "Verdict of many, 3, ...",
    "\u65e5\u672c\u8a9e \u65e5 \u672c, 8, \u65e5\u672c...",
  })
  void aLastWordWithoutRoomForTheDotsIsCutAtItsEnd(String text, int columns, String line) {
    assertThat(Wrapping.fewLines(text, columns, 1)).containsExactly(line);
  }

  @Test
  void aLineAfterADoubleBlankKeepsItsOnlyWord() {
    assertThat(Wrapping.fewLines("aaaaaaaaaaaa  bbbbbbbbbbb c", 12, 2))
        .containsExactly("aaaaaaaaaaaa", " bbbbbbbb...");
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "FORT\u00c9, 5", "e\u0300, 1", "\u65e5\u672c, 4", "a\u65e5, 3"})
  void anAccentTakesNoColumnAndAnIdeographTakesTwo(String text, int columns) {
    assertThat(Wrapping.columns(text)).isEqualTo(columns);
  }
}
