package io.github.portregistry.dossier;

import static io.github.portregistry.MadeChange.on;
import static io.github.portregistry.dossier.MadePorts.use;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryChange.Kind;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The items of the sections on the registry and on uses. */
class RegistryItemsTest {

  private static List<Dossier.Item> section(PortRecord port, String title) {
    return Dossier.of(port).sections().stream()
        .filter(section -> section.title().equals(title))
        .findFirst()
        .map(Dossier.Section::items)
        .orElse(List.of());
  }

  private static List<String> formerDetails(int port) {
    return section(PortRegistry.lookup(port), "Formerly").stream()
        .flatMap(item -> item.details().stream())
        .toList();
  }

  // Former services

  @ParameterizedTest
  @CsvSource({"3980, 2006-06", "5030, 2006-12"})
  void aFormerServiceHasTheDateOfItsRegistration(int port, String registered) {
    assertThat(formerDetails(port)).contains("Registered " + registered);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 47, 61})
  void aNameThatIsRegisteredWithoutAPortIsSaidToStay(int port) {
    assertThat(formerDetails(port)).contains("The name stays registered, without a port");
  }

  /** Ports whose former service has another port, or is not registered any more. */
  @ParameterizedTest
  @ValueSource(ints = {740, 781, 15, 100})
  void aNameThatIsNotRegisteredWithoutAPortIsNotSaidToStay(int port) {
    assertThat(formerDetails(port))
        .isNotEmpty()
        .doesNotContain("The name stays registered, without a port");
  }

  // References

  @ParameterizedTest
  @CsvSource({"143, RFC 9051", "444, RFC 1645", "848, RFC 6407"})
  void theStateOfAReferenceSpellsRfcsAsEverywhere(int port, String successor) {
    assertThat(section(PortRegistry.lookup(port), "Assigned to"))
        .flatExtracting(Dossier.Item::details)
        .anyMatch(detail -> detail.endsWith(", obsoleted by " + successor));
  }

  // Changes

  @ParameterizedTest
  @CsvSource({"502, 2014-06-10", "1276, 2014-05-23", "2083, 2014-07-14"})
  void aChangeOfTheFirstYearIsListed(int port, String day) {
    assertThat(section(PortRegistry.lookup(port), "Changes since 2014"))
        .extracting(Dossier.Item::lead)
        .contains(day);
  }

  @Test
  void aChangeBeforeTheFirstYearIsNotListed() {
    assertThat(section(changed(2013, 1), "Changes since 2014")).isEmpty();
  }

  /** A port that a service was registered for on the first days of a year. */
  private static PortRecord changed(int year, int times) {
    List<RegistryChange> changes = new ArrayList<>();
    for (int day = 1; day <= times; day++) {
      String date = new RegistryDate(year, 1, day).toString();
      changes.add(on(date, Kind.ASSIGNED, "8500", Transport.TCP, "s" + day, "", ""));
    }
    return MadePorts.port(Map.of("history", changes));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 9})
  void fewChangesAreAllListed(int times) {
    assertThat(section(changed(2020, times), "Changes since 2014"))
        .hasSize(times)
        .first()
        .extracting(Dossier.Item::lead)
        .isEqualTo("2020-01-01");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 11, 20})
  void ofManyChangesTheNewestAreListedAndTheRestCounted(int times) {
    List<Dossier.Item> items = section(changed(2020, times), "Changes since 2014");

    assertThat(items.get(0))
        .isEqualTo(new Dossier.Item("before", (times - 8) + " changes; --history lists them"));
    assertThat(items.subList(1, items.size()))
        .hasSize(8)
        .last()
        .extracting(Dossier.Item::lead)
        .isEqualTo("2020-01-" + times);
  }

  // Uses

  /** The leads of uses that alternate between two transports. */
  private static String leads(int uses) {
    ObservedUse[] alternating = new ObservedUse[uses];
    for (int i = 0; i < uses; i++) {
      alternating[i] = use("program " + i, i % 2 == 0 ? Transport.TCP : Transport.UDP);
    }
    return section(MadePorts.usedBy(alternating), "Used in practice").stream()
        .map(item -> item.lead().substring(0, 1))
        .collect(Collectors.joining());
  }

  @Test
  void manyUsesAreGroupedByTransport() {
    assertThat(leads(8)).isEqualTo("tutututu");
    assertThat(leads(9)).isEqualTo("tttttuuuu");
  }
}
