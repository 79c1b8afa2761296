package dev.esslint.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class PlainLambdasTest {
  private static final ClassFile CLASS_FILE =
      ClassFile.of(
          ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofClassLoading(PlainLambdasTest.class.getClassLoader())));

  /** Lambdas and method references of all kinds, also needless ones. */
  @SuppressWarnings("UnnecessaryLambda")
  static final class Kinds implements Supplier<String> {
    private final String own = "own";

    private interface Named {
      String name();

      private String greeted() {
        return "hello " + name();
      }

      default Supplier<String> greeting() {
        return () -> greeted();
      }
    }

    private record Point(int x, long y) {}

    private String prefixed(String text) {
      return own + text;
    }

    private static int length(CharSequence text) {
      return text.length();
    }

    @Override
    public String get() {
      List<Object> all = new ArrayList<>();
      int number = 3;
      long large = 1L << 40;
      double half = 0.5;
      char letter = 'x';
      boolean flag = true;
      String text = "text";
      Function<String, String> held = t -> t + own + number + large + half + letter + flag + text;
      all.add(held.apply("a"));
      Function<String, String> bound = this::prefixed;
      all.add(bound.apply("b"));
      Function<String, Integer> unbound = String::length;
      all.add(unbound.apply("four"));
      ToIntFunction<String> ofSuper = Kinds::length;
      all.add(ofSuper.applyAsInt("five!"));
      IntFunction<List<String>> sized = ArrayList::new;
      all.add(sized.apply(7));
      BiFunction<Integer, Long, Point> made = Point::new;
      all.add(made.apply(1, 2L));
      IntFunction<int[]> array = int[]::new;
      all.add(array.apply(3).length);
      ToIntFunction<Integer> unboxed = Integer::intValue;
      all.add(unboxed.applyAsInt(9));
      Function<Integer, Integer> boxed = Math::abs;
      all.add(boxed.apply(-9));
      DoubleUnaryOperator wide = d -> d * half;
      all.add(wide.applyAsDouble(4));
      LongSupplier supplier = () -> large;
      all.add(supplier.getAsLong());
      IntPredicate even = n -> n % 2 == 0;
      all.add(even.test(4));
      Predicate<String> empty = String::isEmpty;
      all.add(empty.negate().test(""));
      Comparator<String> order = Comparator.<String>comparingInt(String::length).thenComparing(s -> s);
      all.add(order.compare("ab", "ba"));
      Consumer<Object> ignoring = all::add;
      ignoring.accept("added");
      Runnable run = () -> all.add("run");
      run.run();
      Supplier<Supplier<String>> nested = () -> () -> own + text;
      all.add(nested.get().get());
      Named named = () -> "you";
      all.add(named.greeting().get());
      Callable<String> failing =
          () -> {
            throw new IOException(text);
          };
      all.add(assertThrows(IOException.class, failing::call).getMessage());
      Runnable serializable = (Runnable & Serializable) () -> all.add("serializable");
      serializable.run();
      Function<Object, Object> raw = o -> o;
      @SuppressWarnings({"unchecked", "rawtypes"})
      Function<Object, Object> wrong = (Function) unbound;
      all.add(raw.apply(assertThrows(ClassCastException.class, () -> wrong.apply(1)).getClass()));
      return all.toString();
    }
  }

  /** Several lambdas of one kind. */
  static final class Many implements Supplier<String> {
    @Override
    public String get() {
      List<Supplier<Integer>> all = new ArrayList<>();
      int n = 1;
      all.addAll(List.of(() -> n, () -> n + 1, () -> n + 2, () -> n + 3, () -> n + 4));
      all.addAll(List.of(() -> n + 5, () -> n + 6, () -> n + 7, () -> n + 8, () -> n + 9));
      return all.stream().map(Supplier::get).toList().toString();
    }
  }

  @Test
  void whatIsMadeOfLambdasDoesTheSame() throws ReflectiveOperationException {
    for (Class<? extends Supplier<String>> type : List.of(Kinds.class, Many.class)) {
      Supplier<String> before = made(type);
      Supplier<String> after = made(rewritten(type));
      assertNotEquals(before.getClass(), after.getClass());
      assertEquals(before.get(), after.get());
    }
  }

  @Test
  void allLambdasOfOneInterfaceBecomeOneClass() {
    SortedMap<String, byte[]> classes = classes();
    int before = classes.size();
    SortedMap<String, byte[]> after = PlainLambdas.replace(CLASS_FILE, classes);
    String name = PlainLambdasTest.class.getName().replace('.', '/') + "$$L";
    assertEquals(before, after.keySet().stream().filter(n -> !n.startsWith(name)).count());
    long sites = after.values().stream().mapToLong(PlainLambdasTest::callSites).sum();
    assertEquals(2, sites, "only the serializable one needs the JVM, and what reads it back");
    long suppliers =
        after.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(name))
            .filter(
                entry ->
                    CLASS_FILE.parse(entry.getValue()).interfaces().getFirst().asInternalName().equals("java/util/function/Supplier"))
            .count();
    assertEquals(1, suppliers);
    assertTrue(after.size() - before < 25, "classes made: " + (after.size() - before));
  }

  @Test
  void theSameClassesAreMadeEachTime() {
    SortedMap<String, byte[]> one = PlainLambdas.replace(CLASS_FILE, classes());
    SortedMap<String, byte[]> other = PlainLambdas.replace(CLASS_FILE, classes());
    assertEquals(one.keySet(), other.keySet());
    one.forEach((name, bytes) -> assertArrayEquals(bytes, other.get(name), name));
  }

  private static <T> T made(Class<T> type) throws ReflectiveOperationException {
    Constructor<T> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true); // of a class in another loader, and so of another package
    return constructor.newInstance();
  }

  private static long callSites(byte[] bytes) {
    return CLASS_FILE.parse(bytes).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .filter(
            element ->
                element instanceof InvokeDynamicInstruction site
                    && site.bootstrapMethod().owner().displayName().equals("LambdaMetafactory"))
        .count();
  }

  /** This test with all that is nested in it. */
  private static SortedMap<String, byte[]> classes() {
    SortedMap<String, byte[]> classes = new TreeMap<>();
    add(PlainLambdasTest.class, classes);
    return classes;
  }

  private static void add(Class<?> type, SortedMap<String, byte[]> classes) {
    classes.put(type.getName().replace('.', '/'), bytes(type));
    for (Class<?> nested : type.getDeclaredClasses()) {
      add(nested, classes);
    }
  }

  /** The class of the same name in a loader that rewrites all classes of this test. */
  @SuppressWarnings("unchecked")
  private static Class<? extends Supplier<String>> rewritten(Class<?> type)
      throws ClassNotFoundException {
    SortedMap<String, byte[]> classes = PlainLambdas.replace(CLASS_FILE, classes());
    ClassLoader loader =
        new ClassLoader(PlainLambdasTest.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] bytes = classes.get(name.replace('.', '/'));
            if (bytes == null) {
              return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? defineClass(name, bytes, 0, bytes.length) : loaded;
          }
        };
    return (Class<? extends Supplier<String>>) loader.loadClass(type.getName());
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
