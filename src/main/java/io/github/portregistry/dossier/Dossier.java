package io.github.portregistry.dossier;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.PortRecord;
import io.github.portregistry.Transport;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is known of one port, for a person to read: in a terminal or as Markdown.
 *
 * <pre>{@code
 * System.out.print(Dossier.of(PortRegistry.lookup(432)).text());
 * }</pre>
 *
 * <p>It has a section for each kind of fact that there is, and none without facts. A finding of
 * this machine, or anything else worth telling of the port, is added with {@link #with}. What
 * tables and processes wrote is escaped, so that it does nothing to a terminal.
 *
 * <p>Immutable and thread-safe.
 */
public final class Dossier {

  /** The columns of a terminal that nobody asked for its width. */
  public static final int DEFAULT_WIDTH = 80;

  /** The narrowest text that can still be read; less is taken for this. */
  public static final int NARROWEST = 40;

  private final String title;
  private final String page;
  private final Section opening;
  private final List<Section> added;
  private final List<Section> sections;
  private final Section origin;

  private Dossier(
      String title,
      String page,
      Section opening,
      List<Section> added,
      List<Section> sections,
      Section origin) {
    this.title = title;
    this.page = page;
    this.opening = opening;
    this.added = added;
    this.sections = sections;
    this.origin = origin;
  }

  /**
   * Returns the dossier of a port.
   *
   * @param port what is known of it
   * @return a dossier without a finding
   * @throws NullPointerException if {@code port} is null
   */
  public static Dossier of(PortRecord port) {
    return of(port, new DossierSections(requireNonNull(port, "port"), null));
  }

  /**
   * Returns the dossier of a port for one transport.
   *
   * @param port what is known of it
   * @param transport the transport to tell of; what names none holds for it too
   * @return a dossier without a finding
   * @throws NullPointerException if an argument is null
   */
  public static Dossier of(PortRecord port, Transport transport) {
    requireNonNull(transport, "transport");
    return of(port, new DossierSections(requireNonNull(port, "port"), transport));
  }

  private static Dossier of(PortRecord port, DossierSections sections) {
    return new Dossier(
        sections.title(),
        PortPage.address(port),
        sections.opening(),
        List.of(),
        sections.all(),
        sections.origin());
  }

  /**
   * Returns this dossier with another section, after its opening and those added before.
   *
   * @param section what to add
   * @return a new dossier; this one stays as it is
   * @throws NullPointerException if {@code section} is null
   */
  public Dossier with(Section section) {
    List<Section> more = new ArrayList<>(added);
    more.add(requireNonNull(section, "section"));
    return new Dossier(title, page, opening, List.copyOf(more), sections, origin);
  }

  /**
   * Returns the port and what it is, in a few words.
   *
   * @return such as {@code Port 832: released, formerly netconfsoaphttp}
   */
  public String title() {
    return title;
  }

  /**
   * Returns the address of the port's page on the project's site, for a message or a report to
   * cite.
   *
   * @return such as {@code https://portregistry.github.io/port-registry/432/}; "" for a port
   *     without facts of its own, which has no page
   */
  public String page() {
    return page;
  }

  /**
   * Returns the sections in the order in which they are shown.
   *
   * @return an unmodifiable list; the first is the opening, whose title is ""
   */
  public List<Section> sections() {
    List<Section> all = new ArrayList<>();
    all.add(opening);
    all.addAll(added);
    all.addAll(sections);
    return List.copyOf(all);
  }

  /**
   * Returns the dossier as plain text for a terminal of 80 columns.
   *
   * @return lines that end with {@code \n}, in which sources are numbered and listed at the end
   */
  public String text() {
    return text(DEFAULT_WIDTH);
  }

  /**
   * Returns the dossier as plain text.
   *
   * @param width how many columns there are; below {@value #NARROWEST} it is taken for that
   * @return lines that end with {@code \n}; none is wider but for words, addresses and commands
   *     that are so by themselves, where each character takes one column
   */
  public String text(int width) {
    return DossierText.of(title, sections(), origin, Math.max(width, NARROWEST));
  }

  /**
   * Returns the dossier as Markdown, as CommonMark defines it.
   *
   * @return lines that end with {@code \n}, in which sources are links
   */
  public String markdown() {
    return DossierMarkdown.of(title, sections(), origin);
  }

  /** Returns the same as {@link #title()}, for a log. */
  @Override
  public String toString() {
    return title;
  }

  /**
   * What is known of one kind.
   *
   * @param title a heading of few words; "" for none
   * @param items what is known, in the order in which to read it
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

    /** Returns the title and how many items there are, such as {@code Evidence (3 items)}. */
    @Override
    public String toString() {
      String count = items.size() == 1 ? "(1 item)" : "(" + items.size() + " items)";
      return title.isEmpty() ? count : Escaped.text(title) + " " + count;
    }
  }

  /**
   * One thing that is known. Its texts are shown as they are: what others wrote is to be given
   * escaped, see {@link Escaped}.
   *
   * @param lead a word or two for a column of its own, such as {@code tcp}; "" for none
   * @param text a line or a paragraph; "" if the details tell all
   * @param details more of it, each a line or a paragraph
   * @param commands lines for a shell
   * @param sources where it is from: addresses or names
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
     * Creates an item of a lead, a text and details.
     *
     * @param lead the {@link #lead}
     * @param text the {@link #text}
     * @param details the {@link #details}
     * @throws NullPointerException if an argument is or has null
     */
    public Item(String lead, String text, String... details) {
      this(lead, text, List.of(details), List.of(), List.of());
    }

    // Written out, as are those of other values on the way to a dossier: the first one that a
    // record leaves to the JVM takes longer than a dossier.

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

    /** The same with all but the commands escaped. */
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
