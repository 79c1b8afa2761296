package dev.esslint;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The dependencies between packages that DESIGN promises. */
final class ArchitectureTest {
  private static final JavaClasses CLASSES = CompiledClasses.ALL;

  private static final String[] ENGINES = {
    "org.snakeyaml..", "com.networknt..", "tools.jackson..", "com.fasterxml..", "com.google.re2j.."
  };

  @Test
  void only_yaml_sees_its_engine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.esslint.yaml")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.snakeyaml..")
        .check(CLASSES);
  }

  @Test
  void only_schema_sees_the_validator() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.esslint.schema")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.networknt..")
        .check(CLASSES);
  }

  @Test
  void only_templates_see_the_regular_expressions_of_go() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.esslint.gotemplate")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.google.re2j..")
        .check(CLASSES);
  }

  @Test
  void rules_facts_and_findings_see_no_engine() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.esslint.check",
            "dev.esslint.rule..",
            "dev.esslint.model..",
            "dev.esslint.finding",
            "dev.esslint.values..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ENGINES)
        .check(CLASSES);
  }

  @Test
  void data_flows_one_way() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.esslint.text", "dev.esslint.tree", "dev.esslint.yaml", "dev.esslint.json", "dev.esslint.net")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.esslint.values..", "dev.esslint.finding", "dev.esslint.rule..", "dev.esslint.report")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage("dev.esslint.values..", "dev.esslint.finding")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.esslint.check", "dev.esslint.rule..", "dev.esslint.model..", "dev.esslint.report")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.esslint.report")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.esslint.check", "dev.esslint.rule..", "dev.esslint.model..", "dev.esslint.schema")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.esslint.cli", "dev.esslint.map")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.esslint.map")
        .check(CLASSES);
  }

  /** What all subjects share knows none of them, and none of them knows how they are put together. */
  @Test
  void rooms_of_the_model_are_built_upon_each_other() {
    noClasses()
        .that()
        .resideInAPackage("dev.esslint.model.base")
        .should()
        .dependOnClassesThat(
            describe(
                "other rooms of the model",
                type ->
                    type.getPackageName().startsWith("dev.esslint.model")
                        && !type.getPackageName().equals("dev.esslint.model.base")))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.esslint.model.*")
        .and()
        .resideOutsideOfPackage("dev.esslint.model.change")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.esslint.model", "dev.esslint.model.change")
        .check(CLASSES);
    slices().matching("dev.esslint.model(.*)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void maps_see_the_model_and_what_reports_are_written_with() {
    noClasses()
        .that()
        .resideInAPackage("dev.esslint.map")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.esslint.check", "dev.esslint.rule..", "dev.esslint.schema", "dev.esslint.chart", "dev.esslint.config")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.esslint.map")
        .and()
        .doNotHaveSimpleName("JsonMap")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ENGINES)
        .check(CLASSES);
  }

  /** Findings and texts of the user reach a report through the mask only. */
  @Test
  void reporters_see_nothing_that_may_hold_a_secret() {
    noClasses()
        .that()
        .resideInAPackage("dev.esslint.report")
        .and()
        .doNotHaveSimpleName("Told")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("dev.esslint.finding.Finding")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("dev.esslint.finding.Location")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("dev.esslint.text.SourceText")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("dev.esslint.values..")
        .check(CLASSES);
  }

  @Test
  void nothing_depends_on_the_command_line() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.esslint.cli", "dev.esslint.build")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.esslint.cli", "picocli..")
        .check(CLASSES);
  }

  @Test
  void only_the_command_line_exits_and_knows_the_standard_streams() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.esslint.cli", "dev.esslint.build")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .accessField(System.class, "in")
        .check(CLASSES);
  }

  /** A run that only checks values opens no connection, and loads nothing of what could. */
  @Test
  void only_the_probe_opens_connections() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.esslint.probe.wire")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.Socket")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.URL")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.DatagramSocket")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("javax.net..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.esslint.probe..", "dev.esslint.cli")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.esslint.probe..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.esslint.cli")
        .and()
        .haveSimpleNameNotStartingWith("Probe")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.esslint.probe..")
        .check(CLASSES);
  }

  @Test
  void protocols_know_nothing_of_charts() {
    noClasses()
        .that()
        .resideInAPackage("dev.esslint.probe.wire")
        .should()
        .dependOnClassesThat(
            describe(
                "others of esslint", type -> type.getPackageName().startsWith("dev.esslint") && !type.getPackageName().equals("dev.esslint.probe.wire")))
        .check(CLASSES);
  }

  /** A name is one thing; nested types have the name of what is around them as well. */
  @Test
  void no_two_classes_have_one_name() {
    Map<String, List<String>> packages = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
        packages.computeIfAbsent(type.getSimpleName(), _ -> new ArrayList<>()).add(type.getPackageName());
      }
    }
    packages.values().removeIf(several -> several.size() == 1);
    assertEquals(Map.of(), packages);
  }
}
