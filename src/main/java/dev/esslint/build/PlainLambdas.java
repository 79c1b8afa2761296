package dev.esslint.build;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.NestHostAttribute;
import java.lang.classfile.attribute.NestMembersAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DirectMethodHandleDesc.Kind;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Replaces lambdas and method references by objects of plain classes: one class for all those of a top-level class that are of the
 * same functional interface.
 *
 * <p>Why: the JVM makes a class for each of them. A start loads and links every class that is in the AOT cache, whether it passes the
 * lambda or not, and an object that holds something is made through a method handle, which costs a call out of compiled code. See
 * {@code docs/decisions/lambdas.md}.
 *
 * <p>What javac gives more than one interface or makes serializable, and what would need a conversion between numbers, stays as it is.
 */
public final class PlainLambdas {
  /** A method of more code than this many cases have is never compiled. */
  private static final int MOST_CASES = 150;

  private final ClassFile classFile;
  private final Map<ClassDesc, List<ClassDesc>> nests = new HashMap<>();
  private final Map<Kin, Group> open = new HashMap<>();
  private final List<Group> groups = new ArrayList<>();

  private PlainLambdas(ClassFile classFile) {
    this.classFile = classFile;
  }

  /**
   * Rewrites classes.
   *
   * @param classFile knows the classes that the code of these mentions, as it calculates stack maps
   * @param classes by their internal names; those of a nest all together
   * @return the classes that do the same, and those that were made
   */
  public static SortedMap<String, byte[]> replace(ClassFile classFile, SortedMap<String, byte[]> classes) {
    PlainLambdas lambdas = new PlainLambdas(classFile);
    SortedMap<String, byte[]> replaced = new TreeMap<>();
    classes.forEach((name, bytes) -> replaced.put(name, lambdas.calling(bytes)));
    for (Group group : lambdas.groups) {
      replaced.put(internalName(group.name), group.made(classFile));
    }
    lambdas.nests.forEach(
        (host, members) ->
            replaced.compute(internalName(host), (name, bytes) -> lambdas.hosting(bytes, members)));
    return replaced;
  }

  /** What is made into one class. */
  private record Kin(ClassDesc host, ClassDesc type, String method, MethodTypeDesc erased) {}

  /**
   * A lambda.
   *
   * @param site takes what the lambda holds, and gives it
   * @param body what it calls
   */
  private record Case(MethodTypeDesc site, DirectMethodHandleDesc body) {
    /** What the body takes: what the lambda holds, then what it is called with. */
    List<ClassDesc> taken() {
      return body.invocationType().parameterList();
    }

    ClassDesc given() {
      return body.invocationType().returnType();
    }
  }

  /** A class with the call sites in it that make a lambda call the class that has it. */
  private byte[] calling(byte[] bytes) {
    ClassModel model = classFile.parse(bytes);
    ClassDesc host =
        model
            .findAttribute(Attributes.nestHost())
            .map(NestHostAttribute::nestHost)
            .map(ClassEntry::asSymbol)
            .orElse(model.thisClass().asSymbol());
    Map<InvokeDynamicEntry, Maker> makers = new LinkedHashMap<>();
    model.methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .forEach(
            element -> {
              if (element instanceof InvokeDynamicInstruction site
                  && !makers.containsKey(site.invokedynamic())) {
                maker(host, site).ifPresent(maker -> makers.put(site.invokedynamic(), maker));
              }
            });
    if (makers.isEmpty()) {
      return bytes;
    }
    CodeTransform calls =
        (code, element) -> {
          Maker maker =
              element instanceof InvokeDynamicInstruction site
                  ? makers.get(site.invokedynamic())
                  : null;
          if (maker == null) {
            code.with(element);
          } else {
            code.invokestatic(maker.owner, maker.name, maker.type);
          }
        };
    return classFile.transformClass(model, ClassTransform.transformingMethodBodies(calls));
  }

  /** The method that makes a lambda. */
  private record Maker(ClassDesc owner, String name, MethodTypeDesc type) {}

  private Optional<Maker> maker(ClassDesc host, InvokeDynamicInstruction site) {
    boolean plain =
        site.bootstrapMethod().owner().displayName().equals("LambdaMetafactory")
            && site.bootstrapMethod().methodName().equals("metafactory");
    if (!plain
        || !(site.bootstrapArgs().get(0) instanceof MethodTypeDesc erased)
        || !(site.bootstrapArgs().get(1) instanceof DirectMethodHandleDesc body)) {
      return Optional.empty();
    }
    Case lambda = new Case(site.typeSymbol(), body);
    if (body.owner().isArray() || !isPlain(lambda, erased)) {
      return Optional.empty();
    }
    ClassDesc type = site.typeSymbol().returnType();
    Kin kin = new Kin(host, type, site.name().stringValue(), erased);
    Group group = open.get(kin);
    if (group == null || group.cases.size() == MOST_CASES) {
      List<ClassDesc> members = nests.computeIfAbsent(host, h -> new ArrayList<>());
      group = new Group(host.nested("$L" + members.size()), kin, new ArrayList<>());
      members.add(group.name);
      open.put(kin, group);
      groups.add(group);
    }
    group.cases.add(lambda);
    return Optional.of(new Maker(group.name, "of" + (group.cases.size() - 1), lambda.site));
  }

  private static boolean isPlain(Case lambda, MethodTypeDesc erased) {
    List<ClassDesc> taken = lambda.taken();
    int held = lambda.site.parameterCount();
    boolean plain =
        taken.size() == held + erased.parameterCount()
            && converts(lambda.given(), erased.returnType());
    for (int i = 0; plain && i < taken.size(); i++) {
      plain =
          i < held
              ? lambda.site.parameterType(i).isPrimitive() == taken.get(i).isPrimitive()
              : converts(erased.parameterType(i - held), taken.get(i));
    }
    return plain;
  }

  /** Whether a value of one type becomes one of another by nothing more than a cast, a wrapper or taking it out of one. */
  private static boolean converts(ClassDesc from, ClassDesc to) {
    return to.equals(CD_void) || !from.isPrimitive() || !to.isPrimitive() || from.equals(to);
  }

  /** The class that a nest is named after, with what was made for it among its members. */
  private byte[] hosting(byte[] bytes, List<ClassDesc> made) {
    ClassModel model = classFile.parse(bytes);
    List<ClassDesc> members = new ArrayList<>();
    model
        .findAttribute(Attributes.nestMembers())
        .map(NestMembersAttribute::nestMembers)
        .ifPresent(known -> known.forEach(member -> members.add(member.asSymbol())));
    members.addAll(made);
    return classFile.transformClass(
        model,
        ClassTransform.dropping(NestMembersAttribute.class::isInstance)
            .andThen(
                ClassTransform.endHandler(
                    builder -> builder.with(NestMembersAttribute.ofSymbols(members)))));
  }

  private static String internalName(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1);
  }

  /**
   * The lambdas of one kin, made into a class whose objects know which of them they are, and hold what that one does.
   *
   * @param name what it is called
   */
  private record Group(ClassDesc name, Kin kin, List<Case> cases) {
    private static final String WHICH = "which";

    private static String held(int index) {
      return "held" + index;
    }

    /** For how much there has to be room. */
    private int room() {
      return cases.stream().mapToInt(lambda -> lambda.site.parameterCount()).max().orElse(0);
    }

    private MethodTypeDesc constructor() {
      List<ClassDesc> types = new ArrayList<>(List.of(CD_int));
      for (int i = 0; i < room(); i++) {
        types.add(CD_Object);
      }
      return MethodTypeDesc.of(CD_void, types);
    }

    byte[] made(ClassFile classFile) {
      return classFile.build(
          name,
          builder -> {
            builder.withVersion(ClassFile.latestMajorVersion(), 0);
            builder.withFlags(AccessFlag.FINAL, AccessFlag.SUPER, AccessFlag.SYNTHETIC);
            builder.withInterfaceSymbols(kin.type);
            builder.with(NestHostAttribute.of(kin.host));
            int hidden = ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL;
            builder.withField(WHICH, CD_int, hidden);
            for (int i = 0; i < room(); i++) {
              builder.withField(held(i), CD_Object, hidden);
            }
            builder.withMethodBody("<init>", constructor(), ClassFile.ACC_PRIVATE, this::keep);
            for (int i = 0; i < cases.size(); i++) {
              int which = i;
              builder.withMethodBody(
                  "of" + i, cases.get(i).site, ClassFile.ACC_STATIC, code -> make(code, which));
            }
            builder.withMethodBody(kin.method, kin.erased, ClassFile.ACC_PUBLIC, this::call);
          });
    }

    private void keep(CodeBuilder code) {
      code.aload(0).invokespecial(CD_Object, "<init>", MethodTypeDesc.of(CD_void));
      code.aload(0).iload(1).putfield(name, WHICH, CD_int);
      for (int i = 0; i < room(); i++) {
        code.aload(0).aload(2 + i).putfield(name, held(i), CD_Object);
      }
      code.return_();
    }

    private void make(CodeBuilder code, int which) {
      MethodTypeDesc site = cases.get(which).site;
      code.new_(name).dup().loadConstant(which);
      for (int i = 0; i < room(); i++) {
        if (i < site.parameterCount()) {
          ClassDesc type = site.parameterType(i);
          code.loadLocal(TypeKind.from(type), code.parameterSlot(i));
          convert(code, type, CD_Object);
        } else {
          code.aconst_null();
        }
      }
      code.invokespecial(name, "<init>", constructor()).areturn();
    }

    private void call(CodeBuilder code) {
      if (cases.size() == 1) {
        call(code, cases.getFirst());
        return;
      }
      List<SwitchCase> starts = new ArrayList<>();
      for (int i = 1; i < cases.size(); i++) {
        starts.add(SwitchCase.of(i, code.newLabel()));
      }
      Label first = code.newLabel();
      code.aload(0).getfield(name, WHICH, CD_int);
      code.tableswitch(1, cases.size() - 1, first, starts);
      code.labelBinding(first);
      call(code, cases.getFirst());
      for (SwitchCase start : starts) {
        code.labelBinding(start.target());
        call(code, cases.get(start.caseValue()));
      }
    }

    private void call(CodeBuilder code, Case lambda) {
      DirectMethodHandleDesc body = lambda.body;
      boolean constructs = body.kind() == Kind.CONSTRUCTOR;
      if (constructs) {
        code.new_(body.owner()).dup();
      }
      int held = lambda.site.parameterCount();
      List<ClassDesc> taken = lambda.taken();
      for (int i = 0; i < taken.size(); i++) {
        if (i < held) {
          code.aload(0).getfield(name, held(i), CD_Object);
          convert(code, CD_Object, taken.get(i));
        } else {
          ClassDesc type = kin.erased.parameterType(i - held);
          code.loadLocal(TypeKind.from(type), code.parameterSlot(i - held));
          convert(code, type, taken.get(i));
        }
      }
      MethodTypeDesc type =
          constructs
              ? body.invocationType().changeReturnType(CD_void)
              : MethodTypeDesc.ofDescriptor(body.lookupDescriptor());
      switch (body.kind()) {
        case CONSTRUCTOR -> code.invokespecial(body.owner(), "<init>", type);
        case STATIC, INTERFACE_STATIC ->
            code.invokestatic(body.owner(), body.methodName(), type, body.isOwnerInterface());
        case VIRTUAL, SPECIAL -> code.invokevirtual(body.owner(), body.methodName(), type);
        case INTERFACE_VIRTUAL, INTERFACE_SPECIAL ->
            code.invokeinterface(body.owner(), body.methodName(), type);
        case GETTER, SETTER, STATIC_GETTER, STATIC_SETTER ->
            throw new IllegalStateException("no lambda is a field");
      }
      ClassDesc wanted = kin.erased.returnType();
      if (wanted.equals(CD_void)) {
        drop(code, lambda.given());
      } else {
        convert(code, lambda.given(), wanted);
      }
      code.return_(TypeKind.from(wanted));
    }

    private static void drop(CodeBuilder code, ClassDesc type) {
      switch (TypeKind.from(type).slotSize()) {
        case 0 -> {}
        case 1 -> code.pop();
        default -> code.pop2();
      }
    }

    private static void convert(CodeBuilder code, ClassDesc from, ClassDesc to) {
      if (from.isPrimitive() && !to.isPrimitive()) {
        ClassDesc wrapper = PlainCallSites.wrapper(from);
        code.invokestatic(wrapper, "valueOf", MethodTypeDesc.of(wrapper, from));
      } else if (!from.isPrimitive() && to.isPrimitive()) {
        ClassDesc wrapper = PlainCallSites.wrapper(to);
        code.checkcast(wrapper)
            .invokevirtual(wrapper, to.displayName() + "Value", MethodTypeDesc.of(to));
      } else if (!from.equals(to) && !to.equals(CD_Object)) {
        code.checkcast(to);
      }
    }
  }
}
