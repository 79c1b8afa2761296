package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Entries;
import dev.esslint.gotemplate.Datum.Items;
import dev.esslint.gotemplate.Datum.Nothing;
import dev.esslint.gotemplate.Datum.Unknown;
import dev.esslint.gotemplate.Functions.Parameter;
import dev.esslint.gotemplate.Functions.Signature;
import dev.esslint.gotemplate.Syntax.Branch;
import dev.esslint.gotemplate.Syntax.Command;
import dev.esslint.gotemplate.Syntax.Node;
import dev.esslint.gotemplate.Syntax.Operand;
import dev.esslint.gotemplate.Syntax.Pipeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs a template as Helm does, with values of which some are unknown. What surely fails is a {@link TemplateException}; whether
 * something failed that cannot be known is {@link #doubt}. It is bounded: what takes too many steps or is too deep is unknown.
 */
final class Execution {
  /** What Go writes for nothing, and Helm takes away again. */
  static final String NO_VALUE = "<no value>";

  /** Functions that change the mapping that they get. */
  private static final Set<String> CHANGING =
      Set.of("set", "unset", "merge", "mergeOverwrite", "mustMerge", "mustMergeOverwrite");

  private static final int STEPS = 20_000;
  private static final int DEPTH = 60;
  private static final int VARIABLES = 500;
  private static final int LENGTH = 1 << 20;

  private final Predicate<String> elsewhere;
  private final List<Run> running = new ArrayList<>();
  private int steps;
  private int depth;

  /** Whether something may have failed. */
  private boolean doubt;

  Execution(Predicate<String> elsewhere) {
    this.elsewhere = elsewhere;
  }

  /** Nothing more can be known about the whole. */
  private static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Lost() {
      super(null, null, false, false);
    }
  }

  /** The text never ends. */
  private static final class Forever extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient TemplateFault fault;

    Forever(TemplateFault fault) {
      super(fault.what(), null, false, false);
      this.fault = fault;
    }
  }

  /** A {@code break} or {@code continue} is reached. */
  private static final class Leave extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean forGood;

    Leave(boolean forGood) {
      super(null, null, false, false);
      this.forGood = forGood;
    }
  }

  /**
   * A template under way.
   *
   * @param name what it is known by: a name, or for {@code tpl} its text
   * @param byText whether it is a text of {@code tpl}
   */
  private record Run(String name, boolean byText, Datum data) {}

  /** A variable and its value. */
  private static final class Slot {
    final String name;
    Datum value;

    Slot(String name, Datum value) {
      this.name = name;
      this.value = value;
    }
  }

  /** What a template has while it runs. */
  private static final class Frame {
    final Map<String, List<Node>> defined;
    final List<Slot> slots = new ArrayList<>();
    final StringBuilder out = new StringBuilder();
    boolean known = true;

    Frame(Map<String, List<Node>> defined, Datum data) {
      this.defined = defined;
      slots.add(new Slot("$", data));
    }

    @Nullable Slot slot(String name) {
      for (int i = slots.size() - 1; i >= 0; i--) {
        if (slots.get(i).name.equals(name)) {
          return slots.get(i);
        }
      }
      return null;
    }

    void declare(String name, Datum value) {
      if (slots.size() > VARIABLES) {
        throw new Lost();
      }
      slots.add(new Slot(name, value));
    }

    void cut(int size) {
      slots.subList(size, slots.size()).clear();
    }

    void write(@Nullable String text) {
      known &= text != null && out.length() + text.length() <= LENGTH;
      if (known) {
        out.append(text);
      }
    }
  }

  Outcome outcome(String text, Datum data) {
    try {
      String result = tpl(text, data, Map.of());
      return doubt
          ? new Outcome.Unknown()
          : result == null ? new Outcome.Renders() : new Outcome.Rendered(result);
    } catch (TemplateException refusal) {
      return new Outcome.Refused(refusal.fault());
    } catch (Forever forever) {
      return new Outcome.Endless(forever.fault);
    } catch (Lost lost) {
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
    steps += text.length() / 100;
    GoTemplate template = Parser.parse(text);
    Map<String, List<Node>> defined = new HashMap<>(around);
    defined.putAll(template.defined());
    String result = run(new Run(text, true, data), template.body(), defined);
    return result == null ? null : result.replace(NO_VALUE, "");
  }

  private @Nullable String run(Run run, List<Node> body, Map<String, List<Node>> defined)
      throws TemplateException {
    if (running.size() > DEPTH) {
      throw new Lost();
    }
    running.add(run);
    Frame frame = new Frame(defined, run.data());
    walk(body, run.data(), frame);
    running.removeLast();
    return frame.known ? frame.out.toString() : null;
  }

  /** Whether it has begun already with the very same data, so that it would go on like this. */
  @SuppressWarnings("ReferenceEquality") // the same data, not such that are alike
  private boolean isRunning(Run run) {
    return running.stream()
        .anyMatch(
            r ->
                r.byText() == run.byText()
                    && r.name().equals(run.name())
                    && r.data() == run.data());
  }

  private void step() {
    steps++;
    if (steps > STEPS) {
      throw new Lost();
    }
  }

  private void walk(List<Node> nodes, Datum dot, Frame frame) throws TemplateException {
    depth++;
    if (depth > DEPTH) {
      throw new Lost();
    }
    for (Node node : nodes) {
      step();
      switch (node) {
        case Syntax.Text(String text) -> frame.write(text);
        case Syntax.Action(Pipeline pipeline) -> {
          Datum value = pipeline(pipeline, dot, frame);
          if (pipeline.declared().isEmpty()) {
            frame.write(GoText.printed(value));
          }
        }
        case Branch branch when branch.kind() == Branch.Kind.RANGE -> range(branch, dot, frame);
        case Branch branch -> branch(branch, dot, frame);
        case Syntax.Inclusion inclusion -> {
          Pipeline data = inclusion.data();
          Datum value = data == null ? Nothing.NO_VALUE : pipeline(data, dot, frame);
          frame.write(
              included(inclusion.name(), value, inclusion.start(), inclusion.end(), frame));
        }
        case Syntax.Jump(boolean forGood) -> throw new Leave(forGood);
      }
    }
    depth--;
  }

  private void branch(Branch branch, Datum dot, Frame frame) throws TemplateException {
    int size = frame.slots.size();
    Datum value = pipeline(branch.pipeline(), dot, frame);
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
    frame.known = false;
    List<Datum> before = frame.slots.stream().map(slot -> slot.value).toList();
    Optional<TemplateException> first = attempt(branch.body(), inner, frame);
    List<Datum> between = frame.slots.stream().map(slot -> slot.value).toList();
    for (int i = 0; i < before.size(); i++) {
      frame.slots.get(i).value = before.get(i);
    }
    Optional<TemplateException> second = attempt(branch.otherwise(), dot, frame);
    if (first.isPresent() && second.isPresent()) {
      throw first.get();
    }
    doubt |= first.isPresent() || second.isPresent();
    for (int i = 0; i < before.size(); i++) {
      Slot slot = frame.slots.get(i);
      if (isAssigned(slot.value, before.get(i)) || isAssigned(between.get(i), before.get(i))) {
        slot.value = Unknown.ANYTHING;
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // an assignment puts another object there
  private static boolean isAssigned(Datum now, Datum before) {
    return now != before;
  }

  private Optional<TemplateException> attempt(List<Node> nodes, Datum dot, Frame frame) {
    int size = frame.slots.size();
    int level = depth;
    int runs = running.size();
    try {
      walk(nodes, dot, frame);
      return Optional.empty();
    } catch (TemplateException refusal) {
      return Optional.of(refusal);
    } catch (Leave | Forever notForSure) {
      throw new Lost();
    } finally {
      depth = level;
      running.subList(runs, running.size()).clear();
      frame.cut(size);
    }
  }

  private void range(Branch branch, Datum dot, Frame frame) throws TemplateException {
    int size = frame.slots.size();
    Pipeline pipeline = branch.pipeline();
    Datum over = pipeline(pipeline, dot, frame);
    switch (over) {
      case Unknown.ANYTHING -> {
        doubt = true;
        assign(branch, Unknown.ANYTHING, Unknown.ANYTHING, frame);
        perhaps(branch, Unknown.ANYTHING, dot, frame);
      }
      // it depends on the version of Go
      case Datum.Int number -> throw new Lost();
      case Unknown.INT, Unknown.LONG -> throw new Lost();
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
          Datum value = entries.get(key);
          on = on && iterate(branch, new Datum.Text(key), orNull(value), frame);
        }
        if (entries.keys().isEmpty()) {
          walk(branch.otherwise(), dot, frame);
        }
      }
      case Unknown.BOOL, Unknown.REAL, Unknown.TEXT, Unknown.SOME_TEXT -> throw notIterable(pipeline);
      case Datum.Bool bool -> throw notIterable(pipeline);
      case Datum.Real number -> throw notIterable(pipeline);
      case Datum.Text text -> throw notIterable(pipeline);
    }
    frame.cut(size);
  }

  private static Datum orNull(@Nullable Datum value) {
    return value == null ? Nothing.NULL : value;
  }

  private static TemplateException notIterable(Pipeline pipeline) {
    return new TemplateException(
        "`range` needs a list or a mapping", pipeline.start(), pipeline.end());
  }

  /** Gives the variables of a loop their values. */
  private static void assign(Branch branch, Datum key, Datum item, Frame frame) {
    List<String> names = branch.pipeline().declared();
    for (int i = 0; i < names.size(); i++) {
      Slot slot = frame.slot(names.get(i));
      if (slot != null) {
        slot.value = i == names.size() - 1 ? item : key;
      }
    }
  }

  /**
   * @return whether the loop goes on
   */
  private boolean iterate(Branch branch, Datum key, Datum item, Frame frame) throws TemplateException {
    assign(branch, key, item, frame);
    int mark = frame.slots.size();
    int level = depth;
    boolean on = true;
    try {
      walk(branch.body(), item, frame);
    } catch (Leave leave) {
      depth = level;
      on = !leave.forGood;
    }
    frame.cut(mark);
    return on;
  }

  private Datum pipeline(Pipeline pipeline, Datum dot, Frame frame) throws TemplateException {
    step();
    depth++;
    if (depth > DEPTH) {
      throw new Lost();
    }
    Datum value = null;
    for (Command command : pipeline.commands()) {
      Datum result = command(command, dot, value, frame);
      value = result == Nothing.NULL ? Nothing.NO_VALUE : result;
    }
    Datum result = value == null ? Nothing.NO_VALUE : value;
    for (String name : pipeline.declared()) {
      Slot slot = pipeline.assigns() ? frame.slot(name) : null;
      if (slot != null) {
        slot.value = result;
      } else if (pipeline.assigns()) {
        throw new TemplateException(
            "there is no variable `" + name + "` here", pipeline.start(), pipeline.end());
      } else {
        frame.declare(name, result);
      }
    }
    depth--;
    return result;
  }

  /**
   * @param piped the result of the command before; null if there is none
   */
  private Datum command(Command command, Datum dot, @Nullable Datum piped, Frame frame)
      throws TemplateException {
    Operand first = command.words().getFirst();
    if (first instanceof Syntax.Function(String name, int start, int end)) {
      return call(name, command.words(), dot, piped, frame);
    }
    boolean arguments = command.words().size() > 1 || piped != null;
    if (first instanceof Syntax.Nil(int start, int end)) {
      throw new TemplateException("`nil` is not a value by itself", start, end);
    }
    Datum value = operand(first, dot, frame);
    if (!arguments) {
      return value;
    }
    if (first instanceof Syntax.Fields && value == Nothing.NO_VALUE) {
      return value;
    }
    if (first instanceof Syntax.Fields && value == Unknown.ANYTHING) {
      // it may be a method
      doubt = true;
      return value;
    }
    throw new TemplateException("this is not a function, so it cannot have arguments", first.start(), first.end());
  }

  private Datum operand(Operand operand, Datum dot, Frame frame) throws TemplateException {
    step();
    return switch (operand) {
      case Syntax.Dot(int start, int end) -> dot;
      case Syntax.Nil(int start, int end) -> Nothing.NO_VALUE;
      case Syntax.Bool(boolean value, int start, int end) -> new Datum.Bool(value);
      case Syntax.Str(String value, int start, int end) -> new Datum.Text(value);
      case Syntax.Numeral(Literal.Numeral value, int start, int end) -> number(value, start, end);
      case Syntax.Function(String name, int start, int end) ->
          call(name, List.of(operand), dot, null, frame);
      case Syntax.Variable(String name, int start, int end) -> {
        Slot slot = frame.slot(name);
        if (slot == null) {
          throw new TemplateException("there is no variable `" + name + "` here", start, end);
        }
        yield slot.value;
      }
      case Pipeline pipeline -> pipeline(pipeline, dot, frame);
      case Syntax.Fields fields -> fields(fields, dot, frame);
    };
  }

  private static Datum number(Literal.Numeral number, int start, int end) throws TemplateException {
    Double real = number.real();
    Long whole = number.whole();
    if (real == null && whole == null) {
      return Unknown.ANYTHING;
    }
    if (number.isReal() && real != null) {
      return new Datum.Real(real);
    }
    if (whole == null) {
      throw new TemplateException("this number is too large", start, end);
    }
    return new Datum.Int(whole);
  }

  private Datum fields(Syntax.Fields fields, Datum dot, Frame frame) throws TemplateException {
    Datum value = operand(fields.of(), dot, frame);
    StringBuilder path = new StringBuilder(name(fields.of()));
    for (String name : fields.names()) {
      value = field(value, name, path.toString(), fields);
      path.append('.').append(name);
    }
    return value;
  }

  /** How what fields belong to is written, to go before them. */
  private static String name(Operand operand) {
    return switch (operand) {
      case Syntax.Variable(String name, int start, int end) -> name;
      case Syntax.Function(String name, int start, int end) -> name;
      case Pipeline pipeline -> "(...)";
      default -> "";
    };
  }

  private Datum field(Datum of, String name, String path, Syntax.Fields fields) throws TemplateException {
    String whole = path.isEmpty() ? "." : path;
    return switch (of) {
      case Nothing.NO_VALUE -> Nothing.NO_VALUE;
      case Nothing.NULL ->
          throw new TemplateException(
              "`" + whole + "` is not set, so it has no `" + name + "`",
              fields.start(),
              fields.end());
      case Unknown.ANYTHING -> {
        doubt = true;
        yield Unknown.ANYTHING;
      }
      case Entries entries -> {
        if (entries.hasMethod(name)) {
          doubt = true;
          yield Unknown.ANYTHING;
        }
        if (entries.isStructure() && Character.isLowerCase(name.charAt(0))) {
          throw new TemplateException(
              "`" + whole + "` has no `" + name + "`; its names begin with a capital letter",
              fields.start(),
              fields.end());
        }
        yield orNull(entries.get(name));
      }
      case Unknown.TEXT, Unknown.SOME_TEXT -> throw noField(whole, "a string", name, fields);
      case Unknown.BOOL -> throw noField(whole, "a boolean", name, fields);
      case Unknown.INT, Unknown.LONG, Unknown.REAL -> throw noField(whole, "a number", name, fields);
      case Datum.Text text -> throw noField(whole, "a string", name, fields);
      case Datum.Bool bool -> throw noField(whole, "a boolean", name, fields);
      case Datum.Int number -> throw noField(whole, "a number", name, fields);
      case Datum.Real number -> throw noField(whole, "a number", name, fields);
      case Items items -> throw noField(whole, "a list", name, fields);
    };
  }

  private static TemplateException noField(String of, String what, String name, Syntax.Fields fields) {
    return new TemplateException(
        "`" + of + "` is " + what + ", so it has no `" + name + "`", fields.start(), fields.end());
  }

  private Datum call(
      String name, List<Operand> words, Datum dot, @Nullable Datum piped, Frame frame)
      throws TemplateException {
    Operand function = words.getFirst();
    Signature signature = Functions.of(name);
    if (signature == null) {
      throw new Lost();
    }
    int count = words.size() - 1 + (piped == null ? 0 : 1);
    if (!signature.takes(count)) {
      throw new TemplateException(
          "`" + name + "` takes " + signature.wanted() + ", but gets " + count,
          function.start(),
          function.end());
    }
    if (name.equals("and") || name.equals("or")) {
      return junction(name.equals("or"), words, dot, piped, frame);
    }
    List<Datum> arguments = new ArrayList<>(count);
    for (int i = 0; i < words.size() - 1; i++) {
      arguments.add(argument(words.get(i + 1), signature.parameter(i), name, dot, frame));
    }
    if (piped != null) {
      Parameter parameter = signature.parameter(count - 1);
      arguments.add(fit(piped, parameter, name, function, false));
    }
    if ((name.equals("fail") || name.equals("required")) && !isWritten(words)) {
      arguments.set(0, Unknown.TEXT); // it may be made of a secret, so it is not told
    }
    return called(name, signature, arguments, function, frame);
  }

  /** Whether the first argument is a string of the template itself. */
  private static boolean isWritten(List<Operand> words) {
    return words.size() > 1 && words.get(1) instanceof Syntax.Str;
  }

  /** {@code and} and {@code or}, which go on only as long as they have to. */
  private Datum junction(
      boolean or, List<Operand> words, Datum dot, @Nullable Datum piped, Frame frame)
      throws TemplateException {
    Datum value = Nothing.NO_VALUE;
    for (Operand word : words.subList(1, words.size())) {
      value = operand(word, dot, frame);
      Truthiness truth = Truthiness.of(value);
      if (truth == Truthiness.UNKNOWN) {
        doubt = true;
        return Unknown.ANYTHING;
      }
      if ((truth == Truthiness.YES) == or) {
        return value;
      }
    }
    return piped == null ? value : piped;
  }

  private Datum argument(
      Operand operand, Parameter parameter, String function, Datum dot, Frame frame)
      throws TemplateException {
    boolean literal =
        switch (operand) {
          case Syntax.Bool b -> true;
          case Syntax.Numeral n -> true;
          case Syntax.Str s -> true;
          default -> false;
        };
    Datum value = operand(operand, dot, frame);
    return fit(value, parameter, function, operand, literal);
  }

  /** Sees to it that a value is of the type that a function takes. */
  private Datum fit(
      Datum value, Parameter parameter, String function, Operand at, boolean literal)
      throws TemplateException {
    Truthiness fits =
        switch (parameter) {
          case ANY -> Truthiness.YES;
          case OTHER -> Truthiness.UNKNOWN;
          case STRING -> type(value, value instanceof Datum.Text || isText(value));
          case BOOL -> type(value, value instanceof Datum.Bool || value == Unknown.BOOL);
          case INT -> type(value, value instanceof Datum.Int || value == Unknown.INT || (literal && isWhole(at)));
          case TIME -> type(value, false);
          case MAPPING -> type(value, value instanceof Entries || value == Nothing.NO_VALUE);
        };
    if (fits == Truthiness.NO) {
      String wanted =
          switch (parameter) {
            case STRING -> "a string";
            case BOOL -> "a boolean";
            case INT ->
                value == Unknown.LONG
                    ? "a whole number made with `int`"
                    : "a whole number that is not out of the values";
            case TIME -> "a time";
            default -> "a mapping";
          };
      throw new TemplateException(
          "`" + function + "` needs " + wanted + " here", at.start(), at.end());
    }
    doubt |= fits == Truthiness.UNKNOWN;
    return literal && parameter == Parameter.INT && at instanceof Syntax.Numeral(var n, int s, int e)
            && n.whole() != null
        ? new Datum.Int(n.whole())
        : value;
  }

  private static Truthiness type(Datum value, boolean fits) {
    return value == Unknown.ANYTHING ? Truthiness.UNKNOWN : fits ? Truthiness.YES : Truthiness.NO;
  }

  private static boolean isText(Datum value) {
    return value == Unknown.TEXT || value == Unknown.SOME_TEXT;
  }

  private static boolean isWhole(Operand operand) {
    return operand instanceof Syntax.Numeral(Literal.Numeral number, int start, int end)
        && number.whole() != null;
  }

  private Datum called(
      String name, Signature signature, List<Datum> arguments, Operand at, Frame frame)
      throws TemplateException {
    if (CHANGING.contains(name)) {
      throw new Lost();
    }
    if (name.equals("include") || name.equals("tpl")) {
      return nested(name, arguments, at, frame);
    }
    for (Datum argument : arguments) {
      steps += argument instanceof Datum.Text(String text) ? text.length() / 100 : 0;
    }
    Optional<Datum> result = Calls.of(name, arguments, at);
    doubt |= result.isEmpty() && !signature.total();
    return result.orElse(signature.result());
  }

  private Datum nested(String name, List<Datum> arguments, Operand at, Frame frame)
      throws TemplateException {
    if (!(arguments.getFirst() instanceof Datum.Text(String text))) {
      doubt = true;
      return Unknown.TEXT;
    }
    Datum data = arguments.get(1) == Nothing.NULL ? Nothing.NO_VALUE : arguments.get(1);
    String result =
        name.equals("include")
            ? included(text, data, at.start(), at.end(), frame)
            : evaluated(text, data, at, frame);
    return result == null ? Unknown.TEXT : new Datum.Text(result);
  }

  private @Nullable String evaluated(String text, Datum data, Operand at, Frame frame)
      throws TemplateException {
    if (!GoTemplate.isIn(text)) {
      return text.replace(NO_VALUE, "");
    }
    if (isRunning(new Run(text, true, data))) {
      throw new Forever(new TemplateFault("it evaluates itself", at.start(), at.end()));
    }
    try {
      return tpl(text, data, frame.defined);
    } catch (TemplateException inner) {
      throw new TemplateException(
          "in the text that `tpl` evaluates, " + inner.fault().what(), at.start(), at.end());
    }
  }

  private @Nullable String included(String name, Datum data, int start, int end, Frame frame)
      throws TemplateException {
    List<Node> body = frame.defined.get(name);
    if (body == null) {
      if (elsewhere.test(name)) {
        doubt = true;
        return null;
      }
      throw new TemplateException("there is no template `" + name + "`", start, end);
    }
    Run run = new Run(name, false, data);
    if (isRunning(run)) {
      throw new TemplateException("the template `" + name + "` includes itself without end", start, end);
    }
    return run(run, body, frame.defined);
  }
}
