package dev.esslint.build;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.Enum.EnumDesc;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Replaces call sites that the JVM links when they are first passed by calls of plain methods that do the same:
 * switches over types and strings, {@code equals} and {@code hashCode} of records, and concatenated strings.
 *
 * <p>Why: to link one is to make a class, which takes up to a millisecond, and a start passes hundreds. The AOT cache of
 * JDK 25 spares that for lambdas and most of it for concatenations, but not for the others. So the sources can use the
 * language as it is meant, and the image starts as if they did not.
 *
 * <p>Call sites with other labels (numbers, bare names of constants) and {@code toString} of records stay as they are.
 */
public final class PlainCallSites {
  private static final ClassDesc OBJECTS = Objects.class.describeConstable().orElseThrow();
  private static final ClassDesc TEXT = StringBuilder.class.describeConstable().orElseThrow();

  private PlainCallSites() {}

  /**
   * Rewrites a class.
   *
   * @param classFile knows the classes that the code of this one mentions, as it calculates stack maps
   * @param bytes the class
   * @return the class that does the same; these very bytes if there is nothing to replace
   */
  public static byte[] replace(ClassFile classFile, byte[] bytes) {
    ClassModel model = classFile.parse(bytes);
    ClassDesc owner = model.thisClass().asSymbol();
    boolean isInterface = model.flags().has(AccessFlag.INTERFACE);
    Map<InvokeDynamicEntry, Method> methods = new LinkedHashMap<>();
    model.methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .forEach(
            element -> {
              if (element instanceof InvokeDynamicInstruction site) {
                String name = "callSite$" + methods.size();
                body(site)
                    .ifPresent(
                        body ->
                            methods.putIfAbsent(
                                site.invokedynamic(), new Method(name, site.typeSymbol(), body)));
              }
            });
    if (methods.isEmpty()) {
      return bytes;
    }
    CodeTransform calls =
        (code, element) -> {
          Method method =
              element instanceof InvokeDynamicInstruction site
                  ? methods.get(site.invokedynamic())
                  : null;
          if (method == null) {
            code.with(element);
          } else {
            code.invokestatic(owner, method.name, method.type, isInterface);
          }
        };
    return classFile.transformClass(
        model,
        ClassTransform.transformingMethodBodies(calls)
            .andThen(
                ClassTransform.endHandler(
                    builder ->
                        methods
                            .values()
                            .forEach(
                                method ->
                                    builder.withMethodBody(
                                        method.name,
                                        method.type,
                                        ClassFile.ACC_PRIVATE
                                            | ClassFile.ACC_STATIC
                                            | ClassFile.ACC_SYNTHETIC,
                                        method.body)))));
  }

  /** What a call site becomes. */
  private record Method(String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {}

  private static Optional<Consumer<CodeBuilder>> body(InvokeDynamicInstruction site) {
    List<ConstantDesc> arguments = site.bootstrapArgs();
    String bootstrap =
        site.bootstrapMethod().owner().displayName() + "." + site.bootstrapMethod().methodName();
    return switch (bootstrap) {
      case "SwitchBootstraps.typeSwitch" -> {
        List<ConstantDesc> labels = arguments.stream().map(PlainCallSites::label).toList();
        yield !labels.isEmpty() && labels.stream().allMatch(PlainCallSites::isPlain)
            ? Optional.of(code -> typeSwitch(code, labels))
            : Optional.empty();
      }
      case "StringConcatFactory.makeConcatWithConstants" ->
          arguments.size() == 1
              ? Optional.of(
                  code -> concatenation(code, (String) arguments.getFirst(), site.typeSymbol()))
              : Optional.empty();
      case "ObjectMethods.bootstrap" -> {
        ClassDesc type = (ClassDesc) arguments.getFirst();
        List<Field> fields =
            arguments.stream()
                .skip(2)
                .map(DirectMethodHandleDesc.class::cast)
                .map(
                    getter ->
                        new Field(
                            getter.methodName(), ClassDesc.ofDescriptor(getter.lookupDescriptor())))
                .toList();
        yield switch (site.name().stringValue()) {
          case "equals" -> Optional.of(code -> equality(code, type, fields));
          case "hashCode" -> Optional.of(code -> hash(code, type, fields));
          default -> Optional.empty();
        };
      }
      default -> Optional.empty();
    };
  }

  /** The constant of an enum that a label stands for, if it is one; else the label. */
  private static ConstantDesc label(ConstantDesc label) {
    return label instanceof DynamicConstantDesc<?> made
            && made.bootstrapArgsList().size() == 3
            && made.bootstrapArgsList().get(0) instanceof DirectMethodHandleDesc maker
            && maker.owner().equals(EnumDesc.class.describeConstable().orElseThrow())
            && made.bootstrapArgsList().get(1) instanceof DynamicConstantDesc<?> type
            && type.bootstrapArgsList().size() == 2
            && type.bootstrapArgsList().get(1) instanceof String owner
            && made.bootstrapArgsList().get(2) instanceof String name
        ? EnumDesc.of(ClassDesc.of(owner), name)
        : label;
  }

  private static boolean isPlain(ConstantDesc label) {
    return label instanceof ClassDesc || label instanceof String || label instanceof EnumDesc<?>;
  }

  /** {@code (target, restart)}: the first label from {@code restart} on that fits; -1 for null; their number for none. */
  private static void typeSwitch(CodeBuilder code, List<ConstantDesc> labels) {
    int none = labels.size();
    code.iload(1)
        .loadConstant(none + 1)
        .invokestatic(OBJECTS, "checkIndex", MethodTypeDesc.of(CD_int, CD_int, CD_int))
        .pop();
    code.aload(0).ifThen(Opcode.IFNULL, isNull -> isNull.loadConstant(-1).ireturn());
    List<SwitchCase> starts = new ArrayList<>();
    for (int i = 0; i < none; i++) {
      starts.add(SwitchCase.of(i, code.newLabel()));
    }
    Label end = code.newLabel();
    code.iload(1).tableswitch(0, none - 1, end, starts);
    for (SwitchCase start : starts) {
      code.labelBinding(start.target());
      switch (labels.get(start.caseValue())) {
        case ClassDesc type -> code.aload(0).instanceOf(type);
        case EnumDesc<?> constant ->
            code.aload(0)
                .getstatic(constant.constantType(), constant.constantName(), constant.constantType())
                .invokestatic(
                    OBJECTS,
                    "equals",
                    MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object));
        case ConstantDesc text -> {
          code.loadConstant(text).aload(0);
          code.invokevirtual(CD_String, "equals", MethodTypeDesc.of(CD_boolean, CD_Object));
        }
      }
      code.ifThen(fits -> fits.loadConstant(start.caseValue()).ireturn());
    }
    code.labelBinding(end).loadConstant(none).ireturn();
  }

  /** {@code (parts...)}: what a recipe makes of them, in which the character 1 stands for the next part. */
  private static void concatenation(CodeBuilder code, String recipe, MethodTypeDesc type) {
    code.new_(TEXT).dup().invokespecial(TEXT, "<init>", MethodTypeDesc.of(CD_void));
    int parameter = 0;
    for (String piece : recipe.splitWithDelimiters("\1", 0)) {
      if (piece.equals("\1")) {
        ClassDesc part = type.parameterType(parameter);
        code.loadLocal(TypeKind.from(part), code.parameterSlot(parameter));
        code.invokevirtual(TEXT, "append", MethodTypeDesc.of(TEXT, appended(part)));
        parameter++;
      } else if (!piece.isEmpty()) {
        code.loadConstant(piece);
        code.invokevirtual(TEXT, "append", MethodTypeDesc.of(TEXT, CD_String));
      }
    }
    code.invokevirtual(TEXT, "toString", MethodTypeDesc.of(CD_String)).areturn();
  }

  /** The type as which a part is appended. */
  private static ClassDesc appended(ClassDesc part) {
    return switch (TypeKind.from(part)) {
      case BYTE, SHORT -> CD_int;
      case REFERENCE -> part.equals(CD_String) ? CD_String : CD_Object;
      case BOOLEAN, CHAR, INT, LONG, FLOAT, DOUBLE, VOID -> part;
    };
  }

  /** A component of a record. */
  private record Field(String name, ClassDesc type) {}

  /** {@code (record, other)}: whether all components are equal, floating-point ones as their wrappers compare them. */
  private static void equality(CodeBuilder code, ClassDesc type, List<Field> fields) {
    code.aload(0).aload(1);
    code.ifThen(Opcode.IF_ACMPEQ, same -> same.iconst_1().ireturn());
    code.aload(1).instanceOf(type);
    code.ifThen(Opcode.IFEQ, foreign -> foreign.iconst_0().ireturn());
    int other = code.allocateLocal(TypeKind.REFERENCE);
    code.aload(1).checkcast(type).astore(other);
    for (Field field : fields) {
      code.aload(0).getfield(type, field.name, field.type);
      code.aload(other).getfield(type, field.name, field.type);
      if (field.type.isPrimitive()) {
        code.invokestatic(
            wrapper(field.type), "compare", MethodTypeDesc.of(CD_int, field.type, field.type));
        code.ifThen(Opcode.IFNE, differs -> differs.iconst_0().ireturn());
      } else {
        code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object));
        code.ifThen(Opcode.IFEQ, differs -> differs.iconst_0().ireturn());
      }
    }
    code.iconst_1().ireturn();
  }

  /** {@code (record)}: the same number as the JDK's own method. */
  private static void hash(CodeBuilder code, ClassDesc type, List<Field> fields) {
    code.iconst_0();
    for (Field field : fields) {
      boolean primitive = field.type.isPrimitive();
      code.loadConstant(31).imul().aload(0).getfield(type, field.name, field.type);
      code.invokestatic(
          primitive ? wrapper(field.type) : OBJECTS,
          "hashCode",
          MethodTypeDesc.of(CD_int, primitive ? field.type : CD_Object));
      code.iadd();
    }
    code.ireturn();
  }

  /** The class whose objects hold values of a primitive type. */
  static ClassDesc wrapper(ClassDesc primitive) {
    Class<?> type =
        switch (TypeKind.from(primitive)) {
          case BOOLEAN -> Boolean.class;
          case BYTE -> Byte.class;
          case SHORT -> Short.class;
          case CHAR -> Character.class;
          case INT -> Integer.class;
          case LONG -> Long.class;
          case FLOAT -> Float.class;
          case DOUBLE -> Double.class;
          case REFERENCE, VOID -> throw new IllegalArgumentException(primitive.displayName());
        };
    return type.describeConstable().orElseThrow();
  }
}
