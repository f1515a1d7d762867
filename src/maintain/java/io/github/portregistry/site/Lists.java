package io.github.portregistry.site;

import io.github.portregistry.Assignment;
import io.github.portregistry.Evidence;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryDate;
import io.github.portregistry.Transport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The contents of the pages that list ports: ghosts, released ports, changes, and all by number.
 */
final class Lists {

  /** In a ghost's evidence, since when the oldest list has it. */
  private static final Pattern LISTED = Pattern.compile("listed since (\\d{4}(?:-\\d{2}){0,2})");

  private static final String UNKNOWN = "unknown";

  private final IntPredicate hasPage;

  Lists(IntPredicate hasPage) {
    this.hasPage = hasPage;
  }

  // Ghosts

  private record Ghost(String since, PortRecord port, String names, String assignees) {}

  String ghosts(List<PortRecord> ports) {
    List<Ghost> ghosts = new ArrayList<>();
    for (PortRecord port : ports) {
      if (port.status() == PortStatus.GHOST) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> assignees = new LinkedHashSet<>();
        for (Assignment service : port.assignments()) {
          names.add(service.serviceName());
          if (!service.assignee().isEmpty()) {
            assignees.add(service.assignee().replace('_', ' '));
          }
        }
        ghosts.add(
            new Ghost(
                listedSince(port), port, String.join(", ", names), String.join(", ", assignees)));
      }
    }
    ghosts.sort(Comparator.comparing(Ghost::since).thenComparing(ghost -> ghost.port().number()));
    Html html = new Html();
    html.element("h1", "Ghosts").line();
    html.open("p", "class", "lead").text("These ");
    html.text(ghosts.size() + " ports are still assigned, but no source that was checked shows ");
    html.text("their service in use. ").link("../rules/index.html", "How that is determined");
    html.text(". Oldest first.").close().line();
    table(html, "Ghosts", "Port", "Service", "Assignee", "Listed since");
    for (Ghost ghost : ghosts) {
      html.open("tr").open("td");
      number(html, ghost.port().number());
      html.close().element("td", ghost.names()).element("td", ghost.assignees());
      html.element("td", ghost.since().isEmpty() ? UNKNOWN : ghost.since(), "class", "day");
      html.close().line();
    }
    return end(html);
  }

  private static String listedSince(PortRecord port) {
    for (Evidence piece : port.evidence()) {
      Matcher listed = LISTED.matcher(piece.detail());
      if (listed.find()) {
        return listed.group(1);
      }
    }
    return "";
  }

  // Released ports

  private record Released(PortRecord port, @Nullable FormerAssignment last) {
    /** For the order; what has no date comes last. */
    String day() {
      return last == null
          ? ""
          : last.releasedOn() != null
              ? last.releasedOn().toString()
              : last.absentBy() == null ? "" : last.absentBy().toString();
    }
  }

  String released(List<PortRecord> ports) {
    List<Released> released = new ArrayList<>();
    for (PortRecord port : ports) {
      if (port.status() == PortStatus.RELEASED) {
        released.add(new Released(port, lastToLeave(port)));
      }
    }
    released.sort(
        Comparator.comparing(Released::day, Comparator.reverseOrder())
            .thenComparing(each -> each.port().number()));
    Html html = new Html();
    html.element("h1", "Released ports").line();
    html.open("p", "class", "lead");
    html.text("These " + released.size() + " ports were assigned to a service and are no longer. ");
    html.text("Old software may still use them. Newest first.").close().line();
    table(html, "Released ports", "Port", "Formerly", "Released", "By", "Now");
    for (Released each : released) {
      FormerAssignment last = each.last();
      html.open("tr").open("td");
      number(html, each.port().number());
      html.close().open("td").text(last == null ? UNKNOWN : formerName(last)).close();
      html.element("td", last == null ? UNKNOWN : when(last), "class", "day");
      html.open("td").prose(last == null ? "" : last.authority()).close();
      html.element("td", states(each.port()));
      html.close().line();
    }
    return end(html);
  }

  private static @Nullable FormerAssignment lastToLeave(PortRecord port) {
    FormerAssignment last = null;
    for (FormerAssignment former : port.formerAssignments()) {
      if (former.leftThePort()
          && (last == null
              || new Released(port, former).day().compareTo(new Released(port, last).day()) > 0)) {
        last = former;
      }
    }
    return last;
  }

  private static String formerName(FormerAssignment former) {
    String name = former.serviceName();
    String title = former.description();
    return name.isEmpty() || title.isEmpty() || title.equalsIgnoreCase(name)
        ? name + (name.isEmpty() ? title : "")
        : name + ": " + title;
  }

  private static String when(FormerAssignment former) {
    RegistryDate day = former.releasedOn();
    if (day != null) {
      return day.toString();
    }
    return former.lastSeen() == null || former.absentBy() == null
        ? UNKNOWN
        : former.lastSeen() + " to " + former.absentBy();
  }

  private static String states(PortRecord port) {
    Set<String> states = new LinkedHashSet<>();
    for (Transport transport : List.of(Transport.TCP, Transport.UDP)) {
      if (port.status(transport) == PortStatus.RELEASED) {
        states.add(port.ianaState(transport).name().toLowerCase(Locale.ROOT));
      }
    }
    return String.join(", ", states);
  }

  // Changes

  String changes(int year, List<RegistryChange> changes) {
    List<RegistryChange> newest = new ArrayList<>(changes);
    Collections.reverse(newest);
    Html html = new Html();
    html.element("h1", "Changes of " + year).line();
    html.open("p", "class", "lead").text("The registry changed ");
    html.text(counted(changes.size(), "time") + " in " + year + ", as far as is known. ");
    html.text("Newest first. ").link("../index.html", "All years").text(".").close().line();
    table(html, "Changes of " + year, "Date", "Port", "Transport", "Change");
    for (RegistryChange change : newest) {
      html.open("tr").element("td", change.when(), "class", "day").open("td");
      PortSpan ports = change.ports();
      if (ports == null) {
        html.text("none");
      } else if (ports.size() == 1 && hasPage.test(ports.first())) {
        html.link("../../" + ports.first() + "/index.html", Integer.toString(ports.first()));
      } else {
        html.text(ports.toString());
      }
      html.close();
      Transport transport = change.transport();
      html.element("td", transport == null ? "" : transport.keyword());
      html.open("td").prose(change.summary()).close().close().line();
    }
    return end(html);
  }

  // All ports by number

  String numbers(int first, List<PortRecord> ports, List<String> titles) {
    Html html = new Html();
    int last = Math.min(first + Site.NUMBERS - 1, 65535);
    html.element("h1", "Ports " + first + " to " + last).line();
    html.open("p", "class", "lead").text(counted(ports.size(), "port"));
    html.text(ports.size() == 1 ? " of them has" : " of them have");
    html.text(" a page. No service, use or change is recorded for the others.").close().line();
    table(html, "Ports " + first + " to " + last, "Port", "Status", "What it is");
    for (int i = 0; i < ports.size(); i++) {
      PortRecord port = ports.get(i);
      html.open("tr").open("td");
      html.link("../../" + port.number() + "/index.html", Integer.toString(port.number()));
      html.close().open("td");
      PortHtml.badge(html, port.status());
      html.close().element("td", titles.get(i)).close().line();
    }
    return end(html);
  }

  static String counted(int count, String what) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? what : what + "s");
  }

  private static void table(Html html, String label, String... columns) {
    html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", label);
    html.open("table").open("thead").open("tr");
    for (String column : columns) {
      html.element("th", column, "scope", "col");
    }
    html.close().close().line().open("tbody").line();
  }

  private static String end(Html html) {
    return html.close().close().close().line().toString();
  }

  private void number(Html html, int port) {
    if (hasPage.test(port)) {
      html.link("../" + port + "/index.html", Integer.toString(port));
    } else {
      html.text(Integer.toString(port));
    }
  }
}
