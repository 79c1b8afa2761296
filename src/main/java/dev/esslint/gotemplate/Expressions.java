package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Entries;
import dev.esslint.gotemplate.Datum.Items;
import dev.esslint.gotemplate.Datum.Nothing;
import dev.esslint.gotemplate.Datum.Unknown;
import dev.esslint.gotemplate.Functions.Parameter;
import dev.esslint.gotemplate.Functions.Signature;
import dev.esslint.gotemplate.Syntax.Command;
import dev.esslint.gotemplate.Syntax.Operand;
import dev.esslint.gotemplate.Syntax.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Works out the expressions of a template, as far as they can be known. */
final class Expressions {
  /** Functions that change the mapping that they get. */
  private static final Set<String> CHANGING =
      Set.of("merge", "mergeOverwrite", "mustMerge", "mustMergeOverwrite");

  private final Execution execution;
  private final RunState state;

  private final Datum dot;
  private final Frame frame;

  /**
   * @param execution runs what an expression includes
   * @param dot what {@code .} is where the expressions stand
   */
  Expressions(Execution execution, RunState state, Datum dot, Frame frame) {
    this.execution = execution;
    this.state = state;
    this.dot = dot;
    this.frame = frame;
  }

  Datum pipeline(Pipeline pipeline) throws TemplateException {
    state.step();
    state.enter();
    Datum value = null;
    for (Command command : pipeline.commands()) {
      Datum result = command(command, value);
      value = result == Nothing.NULL ? Nothing.NO_VALUE : result;
    }
    Datum result = value == null ? Nothing.NO_VALUE : value;
    for (String name : pipeline.declared()) {
      if (!pipeline.assigns()) {
        frame.declare(name, result);
      } else if (!frame.assign(name, result)) {
        throw noVariable(name, pipeline);
      }
    }
    state.leave();
    return result;
  }

  /**
   * @param piped the result of the command before; null if there is none
   */
  private Datum command(Command command, @Nullable Datum piped) throws TemplateException {
    Operand first = command.words().getFirst();
    if (first instanceof Syntax.Function(String name, int start, int end)) {
      return call(name, command.words(), piped);
    }
    boolean arguments = command.words().size() > 1 || piped != null;
    if (first instanceof Syntax.Nil(int start, int end)) {
      throw new TemplateException("`nil` is not a value by itself", start, end);
    }
    if (!arguments) {
      return operand(first);
    }
    if (first instanceof Syntax.Fields fields) {
      Datum result = method(fields, command.words(), piped);
      if (result != null) {
        return result;
      }
    }
    Datum value = operand(first);
    if (first instanceof Syntax.Fields && value == Nothing.NO_VALUE) {
      return value;
    }
    if (first instanceof Syntax.Fields && value == Unknown.ANYTHING) {
      // it may be a method
      state.doubt();
      return value;
    }
    throw new TemplateException("this is not a function, so it cannot have arguments", first.start(), first.end());
  }

  /** What a method gives that a structure is known to have; null for anything else. */
  private @Nullable Datum method(Syntax.Fields fields, List<Operand> words, @Nullable Datum piped) throws TemplateException {
    List<String> names = fields.names();
    if (words.size() - 1 + (piped == null ? 0 : 1) != 1) {
      return null;
    }
    Datum owner = operand(fields.of());
    for (int i = 0; i < names.size() - 1 && owner != null; i++) {
      owner = owner instanceof Entries entries && !entries.hasMethod(names.get(i)) ? entries.get(names.get(i)) : null;
    }
    return owner instanceof Entries entries ? entries.call(names.getLast(), piped == null ? operand(words.getLast()) : piped) : null;
  }

  private Datum operand(Operand operand) throws TemplateException {
    state.step();
    return switch (operand) {
      case Syntax.Dot(int start, int end) -> dot;
      case Syntax.Nil(int start, int end) -> Nothing.NO_VALUE;
      case Syntax.Bool(boolean value, int start, int end) -> new Datum.Bool(value);
      case Syntax.Str(String value, int start, int end) -> new Datum.Text(value);
      case Syntax.Numeral(Literal.Numeral value, int start, int end) -> number(value, start, end);
      case Syntax.Function(String name, int start, int end) ->
          call(name, List.of(operand), null);
      case Syntax.Variable(String name, int start, int end) -> {
        Datum value = frame.value(name);
        if (value == null) {
          throw noVariable(name, operand);
        }
        yield value;
      }
      case Pipeline pipeline -> pipeline(pipeline);
      case Syntax.Fields fields -> fields(fields);
    };
  }

  private static TemplateException noVariable(String name, Operand at) {
    return new TemplateException("there is no variable `" + name + "` here", at.start(), at.end());
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

  private Datum fields(Syntax.Fields fields) throws TemplateException {
    Datum value = operand(fields.of());
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
        state.doubt();
        yield Unknown.ANYTHING;
      }
      case Unknown.TIME -> {
        if (Character.isLowerCase(name.charAt(0))) {
          throw noField(whole, "a point in time", name, fields);
        }
        state.doubt();
        yield Unknown.ANYTHING;
      }
      case Entries entries -> {
        if (entries.hasMethod(name)) {
          state.doubt();
          yield Unknown.ANYTHING;
        }
        if (entries.isStructure() && Character.isLowerCase(name.charAt(0))) {
          throw new TemplateException(
              "`" + whole + "` has no `" + name + "`; its names begin with a capital letter",
              fields.start(),
              fields.end());
        }
        yield entries.field(name);
      }
      case Unknown.TEXT, Unknown.SOME_TEXT -> throw noField(whole, "a string", name, fields);
      case Unknown.BOOL -> throw noField(whole, "a boolean", name, fields);
      case Unknown.INT, Unknown.LONG, Unknown.REAL -> throw noField(whole, "a number", name, fields);
      case Datum.Text text -> throw noField(whole, "a string", name, fields);
      case Datum.Bool bool -> throw noField(whole, "a boolean", name, fields);
      case Datum.Int number -> throw noField(whole, "a number", name, fields);
      case Datum.Int64 number -> throw noField(whole, "a number", name, fields);
      case Datum.Real number -> throw noField(whole, "a number", name, fields);
      case Items items -> throw noField(whole, "a list", name, fields);
    };
  }

  private static TemplateException noField(String of, String what, String name, Syntax.Fields fields) {
    return new TemplateException(
        "`" + of + "` is " + what + ", so it has no `" + name + "`", fields.start(), fields.end());
  }

  private Datum call(String name, List<Operand> words, @Nullable Datum piped) throws TemplateException {
    Operand function = words.getFirst();
    Signature signature = Functions.of(name);
    if (signature == null) {
      throw new Stop.Lost();
    }
    int count = words.size() - 1 + (piped == null ? 0 : 1);
    if (!signature.takes(count)) {
      throw new TemplateException(
          "`" + name + "` takes " + signature.wanted() + ", but gets " + count,
          function.start(),
          function.end());
    }
    if (name.equals("and") || name.equals("or")) {
      return junction(name.equals("or"), words, piped);
    }
    List<Datum> arguments = new ArrayList<>(count);
    for (int i = 0; i < words.size() - 1; i++) {
      arguments.add(argument(words.get(i + 1), signature.parameter(i), name));
    }
    if (piped != null) {
      Parameter parameter = signature.parameter(count - 1);
      arguments.add(fit(piped, parameter, name, function));
    }
    if ((name.equals("fail") || name.equals("required")) && !isWritten(words)) {
      arguments.set(0, Unknown.TEXT); // it may be made of a secret, so it is not told
    }
    return called(name, signature, arguments, function);
  }

  /** Whether the first argument is a string of the template itself. */
  private static boolean isWritten(List<Operand> words) {
    return words.size() > 1 && words.get(1) instanceof Syntax.Str;
  }

  /** {@code and} and {@code or}, which go on only as long as they have to. */
  private Datum junction(boolean or, List<Operand> words, @Nullable Datum piped) throws TemplateException {
    Datum value = Nothing.NO_VALUE;
    for (Operand word : words.subList(1, words.size())) {
      value = operand(word);
      Truthiness truth = Truthiness.of(value);
      state.decide(value);
      if (truth == Truthiness.UNKNOWN) {
        state.doubt();
        return Unknown.ANYTHING;
      }
      if ((truth == Truthiness.YES) == or) {
        return value;
      }
    }
    return piped == null ? value : piped;
  }

  private Datum argument(Operand operand, Parameter parameter, String function) throws TemplateException {
    Datum value = operand(operand);
    if (operand instanceof Syntax.Numeral(var number, int start, int end)) {
      // what is written out has no type yet
      if (parameter == Parameter.INT && number.whole() != null) {
        value = new Datum.Int(number.whole());
      } else if (parameter == Parameter.REAL && number.real() != null) {
        value = new Datum.Real(number.real());
      }
    }
    return fit(value, parameter, function, operand);
  }

  /** Sees to it that a value is of the type that a function takes. */
  private Datum fit(Datum value, Parameter parameter, String function, Operand at) throws TemplateException {
    return switch (parameter.takes(value)) {
      case YES -> value;
      case NO ->
          throw new TemplateException(
              "`" + function + "` needs " + parameter.wanted(value) + " here", at.start(), at.end());
      case UNKNOWN -> {
        state.doubt();
        yield value;
      }
    };
  }

  private Datum called(String name, Signature signature, List<Datum> arguments, Operand at)
      throws TemplateException {
    boolean drawn = state.hasDrawn() && arguments.stream().anyMatch(state::isDrawn);
    if (CHANGING.contains(name) || (drawn && !Chance.isPassedOn(name, arguments))) {
      throw new Stop.Lost();
    }
    if (name.equals("set") || name.equals("unset")) {
      state.change();
    }
    if (name.equals("include") || name.equals("tpl")) {
      return execution.nested(name, arguments, at, frame);
    }
    for (Datum argument : arguments) {
      if (argument instanceof Datum.Text(String text)) {
        state.read(text);
      }
    }
    Optional<Datum> known = Calls.of(name, arguments, at);
    Optional<Datum> result = known.filter(value -> !(value instanceof Unknown)).or(() -> state.drawn(name, arguments)).or(() -> known);
    if (result.isPresent() && result.get() instanceof Datum.Text(String text)) {
      state.read(text);
    }
    if (result.isEmpty() && !signature.total()) {
      state.doubt();
    }
    Datum value = result.orElse(signature.result());
    if (drawn) {
      state.draw(value);
    }
    return value;
  }
}
