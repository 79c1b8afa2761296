package dev.esslint.report;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.esslint.CompiledClasses;
import org.junit.jupiter.api.Test;

class DependenciesTest {
  private final JavaClasses classes =
      CompiledClasses.ALL.that(resideInAPackage("dev.esslint.report"));

  @Test
  void the_text_report_starts_without_jackson() {
    noClasses()
        .that()
        .haveNameNotMatching(".*\\.(Json|Sarif|Gitlab|Rdjson|Sonar).*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tools.jackson..")
        .check(classes);
    noClasses()
        .that()
        .haveNameNotMatching(".*\\.(Json|Sarif|Gitlab|Rdjson|Sonar).*|.*\\.Reporter")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("dev\\.esslint\\.report\\.(Json|Sarif|Gitlab|Rdjson|Sonar).*")
        .check(classes);
  }

  @Test
  void nothing_but_jackson_is_used_from_outside() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.networknt..", "org.snakeyaml..", "picocli..")
        .check(classes);
  }
}
