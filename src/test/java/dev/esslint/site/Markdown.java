package dev.esslint.site;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/** A text in Markdown, as HTML that is well-formed XML too. */
final class Markdown {
  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final Pattern RULE_ID = Pattern.compile("\\b[A-Z][A-Z0-9]{1,3}\\d{3}\\b");

  /** Addresses in the few places that are written in HTML: the pictures of the README. */
  private static final Pattern ADDRESS = Pattern.compile("\\b(src|srcset|href)=\"([^\"]*)\"");

  private static final Pattern VOID = Pattern.compile("<(source|img|br|hr)\\b([^>]*?)\\s*/?>");

  private final Node document;
  private final UnaryOperator<String> links;
  private final IdentityHashMap<Node, String> ids = new IdentityHashMap<>();
  private final List<Title> titles = new ArrayList<>();
  private final HtmlRenderer renderer;

  /** A heading, and where a link leads to it. */
  record Title(int level, String text, String id) {}

  /** A heading of the second level with what is below it; without a heading, what is before the first of them. */
  record Part(String title, String html) {}

  /**
   * @param text the text
   * @param links the address in the site for one in the text
   * @param rules the address of a rule's page by its id; the id itself stays a word if it gives an empty text
   * @param keys the same for code that is the path of a key
   */
  Markdown(
      String text,
      UnaryOperator<String> links,
      UnaryOperator<String> rules,
      UnaryOperator<String> keys) {
    this.document = PARSER.parse(text);
    this.links = links;
    document.accept(new Links(rules, keys));
    document.accept(new Headings());
    this.renderer =
        HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .attributeProviderFactory(
                context ->
                    (node, tag, attributes) -> {
                      if (ids.containsKey(node)) {
                        attributes.put("id", ids.get(node));
                      }
                    })
            .nodeRendererFactory(Pictures::new)
            .nodeRendererFactory(Examples::new)
            .build();
  }

  List<Title> titles() {
    return titles;
  }

  /** The heading of the first level. */
  String title() {
    return titles.stream().filter(title -> title.level == 1).findFirst().orElseThrow().text;
  }

  /** The first paragraph, without its markup; the title if there is none. */
  String summary() {
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Paragraph) {
        return plain(node);
      }
    }
    return title();
  }

  String html() {
    return parts().stream().map(Part::html).collect(Collectors.joining());
  }

  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    String title = "";
    StringBuilder html = new StringBuilder();
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading && heading.getLevel() == 2) {
        parts.add(new Part(title, html.toString()));
        title = plain(heading);
        html.setLength(0);
      }
      html.append(
          renderer
              .render(node)
              .replace("<table>", "<div class=\"wide\"><table>")
              .replace("</table>", "</table></div>"));
    }
    parts.add(new Part(title, html.toString()));
    return parts;
  }

  private static String plain(Node node) {
    StringBuilder text = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text part) {
            text.append(part.getLiteral());
          }

          @Override
          public void visit(Code code) {
            text.append(code.getLiteral());
          }

          @Override
          public void visit(SoftLineBreak lineBreak) {
            text.append(' ');
          }
        });
    return text.toString();
  }

  /** Gives headings the ids that GitHub gives them, so links to them lead there in both. */
  private final class Headings extends AbstractVisitor {
    private final Set<String> taken = new HashSet<>();

    @Override
    public void visit(Heading heading) {
      String text = plain(heading);
      String start = text.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
      String id = start;
      for (int i = 1; !taken.add(id); i++) {
        id = start + "-" + i;
      }
      if (heading.getLevel() > 1) {
        ids.put(heading, id);
      }
      titles.add(new Title(heading.getLevel(), text, id));
    }
  }

  /** Leads links to pages of the site, and ids of rules and paths of keys in running text to theirs. */
  private final class Links extends AbstractVisitor {
    private final UnaryOperator<String> rules;
    private final UnaryOperator<String> keys;

    Links(UnaryOperator<String> rules, UnaryOperator<String> keys) {
      this.rules = rules;
      this.keys = keys;
    }

    @Override
    public void visit(Link link) {
      link.setDestination(links.apply(link.getDestination()));
    }

    @Override
    public void visit(Heading heading) {
      // a title is no place for links
    }

    @Override
    public void visit(Code code) {
      String page = keys.apply(code.getLiteral());
      if (!page.isEmpty()) {
        Link link = new Link(page, null);
        code.insertBefore(link);
        link.appendChild(code);
      }
    }

    @Override
    public void visit(Text text) {
      String literal = text.getLiteral();
      Matcher id = RULE_ID.matcher(literal);
      int end = 0;
      while (id.find()) {
        String page = rules.apply(id.group());
        if (!page.isEmpty()) {
          text.insertBefore(new Text(literal.substring(end, id.start())));
          Link link = new Link(page, null);
          link.appendChild(new Text(id.group()));
          text.insertBefore(link);
          end = id.end();
        }
      }
      text.setLiteral(literal.substring(end));
    }
  }

  /** The only HTML that is let through: pictures. Comments are left out. */
  private final class Pictures implements NodeRenderer {
    private final HtmlWriter html;

    Pictures(HtmlNodeRendererContext context) {
      this.html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(HtmlBlock.class);
    }

    @Override
    public void render(Node node) {
      String literal = ((HtmlBlock) node).getLiteral();
      if (literal.startsWith("<picture>")) {
        String led =
            ADDRESS
                .matcher(literal)
                .replaceAll(
                    found ->
                        Matcher.quoteReplacement(
                            found.group(1) + "=\"" + links.apply(found.group(2)) + "\""));
        html.raw(VOID.matcher(led).replaceAll("<$1$2 />"));
      } else if (!literal.startsWith("<!--")) {
        html.text(literal);
      }
      html.line();
    }
  }

  /** Blocks of code; lines that a rule reports are marked. */
  private static final class Examples implements NodeRenderer {
    private static final String HERE = "# <- here";

    private final HtmlWriter html;

    Examples(HtmlNodeRendererContext context) {
      this.html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(FencedCodeBlock.class);
    }

    @Override
    public void render(Node node) {
      html.line();
      html.raw("<pre><code>");
      for (String line : ((FencedCodeBlock) node).getLiteral().lines().toList()) {
        boolean reported = line.endsWith(HERE);
        if (reported) {
          html.raw("<mark>");
        }
        html.text(line);
        if (reported) {
          html.raw("</mark>");
        }
        html.raw("\n");
      }
      html.raw("</code></pre>");
      html.line();
    }
  }
}
