package dev.esslint.finding;

import dev.esslint.chart.ChartComponent;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What people are told about a rule.
 *
 * @param id never changed and never reused, such as {@code RTC003}
 * @param name the bad pattern in kebab-case; reads well after "allow"
 * @param level how grave its findings are
 * @param kind what happens to the deployment
 * @param charts the releases it applies to, as written in the rule; empty for all
 * @param from the releases that are deployed before a change, as written in the rule; empty for all
 * @param subject what it judges
 * @param components what it speaks of: it reports only where all of them are switched on, with what they belong to
 * @param topic what its findings are about
 * @param optional whether it takes part only when it is asked for
 * @param own whether it is a user's own, and not one that esslint comes with
 * @param inPlaceOf the IDs and names of the rule that would tell the same of another release, which comments may name, too
 * @param page gives the rest, which is read when it is asked for
 */
public record RuleInfo(
    String id,
    String name,
    Level level,
    RuleClass kind,
    String charts,
    String from,
    Subject subject,
    List<ChartComponent> components,
    Topic topic,
    boolean optional,
    boolean own,
    List<String> inPlaceOf,
    Supplier<Page> page) {

  /** What a rule judges. */
  public enum Subject {
    /** Values as they are. */
    DEPLOYMENT,
    /** The same values with another release of the chart. */
    UPGRADE,
    /** Values in the place of those that are deployed. */
    CHANGE
  }

  public RuleInfo(
      String id,
      String name,
      Level level,
      RuleClass kind,
      String charts,
      String summary,
      String why,
      String fix,
      String docs,
      List<Example> examples) {
    this(
        id,
        name,
        level,
        kind,
        charts,
        "",
        Subject.DEPLOYMENT,
        List.of(),
        Topic.VALUES,
        false,
        false,
        List.of(),
        () -> new Page(summary, "", why, fix, docs, List.of(), examples));
  }

  /**
   * The texts of a rule.
   *
   * @param summary one sentence that makes sense alone
   * @param message what findings say, before values are quoted in it; empty where a check says it
   * @param why the mechanism and the evidence, in Markdown
   * @param fix what to write instead, in Markdown
   * @param docs a page to read on; empty if there is none
   * @param wordings what message and fix say for quoted values that are no words for people
   * @param examples what it reports and what it does not
   */
  public record Page(
      String summary,
      String message,
      String why,
      String fix,
      String docs,
      List<Wording> wordings,
      List<Example> examples) {}

  /**
   * What a text says where it quotes a value.
   *
   * @param path the path as the text quotes it
   * @param value the value
   * @param text what stands in its place; it may quote values, too
   */
  public record Wording(String path, String value, String text) {}

  /**
   * A values file that shows the rule. Unless it stands alone it is a layer over values that need nothing else, so
   * that it can be short.
   *
   * @param bad whether the rule reports it
   * @param values the values file; in a bad one the comment {@code <- here} ends each line that is reported
   * @param layer a values file between those values and this one; empty for none
   * @param cluster the stated facts about the cluster; empty for none
   * @param release the release of the chart; empty for the newest
   * @param from the release that is deployed before; empty for the one that the values are for
   * @param before the values file that is deployed before, in the place of this one and the one below it
   * @param alone whether it is the only layer
   * @param name what Helm calls the release; empty where that is not stated
   */
  public record Example(
      boolean bad,
      String values,
      String layer,
      String cluster,
      String release,
      String from,
      String before,
      boolean alone,
      String name) {}

  /** The same as a user's own. */
  public RuleInfo asOwn() {
    return new RuleInfo(id, name, level, kind, charts, from, subject, components, topic, optional, true, inPlaceOf, page);
  }

  public String summary() {
    return page.get().summary();
  }

  public String message() {
    return page.get().message();
  }

  public String why() {
    return page.get().why();
  }

  public String fix() {
    return page.get().fix();
  }

  public String docs() {
    return page.get().docs();
  }

  public List<Wording> wordings() {
    return page.get().wordings();
  }

  public List<Example> examples() {
    return page.get().examples();
  }

  /** The same where something else happens to the deployment. */
  public RuleInfo with(RuleClass other) {
    return new RuleInfo(id, name, level, other, charts, from, subject, components, topic, optional, own, inPlaceOf, page);
  }

  /** The same with another level. */
  public RuleInfo at(Level other) {
    return new RuleInfo(id, name, other, kind, charts, from, subject, components, topic, optional, own, inPlaceOf, page);
  }

  /** The same where it tells what another rule would tell of a release that is known. */
  public RuleInfo inPlaceOf(RuleInfo other) {
    return new RuleInfo(
        id, name, level, kind, charts, from, subject, components, topic, optional, own, List.of(other.id, other.name), page);
  }

  /** Whether a comment that names a rule means this one, or the one that it speaks for. */
  boolean isMeant(String word) {
    return isCalled(word) || inPlaceOf.stream().anyMatch(word::equalsIgnoreCase);
  }

  /** Whether a word is its ID or its name. */
  public boolean isCalled(String word) {
    return id.equalsIgnoreCase(word) || name.equals(word);
  }

  /** Whether a word names several rules of which it is one: its family, or a component that it speaks of. */
  public boolean isOf(String word) {
    if (family().equals(word.toUpperCase(Locale.ROOT))) {
      return true;
    }
    for (ChartComponent component : components) {
      if (component.path().equals(word) || component.path().startsWith(word + ".")) {
        return true;
      }
    }
    return false;
  }

  /** The family: the letters that the id begins with. */
  public String family() {
    return id.replaceAll("\\d+$", "");
  }
}
