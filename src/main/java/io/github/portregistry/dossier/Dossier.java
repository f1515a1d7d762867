package io.github.portregistry.dossier;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.PortRecord;
import io.github.portregistry.Transport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A readable report of everything known about one port: in short, in full, or as Markdown.
 *
 * <pre>{@code
 * System.out.print(Dossier.of(PortRegistry.lookup(432)).summary());
 * }</pre>
 *
 * <p>{@link #summary()} fits on one screen. {@link #text()} and {@link #markdown()} have
 * everything, with a section for each kind of fact. {@link #with} adds a finding of this machine,
 * or anything else about the port. Text from tables and processes is escaped, so that it is safe to
 * print.
 *
 * <p>Immutable and thread-safe.
 */
public final class Dossier {

  /** The default width: {@value} columns. */
  public static final int DEFAULT_WIDTH = 80;

  /** The smallest width: {@value} columns. A smaller width is raised to it. */
  public static final int NARROWEST = 40;

  private final DossierSections facts;

  /** The sections added to the full forms. */
  private final List<Section> added;

  /** The items added to the summary. */
  private final List<Item> now;

  /** The added advice on what to do next; "" for a command to check by hand. */
  private final String next;

  /** The systems to check by hand; null for the default of each form. */
  private final @Nullable Set<Platform> platforms;

  private Dossier(
      DossierSections facts,
      List<Section> added,
      List<Item> now,
      String next,
      @Nullable Set<Platform> platforms) {
    this.facts = facts;
    this.added = added;
    this.now = now;
    this.next = next;
    this.platforms = platforms;
  }

  /**
   * Returns the dossier of a port.
   *
   * @param port the record of the port
   * @return a dossier without a finding
   * @throws NullPointerException if {@code port} is null
   */
  public static Dossier of(PortRecord port) {
    return of(new DossierSections(requireNonNull(port, "port"), null));
  }

  /**
   * Returns the dossier of a port for one transport.
   *
   * @param port the record of the port
   * @param transport the transport; facts that name none apply to it too
   * @return a dossier without a finding
   * @throws NullPointerException if an argument is null
   */
  public static Dossier of(PortRecord port, Transport transport) {
    requireNonNull(transport, "transport");
    return of(new DossierSections(requireNonNull(port, "port"), transport));
  }

  private static Dossier of(DossierSections facts) {
    return new Dossier(facts, List.of(), List.of(), "", null);
  }

  /**
   * Returns this dossier with another section in its full forms, after the opening and the sections
   * added before. The summary does not have it.
   *
   * @param section what to add
   * @return a new dossier; this one stays as it is
   * @throws NullPointerException if {@code section} is null
   */
  public Dossier with(Section section) {
    return with(section, List.of(), "");
  }

  /**
   * Returns this dossier with another section in its full forms, and a short form of it in the
   * summary.
   *
   * @param section what to add to the full forms, as {@link #with(Section)}
   * @param now what to add to the summary, after its first sentence and the items added before.
   *     Each text and detail takes a line or two, of at most seven items; a lead has at most 8
   *     columns
   * @param next what a reader can do next, which replaces the command to check by hand in the
   *     summary; "" to leave it unchanged
   * @return a new dossier; this one stays as it is
   * @throws NullPointerException if an argument is or has null
   */
  public Dossier with(Section section, List<Item> now, String next) {
    List<Section> sections = new ArrayList<>(added);
    sections.add(requireNonNull(section, "section"));
    List<Item> items = new ArrayList<>(this.now);
    items.addAll(List.copyOf(requireNonNull(now, "now")));
    String after = requireNonNull(next, "next").isEmpty() ? this.next : next;
    return new Dossier(facts, List.copyOf(sections), List.copyOf(items), after, platforms);
  }

  /**
   * Returns this dossier with the commands to check by hand for other systems. By default, the
   * summary and the text have the commands for {@linkplain Platform#current() this system}, and the
   * Markdown has the commands for all.
   *
   * @param systems the systems; empty for no commands. The summary has a command for the first of
   *     them, in the order of {@link Platform}
   * @return a new dossier; this one stays as it is
   * @throws NullPointerException if {@code systems} is or has null
   */
  public Dossier forPlatforms(Collection<Platform> systems) {
    Set<Platform> chosen = EnumSet.noneOf(Platform.class);
    chosen.addAll(List.copyOf(requireNonNull(systems, "systems")));
    return new Dossier(facts, added, now, next, chosen);
  }

  /**
   * Returns the port with its status in a few words.
   *
   * @return such as {@code Port 832: released, formerly netconfsoaphttp}
   */
  public String title() {
    return facts.title();
  }

  /**
   * Returns the address of the port's page on the project's site, for a message or a report to
   * cite.
   *
   * @return such as {@code https://portregistry.github.io/port-registry/432/}; "" for a port
   *     without facts of its own, which has no page
   */
  public String page() {
    return facts.page();
  }

  /**
   * Returns the sections of the full forms in the order in which they are shown, with the commands
   * to check by hand for all systems, or for the systems given to {@link #forPlatforms}.
   *
   * @return an unmodifiable list; the first is the opening, whose title is ""
   */
  public List<Section> sections() {
    return sections(platforms == null ? EnumSet.allOf(Platform.class) : platforms);
  }

  private List<Section> sections(Set<Platform> systems) {
    List<Section> all = new ArrayList<>();
    all.add(facts.opening());
    all.addAll(added);
    all.addAll(facts.all());
    Section checks = facts.checks(systems);
    if (!checks.items().isEmpty()) {
      all.add(checks);
    }
    return List.copyOf(all);
  }

  /**
   * Returns the summary for a terminal of {@value #DEFAULT_WIDTH} columns.
   *
   * @return what {@link #summary(int)} returns
   */
  public String summary() {
    return summary(DEFAULT_WIDTH);
  }

  /**
   * Returns the most important facts on one screen: the port in a sentence; the finding on this
   * machine with its verdict, if it was {@linkplain #with(Section, List, String) added}; the
   * assignment, the likeliest uses, former services, the two best pieces of evidence and related
   * ports, if there are any; and what to do next. {@link #text(int)} has the rest.
   *
   * @param width the number of columns; a width below {@value #NARROWEST} is raised to it
   * @return lines that end with {@code \n}, at most 24 of them if {@code width} is at least {@value
   *     #DEFAULT_WIDTH}; text that does not fit is replaced by three dots. Only commands and
   *     addresses can be wider than {@code width}
   */
  public String summary(int width) {
    Platform platform = Platform.current();
    if (platforms != null) {
      platform = platforms.isEmpty() ? null : platforms.iterator().next();
    }
    return DossierSummary.of(facts, now, next, platform, Math.max(width, NARROWEST));
  }

  /**
   * Returns the dossier in full as plain text for a terminal of {@value #DEFAULT_WIDTH} columns.
   *
   * @return what {@link #text(int)} returns
   */
  public String text() {
    return text(DEFAULT_WIDTH);
  }

  /**
   * Returns the dossier in full as plain text, in which sources are numbered and listed at the end.
   *
   * @param width the number of columns; a width below {@value #NARROWEST} is raised to it
   * @return lines that end with {@code \n}; only single words, addresses and commands can be wider
   *     than {@code width}
   */
  public String text(int width) {
    Set<Platform> systems = platforms == null ? EnumSet.of(Platform.current()) : platforms;
    return DossierText.of(title(), sections(systems), facts.origin(), Math.max(width, NARROWEST));
  }

  /**
   * Returns the dossier in full as Markdown, as CommonMark defines it, in which sources are links.
   *
   * @return lines that end with {@code \n}
   */
  public String markdown() {
    return DossierMarkdown.of(title(), sections(), facts.origin());
  }

  /**
   * Returns the commands that show what listens on the port without this library, under the title:
   * for all systems, or for the systems given to {@link #forPlatforms}.
   *
   * @return lines that end with {@code \n}; "" if there is no command, as for port 0
   */
  public String checks() {
    Section checks = facts.checks(platforms == null ? EnumSet.allOf(Platform.class) : platforms);
    return checks.items().isEmpty() ? "" : DossierText.of(title(), checks);
  }

  /** Returns the same as {@link #title()}, for a log. */
  @Override
  public String toString() {
    return title();
  }

  /**
   * A titled group of facts of one kind.
   *
   * @param title a heading of a few words; "" for none
   * @param items the facts, in the order in which to read them
   */
  public record Section(String title, List<Item> items) {

    /**
     * Creates a section.
     *
     * @param title the {@link #title}
     * @param items the {@link #items}
     * @throws NullPointerException if a component is or has null
     */
    public Section {
      requireNonNull(title, "title");
      items = List.copyOf(requireNonNull(items, "items"));
    }

    /** Returns the title and the number of items, such as {@code Evidence (3 items)}. */
    @Override
    public String toString() {
      String count = items.size() == 1 ? "(1 item)" : "(" + items.size() + " items)";
      return title.isEmpty() ? count : Escaped.text(title) + " " + count;
    }
  }

  /**
   * A fact. Its texts are printed unchanged, so escape untrusted text with {@link Escaped}.
   *
   * @param lead a word or two for a column of its own, such as {@code tcp}; "" for none
   * @param text a line or a paragraph; "" if the details say everything
   * @param details further details, each a line or a paragraph
   * @param commands command lines for a shell
   * @param sources the sources of the fact: addresses or names
   */
  public record Item(
      String lead, String text, List<String> details, List<String> commands, List<String> sources) {

    /**
     * Creates an item.
     *
     * @param lead the {@link #lead}
     * @param text the {@link #text}
     * @param details the {@link #details}
     * @param commands the {@link #commands}
     * @param sources the {@link #sources}
     * @throws NullPointerException if a component is or has null
     */
    public Item {
      requireNonNull(lead, "lead");
      requireNonNull(text, "text");
      details = List.copyOf(requireNonNull(details, "details"));
      commands = List.copyOf(requireNonNull(commands, "commands"));
      sources = List.copyOf(requireNonNull(sources, "sources"));
    }

    /**
     * Creates an item without commands and sources.
     *
     * @param lead the {@link #lead}
     * @param text the {@link #text}
     * @param details the {@link #details}
     * @throws NullPointerException if an argument is or has null
     */
    public Item(String lead, String text, String... details) {
      this(lead, text, List.of(details), List.of(), List.of());
    }

    // Written out, because the first call of a record's generated method takes longer than a
    // dossier. The other values on the path to a dossier do the same.

    @Override
    public boolean equals(Object other) {
      return this == other
          || (other instanceof Item that
              && lead.equals(that.lead)
              && text.equals(that.text)
              && details.equals(that.details)
              && commands.equals(that.commands)
              && sources.equals(that.sources));
    }

    @Override
    public int hashCode() {
      int hash = 31 * lead.hashCode() + text.hashCode();
      hash = 31 * hash + details.hashCode();
      hash = 31 * hash + commands.hashCode();
      return 31 * hash + sources.hashCode();
    }

    /** Returns the lead and the text, such as {@code tcp: the old license server}. */
    @Override
    public String toString() {
      String line = Escaped.text(text);
      return lead.isEmpty() ? line : Escaped.text(lead) + (line.isEmpty() ? "" : ": " + line);
    }

    /** Returns the item with everything but its commands escaped. */
    Item escaped() {
      return new Item(
          Escaped.text(lead), Escaped.text(text), escaped(details), commands, escaped(sources));
    }

    private static List<String> escaped(List<String> texts) {
      List<String> escaped = new ArrayList<>(texts.size());
      for (String text : texts) {
        escaped.add(Escaped.text(text));
      }
      return escaped;
    }
  }
}
