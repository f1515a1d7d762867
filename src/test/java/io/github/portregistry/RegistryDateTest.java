package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryDateTest {

  @Test
  void aMonthIsParsed() {
    assertThat(RegistryDate.parse("2005-12")).isEqualTo(new RegistryDate(2005, 12, null));
  }

  @Test
  void aDayIsParsed() {
    assertThat(RegistryDate.parse("2021-10-01")).isEqualTo(new RegistryDate(2021, 10, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2005-12", "2021-10-01", "0001-01", "9999-12-31", "2000-02-29"})
  void aDateIsWrittenAsItWasRead(String text) {
    assertThat(RegistryDate.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2005",
        "2005-",
        "2005-1",
        "2005-1-1",
        "05-12",
        "2005/12",
        "2005/12/31",
        "2005-12/31",
        "2005-12-3",
        "2005-12-311",
        "20051231",
        " 2005-12",
        "2005-12 ",
        "-005-12",
        "+005-12",
        "2005-+1",
        "2005-1a",
        "200a-10",
        "2005-10-0:",
        "2005-10-/1",
        "abcdefg",
        "٢٠٠٥-١٢"
      })
  void aTextOfAnotherFormIsRefusedWithTheTwoForms(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegistryDate.parse(text))
        .withMessage("expected a date such as 2005-12 or 2005-12-31 but found \"" + text + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "2005-13, 2005, 13, null",
        "2005-00, 2005, 0, null",
        "0000-01, 0, 1, null",
        "2005-01-00, 2005, 1, 0",
        "2005-01-32, 2005, 1, 32",
        "2005-04-31, 2005, 4, 31",
        "2005-06-31, 2005, 6, 31",
        "2005-09-31, 2005, 9, 31",
        "2005-11-31, 2005, 11, 31",
        "2005-02-29, 2005, 2, 29",
        "1900-02-29, 1900, 2, 29",
        "2004-02-30, 2004, 2, 30",
      })
  void aTextThatNamesNoDayOfTheCalendarIsRefused(String text, int year, int month, Integer day) {
    String message = "no such date: year " + year + ", month " + month + ", day " + day;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegistryDate.parse(text))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RegistryDate(year, month, day))
        .withMessage(message);
  }

  @Test
  void aYearOfFiveDigitsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RegistryDate(10_000, 1, null))
        .withMessage("no such date: year 10000, month 1, day null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RegistryDate(-1, 1, 1))
        .withMessage("no such date: year -1, month 1, day 1");
  }

  @Test
  void everyDayOfFourHundredYearsIsAccepted() {
    LocalDate end = LocalDate.of(2101, 1, 1);
    for (LocalDate day = LocalDate.of(1700, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
      RegistryDate date = new RegistryDate(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
      assertThat(date.earliest()).isEqualTo(day);
      assertThat(date.toString()).isEqualTo(day.toString());
    }
  }

  @Test
  void aDayIsItsOwnEarliestAndLatest() {
    RegistryDate day = new RegistryDate(2021, 10, 5);

    assertThat(day.earliest()).isEqualTo(LocalDate.of(2021, 10, 5));
    assertThat(day.latest()).isEqualTo(LocalDate.of(2021, 10, 5));
  }

  @Test
  void aMonthReachesFromItsFirstToItsLastDay() {
    assertThat(new RegistryDate(2020, 2, null).earliest()).isEqualTo(LocalDate.of(2020, 2, 1));
    assertThat(new RegistryDate(2020, 2, null).latest()).isEqualTo(LocalDate.of(2020, 2, 29));
    assertThat(new RegistryDate(2021, 2, null).latest()).isEqualTo(LocalDate.of(2021, 2, 28));
    assertThat(new RegistryDate(2021, 12, null).latest()).isEqualTo(LocalDate.of(2021, 12, 31));
  }

  @Test
  void datesAreOrderedByTheEarliestDayTheyCanMean() {
    List<RegistryDate> ordered =
        Arrays.stream(
                new String[] {
                  "1999-12-31",
                  "2000-01",
                  "2000-01-01",
                  "2000-01-31",
                  "2000-02",
                  "2000-12",
                  "2001-01",
                  "2001-01-02"
                })
            .map(RegistryDate::parse)
            .toList();
    List<RegistryDate> shuffled = new ArrayList<>(ordered);
    Collections.shuffle(shuffled, new Random(1));
    Collections.sort(shuffled);

    assertThat(shuffled).isEqualTo(ordered);
  }

  @Test
  void theOrderAgreesWithEquals() {
    RegistryDate month = new RegistryDate(2000, 1, null);
    RegistryDate firstDay = new RegistryDate(2000, 1, 1);

    assertThat(month.compareTo(new RegistryDate(2000, 1, null))).isZero();
    assertThat(month).isEqualTo(new RegistryDate(2000, 1, null)).isNotEqualTo(firstDay);
    assertThat(month).isLessThan(firstDay);
    assertThat(firstDay).isGreaterThan(month);
  }
}
