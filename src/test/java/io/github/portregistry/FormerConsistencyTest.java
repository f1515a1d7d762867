package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.FormerAssignment.Kind;
import io.github.portregistry.fact.Changes;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.RegistryHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What former assignments, the history and the rows say of the same port, all of them. */
@Tag("whole")
class FormerConsistencyTest {

  private static final PortRegistry NOW = PortRegistry.bundled();

  private static final RegistryHistory HISTORY = PackagedFacts.get().history();

  private static final List<FactTable.Row<FormerAssignment>> ALL =
      PackagedFacts.get().former().rows();

  private static final Map<LocalDate, PortRegistry> DAYS = new HashMap<>();

  private static PortRegistry on(LocalDate day) {
    return DAYS.computeIfAbsent(day, NOW::asOf);
  }

  private static List<String> wrong(Predicate<FactTable.Row<FormerAssignment>> isWrong) {
    return ALL.stream()
        .filter(isWrong)
        .map(row -> row.ports() + " " + row.fact() + " " + row.fact().strength())
        .toList();
  }

  private static boolean isPort(String successor) {
    return !successor.isEmpty() && successor.chars().allMatch(Character::isDigit);
  }

  @Test
  void everySuccessorIsAPortOrANameOfTheRegistry() {
    Set<String> names = new HashSet<>();
    NOW.assignments().forEach(row -> names.add(row.serviceName()));
    for (RegistryChange change : HISTORY.changes()) {
      names.add(change.serviceName());
    }

    assertThat(
            wrong(
                row ->
                    isPort(row.fact().successor())
                        ? Integer.parseInt(row.fact().successor()) > PortSpan.MAX_PORT
                        : !row.fact().successor().isEmpty()
                            && !names.contains(row.fact().successor())))
        .isEmpty();
  }

  @Test
  void aPortIsWhereAServiceMovedAndANameIsWhatTookItsPlace() {
    assertThat(
            wrong(
                row -> {
                  String successor = row.fact().successor();
                  return switch (row.fact().kind()) {
                    case MOVED -> !isPort(successor);
                    case RENAMED, REASSIGNED -> successor.isEmpty() || isPort(successor);
                    case RELEASED, TRANSPORT_REMOVED -> !successor.isEmpty() && !isPort(successor);
                  };
                }))
        .isEmpty();
  }

  @Test
  void theDatesOfARowFollowOneAnother() {
    assertThat(
            wrong(
                row -> {
                  FormerAssignment former = row.fact();
                  return isAfter(former.registered(), former.releasedOn())
                      || isAfter(former.registered(), former.absentBy())
                      || isAfter(former.lastSeen(), former.releasedOn())
                      || isAfter(former.lastSeen(), former.absentBy())
                      || isAfter(former.releasedOn(), former.absentBy());
                }))
        .isEmpty();
  }

  private static boolean isAfter(@Nullable RegistryDate one, @Nullable RegistryDate other) {
    return one != null && other != null && one.earliest().isAfter(other.latest());
  }

  @Test
  void noServiceHadItsPortBeforeThatHasItStill() {
    assertThat(wrong(row -> has(NOW, row, row.fact().serviceName()))).isEmpty();
  }

  /** Whether a service has any of the ports and transports of a row. */
  private static boolean has(
      PortRegistry registry, FactTable.Row<FormerAssignment> row, String name) {
    Transport transport = row.fact().transport();
    for (int port = row.ports().first(); port <= row.ports().last(); port++) {
      for (Assignment service : registry.port(port).assignments()) {
        if (service.serviceName().equalsIgnoreCase(name)
            && !name.isEmpty()
            && (transport == null || service.isFor(transport))) {
          return true;
        }
      }
    }
    return false;
  }

  /** The day by which copies of the registry show the change; null where no source says. */
  private static @Nullable LocalDate day(FormerAssignment former) {
    RegistryDate date = former.absentBy() != null ? former.absentBy() : former.releasedOn();
    return date == null ? null : date.earliest();
  }

  private static boolean isSinceTheFirstCopy(FactTable.Row<FormerAssignment> row) {
    LocalDate day = day(row.fact());
    return day != null && day.isAfter(HISTORY.first().day());
  }

  @Test
  void whatLeftSinceTheFirstCopyWasThereUntilTheDayBefore() {
    assertThat(ALL).filteredOn(FormerConsistencyTest::isSinceTheFirstCopy).hasSizeGreaterThan(60);
    assertThat(
            wrong(
                row ->
                    isSinceTheFirstCopy(row)
                        && !has(on(day(row.fact()).minusDays(1)), row, row.fact().serviceName())))
        .isEmpty();
  }

  @Test
  void whatLeftWasNotThereOnThatDay() {
    assertThat(
            wrong(
                row ->
                    has(
                        isSinceTheFirstCopy(row) ? on(day(row.fact())) : on(HISTORY.first().day()),
                        row,
                        row.fact().serviceName())))
        .isEmpty();
  }

  @Test
  void whatTookThePlaceWasThereOnThatDay() {
    assertThat(
            wrong(
                row -> {
                  Kind kind = row.fact().kind();
                  return isSinceTheFirstCopy(row)
                      && (kind == Kind.RENAMED || kind == Kind.REASSIGNED)
                      && !has(on(day(row.fact())), row, row.fact().successor());
                }))
        .isEmpty();
  }

  @Test
  void whatTookThePlaceWasNotRegisteredLater() {
    assertThat(
            wrong(
                row ->
                    NOW.service(row.fact().successor()).stream()
                        .filter(service -> row.ports().equals(service.ports()))
                        .filter(service -> service.transport() == row.fact().transport())
                        .anyMatch(
                            service -> isAfter(service.registered(), row.fact().releasedOn()))))
        .isEmpty();
  }

  @Test
  void nobodyCameToAPortOnTheDayOnWhichItWasGivenUp() {
    assertThat(
            wrong(
                row -> {
                  Kind kind = row.fact().kind();
                  return isSinceTheFirstCopy(row)
                      && (kind == Kind.RELEASED || kind == Kind.TRANSPORT_REMOVED)
                      && !names(on(day(row.fact()).minusDays(1)), row)
                          .containsAll(names(on(day(row.fact())), row));
                }))
        .isEmpty();
  }

  private static Set<String> names(PortRegistry registry, FactTable.Row<FormerAssignment> row) {
    Set<String> names = new HashSet<>();
    for (Assignment service : registry.port(row.ports().first()).assignments()) {
      if (service.transport() == row.fact().transport()) {
        names.add(service.serviceName());
      }
    }
    return names;
  }

  @Test
  void everyNameThatTheHistoryTakesFromAPortIsAFormerOneOfThatDay() {
    List<String> missing = new ArrayList<>();
    for (RegistryChange change : HISTORY.changes()) {
      PortSpan ports = change.ports();
      if (ports == null || !Changes.takesAway(change)) {
        continue;
      }
      String name = Changes.formerName(change);
      boolean there =
          PackagedFacts.get().former().of(ports.first()).stream()
              .anyMatch(
                  former ->
                      former.serviceName().equals(name)
                          && former.transport() == change.transport()
                          && Changes.effective(change).equals(day(former)));
      boolean back =
          NOW.port(ports.first()).assignments().stream()
              .anyMatch(
                  service ->
                      service.serviceName().equals(name)
                          && service.transport() == change.transport());
      if (!there && !back) {
        missing.add(change.toString());
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void everyReleasedRowHasAFormerAssignmentThatMakesItOne() {
    assertThat(
            NOW.ports(PortStatus.RELEASED)
                .filter(
                    port ->
                        port.formerAssignments().stream()
                            .noneMatch(
                                former ->
                                    former.leftThePort()
                                        && former.strength() != Evidence.Strength.WEAK))
                .map(PortRecord::number))
        .isEmpty();
  }
}
