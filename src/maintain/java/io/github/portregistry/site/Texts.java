package io.github.portregistry.site;

import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import java.util.List;
import java.util.Map;

/** The contents of the pages that say what the site is, and of those that lead to others. */
final class Texts {

  /** Ports that most people know, for the first page. */
  private static final List<Integer> KNOWN =
      List.of(
          21, 22, 25, 53, 80, 123, 143, 389, 443, 445, 631, 1883, 2049, 3306, 3389, 5432, 6379,
          8080, 9090, 9092, 9200, 11211, 25565, 27017);

  private Texts() {}

  static String index(
      PortRegistry registry, List<PortRecord> ports, List<Integer> numbers, boolean hasPictures) {
    Html html = new Html();
    html.element("h1", "What is this port?").line();
    Frame.search(html);
    html.open("noscript").open("p", "class", "note");
    html.text("The search needs JavaScript. The lists below work without it.");
    html.close().close().line();
    html.open("p", "class", "lead");
    html.text("Look up any TCP or UDP port: who it is assigned to, whether that service is still ");
    html.text("alive, and which software really uses it. Every answer links to its sources.");
    html.close().line();
    known(html, registry, ports);
    lists(html, ports);
    if (hasPictures) {
      map(html);
    }
    html.open("section").element("h2", "Browse by number").line();
    html.open("ul", "class", "chips").line();
    for (int first : numbers) {
      html.open("li");
      html.link(
          "numbers/" + first + "/index.html",
          first + "–" + Math.min(first + Site.NUMBERS - 1, 65535));
      html.close().line();
    }
    return html.close().close().line().toString();
  }

  private static void known(Html html, PortRegistry registry, List<PortRecord> ports) {
    html.open("section").element("h2", "Well-known ports").line();
    html.open("ul", "class", "chips").line();
    for (PortRecord port : ports) {
      if (KNOWN.contains(port.number())) {
        String name = registry.commonName(port.number(), Transport.TCP);
        if (name.isEmpty()) {
          name = registry.commonName(port.number(), Transport.UDP);
        }
        html.open("li").open("a", "href", port.number() + "/index.html");
        html.element("b", Integer.toString(port.number())).text(" " + name).close().close().line();
      }
    }
    html.close().close().line();
  }

  private static void lists(Html html, List<PortRecord> ports) {
    html.open("section").element("h2", "Lists").line().open("ul", "class", "facts").line();
    list(
        html,
        "ghosts",
        count(ports, PortStatus.GHOST) + " ghosts",
        "still assigned, but not seen in use");
    list(
        html,
        "released",
        count(ports, PortStatus.RELEASED) + " released ports",
        "assigned once, and no longer");
    list(html, "changes", "Changes by year", "what the registry added, removed and renamed");
    html.close().close().line();
  }

  private static void list(Html html, String folder, String name, String what) {
    html.open("li").link(folder + "/index.html", name).text(": " + what).close().line();
  }

  private static long count(List<PortRecord> ports, PortStatus status) {
    return ports.stream().filter(port -> port.status() == status).count();
  }

  private static void map(Html html) {
    html.open("section").element("h2", "The System Ports").line();
    html.open("picture");
    html.single(
        "source",
        "srcset",
        "pictures/system-ports-dark.svg",
        "media",
        "(prefers-color-scheme: dark)");
    html.single(
        "img",
        "src",
        "pictures/system-ports-light.svg",
        "alt",
        "Map of the ports 0 to 1023 by status. The lists on this page have the same facts as text.");
    html.close().line().close().line();
  }

  static String changes(Map<Integer, Integer> years) {
    Html html = new Html();
    html.element("h1", "Changes of the registry").line();
    html.open("p", "class", "lead");
    html.text("Every known change of IANA's registry of port numbers, by year. From 2014 on the ");
    html.text("record is complete to the day or to a few days; before that only a few copies of ");
    html.text("the registry survive, so changes are dated to an interval and some are missing.");
    html.close().line().open("ul", "class", "facts").line();
    years.forEach(
        (year, count) ->
            html.open("li")
                .link(year + "/index.html", Integer.toString(year))
                .text(": " + Lists.counted(count, "change"))
                .close()
                .line());
    return html.close().line().toString();
  }

  static String about(int pages, String date) {
    Html html = new Html();
    html.element("h1", "About this site").line();
    html.open("p", "class", "lead");
    html.text("The pages show what the open-source library ");
    html.link(Frame.REPOSITORY, "port-registry").text(" knows about TCP and UDP ports. ");
    html.text(Lists.counted(pages, "port") + " have a page: all those with a service, a use, ");
    html.text("a former assignment, evidence or a change of their own.").close().line();
    section(
        html,
        "Where the facts come from",
        "Assignments are IANA's registry of "
            + date
            + ". Statuses, uses and evidence come from the"
            + " sources that each page links to. The absence of a source is not proof that a"
            + " service is dead, so each status shows how strong its evidence is.");
    html.open("p").link("../rules/index.html", "How a status is determined").close().line();
    section(
        html,
        "When something is wrong",
        "Follow the link “Contest this status” on the port's page, and name a source that others"
            + " can open. The tables are corrected by hand, and the next release has the"
            + " correction.");
    section(
        html,
        "Privacy",
        "The pages are plain files. They set no cookie, count no visit and load nothing from"
            + " anywhere else. The search runs in the browser; what you type stays there.");
    section(
        html,
        "License",
        "The Apache License 2.0 covers the pages, like the library. IANA's registry is in the"
            + " public domain. This project is not affiliated with IANA.");
    return html.toString();
  }

  private static void section(Html html, String title, String text) {
    html.element("h2", title).line().open("p").text(text).close().line();
  }

  /** The page that a server shows for an address without a page; it may stand in any folder. */
  static String missing() {
    Html html = new Html();
    html.markup("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
    html.single("meta", "charset", "utf-8").element("title", "No page here – port-registry");
    html.close().open("body").element("h1", "No page here").open("p");
    html.text("A port without a service, a use or a change of its own has no page. ");
    html.link(Frame.SITE, "Search for another port").text(".");
    return html.close().close().close().line().toString();
  }
}
