package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Bool;
import dev.esslint.gotemplate.Datum.Entries;
import dev.esslint.gotemplate.Datum.Int;
import dev.esslint.gotemplate.Datum.Int64;
import dev.esslint.gotemplate.Datum.Items;
import dev.esslint.gotemplate.Datum.Nothing;
import dev.esslint.gotemplate.Datum.Real;
import dev.esslint.gotemplate.Datum.Text;
import dev.esslint.gotemplate.Datum.Unknown;
import dev.esslint.gotemplate.Syntax.Operand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that take lists, or go through mappings. */
final class ListCalls extends Call {
  private static final int MOST_ITEMS = 1_000;
  private static final int MOST_PAIRS = 10_000;

  /** A list that has nothing in it and may be nil, which Go writes as null in JSON. */
  static final List<Datum> NIL = Collections.unmodifiableList(new ArrayList<>());

  ListCalls(String name, List<Datum> arguments, Operand at) {
    super(name, arguments, at);
  }

  @Override
  @Nullable Datum result() throws TemplateException {
    return switch (name) {
      case "first", "mustFirst" -> end(true);
      case "last", "mustLast" -> end(false);
      case "until" -> first() instanceof Int(long end) ? numbers(0, end, end < 0 ? -1 : 1) : null;
      case "untilStep" -> untilStep();
      case "seq" -> arguments.stream().allMatch(ListCalls::isSmall) ? series() : null;
      case "chunk", "mustChunk" -> chunks();
      case "slice", "mustSlice" -> sliced();
      case "concat" -> concat();
      case "has", "mustHas" -> has();
      case "dig" -> dig();
      default -> sequence(first());
    };
  }

  private static boolean isSmall(Datum number) {
    return number instanceof Int(long value) && Math.abs(value) <= MOST_ITEMS;
  }

  private TemplateException needsList() {
    return refusal("`" + name + "` needs a list");
  }

  private @Nullable Datum end(boolean first) throws TemplateException {
    return switch (first()) {
      case Items(List<Datum> items) ->
          items.isEmpty() ? Nothing.NO_VALUE : first ? items.getFirst() : items.getLast();
      case Unknown.ANYTHING -> null;
      default -> throw needsList();
    };
  }

  /** What gives a list for a list and fails otherwise. */
  private @Nullable Datum sequence(Datum list) throws TemplateException {
    return switch (list) {
      case Items(List<Datum> items) -> {
        List<Datum> result = changed(items);
        yield result == null ? Unknown.ANYTHING : made(result);
      }
      case Unknown.ANYTHING -> null;
      default -> throw needsList();
    };
  }

  /** A list that a function makes. */
  static Items made(List<Datum> items) {
    return new Items(items.isEmpty() ? NIL : List.copyOf(items));
  }

  private @Nullable List<Datum> changed(List<Datum> items) {
    return switch (name) {
      case "rest", "mustRest" -> items.isEmpty() ? items : items.subList(1, items.size());
      case "initial", "mustInitial" -> items.isEmpty() ? items : items.subList(0, items.size() - 1);
      case "reverse", "mustReverse" -> items.reversed();
      case "append", "mustAppend", "push", "mustPush" -> with(items, items.size());
      case "prepend", "mustPrepend" -> with(items, 0);
      case "compact", "mustCompact" -> filled(items);
      case "uniq", "mustUniq" -> without(items, true, List.of());
      case "without", "mustWithout" -> without(items, false, arguments.subList(1, arguments.size()));
      default -> null;
    };
  }

  private @Nullable List<Datum> with(List<Datum> items, int at) {
    if (items.size() >= MOST_ITEMS) {
      return null;
    }
    List<Datum> longer = new ArrayList<>(items);
    longer.add(at, asItem(second()));
    return longer;
  }

  private static @Nullable List<Datum> filled(List<Datum> items) {
    return items.stream().anyMatch(item -> Truthiness.of(item) == Truthiness.UNKNOWN)
        ? null
        : items.stream().filter(item -> Truthiness.of(item) == Truthiness.YES).toList();
  }

  /** What is none of some others; of what is there twice the first, if it is to be there once. */
  private static @Nullable List<Datum> without(List<Datum> items, boolean once, List<Datum> others) {
    List<Datum> left = new ArrayList<>();
    if ((long) items.size() * (once ? items.size() : others.size()) > MOST_PAIRS) {
      return null;
    }
    for (Datum item : items) {
      switch (isOneOf(item, once ? left : others)) {
        case YES -> {}
        case NO -> left.add(item);
        case UNKNOWN -> {
          return null;
        }
      }
    }
    return left;
  }

  private static Truthiness isOneOf(Datum item, List<Datum> others) {
    boolean known = true;
    for (Datum other : others) {
      Datum same = TypeCalls.same(item, other);
      if (same != null && Truthiness.of(same) == Truthiness.YES) {
        return Truthiness.YES;
      }
      known &= same != null;
    }
    return known ? Truthiness.NO : Truthiness.UNKNOWN;
  }

  private @Nullable Datum untilStep() {
    return first() instanceof Int(long from) && second() instanceof Int(long to) && third() instanceof Int(long step)
        ? numbers(from, to, step)
        : null;
  }

  /** Numbers with both ends, in a text. */
  private @Nullable Datum series() {
    if (arguments.isEmpty() || arguments.size() > 3) {
      return new Text("");
    }
    long from = arguments.size() == 1 ? 1 : number(0);
    long to = number(arguments.size() - 1);
    long turn = to < from ? -1 : 1;
    if (arguments.size() < 3) {
      return joined(numbers(from, to + turn, turn));
    }
    long step = number(1);
    return turn < 0 && step > 0 ? new Text("") : joined(numbers(from, to + turn, step));
  }

  private long number(int index) {
    return arguments.get(index) instanceof Int(long value) ? value : 0;
  }

  private static Datum joined(@Nullable Datum numbers) {
    String written = numbers == null ? null : GoText.written(numbers);
    return written == null ? Unknown.TEXT : new Text(written.substring(1, written.length() - 1));
  }

  private static @Nullable Datum numbers(long from, long end, long step) {
    List<Datum> items = new ArrayList<>();
    for (long i = from; step > 0 ? i < end : step < 0 && i > end; i += step) {
      if (items.size() == MOST_ITEMS || Math.abs(i) > Integer.MAX_VALUE || Math.abs(step) > Integer.MAX_VALUE) {
        return null;
      }
      items.add(new Int(i));
    }
    return new Items(items);
  }

  private @Nullable Datum chunks() throws TemplateException {
    Datum list = sequence(second());
    if (!(first() instanceof Int(long size) && second() instanceof Items(List<Datum> items))) {
      return list;
    }
    if (size == 0) {
      throw refusal("`" + name + "` cannot make lists of 0 items");
    }
    if (size < 0 && items.size() == 1) {
      return null;
    }
    if (size < 0 && Math.floorDiv(items.size() - 1, size) != -1) {
      throw refusal("`" + name + "` needs a number that is not negative");
    }
    return size < 0 ? list : made(lists(items, (int) Math.min(size, items.size())));
  }

  private static List<Datum> lists(List<Datum> items, int size) {
    List<Datum> lists = new ArrayList<>();
    for (int i = 0; i < items.size(); i += size) {
      lists.add(new Items(items.subList(i, Math.min(items.size(), i + size))));
    }
    return lists;
  }

  /** As Go slices: up to what there is room for, which may be more than there are items. */
  private @Nullable Datum sliced() throws TemplateException {
    if (!(first() instanceof Items(List<Datum> items))) {
      return sequence(first());
    }
    if (items.isEmpty()) {
      return Nothing.NO_VALUE;
    }
    Long from = arguments.size() > 1 ? whole(second()) : Long.valueOf(0);
    Long to = arguments.size() > 2 ? whole(third()) : Long.valueOf(items.size());
    if ((from != null && from < 0) || (from != null && to != null && from > to)) {
      throw refusal("`" + name + "` begins or ends outside of the list");
    }
    return from == null || to == null || to > items.size()
        ? null
        : made(items.subList(from.intValue(), to.intValue()));
  }

  private static @Nullable Long whole(Datum number) {
    return switch (number) {
      case Int(long value) -> value;
      case Int64(long value) -> value;
      case Real(double value) when Math.abs(value) < Integer.MAX_VALUE -> (long) value;
      default -> null;
    };
  }

  private @Nullable Datum concat() throws TemplateException {
    List<Datum> all = new ArrayList<>();
    boolean known = true;
    for (Datum argument : arguments) {
      switch (argument) {
        case Items(List<Datum> items) when all.size() + items.size() <= MOST_ITEMS ->
            all.addAll(items);
        case Items items -> known = false;
        case Unknown.ANYTHING -> known = false;
        default -> throw refusal("`concat` needs lists");
      }
    }
    return known ? made(all) : null;
  }

  private @Nullable Datum has() throws TemplateException {
    return switch (second()) {
      case Nothing nothing -> new Bool(false);
      case Items(List<Datum> items) ->
          switch (isOneOf(first(), items)) {
            case YES -> new Bool(true);
            case NO -> new Bool(false);
            case UNKNOWN -> Unknown.BOOL;
          };
      case Unknown.ANYTHING -> null;
      default -> throw needsList();
    };
  }

  /** Looks a path up; the root and its {@code .Values} are of a type of their own, which it does not take. */
  private @Nullable Datum dig() throws TemplateException {
    if (arguments.size() < 3) {
      throw refusal("`dig` needs at least one key, a default and a mapping");
    }
    List<Datum> keys = arguments.subList(0, arguments.size() - 2);
    for (Datum key : keys) {
      switch (key) {
        case Text text -> {}
        case Unknown.TEXT, Unknown.SOME_TEXT, Unknown.ANYTHING -> {}
        default -> throw refusal("`dig` needs strings as keys");
      }
    }
    Datum value = arguments.getLast();
    for (Datum key : keys) {
      if (value == Unknown.ANYTHING) {
        return null;
      }
      if (!(value instanceof Entries entries)) {
        throw refusal("`dig` looks for a key in a value that is not a mapping");
      }
      if (entries.hasMethod("AsMap")) {
        throw refusal("`dig` accepts only mappings below `.Values`, not `.Values` or `.` itself");
      }
      if (!(key instanceof Text(String text))) {
        return null;
      }
      Datum next = entries.get(text);
      if (next == null) {
        return arguments.get(arguments.size() - 2);
      }
      value = next;
    }
    return value;
  }
}
