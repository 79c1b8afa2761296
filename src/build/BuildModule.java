import static java.lang.classfile.ClassFile.JAVA_8_VERSION;

import dev.esslint.build.PlainCallSites;
import dev.esslint.build.PlainLambdas;
import dev.esslint.build.Reachable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.FieldTransform;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.classfile.attribute.ModuleMainClassAttribute;
import java.lang.classfile.attribute.SignatureAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ModuleDesc;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.reflect.AccessFlag;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Gathers the program and its libraries into one open module that jlink puts inside the run-time image.
 *
 * <p>Why not jars beside the run time: the JVM ties an AOT cache to the size and the time stamp of every jar, so a
 * plain {@code cp -r} of the image would lose it. Inside the image nothing is compared and nothing is opened.
 *
 * <p>Of the libraries only what esslint can come to is taken: {@link Reachable}.
 *
 * <p>On the way class files older than Java 8 (picocli's) are rewritten, because the AOT cache does not take them, and
 * so are call sites that it does not take, or takes as a class each: {@link PlainCallSites}, {@link PlainLambdas}.
 *
 * <p>Arguments: folder to make, named as the module; version; main class; class path (class folders and modular jars); esslint's
 * licence. The licences of the libraries are left in {@code legal/} beside the folder.
 */
void main(String[] args) throws IOException {
  Path module = Path.of(args[0]);
  license = Path.of(args[4]);
  write(module.resolveSibling("legal").resolve("esslint/LICENSE"), Files.readAllBytes(license));
  List<Path> classPath = Stream.of(args[3].split(File.pathSeparator)).map(Path::of).sorted().toList();
  List<Path> jars = classPath.stream().filter(Files::isRegularFile).toList();
  ClassFile onClassPath =
      ClassFile.of(
          ClassFile.ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofClassLoading(PlainCallSites.class.getClassLoader())));
  for (Path entry : classPath) {
    if (Files.isDirectory(entry)) {
      copy(entry, module, onClassPath);
    } else {
      unpack(entry, module, onClassPath);
    }
  }
  SortedMap<String, byte[]> own = new TreeMap<>(classes);
  own.keySet().removeIf(OWN.asMatchPredicate().negate());
  classes.putAll(PlainLambdas.replace(onClassPath, own));
  byte[] descriptor = descriptor(module.getFileName().toString(), args[1], args[2], jars);
  roots.addAll(classes.keySet().stream().filter(OWN.asMatchPredicate()).toList());
  for (String name : Reachable.of(classes, roots)) {
    write(module.resolve(name + ".class"), classes.get(name));
  }
  write(module.resolve("module-info.class"), descriptor);
}

/** Classes by their internal names: esslint's and those of its libraries. */
Map<String, byte[]> classes = new TreeMap<>();

/** What can be come to without a name in a class: what the libraries provide as services. */
Set<String> roots = new TreeSet<>();

/** esslint's own classes; those that only its build needs are not in the image. */
Pattern OWN = Pattern.compile("dev/esslint/(?!build/).*");

void add(String file, byte[] bytes) {
  classes.put(file.substring(0, file.length() - ".class".length()).replace('\\', '/'), bytes);
}

/**
 * Without what only compilers read: generic signatures, which take a place in the AOT cache, and the annotations of types, of which
 * javac writes some that point past the end of the code (where a local variable is annotated), so that jlink refuses to take debug
 * information away.
 */
byte[] withoutTypes(byte[] bytes) {
  // They cannot even be parsed, so they get a name of the same length that the parser does not know.
  byte[] unknown =
      new String(bytes, StandardCharsets.ISO_8859_1)
          .replace("VisibleTypeAnnotations", "VisibleTypeAnnotation_")
          .getBytes(StandardCharsets.ISO_8859_1);
  ClassFile plain =
      ClassFile.of(
          ClassFile.AttributesProcessingOption.DROP_UNKNOWN_ATTRIBUTES,
          ClassFile.ConstantPoolSharingOption.NEW_POOL,
          ClassFile.StackMapsOption.STACK_MAPS_WHEN_REQUIRED,
          ClassFile.ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofClassLoading(PlainCallSites.class.getClassLoader())));
  return plain.transformClass(
      plain.parse(unknown),
      ClassTransform.dropping(SignatureAttribute.class::isInstance)
          .andThen(
              ClassTransform.transformingMethods(
                  MethodTransform.dropping(SignatureAttribute.class::isInstance)
                      .andThen(MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL))))
          .andThen(
              ClassTransform.transformingFields(
                  FieldTransform.dropping(SignatureAttribute.class::isInstance))));
}

void copy(Path folder, Path module, ClassFile onClassPath) throws IOException {
  try (Stream<Path> files = Files.walk(folder)) {
    for (Path file : files.filter(Files::isRegularFile).toList()) {
      byte[] bytes = Files.readAllBytes(file);
      String name = folder.relativize(file).toString();
      if (name.endsWith(".class")) {
        add(name, PlainCallSites.replace(onClassPath, withoutTypes(bytes)));
      } else {
        write(module.resolve(name), bytes);
      }
    }
  }
}

void unpack(Path jar, Path module, ClassFile onClassPath) throws IOException {
  String library = jar.getFileName().toString().replaceFirst("\\.jar$", "");
  Path legal = module.resolveSibling("legal").resolve(library);
  try (JarFile in = new JarFile(jar.toFile(), true, ZipFile.OPEN_READ, Runtime.version());
      FileSystem files = FileSystems.newFileSystem(jar)) {
    ClassFile classFile =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ConstantPoolSharingOption.NEW_POOL,
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(
                        type -> open(files.getPath(internalName(type) + ".class")))
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    boolean licensed = false;
    for (var entry : in.versionedStream().filter(e -> !e.isDirectory()).toList()) {
      String name = entry.getName();
      byte[] bytes = in.getInputStream(entry).readAllBytes();
      if (name.matches("(META-INF/.*)?(LICENSE|NOTICE)[^/]*")) {
        write(legal.resolve(Path.of(name).getFileName()), bytes);
        licensed |= name.contains("LICENSE");
      } else if (name.endsWith(".class")) {
        add(name, PlainCallSites.replace(onClassPath, upgrade(classFile, bytes)));
      } else if (!UNREAD.matcher(name).matches()) {
        write(module.resolve(name), bytes);
      }
    }
    if (!licensed) {
      write(legal.resolve("LICENSE"), Files.readAllBytes(licenseOf(library)));
    }
  }
}

/** The text of the licence of a library whose jar does not hold it. */
Path licenseOf(String library) {
  if (UNDER_APACHE_2.stream().anyMatch(library::startsWith)) {
    return license;
  }
  Path own = license.resolveSibling("src/build/licenses").resolve(library.replaceFirst("-[0-9].*", ""));
  if (!Files.exists(own)) {
    throw new IllegalArgumentException(library + " has no text of its licence; see BuildModule");
  }
  return own;
}

/** Resources of libraries that are not taken: nothing reads them, or only in another language. */
Pattern UNREAD = Pattern.compile("(META-INF|OSGI-INF)/.*|jsv-messages_.*");

/** Libraries under the Apache License 2.0 whose jars do not hold its text. */
Set<String> UNDER_APACHE_2 =
    Set.of("java-diff-utils-", "json-schema-validator-", "jspecify-", "picocli-", "snakeyaml-engine-");

/** That text, which is esslint's licence, too. */
Path license;

String internalName(ClassDesc type) {
  String descriptor = type.descriptorString();
  return descriptor.substring(1, descriptor.length() - 1);
}

InputStream open(Path file) {
  try {
    return Files.exists(file) ? Files.newInputStream(file) : null;
  } catch (IOException e) {
    throw new UncheckedIOException(e);
  }
}

byte[] upgrade(ClassFile classFile, byte[] bytes) {
  var model = classFile.parse(bytes);
  if (model.majorVersion() >= JAVA_8_VERSION) {
    return bytes;
  }
  return classFile.transformClass(
      model,
      ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
          .andThen(ClassTransform.endHandler(b -> b.withVersion(JAVA_8_VERSION, 0))));
}

/** Modules of the JDK that libraries require for what esslint does not do: Jackson for documents of the DOM. */
Set<String> UNUSED = Set.of("java.xml");

/** Libraries without a descriptor of which nothing that is used needs more than java.base. */
Set<String> OF_JAVA_BASE = Set.of("io.github.javadiffutils", "re2j");

/** One descriptor for all: what the libraries' own descriptors require of the JDK, use and provide. */
byte[] descriptor(String name, String version, String mainClass, List<Path> jars) {
  Set<String> requires = new TreeSet<>(Set.of("java.base"));
  Set<String> uses = new TreeSet<>();
  Map<String, Set<String>> provides = new TreeMap<>();
  for (ModuleReference library : ModuleFinder.of(jars.toArray(Path[]::new)).findAll()) {
    ModuleDescriptor descriptor = library.descriptor();
    if (OF_JAVA_BASE.contains(descriptor.name())) {
      continue;
    }
    if (descriptor.isAutomatic()) {
      throw new IllegalArgumentException(library.location() + " has no module-info; see BuildModule");
    }
    for (Requires required : descriptor.requires()) {
      if (required.name().matches("(java|jdk)\\..*")
          && !required.modifiers().contains(Requires.Modifier.STATIC)
          && !UNUSED.contains(required.name())) {
        requires.add(required.name());
      }
    }
    uses.addAll(descriptor.uses());
    for (Provides provided : descriptor.provides()) {
      provides.computeIfAbsent(provided.service(), _ -> new TreeSet<>()).addAll(provided.providers());
      provided.providers().forEach(provider -> roots.add(provider.replace('.', '/')));
    }
  }
  ModuleAttribute attribute =
      ModuleAttribute.of(
          ModuleDesc.of(name),
          module -> {
            module.moduleFlags(AccessFlag.OPEN);
            module.moduleVersion(version);
            for (String required : requires) {
              module.requires(
                  ModuleDesc.of(required),
                  required.equals("java.base") ? List.of(AccessFlag.MANDATED) : List.of(),
                  null);
            }
            for (String service : uses) {
              module.uses(ClassDesc.of(service));
            }
            provides.forEach(
                (service, providers) ->
                    module.provides(
                        ClassDesc.of(service),
                        providers.stream().map(ClassDesc::of).toArray(ClassDesc[]::new)));
          });
  return ClassFile.of()
      .buildModule(attribute, b -> b.with(ModuleMainClassAttribute.of(ClassDesc.of(mainClass))));
}

void write(Path file, byte[] bytes) throws IOException {
  Files.createDirectories(file.getParent());
  Files.write(file, bytes);
}
