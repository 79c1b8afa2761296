package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Bool;
import dev.esslint.gotemplate.Datum.Entries;
import dev.esslint.gotemplate.Datum.Int;
import dev.esslint.gotemplate.Datum.Items;
import dev.esslint.gotemplate.Datum.Nothing;
import dev.esslint.gotemplate.Datum.Real;
import dev.esslint.gotemplate.Datum.Text;
import dev.esslint.gotemplate.Datum.Unknown;
import dev.esslint.gotemplate.Syntax.Operand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that take lists, or go through mappings. */
final class ListCalls extends Call {
  private static final int MOST_ITEMS = 1_000;

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
      case "seq" -> arguments.stream().allMatch(ListCalls::isSmall) ? Unknown.TEXT : null;
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

  /** What gives some list for a list and fails otherwise. */
  private @Nullable Datum sequence(Datum list) throws TemplateException {
    return switch (list) {
      case Items items -> Unknown.ANYTHING;
      case Unknown.ANYTHING -> null;
      default -> throw needsList();
    };
  }

  private @Nullable Datum untilStep() {
    return first() instanceof Int(long from) && second() instanceof Int(long to) && third() instanceof Int(long step)
        ? numbers(from, to, step)
        : null;
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
    return list;
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
        : new Items(items.subList(from.intValue(), to.intValue()));
  }

  private static @Nullable Long whole(Datum number) {
    return switch (number) {
      case Int(long value) -> value;
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
    return known ? new Items(all) : null;
  }

  private @Nullable Datum has() throws TemplateException {
    return switch (second()) {
      case Nothing nothing -> new Bool(false);
      case Items(List<Datum> items) when first() instanceof Text
              && items.stream().allMatch(Text.class::isInstance) ->
          new Bool(items.contains(first()));
      case Items items -> Unknown.BOOL;
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
