package io.github.portregistry.site;

/** What each page has around its content: the head, the navigation, the search and the footer. */
final class Frame {

  /** The site's address, for what has to name it whole. */
  static final String SITE = "https://portregistry.github.io/port-registry/";

  static final String REPOSITORY = "https://github.com/portregistry/port-registry";

  /** Nothing is loaded from elsewhere, and no script or style stands in a page. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none';"
          + " form-action 'none'";

  private static final String[][] NAVIGATION = {
    {"ghosts/", "Ghosts"},
    {"released/", "Released"},
    {"changes/", "Changes"},
    {"rules/", "Rules"},
    {"about/", "About"},
  };

  private final String dataDate;

  Frame(String dataDate) {
    this.dataDate = dataDate;
  }

  /**
   * Returns the relative address of the site's root for a page in a folder such as {@code a/b/}.
   */
  static String root(String folder) {
    return "../".repeat((int) folder.chars().filter(c -> c == '/').count());
  }

  /**
   * Returns a page.
   *
   * @param folder where it stands, such as {@code 432/}; "" for the first page
   * @param title what it is called
   * @param description one sentence for search engines
   * @param content its content, with the one heading of the first level
   */
  String page(String folder, String title, String description, String content) {
    String root = root(folder);
    Html html = new Html();
    html.markup("<!DOCTYPE html>\n").open("html", "lang", "en").line();
    head(html, root, folder, title, description);
    html.open("body").line();
    html.element("a", "Skip to content", "class", "skip", "href", "#content").line();
    html.open("header", "class", "top").line();
    html.element("a", "port-registry", "class", "home", "href", root + "index.html").line();
    html.open("nav", "aria-label", "Site").open("ul");
    for (String[] entry : NAVIGATION) {
      html.open("li");
      if (entry[0].equals(folder)) {
        html.element("a", entry[1], "href", "index.html", "aria-current", "page");
      } else {
        html.link(root + entry[0] + "index.html", entry[1]);
      }
      html.close();
    }
    html.close().close().line();
    if (!folder.isEmpty()) {
      search(html);
    }
    html.close().line();
    html.open("main", "id", "content").line().markup(content).close().line();
    footer(html, root);
    return html.close().line().close().line().toString();
  }

  private static void head(
      Html html, String root, String folder, String title, String description) {
    html.open("head").line();
    html.single("meta", "charset", "utf-8").line();
    html.single("meta", "http-equiv", "Content-Security-Policy", "content", POLICY).line();
    html.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
        .line();
    html.single("meta", "name", "color-scheme", "content", "light dark").line();
    html.element("title", title + (folder.isEmpty() ? "" : " – port-registry")).line();
    html.single("meta", "name", "description", "content", description).line();
    html.single("link", "rel", "canonical", "href", SITE + folder).line();
    html.single("link", "rel", "icon", "href", root + "icon.svg", "type", "image/svg+xml").line();
    html.single("link", "rel", "stylesheet", "href", root + "site.css").line();
    html.open("script", "src", root + "search.js", "data-root", root, "defer", "").close().line();
    html.close().line();
  }

  /** Writes the search, which the script shows; without scripts there is none. */
  static void search(Html html) {
    html.open("div", "role", "search", "class", "search", "hidden", "").line();
    html.element("label", "Search by number, name or program", "for", "query").line();
    html.single(
            "input",
            "id",
            "query",
            "type",
            "text",
            "role",
            "combobox",
            "aria-expanded",
            "false",
            "aria-controls",
            "hits",
            "aria-autocomplete",
            "list",
            "autocomplete",
            "off",
            "autocapitalize",
            "off",
            "spellcheck",
            "false",
            "placeholder",
            "432, nfs, kafka, minecraft")
        .line();
    html.open("ul", "id", "hits", "role", "listbox", "aria-label", "Ports", "hidden", "").close();
    html.line().open("p", "id", "found", "role", "status").close().line();
    html.close().line();
  }

  private void footer(Html html, String root) {
    html.open("footer").line().open("p");
    html.text("Registry data of " + dataDate + ". ");
    html.link(REPOSITORY, "Source on GitHub").text(", Apache License 2.0. ");
    html.text("Not affiliated with IANA. ");
    html.link(root + "about/index.html", "About this site");
    html.close().line().close().line();
  }
}
