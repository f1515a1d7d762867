package io.github.portregistry.site;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** A document of the project, from Markdown to the content of a page. */
final class Rules {

  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

  private final String document;
  private final Set<String> ids = new HashSet<>();

  private Rules(String document) {
    this.document = document;
  }

  /**
   * Returns a document as HTML. Its headings have the anchors that GitHub gives them; links to
   * other documents lead to the repository.
   *
   * @param document its name in {@code docs}
   * @param markdown its text
   */
  static String html(String document, String markdown) {
    Rules rules = new Rules(document);
    Node node = Parser.builder().extensions(EXTENSIONS).build().parse(markdown);
    node.accept(rules.new Links());
    HtmlRenderer renderer =
        HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .attributeProviderFactory(context -> rules::attributes)
            .build();
    return renderer
        .render(node)
        .replace("<table>", "<div class=\"scroll\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>");
  }

  private void attributes(Node node, String tag, Map<String, String> attributes) {
    if (node instanceof Heading) {
      String id = anchor(textOf(node));
      for (int i = 1; !ids.add(id); i++) {
        id = anchor(textOf(node)) + "-" + i;
      }
      attributes.put("id", id);
    }
    String align = attributes.remove("align");
    if (align != null) {
      attributes.put("class", align);
    }
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  private static String textOf(Node node) {
    StringBuilder text = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text part) {
            text.append(part.getLiteral());
          }

          @Override
          public void visit(Code part) {
            text.append(part.getLiteral());
          }
        });
    return text.toString();
  }

  private final class Links extends AbstractVisitor {
    @Override
    public void visit(Link link) {
      link.setDestination(destination(link.getDestination()));
      visitChildren(link);
    }

    private String destination(String to) {
      if (to.contains("://") || to.startsWith("#")) {
        return to;
      }
      if (to.startsWith(document + "#")) {
        return to.substring(document.length());
      }
      String path = to.startsWith("../") ? to.substring(3) : "docs/" + to;
      return Frame.REPOSITORY + "/blob/main/" + path;
    }
  }
}
