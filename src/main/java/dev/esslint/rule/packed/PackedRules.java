package dev.esslint.rule.packed;

import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.ReleaseRange;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Level;
import dev.esslint.finding.RuleClass;
import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.RuleInfo.Example;
import dev.esslint.finding.RuleInfo.Page;
import dev.esslint.finding.RuleInfo.Subject;
import dev.esslint.finding.RuleInfo.Wording;
import dev.esslint.finding.Topic;
import dev.esslint.net.Address;
import dev.esslint.rule.Condition;
import dev.esslint.rule.Operand;
import dev.esslint.rule.Operand.State;
import dev.esslint.rule.Operator;
import dev.esslint.rule.Rule;
import dev.esslint.rule.Rule.Edit;
import dev.esslint.rule.Rule.Trigger;
import dev.esslint.rule.RulePath;
import dev.esslint.rule.RuleText;
import dev.esslint.text.Regex;
import dev.esslint.tree.PackedInput;
import dev.esslint.tree.PackedOutput;
import dev.esslint.tree.Scalar;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Rules in the form in which esslint ships them, in two parts: every start reads the conditions, so that is a matter of nothing but
 * making the objects; the pages, which are twelve times as long, are read when somebody asks for one.
 */
public final class PackedRules {
  private static final List<Level> LEVELS = List.of(Level.values());
  private static final List<RuleClass> CLASSES = List.of(RuleClass.values());
  private static final List<ChartComponent> COMPONENTS = List.of(ChartComponent.values());
  private static final List<Subject> SUBJECTS = List.of(Subject.values());
  private static final List<Topic> TOPICS = List.of(Topic.values());
  private static final List<BuiltInCheck> CHECKS = List.of(BuiltInCheck.values());
  private static final List<RulePath.Root> ROOTS = List.of(RulePath.Root.values());
  private static final List<Operator> OPERATORS = List.of(Operator.values());
  private static final List<State> STATES = List.of(State.values());
  private static final List<Address.Kind> KINDS = List.of(Address.Kind.values());

  /** Another text for every form: what is packed as a number stands for another thing when these lists change. */
  static final String FORM =
      "7" + COMPONENTS + LEVELS + CLASSES + SUBJECTS + TOPICS + CHECKS + ROOTS + OPERATORS + STATES + KINDS;

  private PackedRules() {}

  /** The conditions of rules, in their order, each with the length of its page. */
  public static byte[] conditions(List<Rule> rules) {
    Writer writer = new Writer();
    writer.out.number(rules.size());
    for (Rule rule : rules) {
      writer.rule(rule);
      writer.out.number(page(rule).length);
    }
    return writer.out.bytes();
  }

  /** The pages of the same rules, one after the other. */
  public static byte[] pages(List<Rule> rules) {
    ByteArrayOutputStream pages = new ByteArrayOutputStream();
    for (Rule rule : rules) {
      pages.writeBytes(page(rule));
    }
    return pages.toByteArray();
  }

  /**
   * The rules that were packed.
   *
   * @param pages the pages; asked for each time that somebody reads one
   * @throws RuntimeException if something else was packed
   */
  public static List<Rule> read(byte[] conditions, Supplier<byte[]> pages) {
    Reader reader = new Reader(new PackedInput(conditions, 0, conditions.length));
    int size = reader.in.size();
    List<Rule> rules = new ArrayList<>(size);
    int start = 0;
    for (int i = 0; i < size; i++) {
      Lazy page = new Lazy(pages);
      rules.add(reader.rule(page));
      page.start = start;
      start += reader.in.number();
      page.end = start;
    }
    return rules;
  }

  private static byte[] page(Rule rule) {
    Page page = rule.info().page().get();
    PackedOutput out = new PackedOutput();
    for (String text :
        List.of(page.summary(), page.message(), page.why(), page.fix(), page.docs())) {
      out.string(text);
    }
    out.number(page.wordings().size());
    for (Wording wording : page.wordings()) {
      out.string(wording.path());
      out.string(wording.value());
      out.string(wording.text());
    }
    out.number(page.examples().size());
    for (Example example : page.examples()) {
      out.number(example.bad() ? 1 : 0);
      out.string(example.values());
      out.string(example.layer());
      out.string(example.cluster());
      out.string(example.release());
      out.string(example.from());
      out.string(example.before());
      out.number(example.alone() ? 1 : 0);
      out.string(example.name());
    }
    return out.bytes();
  }

  /** A page among those of all rules. */
  private static final class Lazy implements Supplier<Page> {
    private final Supplier<byte[]> pages;
    private int start;
    private int end;

    Lazy(Supplier<byte[]> pages) {
      this.pages = pages;
    }

    @Override
    public Page get() {
      PackedInput in = new PackedInput(pages.get(), start, end);
      return new Page(
          in.string(),
          in.string(),
          in.string(),
          in.string(),
          in.string(),
          wordings(in),
          examples(in));
    }

    private static List<Wording> wordings(PackedInput in) {
      int size = in.size();
      List<Wording> wordings = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        wordings.add(new Wording(in.string(), in.string(), in.string()));
      }
      return wordings;
    }

    private static List<Example> examples(PackedInput in) {
      int size = in.size();
      List<Example> examples = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        examples.add(
            new Example(
                in.number() == 1,
                in.string(),
                in.string(),
                in.string(),
                in.string(),
                in.string(),
                in.string(),
                in.number() == 1,
                in.string()));
      }
      return examples;
    }
  }

  /** What is written as a number in front of what it tells. */
  private static final class Tag {
    static final int ALL = 0;
    static final int ANY = 1;
    static final int NOT = 2;
    static final int EACH = 3;
    static final int SOME = 4;

    /** The first operator; the others follow. */
    static final int OPERATOR = 5;

    static final int LITERAL = 0;
    static final int AT = 1;
    static final int KEY = 0;
    static final int INDEX = 1;
    static final int DECLARED = 0;
    static final int CHECKED = 1;
    static final int REMOVE = 0;
    static final int MOVE = 1;
    static final int PUT = 2;
    static final int WRITE = 3;
    static final int REPLACE = 4;
    static final int PASTE = 5;
    static final int REMOVE_ITEM = 6;
    static final int RENAME = 7;
  }

  private static final class Writer {
    final PackedOutput out = new PackedOutput();
    private final Map<RulePath, Integer> paths = new LinkedHashMap<>();

    void rule(Rule rule) {
      RuleInfo info = rule.info();
      out.string(info.id());
      out.string(info.name());
      out.number(LEVELS.indexOf(info.level()));
      out.number(CLASSES.indexOf(info.kind()));
      out.string(info.charts());
      out.string(info.from());
      out.number(SUBJECTS.indexOf(info.subject()));
      out.number(info.components().size());
      info.components().forEach(component -> out.number(COMPONENTS.indexOf(component)));
      out.number(TOPICS.indexOf(info.topic()));
      out.number(info.optional() ? 1 : 0);
      out.number(info.own() ? 1 : 0);
      switch (rule.trigger()) {
        case Rule.Declared declared -> {
          out.number(Tag.DECLARED);
          condition(declared.when());
          path(declared.at());
          out.number(declared.edits().size());
          if (!declared.edits().isEmpty()) {
            out.number(declared.safe() ? 1 : 0);
            declared.edits().forEach(this::edit);
          }
        }
        case Rule.Checked(BuiltInCheck check) -> {
          out.number(Tag.CHECKED);
          out.number(CHECKS.indexOf(check));
        }
      }
    }

    private void edit(Edit edit) {
      switch (edit) {
        case Edit.Remove(RulePath path) -> {
          out.number(Tag.REMOVE);
          path(path);
        }
        case Edit.RemoveItem(RulePath path) -> {
          out.number(Tag.REMOVE_ITEM);
          path(path);
        }
        case Edit.Rename(RulePath path, RulePath name) -> {
          out.number(Tag.RENAME);
          path(path);
          path(name);
        }
        case Edit.Move(RulePath path, RulePath to) -> {
          out.number(Tag.MOVE);
          path(path);
          path(to);
        }
        case Edit.Put(RulePath path, Operand.Single value) -> {
          out.number(Tag.PUT);
          operand(value);
          path(path);
        }
        case Edit.Write(RulePath path, RuleText text) -> {
          out.number(Tag.WRITE);
          path(path);
          out.string(text.text().get());
        }
        case Edit.Replace(RulePath path, Regex pattern, String by) -> {
          out.number(Tag.REPLACE);
          path(path);
          out.string(pattern.toString());
          out.string(by);
        }
        case Edit.Paste(RulePath patch) -> {
          out.number(Tag.PASTE);
          path(patch);
        }
      }
    }

    private void condition(Condition condition) {
      switch (condition) {
        case Condition.All(var conditions) -> conditions(Tag.ALL, conditions);
        case Condition.Any(var conditions) -> conditions(Tag.ANY, conditions);
        case Condition.Not(Condition inner) -> {
          out.number(Tag.NOT);
          condition(inner);
        }
        case Condition.Each(RulePath path, Condition where, boolean together) -> {
          out.number(together ? Tag.SOME : Tag.EACH);
          path(path);
          condition(where);
        }
        case Condition.Leaf(RulePath path, Operator operator, Operand operand) -> {
          out.number(Tag.OPERATOR + OPERATORS.indexOf(operator));
          operand(operand);
          path(path);
        }
      }
    }

    private void conditions(int tag, List<Condition> conditions) {
      out.number(tag);
      out.number(conditions.size());
      conditions.forEach(this::condition);
    }

    /** The form of an operand is that of its operator; only a single one tells what it is. */
    private void operand(Operand operand) {
      switch (operand) {
        case State state -> out.number(STATES.indexOf(state));
        case Operand.Literal(Scalar value) -> {
          out.number(Tag.LITERAL);
          out.scalar(value);
        }
        case Operand.At(RulePath path) -> {
          out.number(Tag.AT);
          path(path);
        }
        case Operand.Literals(var values) -> {
          out.number(values.size());
          values.forEach(out::scalar);
        }
        case Operand.Pattern(Regex regex) -> out.string(regex.toString());
        case Operand.Versions(String text, ReleaseRange range) -> out.string(text);
        case Operand.Kinds(var kinds) -> {
          out.number(kinds.size());
          kinds.forEach(kind -> out.number(KINDS.indexOf(kind)));
        }
      }
    }

    /** A path is written out where it stands first; each has a number from then on. */
    private void path(RulePath path) {
      Integer known = paths.putIfAbsent(path, paths.size());
      out.number(known == null ? paths.size() - 1 : known);
      if (known == null) {
        out.number(ROOTS.indexOf(path.root()));
        out.number(path.path().steps().size());
        for (Step step : path.path().steps()) {
          switch (step) {
            case Key(String name) -> {
              out.number(Tag.KEY);
              out.string(name);
            }
            case Index(int index) -> {
              out.number(Tag.INDEX);
              out.number(index);
            }
          }
        }
      }
    }
  }

  private static final class Reader {
    final PackedInput in;
    private final List<RulePath> paths = new ArrayList<>();
    private final Map<String, ReleaseRange> ranges = new HashMap<>(Map.of("", ReleaseRange.ALL));

    Reader(PackedInput in) {
      this.in = in;
    }

    Rule rule(Supplier<Page> page) {
      RuleInfo info =
          new RuleInfo(
              in.string(),
              in.string(),
              LEVELS.get(in.number()),
              CLASSES.get(in.number()),
              in.string(),
              in.string(),
              SUBJECTS.get(in.number()),
              components(),
              TOPICS.get(in.number()),
              in.number() == 1,
              in.number() == 1,
              List.of(),
              page);
      return new Rule(
          info,
          range(info.charts()),
          range(info.from()),
          trigger(info));
    }

    private List<ChartComponent> components() {
      List<ChartComponent> components = new ArrayList<>();
      for (int left = in.size(); left > 0; left--) {
        components.add(COMPONENTS.get(in.number()));
      }
      return List.copyOf(components);
    }

    private ReleaseRange range(String text) {
      return ranges.computeIfAbsent(text, ReleaseRange::parse);
    }

    private Trigger trigger(RuleInfo info) {
      return switch (in.number()) {
        case Tag.DECLARED -> {
          Condition when = condition();
          RulePath at = path();
          int edits = in.size();
          boolean safe = edits > 0 && in.number() == 1;
          yield new Rule.Declared(
              when, at, new RuleText(info::message), new RuleText(info::fix), edits(edits), safe);
        }
        case Tag.CHECKED -> new Rule.Checked(CHECKS.get(in.number()));
        default -> throw unknown();
      };
    }

    private List<Edit> edits(int size) {
      Edit[] edits = new Edit[size];
      for (int i = 0; i < edits.length; i++) {
        edits[i] = edit();
      }
      return List.of(edits);
    }

    private Edit edit() {
      return switch (in.number()) {
        case Tag.REMOVE -> new Edit.Remove(path());
        case Tag.MOVE -> new Edit.Move(path(), path());
        case Tag.REMOVE_ITEM -> new Edit.RemoveItem(path());
        case Tag.RENAME -> new Edit.Rename(path(), path());
        case Tag.PUT -> {
          Operand.Single value = single();
          yield new Edit.Put(path(), value);
        }
        case Tag.WRITE -> {
          RulePath path = path();
          String text = in.string();
          yield new Edit.Write(path, new RuleText(() -> text));
        }
        case Tag.REPLACE -> new Edit.Replace(path(), new Regex(in.string()), in.string());
        case Tag.PASTE -> new Edit.Paste(path());
        default -> throw unknown();
      };
    }

    private Condition condition() {
      int tag = in.number();
      return switch (tag) {
        case Tag.ALL -> new Condition.All(conditions());
        case Tag.ANY -> new Condition.Any(conditions());
        case Tag.NOT -> new Condition.Not(condition());
        case Tag.EACH -> new Condition.Each(path(), condition(), false);
        case Tag.SOME -> new Condition.Each(path(), condition(), true);
        default -> {
          Operator operator = OPERATORS.get(tag - Tag.OPERATOR);
          Operand operand = operand(operator.form());
          yield new Condition.Leaf(path(), operator, operand);
        }
      };
    }

    private List<Condition> conditions() {
      Condition[] conditions = new Condition[in.size()];
      for (int i = 0; i < conditions.length; i++) {
        conditions[i] = condition();
      }
      return List.of(conditions);
    }

    private Operand operand(Operator.Form form) {
      return switch (form) {
        case STATE -> STATES.get(in.number());
        case SINGLE, PATH -> single();
        case LITERALS -> {
          Scalar[] values = new Scalar[in.size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = in.scalar();
          }
          yield new Operand.Literals(List.of(values));
        }
        case PATTERN -> new Operand.Pattern(new Regex(in.string()));
        case RANGE -> {
          String text = in.string();
          yield new Operand.Versions(text, range(text));
        }
        case KINDS -> {
          Address.Kind[] kinds = new Address.Kind[in.size()];
          for (int i = 0; i < kinds.length; i++) {
            kinds[i] = KINDS.get(in.number());
          }
          yield new Operand.Kinds(List.of(kinds));
        }
      };
    }

    private Operand.Single single() {
      return switch (in.number()) {
        case Tag.LITERAL -> new Operand.Literal(in.scalar());
        case Tag.AT -> new Operand.At(path());
        default -> throw unknown();
      };
    }

    private RulePath path() {
      int number = in.number();
      if (number == paths.size()) {
        RulePath.Root root = ROOTS.get(in.number());
        Step[] steps = new Step[in.size()];
        for (int i = 0; i < steps.length; i++) {
          steps[i] = in.number() == Tag.KEY ? new Key(in.string()) : new Index(in.number());
        }
        paths.add(new RulePath(root, new ValuePath(List.of(steps))));
      }
      return paths.get(number);
    }

    private static IllegalArgumentException unknown() {
      return new IllegalArgumentException("rules were packed in another form");
    }
  }
}
