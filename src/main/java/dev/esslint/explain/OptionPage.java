package dev.esslint.explain;

import dev.esslint.embedded.Defaults;
import dev.esslint.embedded.Option;
import dev.esslint.embedded.Options;
import dev.esslint.embedded.Options.Place;
import dev.esslint.embedded.Program;
import dev.esslint.embedded.Type;
import dev.esslint.embedded.Version;
import dev.esslint.model.program.OwnedKeyTable;
import dev.esslint.model.program.OwnedKeyTable.Owned;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What there is to say about an option of a program, in Markdown. */
public final class OptionPage {
  private OptionPage() {}

  /** What there is to know about an option but for what the chart does with it, which is told for each release. */
  private static String remark(Option option) {
    return Arrays.stream(option.note().split("; ", -1))
        .filter(part -> !part.startsWith("chart") && !part.startsWith("the chart"))
        .collect(Collectors.joining("; "));
  }

  /** The page of an option. */
  public static String of(Program program, Place place) {
    Option option = place.option();
    StringBuilder page = new StringBuilder();
    page.append("# ").append(program.title()).append(" `").append(option.path()).append("`\n\n");
    page.append("It must be ").append(option.expected(Optional.empty())).append(".");
    page.append(defaults(program, option.path()));
    if (!option.required().isEmpty()) {
      page.append(" It is required if its section exists")
          .append(option.required().equals("yes") ? "" : option.required().substring("yes".length()))
          .append('.');
    }
    if (option.secret()) {
      page.append(" It is a credential.");
    }
    page.append("\n\n");
    page.append(versions(program, option));
    String remark = remark(option);
    if (!remark.isEmpty()) {
      page.append("Remark: ").append(remark).append(".\n\n");
    }
    List<String> below = place.names();
    if (!below.isEmpty()) {
      page.append("Below it: `").append(String.join("`, `", below)).append("`.\n\n");
    }
    String key = option.path().replace("[]", "");
    List<Owned> owned = OwnedKeyTable.of(program, key);
    List<Defaults.Given> given = Defaults.given(program, option.path());
    if (!owned.isEmpty() || !given.isEmpty()) {
      page.append("## The chart\n\n");
      owned.forEach(one -> page.append(owned(program, one)));
      given.forEach(one -> page.append(given(one)));
      page.append('\n');
    }
    if (owned.stream().noneMatch(one -> one.charts().isEmpty() && !one.sometimes())) {
      page.append("## Where to write it\n\n```yaml\n")
          .append(snippet(program, option))
          .append("```\n");
    }
    return page.toString().stripTrailing() + "\n";
  }

  private static String versions(Program program, Option option) {
    StringBuilder text = new StringBuilder(program.title());
    text.append(
        option
            .since()
            .map(since -> " has it from " + since + " on")
            .orElse(" has it in all versions that the chart has deployed"));
    text.append(option.until().map((Version until) -> ", " + until + " is the last one").orElse(""));
    if (!option.deprecated().isEmpty()) {
      text.append("; it is deprecated: ").append(option.deprecated());
    }
    return text.append(".\n\n").toString();
  }

  /** What the program makes of the option if it is not set, as far as that is known. */
  private static String defaults(Program program, String option) {
    StringBuilder text = new StringBuilder();
    for (Defaults.Row row : Defaults.of(program, option)) {
      text.append(text.isEmpty() ? " The default is " : ", ").append('`').append(row.value()).append('`');
      text.append(row.since().map(since -> " from " + since + " on").orElse(""));
      text.append(row.until().map(until -> " up to " + until).orElse(""));
      text.append(row.with().isEmpty() ? "" : " with `" + row.with() + "`");
    }
    return text.isEmpty() ? "" : text.append('.').toString();
  }

  private static String given(Defaults.Given given) {
    return "- "
        + releases(given.charts())
        + (given.component().isEmpty() ? "," : ", if `" + given.component() + "` is enabled,")
        + " the chart sets it to `"
        + given.value()
        + "` unless a fragment sets it.\n";
  }

  private static String releases(String charts) {
    return charts.isEmpty() ? "In all releases" : "In " + charts;
  }

  private static String owned(Program program, Owned owned) {
    return "- "
        + releases(owned.charts())
        + (owned.sometimes() ? ", with some values, " : " ")
        + switch (owned.fate()) {
          case OVERWRITTEN -> "the chart overwrites it, so a fragment has no effect. ";
          case REFUSED, REFUSED_WITH_MAS ->
              program.title() + " refuses it together with the options of the chart. ";
          case IDLE_WITH_MAS -> "it has no effect while MAS handles the logins. ";
        }
        + owned.use()
        + "\n";
  }

  private static String snippet(Program program, Option option) {
    StringBuilder yaml = new StringBuilder();
    int depth = 0;
    for (String key : (program.component() + ".additional").split("\\.", -1)) {
      yaml.append("  ".repeat(depth++)).append(key).append(":\n");
    }
    if (program == Program.ELEMENT_WEB) {
      return yaml.append("    user.json: |\n      ").append(json(option)).append('\n').toString();
    }
    yaml.append("  ".repeat(depth++)).append("user.yaml:\n");
    yaml.append("  ".repeat(depth++)).append("config: |\n");
    String item = "";
    for (String step : Options.of(program).steps(option.path())) {
      if (step.equals("[]")) {
        item += "- ";
      } else {
        yaml.append("  ".repeat(depth++)).append(item).append(name(step)).append(":\n");
        depth += item.length() / 2;
        item = "";
      }
    }
    if (item.isEmpty()) {
      yaml.setLength(yaml.length() - 1);
      return yaml.append(' ').append(sample(program, option)).append('\n').toString();
    }
    return yaml.append("  ".repeat(depth)).append(item).append(sample(program, option)).append('\n').toString();
  }

  private static String json(Option option) {
    StringBuilder json = new StringBuilder();
    StringBuilder end = new StringBuilder();
    for (String step : Options.of(Program.ELEMENT_WEB).steps(option.path())) {
      if (step.equals("[]")) {
        json.append('[');
        end.insert(0, ']');
      } else {
        json.append("{\"").append(name(step)).append("\": ");
        end.insert(0, '}');
      }
    }
    String sample = sample(Program.ELEMENT_WEB, option);
    boolean text = option.types().getFirst() == Type.STRING && !sample.startsWith("\"");
    return json.append(text ? "\"" + sample.replace("<", "").replace(">", "") + "\"" : sample)
        .append(end)
        .toString();
  }

  private static String name(String step) {
    return step.equals("*") ? "<name>" : step;
  }

  /** What a boolean is not by default, the newest default of anything else, or something of the type. */
  private static String sample(Program program, Option option) {
    List<Defaults.Row> defaults = Defaults.of(program, option.path());
    String standard = defaults.isEmpty() ? "" : defaults.getLast().value();
    if (option.types().getFirst() == Type.BOOLEAN) {
      return standard.equals("true") ? "false" : "true";
    }
    if (!standard.isEmpty()) {
      return standard;
    }
    List<String> choices = option.choices();
    return switch (option.types().getFirst()) {
      case BOOLEAN -> "true";
      case ARRAY -> "[]";
      case OBJECT -> "{}";
      case INTEGER, NUMBER -> choices.isEmpty() ? "1" : choices.getFirst();
      case DURATION -> "30s";
      case SIZE -> "10M";
      case STRING, ANY, NULL -> choices.isEmpty() ? "<text>" : choices.getFirst();
    };
  }
}
