package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Entries;
import dev.esslint.gotemplate.Datum.Items;
import dev.esslint.gotemplate.Datum.Nothing;
import dev.esslint.gotemplate.Datum.Unknown;
import dev.esslint.gotemplate.Syntax.Branch;
import dev.esslint.gotemplate.Syntax.Node;
import dev.esslint.gotemplate.Syntax.Operand;
import dev.esslint.gotemplate.Syntax.Pipeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs a template as Helm does, with values of which some are unknown: its statements, and what it includes. What surely fails
 * is a {@link TemplateException}; whether something failed that cannot be known, and how far it may go, is in {@link RunState}.
 */
final class Execution {
  /** What Go writes for nothing, and Helm takes away again. */
  static final String NO_VALUE = "<no value>";

  private final Predicate<String> elsewhere;
  private final RunState state;
  private final List<Run> running = new ArrayList<>();

  Execution(Predicate<String> elsewhere, @Nullable Chance chance) {
    this.elsewhere = elsewhere;
    this.state = new RunState(chance);
  }

  /**
   * A template under way.
   *
   * @param name what it is known by: a name, or for {@code tpl} its text
   * @param byText whether it is a text of {@code tpl}
   */
  private record Run(String name, boolean byText, Datum data) {}

  Outcome outcome(String text, Datum data) {
    try {
      String result = tpl(text, data, Map.of());
      return state.isDoubtful()
          ? new Outcome.Unknown()
          : result == null ? new Outcome.Renders() : new Outcome.Rendered(result);
    } catch (TemplateException refusal) {
      return new Outcome.Refused(refusal.fault());
    } catch (Stop.Forever forever) {
      return new Outcome.Endless(forever.fault());
    } catch (Stop.Lost lost) {
      return new Outcome.Unknown();
    }
  }

  /**
   * Helm's {@code tpl}.
   *
   * @param around the templates that are defined around it
   * @return null if the text cannot be known
   */
  private @Nullable String tpl(String text, Datum data, Map<String, List<Node>> around)
      throws TemplateException {
    state.read(text);
    GoTemplate template = Parser.parse(text);
    Map<String, List<Node>> defined = new HashMap<>(around);
    defined.putAll(template.defined());
    String result = run(new Run(text, true, data), template.body(), defined);
    return result == null ? null : result.replace(NO_VALUE, "");
  }

  private @Nullable String run(Run run, List<Node> body, Map<String, List<Node>> defined)
      throws TemplateException {
    if (running.size() > RunState.DEPTH) {
      throw new Stop.Lost();
    }
    running.add(run);
    Frame frame = new Frame(defined, run.data());
    walk(body, run.data(), frame);
    running.removeLast();
    return frame.written();
  }

  /** Whether it has begun already with the very same data, so that it would go on like this. */
  @SuppressWarnings("ReferenceEquality") // the same data, not such that are alike
  private boolean isRunning(Run run) {
    boolean again = running.stream()
        .anyMatch(
            r ->
                r.byText() == run.byText()
                    && r.name().equals(run.name())
                    && r.data() == run.data());
    if (again && state.isChanged()) {
      throw new Stop.Lost();
    }
    return again;
  }

  private void walk(List<Node> nodes, Datum dot, Frame frame) throws TemplateException {
    state.enter();
    for (Node node : nodes) {
      state.step();
      switch (node) {
        case Syntax.Text(String text) -> frame.write(text);
        case Syntax.Action(Pipeline pipeline) -> {
          Datum value = expressions(dot, frame).pipeline(pipeline);
          if (pipeline.declared().isEmpty()) {
            frame.write(state.printed(value));
          }
        }
        case Branch branch when branch.kind() == Branch.Kind.RANGE -> range(branch, dot, frame);
        case Branch branch -> branch(branch, dot, frame);
        case Syntax.Inclusion inclusion -> {
          Pipeline data = inclusion.data();
          Datum value = data == null ? Nothing.NO_VALUE : expressions(dot, frame).pipeline(data);
          frame.write(
              included(inclusion.name(), value, inclusion.start(), inclusion.end(), frame));
        }
        case Syntax.Jump(boolean forGood) -> throw new Stop.Leave(forGood);
      }
    }
    state.leave();
  }

  private Expressions expressions(Datum dot, Frame frame) {
    return new Expressions(this, state, dot, frame);
  }

  private void branch(Branch branch, Datum dot, Frame frame) throws TemplateException {
    int size = frame.variables();
    Datum value = expressions(dot, frame).pipeline(branch.pipeline());
    state.decide(value);
    Datum inner = branch.kind() == Branch.Kind.WITH ? value : dot;
    switch (Truthiness.of(value)) {
      case YES -> walk(branch.body(), inner, frame);
      case NO -> walk(branch.otherwise(), dot, frame);
      case UNKNOWN -> perhaps(branch, inner, dot, frame);
    }
    frame.cut(size);
  }

  /**
   * Runs both parts of a statement of which it is not known which one is run.
   *
   * @param inner the dot in its body
   */
  private void perhaps(Branch branch, Datum inner, Datum dot, Frame frame) throws TemplateException {
    frame.write(null);
    List<Datum> before = frame.values();
    Optional<TemplateException> first = attempt(branch.body(), inner, frame);
    List<Datum> between = frame.values();
    frame.restore(before);
    Optional<TemplateException> second = attempt(branch.otherwise(), dot, frame);
    if (first.isPresent() && second.isPresent()) {
      throw first.get();
    }
    if (first.isPresent() || second.isPresent()) {
      state.doubt();
    }
    frame.join(before, between);
  }

  private Optional<TemplateException> attempt(List<Node> nodes, Datum dot, Frame frame) {
    int size = frame.variables();
    int level = state.depth();
    int runs = running.size();
    state.enterPerhaps();
    try {
      walk(nodes, dot, frame);
      return Optional.empty();
    } catch (TemplateException refusal) {
      return Optional.of(refusal);
    } catch (Stop.Leave | Stop.Forever notForSure) {
      throw new Stop.Lost();
    } finally {
      state.leavePerhaps();
      state.backTo(level);
      running.subList(runs, running.size()).clear();
      frame.cut(size);
    }
  }

  private void range(Branch branch, Datum dot, Frame frame) throws TemplateException {
    int size = frame.variables();
    Pipeline pipeline = branch.pipeline();
    Datum over = expressions(dot, frame).pipeline(pipeline);
    state.decide(over);
    switch (over) {
      case Unknown.ANYTHING -> {
        state.doubt();
        assign(branch, Unknown.ANYTHING, Unknown.ANYTHING, frame);
        perhaps(branch, Unknown.ANYTHING, dot, frame);
      }
      // it depends on the version of Go
      case Datum.Int number -> throw new Stop.Lost();
      case Datum.Int64 number -> throw new Stop.Lost();
      case Unknown.INT, Unknown.LONG -> throw new Stop.Lost();
      case Nothing nothing -> walk(branch.otherwise(), dot, frame);
      case Items(List<Datum> items) -> {
        boolean on = true;
        for (int i = 0; on && i < items.size(); i++) {
          on = iterate(branch, new Datum.Int(i), items.get(i), frame);
        }
        if (items.isEmpty()) {
          walk(branch.otherwise(), dot, frame);
        }
      }
      case Entries entries when entries.isStructure() -> throw notIterable(pipeline);
      case Entries entries -> {
        boolean on = true;
        for (String key : new TreeSet<>(entries.keys())) {
          on = on && iterate(branch, new Datum.Text(key), entries.field(key), frame);
        }
        if (entries.keys().isEmpty()) {
          walk(branch.otherwise(), dot, frame);
        }
      }
      case Unknown.BOOL, Unknown.REAL, Unknown.TEXT, Unknown.SOME_TEXT, Unknown.TIME -> throw notIterable(pipeline);
      case Datum.Bool bool -> throw notIterable(pipeline);
      case Datum.Real number -> throw notIterable(pipeline);
      case Datum.Text text -> throw notIterable(pipeline);
    }
    frame.cut(size);
  }

  private static TemplateException notIterable(Pipeline pipeline) {
    return new TemplateException(
        "`range` needs a list or a mapping", pipeline.start(), pipeline.end());
  }

  /** Gives the variables of a loop their values. */
  private static void assign(Branch branch, Datum key, Datum item, Frame frame) {
    List<String> names = branch.pipeline().declared();
    for (int i = 0; i < names.size(); i++) {
      frame.assign(names.get(i), i == names.size() - 1 ? item : key);
    }
  }

  /**
   * @return whether the loop goes on
   */
  private boolean iterate(Branch branch, Datum key, Datum item, Frame frame) throws TemplateException {
    assign(branch, key, item, frame);
    int mark = frame.variables();
    int level = state.depth();
    boolean on = true;
    try {
      walk(branch.body(), item, frame);
    } catch (Stop.Leave leave) {
      state.backTo(level);
      on = !leave.isForGood();
    }
    frame.cut(mark);
    return on;
  }

  /** What {@code include} or {@code tpl} gives, called in a template that has this frame. */
  Datum nested(String name, List<Datum> arguments, Operand at, Frame frame) throws TemplateException {
    if (!(arguments.getFirst() instanceof Datum.Text(String text))) {
      state.doubt();
      return Unknown.TEXT;
    }
    Datum data = arguments.get(1) == Nothing.NULL ? Nothing.NO_VALUE : arguments.get(1);
    String result =
        name.equals("include")
            ? included(text, data, at.start(), at.end(), frame)
            : evaluated(text, data, at, frame);
    Datum value = result == null ? Unknown.TEXT : new Datum.Text(result);
    if (state.hasDrawn()) {
      state.draw(value);
    }
    return value;
  }

  private @Nullable String evaluated(String text, Datum data, Operand at, Frame frame)
      throws TemplateException {
    if (!GoTemplate.isIn(text)) {
      return text.replace(NO_VALUE, "");
    }
    if (isRunning(new Run(text, true, data))) {
      throw new Stop.Forever(new TemplateFault("it evaluates itself", at.start(), at.end()));
    }
    try {
      return tpl(text, data, frame.defined());
    } catch (TemplateException inner) {
      throw new TemplateException(
          "in the text that `tpl` evaluates, " + inner.fault().what(), at.start(), at.end());
    }
  }

  private @Nullable String included(String name, Datum data, int start, int end, Frame frame)
      throws TemplateException {
    List<Node> body = frame.defined().get(name);
    if (body == null) {
      if (elsewhere.test(name)) {
        state.doubt();
        return null;
      }
      throw new TemplateException("there is no template `" + name + "`", start, end);
    }
    Run run = new Run(name, false, data);
    if (isRunning(run)) {
      throw new TemplateException("the template `" + name + "` includes itself without end", start, end);
    }
    return run(run, body, frame.defined());
  }
}
