package dev.esslint.model.change;

import dev.esslint.model.DeploymentFacts;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.FactTree;
import dev.esslint.model.base.Facts;
import dev.esslint.values.Origin;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import java.util.Optional;

/**
 * Facts about a change: from a deployment that runs to the one that is to take its place. Each is about the value that
 * changes, where it stands now. What a template or a placeholder decides on either side is no fact.
 */
public final class ChangeFacts {
  private final FactTree tree;

  private ChangeFacts(FactTree tree) {
    this.tree = tree;
  }

  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        ClaimChanges.names(),
        CredentialChanges.names(),
        DatabaseChanges.names(),
        LoginChanges.names(),
        HostChanges.names(),
        ProgramChanges.names());
  }

  /**
   * Works out the facts.
   *
   * @param before what is deployed
   * @param now what is to take its place
   */
  public static ChangeFacts of(DeploymentFacts before, DeploymentFacts now) {
    Facts facts = new Facts(now.values().root().origin());
    Change change = new Change(before, now, new Chosen(before.values()), new Chosen(now.values()));
    ClaimChanges.state(change, facts);
    CredentialChanges.state(change, facts);
    DatabaseChanges.state(change, facts);
    LoginChanges.state(change, facts);
    HostChanges.state(change, facts);
    ProgramChanges.state(change, facts);
    return new ChangeFacts(facts.tree());
  }

  /** The facts in the form of values; {@link #about} tells which value each is about. */
  public MapValue facts() {
    return tree.root();
  }

  /** Where a fact, or the nearest fact above it, has its place, if that is not the value it is about. */
  public Optional<Origin> place(ValuePath fact) {
    return tree.place(fact);
  }

  /** The path of the value that a fact is about. */
  public ValuePath about(ValuePath fact) {
    return tree.about(fact);
  }
}
