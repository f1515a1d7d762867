package io.github.portregistry.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortRegistry;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a caller gets from a dossier apart from its three forms. */
class DossierPartsTest {

  private static final Dossier.Item ITEM =
      new Dossier.Item("tcp", "text", List.of("detail"), List.of("command"), List.of("source"));

  /** Items that differ from {@link #ITEM} in one part each. */
  static List<Dossier.Item> others() {
    List<String> x = List.of("x");
    return List.of(
        new Dossier.Item("x", ITEM.text(), ITEM.details(), ITEM.commands(), ITEM.sources()),
        new Dossier.Item(ITEM.lead(), "x", ITEM.details(), ITEM.commands(), ITEM.sources()),
        new Dossier.Item(ITEM.lead(), ITEM.text(), x, ITEM.commands(), ITEM.sources()),
        new Dossier.Item(ITEM.lead(), ITEM.text(), ITEM.details(), x, ITEM.sources()),
        new Dossier.Item(ITEM.lead(), ITEM.text(), ITEM.details(), ITEM.commands(), x));
  }

  private static Dossier.Item copy() {
    return new Dossier.Item(
        ITEM.lead(), ITEM.text(), ITEM.details(), ITEM.commands(), ITEM.sources());
  }

  @Test
  void itemsWithTheSamePartsAreEqual() {
    assertThat(copy()).isEqualTo(ITEM);
  }

  @Test
  void anItemIsNotEqualToItsText() {
    assertThat(ITEM).isNotEqualTo("tcp: text");
  }

  @ParameterizedTest
  @MethodSource("others")
  void itemsThatDifferInAPartAreNotEqual(Dossier.Item other) {
    assertThat(other).isNotEqualTo(ITEM);
    assertThat(other.hashCode()).isNotEqualTo(ITEM.hashCode());
  }

  @Test
  void theHashOfAnItemCountsItsPartsAsAListDoes() {
    List<Object> parts =
        List.of(ITEM.lead(), ITEM.text(), ITEM.details(), ITEM.commands(), ITEM.sources());
    int none = List.of(0, 0, 0, 0, 0).hashCode();

    assertThat(ITEM.hashCode()).isEqualTo(copy().hashCode()).isEqualTo(parts.hashCode() - none);
  }

  @ParameterizedTest
  @CsvSource({
    "tcp, the old license server, tcp: the old license server",
    "tcp, '', tcp",
    "'', the old license server, the old license server",
    "'', '', ''",
    "'a\nb', 'c\u001b', a\\nb: c\\u001b"
  })
  void anItemInALogIsItsLeadAndItsText(String lead, String text, String line) {
    assertThat(new Dossier.Item(lead, text, "a detail")).hasToString(line);
  }

  @ParameterizedTest
  @CsvSource({
    "Evidence, 3, Evidence (3 items)",
    "Evidence, 1, Evidence (1 item)",
    "Evidence, 0, Evidence (0 items)",
    "'', 1, (1 item)",
    "'', 2, (2 items)",
    "'a\nb', 1, a\\nb (1 item)"
  })
  void aSectionInALogIsItsTitleAndTheNumberOfItsItems(String title, int items, String line) {
    assertThat(new Dossier.Section(title, Collections.nCopies(items, ITEM))).hasToString(line);
  }

  @Test
  void aDossierInALogIsItsTitle() {
    assertThat(Dossier.of(PortRegistry.lookup(832)))
        .hasToString("Port 832: released, formerly netconfsoaphttp");
  }

  @Test
  void theChecksAreTheCommandsOfAllSystemsUnderTheTitle() {
    String checks = Dossier.of(PortRegistry.lookup(6)).checks();

    assertThat(checks)
        .startsWith("Port 6: unassigned\n\nCheck by hand\n  Linux    sudo ss -H -lntup ")
        .contains("\n  macOS    sudo lsof ", "\n  Windows  netstat -ano ")
        .endsWith("\n           powershell Get-NetUDPEndpoint -LocalPort 6\n");
  }

  @Test
  void theChecksAreThoseOfTheSystemsAskedFor() {
    Dossier dossier = Dossier.of(PortRegistry.lookup(6));

    assertThat(dossier.forPlatforms(List.of(Platform.WINDOWS)).checks())
        .startsWith("Port 6: unassigned\n\nCheck by hand\n  Windows  netstat -ano ")
        .doesNotContain("sudo");
    assertThat(dossier.forPlatforms(List.of()).checks()).isEmpty();
  }

  @Test
  void portZeroHasNoChecks() {
    assertThat(Dossier.of(PortRegistry.lookup(0)).checks()).isEmpty();
  }
}
