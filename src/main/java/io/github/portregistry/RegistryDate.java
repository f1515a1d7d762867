package io.github.portregistry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A date as the registry gives it: a month ({@code 2005-12}) or a day ({@code 2021-10-01}).
 *
 * <p>Dates are ordered by their earliest day; a month comes before its own first day.
 *
 * @param year the year, 1 to 9999
 * @param month the month, 1 to 12
 * @param day the day of the month; null if only the month is known
 */
public record RegistryDate(int year, int month, @Nullable Integer day)
    implements Comparable<RegistryDate> {

  static final String EXPECTED = "a date such as 2005-12 or 2005-12-31";

  /**
   * Creates a date.
   *
   * @param year the {@link #year}
   * @param month the {@link #month}
   * @param day the {@link #day}
   * @throws IllegalArgumentException if there is no such month or day in the calendar
   */
  public RegistryDate {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || !isDayOf(year, month, day)) {
      throw new IllegalArgumentException(
          "no such date: year " + year + ", month " + month + ", day " + day);
    }
  }

  /** Own arithmetic, because the first use of java.time takes as long as reading the registry. */
  private static boolean isDayOf(int year, int month, @Nullable Integer day) {
    if (day == null) {
      return true;
    }
    boolean leapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    int february = leapYear ? 29 : 28;
    int days =
        month == 2 ? february : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    return day >= 1 && day <= days;
  }

  /**
   * Parses a date as the registry writes it.
   *
   * @param text a month as {@code YYYY-MM} or a day as {@code YYYY-MM-DD}
   * @return the date
   * @throws IllegalArgumentException if {@code text} has another form or names no calendar date
   * @throws NullPointerException if {@code text} is null
   */
  public static RegistryDate parse(String text) {
    int length = Objects.requireNonNull(text, "text").length();
    boolean form = length == 7 || (length == 10 && text.charAt(7) == '-');
    if (!form || text.charAt(4) != '-') {
      throw new IllegalArgumentException(notADate(text));
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    return new RegistryDate(year, month, length == 7 ? null : (Integer) number(text, 8, 10));
  }

  @JsonCreator
  static RegistryDate read(Object json) {
    if (json instanceof String text) {
      return parse(text);
    }
    throw Given.refused(EXPECTED, json);
  }

  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new IllegalArgumentException(notADate(text));
      }
      value = 10 * value + digit;
    }
    return value;
  }

  private static String notADate(String text) {
    return "expected " + EXPECTED + " but found \"" + text + "\"";
  }

  /**
   * Returns the earliest possible day of this date.
   *
   * @return the day itself, or the first day of the month
   */
  public LocalDate earliest() {
    return LocalDate.of(year, month, day == null ? 1 : day);
  }

  /**
   * Returns the latest possible day of this date.
   *
   * @return the day itself, or the last day of the month
   */
  public LocalDate latest() {
    return day == null ? YearMonth.of(year, month).atEndOfMonth() : earliest();
  }

  /** Whether every day of this date is later than every day of the other. */
  boolean isAfter(RegistryDate other) {
    int months = 12 * (year - other.year) + month - other.month;
    return months > 0 || (months == 0 && dayOr(1) > other.dayOr(31));
  }

  private int dayOr(int unknown) {
    return day == null ? unknown : day;
  }

  @Override
  public int compareTo(RegistryDate other) {
    int byMonth = Integer.compare(12 * year + month, 12 * other.year + other.month);
    return byMonth != 0 ? byMonth : Integer.compare(dayOr(0), other.dayOr(0));
  }

  /** Returns the date as the registry writes it, {@code 2005-12} or {@code 2021-10-01}. */
  @Override
  @JsonValue
  public String toString() {
    String digits = Integer.toString(10000 + year).substring(1);
    String yearMonth = digits + (month < 10 ? "-0" : "-") + month;
    return day == null ? yearMonth : yearMonth + (day < 10 ? "-0" : "-") + day;
  }
}
