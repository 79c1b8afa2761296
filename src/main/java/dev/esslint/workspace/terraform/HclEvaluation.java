package dev.esslint.workspace.terraform;

import dev.esslint.text.Regex;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Globs;
import dev.esslint.workspace.Folder;
import dev.esslint.workspace.Holes;
import dev.esslint.workspace.Offsets;
import dev.esslint.workspace.Trees;
import dev.esslint.workspace.terraform.Expression.Call;
import dev.esslint.workspace.terraform.Expression.Items;
import dev.esslint.workspace.terraform.Expression.Name;
import dev.esslint.workspace.terraform.Expression.Other;
import dev.esslint.workspace.terraform.Expression.Pair;
import dev.esslint.workspace.terraform.Expression.Pairs;
import dev.esslint.workspace.terraform.Expression.Text;
import dev.esslint.workspace.terraform.Expression.Word;
import dev.esslint.workspace.terraform.Module.Where;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What expressions come to, as far as files tell it. */
final class HclEvaluation {
  private static final int DEEPEST = 50;

  /** Something that is filled in. */
  private static final Regex HOLE = new Regex("\\$\\{[^{}$]*+\\}");

  private final Module module;
  private final Folder folder;
  private final Draft draft;

  HclEvaluation(Module module, Folder folder, Draft draft) {
    this.module = module;
    this.folder = folder;
    this.draft = draft;
  }

  /**
   * A tree of values; spans are those of a file.
   *
   * @param source the file
   */
  record Tree(SourceText source, Node node) {}

  /** A name replaced by what it stands for. */
  Where resolved(Where where) {
    Where at = where;
    for (int i = 0; i < DEEPEST && at.expression() instanceof Name(String path, Span span); i++) {
      Where next = module.named(path);
      if (next == null) {
        return at;
      }
      at = next;
    }
    return at;
  }

  /** The text of an expression; empty if it cannot be told. */
  Optional<String> text(Where where) {
    Where at = resolved(where);
    return switch (at.expression()) {
      case Text text -> Optional.of(filled(text)).filter(t -> !t.contains("${"));
      case Word(String word, Span span) -> Optional.of(word);
      default -> Optional.empty();
    };
  }

  /** The text with what is known filled in. */
  String filled(Text text) {
    String value = text.text();
    if (text.known()) {
      return value;
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < value.length()) {
      int open = value.indexOf("${", at);
      int close = open < 0 ? -1 : value.indexOf('}', open);
      if (close < 0) {
        break;
      }
      out.append(value, at, open);
      String name = value.substring(open + 2, close).strip();
      Where found = module.named(name);
      Optional<String> known =
          name.equals("path.module") || name.equals("path.root") || name.equals("path.cwd")
              ? Optional.of(".")
              : found == null ? Optional.empty() : text(found);
      out.append(known.orElse("${" + name + "}"));
      at = close + 1;
    }
    return out.append(value.substring(at)).toString();
  }

  /** A file of this repository that an expression names; null if it names none. */
  private @Nullable String file(Where where) {
    String name = text(where).orElse("");
    String path = name.isEmpty() ? null : FileNames.in(module.folder(), name);
    return path != null && folder.has(path) ? path : null;
  }

  /** The file that a call of {@code file} names by a path that is known, where there is none; it must be there before Terraform runs. */
  Optional<String> absent(Where where) {
    if (!(resolved(where).expression() instanceof Call call) || !call.name().equals("file") || call.arguments().isEmpty()) {
      return Optional.empty();
    }
    Where argument = new Where(resolved(where).file(), call.arguments().getFirst());
    String name = text(argument).orElse("${");
    boolean known = !name.isEmpty() && !name.contains("${") && FileNames.in(module.folder(), name) != null;
    return known && file(argument) == null && !name.startsWith("/") ? Optional.of(name) : Optional.empty();
  }

  /** The files of this repository that stand in quotes in an expression, also where a part of their names is filled in. */
  Set<String> named(Where where) {
    String[] parts = where.file().source().slice(where.expression().span()).split("\"", -1);
    Set<String> files = new TreeSet<>();
    for (int i = 1; i < parts.length; i += 2) {
      String pattern = HOLE.matcher(parts[i].replace("${path.module}/", "")).replaceAll("*");
      String path = pattern.startsWith("*") && pattern.indexOf('/') < 0 && pattern.indexOf('.') < 0 ? null : FileNames.in(module.folder(), pattern);
      if (path != null) {
        files.addAll(Globs.matching(path, folder.names()));
      }
    }
    return files;
  }

  /** An expression as a document of YAML; empty if it cannot be told. */
  Optional<Document> document(Where where) throws SourceException {
    Where at = resolved(where);
    return switch (at.expression()) {
      case Text text -> {
        Excerpt read = excerpt(text, at.file().source());
        Document document = (text.known() ? read : filled(read, this::known)).yaml();
        if (!text.known()) {
          reasons(document);
        }
        yield Optional.of(document);
      }
      case Call call
          when call.name().equals("yamlencode") || call.name().equals("jsonencode") -> {
        Tree tree = call.arguments().isEmpty() ? null : tree(new Where(at.file(), call.arguments().getFirst()), 0);
        yield tree == null
            ? Optional.empty()
            : Optional.of(
                new Document(tree.source(), tree.node(), List.of(), List.of(), Optional.empty()));
      }
      case Call call when call.name().equals("file") || call.name().equals("templatefile") -> {
        String path = call.arguments().isEmpty() ? null : file(new Where(at.file(), call.arguments().getFirst()));
        if (path == null) {
          yield Optional.empty();
        }
        draft.file(path);
        Excerpt text = Excerpt.of(folder.read(path));
        if (call.name().equals("templatefile") && text.text().contains("%{")) {
          yield Optional.empty();
        }
        if (call.name().equals("file")) {
          yield Optional.of(text.yaml());
        }
        Document document = filled(text, name -> given(call, name, at.file())).yaml();
        Holes.in(document, draft, "a variable of the template");
        yield Optional.of(document);
      }
      default -> Optional.empty();
    };
  }

  /** What a name in a text stands for; empty if that cannot be told. */
  private Optional<String> known(String name) {
    Where found = module.named(name);
    return found == null ? Optional.empty() : text(found);
  }

  /** What a template is given for a name. */
  private Optional<String> given(Call call, String name, HclBody file) {
    if (call.arguments().size() > 1 && call.arguments().get(1) instanceof Pairs pairs) {
      for (Pair pair : pairs.pairs()) {
        if (pair.key().equals(name)) {
          return text(new Where(file, pair.value()));
        }
      }
    }
    return Optional.empty();
  }

  /** A text with the names that are known filled in. */
  private static Excerpt filled(Excerpt excerpt, Function<String, Optional<String>> names) {
    String text = excerpt.text();
    StringBuilder out = new StringBuilder();
    List<Integer> places = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int open = text.startsWith("$${", at) ? -1 : text.startsWith("${", at) ? at : -1;
      int close = open < 0 ? -1 : text.indexOf('}', open);
      Optional<String> value =
          close < 0 ? Optional.empty() : names.apply(text.substring(open + 2, close).strip());
      String put = value.orElse(text.substring(at, at + 1));
      for (int i = 0; i < put.length(); i++) {
        places.add(at);
      }
      out.append(put);
      at = value.isPresent() ? close + 1 : at + 1;
    }
    int[] from = places.stream().mapToInt(Integer::intValue).toArray();
    return excerpt.with(out.toString(), Offsets.of(from, from.length, text.length())::outer);
  }

  /** What an expression names, for the list of layers. */
  String name(Where where) {
    return switch (where.expression()) {
      case Text text -> "heredoc";
      case Call call when !call.arguments().isEmpty() && call.arguments().getFirst() instanceof Name name -> name.path();
      case Call call when !call.arguments().isEmpty() && call.arguments().getFirst() instanceof Text text ->
          filled(text).replaceFirst("^\\./", "");
      case Call call -> call.name();
      case Name name -> name.path();
      default -> "values";
    };
  }

  private static Excerpt excerpt(Text text, SourceText source) {
    return new Excerpt(text.text(), source, text.from()::outer);
  }

  private void reasons(Document document) {
    Trees.changed(
        document.root(),
        new Trees.Change() {
          @Override
          public Node scalar(ScalarNode scalar) {
            String text = scalar.string();
            int open = text == null ? -1 : text.indexOf("${");
            if (text != null && open >= 0) {
              int close = text.indexOf('}', open);
              draft.hole(
                  document.source(),
                  scalar.span(),
                  close < 0 ? text : text.substring(open + 2, close));
            }
            return scalar;
          }
        });
  }

  /** An expression as a tree; null if it is text of YAML, or stands in several files. */
  @Nullable Tree tree(Where where, int depth) {
    Where at = resolved(where);
    SourceText source = at.file().source();
    if (depth > DEEPEST) {
      return null;
    }
    return switch (at.expression()) {
      case Text text -> {
        String value = filled(text);
        if (value.contains("${")) {
          draft.hole(source, text.span(), value);
        }
        yield scalar(source, text.span(), new Scalar.Str(value));
      }
      case Word(String word, Span span) -> scalar(source, span, word(word));
      case Items items -> {
        List<Node> nodes = new ArrayList<>();
        for (Expression item : items.items()) {
          nodes.add(below(at, item, depth));
        }
        yield new Tree(source, new ListNode(items.span(), List.copyOf(nodes)));
      }
      case Pairs pairs -> {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        for (Pair pair : pairs.pairs()) {
          entries.put(pair.key(), new Entry(pair.at(), below(at, pair.value(), depth)));
        }
        yield new Tree(source, Trees.map(pairs.span(), entries));
      }
      case Call call when call.name().equals("merge") -> merged(at, call, depth);
      case Call call -> hole(source, call.span());
      case Name name -> hole(source, name.span());
      case Other other -> hole(source, other.span());
    };
  }

  private Node below(Where at, Expression expression, int depth) {
    Tree tree = tree(new Where(at.file(), expression), depth + 1);
    boolean here = tree != null && tree.source() == at.file().source();
    // a place in another file cannot be told in this one, so the value is told at the name
    return here && tree != null
        ? tree.node()
        : tree == null
            ? hole(at.file().source(), expression.span()).node()
            : flat(tree.node(), expression.span());
  }

  private static Node flat(Node node, Span span) {
    return switch (node) {
      case ScalarNode scalar -> new ScalarNode(span, scalar.value(), scalar.style());
      case ListNode list ->
          new ListNode(span, list.items().stream().map(item -> flat(item, span)).toList());
      case MapNode map -> {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        map.entries().forEach((key, e) -> entries.put(key, new Entry(span, flat(e.value(), span))));
        yield Trees.map(span, entries);
      }
    };
  }

  /** The function {@code merge} is shallow: of two objects at one key the later one takes all. */
  private @Nullable Tree merged(Where at, Call call, int depth) {
    SequencedMap<String, Entry> entries = new LinkedHashMap<>();
    for (Expression argument : call.arguments()) {
      if (!(below(at, argument, depth) instanceof MapNode map)) {
        return hole(at.file().source(), call.span());
      }
      entries.putAll(map.entries());
    }
    return new Tree(at.file().source(), Trees.map(call.span(), entries));
  }

  private Tree hole(SourceText source, Span span) {
    String text = source.slice(span).strip();
    draft.hole(source, span, text);
    return scalar(source, span, new Scalar.Str("${" + text.replaceAll("[${}\\n]+", " ") + "}"));
  }

  private static Tree scalar(SourceText source, Span span, Scalar value) {
    return new Tree(source, new ScalarNode(span, value, Style.PLAIN));
  }

  private static Scalar word(String word) {
    return switch (word) {
      case "true" -> Scalar.TRUE;
      case "false" -> Scalar.FALSE;
      case "null" -> Scalar.NULL;
      default -> {
        try {
          yield new Scalar.Num(Double.parseDouble(word));
        } catch (NumberFormatException e) {
          yield new Scalar.Str(word);
        }
      }
    };
  }
}
