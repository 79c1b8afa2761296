package dev.esslint.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.reflect.Constructor;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlainCallSitesTest {
  private static final ClassFile CLASS_FILE =
      ClassFile.of(
          ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofClassLoading(PlainCallSitesTest.class.getClassLoader())));

  /** Switches of all kinds; null has a case of its own. */
  static final class Types implements Function<@Nullable Object, String> {
    @Override
    public String apply(@Nullable Object value) {
      return switch (value) {
        case null -> "null";
        case Integer number when number > 10 -> "large";
        case Integer number when number > 5 -> "medium";
        case Integer _ -> "small";
        case int[] _ -> "ints";
        case List<?> list when list.isEmpty() -> "nothing";
        case ArrayList<?> _ -> "array list";
        case CharSequence _ -> "text";
        default -> "other";
      };
    }
  }

  static final class Strings implements Function<@Nullable Object, String> {
    @Override
    public String apply(@Nullable Object value) {
      if (!(value instanceof String text)) {
        return "no string";
      }
      return switch (text) {
        case "a" -> "first";
        case String t when t.length() == 1 -> "one letter";
        case "abc" -> "alphabet";
        case String _ -> "other";
      };
    }
  }

  /** Concatenates parts of every type. */
  static final class Texts implements Function<@Nullable Object, String> {
    @Override
    public String apply(@Nullable Object value) {
      boolean a = value == null;
      byte b = -7;
      short c = 300;
      char d = 'd';
      long f = 1L << 40;
      float g = -0.0f;
      double h = 1e300;
      String i = a ? null : "text";
      char[] letters = a ? null : new char[0];
      String told = a + "," + b + c + d + 5 + f + g + h + i + value + " \2 end";
      return told + (letters == null ? letters : letters.length) + 1.5f + f;
    }
  }

  /** Has labels that stay with the JDK. */
  static final class Numbers implements Function<@Nullable Object, String> {
    @Override
    public String apply(@Nullable Object value) {
      if (!(value instanceof Integer number)) {
        return "no number";
      }
      return switch (number) {
        case 1 -> "one";
        case Integer n when n > 5 -> "large";
        case Integer _ -> "small";
      };
    }
  }

  static final class Constants implements Function<@Nullable Object, String> {
    @Override
    public String apply(@Nullable Object value) {
      return switch (value) {
        case TimeUnit.DAYS -> "days";
        case TimeUnit _ -> "unit";
        case null, default -> "other";
      };
    }
  }

  /** An interface with a switch in it. */
  interface Told extends Function<@Nullable Object, String> {
    @Override
    default String apply(@Nullable Object value) {
      return switch (value) {
        case String text -> text;
        case null, default -> "no string";
      };
    }
  }

  static final class Teller implements Told {}

  record Everything(
      boolean a,
      byte b,
      short c,
      char d,
      int e,
      long f,
      float g,
      double h,
      @Nullable String i,
      Object j) {}

  record Nothing() {}

  private static final List<@Nullable Object> ANYTHING =
      Arrays.asList(
          null,
          1,
          6,
          11,
          new int[3],
          List.of(),
          List.of(1),
          new ArrayList<>(List.of(1)),
          "a",
          "b",
          "abc",
          "xyz",
          CharBuffer.wrap("sb"),
          1.5,
          TimeUnit.DAYS,
          TimeUnit.HOURS);

  private static final int[] ARRAY = {1};

  /** Rows that differ in one component each, and a second one that is equal to the first. */
  private static final List<Object[]> ROWS =
      List.of(
          row(true, 1, 1.0f, 1.0, "text", ARRAY),
          row(true, 1, 1.0f, 1.0, new String("text"), ARRAY),
          row(false, 1, 1.0f, 1.0, "text", ARRAY),
          row(true, 2, 1.0f, 1.0, "text", ARRAY),
          row(true, -1, 1.0f, 1.0, "text", ARRAY),
          row(true, 1, 0.0f, 1.0, "text", ARRAY),
          row(true, 1, -0.0f, 1.0, "text", ARRAY),
          row(true, 1, Float.NaN, 1.0, "text", ARRAY),
          row(true, 1, 1.0f, 0.0, "text", ARRAY),
          row(true, 1, 1.0f, -0.0, "text", ARRAY),
          row(true, 1, 1.0f, Double.NaN, "text", ARRAY),
          row(true, 1, 1.0f, 1.0, null, ARRAY),
          row(true, 1, 1.0f, 1.0, "text", new int[] {1}));

  private static Object[] row(boolean a, int n, float g, double h, @Nullable String i, int[] j) {
    return new Object[] {a, (byte) n, (short) n, (char) n, n, (long) n << 40, g, h, i, j};
  }

  @Test
  void switches_and_concatenations_come_to_the_same_as_before() throws Exception {
    for (Class<?> type :
        List.of(
            Types.class,
            Strings.class,
            Texts.class,
            Numbers.class,
            Constants.class,
            Teller.class)) {
      Function<@Nullable Object, String> before = make(type);
      Function<@Nullable Object, String> after = make(rewritten(type));
      for (Object value : ANYTHING) {
        assertEquals(before.apply(value), after.apply(value), type + " of " + value);
      }
    }
  }

  @Test
  void records_are_equal_as_before_and_have_the_same_hash() throws Exception {
    List<Object> before = records(Everything.class);
    List<Object> after = records(rewritten(Everything.class));
    for (int i = 0; i < ROWS.size(); i++) {
      assertEquals(before.get(i).hashCode(), after.get(i).hashCode());
      for (int j = 0; j < ROWS.size(); j++) {
        assertEquals(
            before.get(i).equals(before.get(j)),
            after.get(i).equals(after.get(j)),
            i + " and " + j);
      }
      assertFalse(after.get(i).equals(before.get(i)), "a record of another class");
      assertFalse(after.get(i).equals(null));
    }
  }

  @Test
  void a_record_without_components_is_equal_to_its_kind() throws Exception {
    Class<?> type = rewritten(Nothing.class);
    Object one = construct(type);
    Object other = construct(type);
    assertEquals(one, other);
    assertEquals(new Nothing().hashCode(), one.hashCode());
  }

  @Test
  void a_record_is_told_as_before() throws Exception {
    List<Object> before = records(Everything.class);
    assertEquals(
        before.stream().map(Object::toString).toList(),
        records(rewritten(Everything.class)).stream().map(Object::toString).toList());
  }

  @Test
  void only_what_is_known_to_be_the_same_is_replaced() throws Exception {
    assertEquals(0, callSites(replaced(Types.class)));
    assertEquals(0, callSites(replaced(Teller.class)));
    assertEquals(2, callSites(bytes(Texts.class)));
    assertEquals(1, callSites(replaced(Texts.class)), "the one with a constant that is no part");
    assertEquals(1, callSites(replaced(Nothing.class)), "toString");
    assertEquals(0, callSites(replaced(Constants.class)));
    assertArrayEquals(bytes(Numbers.class), replaced(Numbers.class));
  }

  private static List<Object> records(Class<?> type) throws ReflectiveOperationException {
    List<Object> records = new ArrayList<>();
    for (Object[] row : ROWS) {
      records.add(construct(type, row));
    }
    return records;
  }

  @SuppressWarnings("unchecked") // all of them are such functions
  private static Function<@Nullable Object, String> make(Class<?> type)
      throws ReflectiveOperationException {
    return (Function<@Nullable Object, String>) construct(type);
  }

  private static Object construct(Class<?> type, Object... arguments)
      throws ReflectiveOperationException {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true); // of a class in another loader, and so of another package
    return constructor.newInstance(arguments);
  }

  private static long callSites(byte[] bytes) {
    return CLASS_FILE.parse(bytes).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .filter(InvokeDynamicInstruction.class::isInstance)
        .count();
  }

  /** The class of the same name in a loader that rewrites all classes of this test. */
  private static Class<?> rewritten(Class<?> type) throws ClassNotFoundException {
    ClassLoader loader =
        new ClassLoader(PlainCallSitesTest.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(PlainCallSitesTest.class.getName())) {
              return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
              byte[] bytes = replaced(super.loadClass(name, resolve));
              loaded = defineClass(name, bytes, 0, bytes.length);
            }
            return loaded;
          }
        };
    return loader.loadClass(type.getName());
  }

  private static byte[] replaced(Class<?> type) {
    return PlainCallSites.replace(CLASS_FILE, bytes(type));
  }

  private static byte[] bytes(Class<?> type) {
    String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
