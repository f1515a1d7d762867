package io.github.portregistry.cli;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.dossier.Escaped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what a newer copy of IANA's table changes. */
@Command(
    name = "refresh",
    mixinStandardHelpOptions = true,
    description = {
      "Reads a copy of IANA's CSV file whole and tells what it changes in the packaged registry.",
      "Nothing is fetched and nothing is written: every command asks such a copy with --iana FILE,"
          + " and a program with PortRegistry.readIana."
    },
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  port-registry refresh service-names-port-numbers.csv",
      "  port-registry 832 --iana service-names-port-numbers.csv"
    })
final class RefreshCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec command;

  @Parameters(
      paramLabel = "FILE",
      description = "service-names-port-numbers.csv, as IANA publishes it.")
  private @Nullable Path file;

  RefreshCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandSpec spec = Objects.requireNonNull(command);
    PortRegistry newer = RegistryOptions.readIana(spec, Objects.requireNonNull(file));
    PortRegistry packaged = PortRegistry.bundled();
    Map<String, Assignment> before = byPlace(packaged);
    Map<String, Assignment> after = byPlace(newer);
    Table table = new Table("CHANGE", "PORT", "SERVICE", "WHAT");
    int[] counts = new int[3];
    after.forEach(
        (place, row) -> {
          Assignment old = before.get(place);
          if (old == null) {
            counts[0]++;
            table.add("added", port(row), name(row), Escaped.text(row.description()));
          } else if (!differences(old, row).isEmpty()) {
            counts[1]++;
            table.add("changed", port(row), name(row), differences(old, row));
          }
        });
    before.forEach(
        (place, row) -> {
          if (!after.containsKey(place)) {
            counts[2]++;
            table.add("gone", port(row), name(row), Escaped.text(row.description()));
          }
        });
    RegistryDate date = newer.provenance().snapshotDate();
    terminal
        .out()
        .println(
            Escaped.text(String.valueOf(file))
                + (date == null ? ", without a date" : ", of " + date)
                + ", beside the packaged "
                + packaged.provenance().source()
                + ": rows added "
                + counts[0]
                + ", changed "
                + counts[1]
                + ", gone "
                + counts[2]);
    if (!table.isEmpty()) {
      terminal.out().println();
      table.print(terminal);
    }
    return table.isEmpty() ? Main.NOTHING : Main.FOUND;
  }

  private static Map<String, Assignment> byPlace(PortRegistry registry) {
    Map<String, Assignment> rows = new LinkedHashMap<>();
    registry.assignments().forEach(row -> rows.put(port(row) + ' ' + row.serviceName(), row));
    return rows;
  }

  private static String port(Assignment row) {
    return (row.ports() == null ? "none" : row.ports().toString())
        + (row.transport() == null ? "" : "/" + row.transport().keyword());
  }

  private static String name(Assignment row) {
    return Escaped.text(row.serviceName());
  }

  /** What the registry says otherwise of the same place, with what it says now. */
  private static String differences(Assignment old, Assignment row) {
    List<String> differences = new ArrayList<>();
    compare(differences, "title", old.description(), row.description());
    compare(differences, "assignee", old.assignee(), row.assignee());
    compare(differences, "contact", old.contact(), row.contact());
    compare(differences, "registered", old.registered(), row.registered());
    compare(differences, "modified", old.modified(), row.modified());
    compare(
        differences,
        "references",
        String.join(" ", old.references()),
        String.join(" ", row.references()));
    compare(differences, "service code", old.serviceCode(), row.serviceCode());
    compare(differences, "other uses", old.unauthorizedUse(), row.unauthorizedUse());
    compare(differences, "alias of", old.aliasOf(), row.aliasOf());
    return String.join("; ", differences);
  }

  private static void compare(
      List<String> differences, String what, @Nullable Object old, @Nullable Object now) {
    if (!Objects.equals(old, now)) {
      String text = now == null || now.toString().isEmpty() ? "none" : now.toString();
      differences.add(what + " " + Escaped.text(text));
    }
  }
}
