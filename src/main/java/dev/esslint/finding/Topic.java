package dev.esslint.finding;

/** What the findings of a rule are about, as far as that decides how they stand to others at the same place. */
public enum Topic {
  /** Nothing of the below: the finding stands for itself. */
  VALUES("values"),
  /** A key that the chart does not know, which is wrong whatever else is set. */
  KEY("key"),
  /** A value of a type that the schema refuses. */
  TYPE("type"),
  /** Something else that the schema refuses. */
  SCHEMA("schema"),
  /** A value that the chart has by itself. */
  DEFAULT("default"),
  /** A text that Helm cannot take as it is: that it is also broken otherwise is not told, for it has to be written anew. */
  TEXT("text"),
  /** A text that stands for another one, or a null: of no interest where it is filled in, or may be lost, before Helm reads it. */
  PLACEHOLDER("placeholder"),
  /** What the tables of programs' options say: not told where a rule says as much of that place. */
  OPTION("option"),
  /** A value with which a program does not start: what a rule warns of there is not told, for the value has to be another one. */
  OPTION_VALUE("option-value"),
  /** What the tables say about other versions: not told either where a rule speaks of the mapping around. */
  OPTION_VERSION("option-version"),
  /** What a value may do to a deployment that exists: not told where a rule about changes, which knows what is deployed, speaks of it. */
  CHANGE("change"),
  /** What a release lacks, whatever the values are. */
  RELEASE("release");

  private final String label;

  Topic(String label) {
    this.label = label;
  }

  /** The name in rules. */
  public String label() {
    return label;
  }

  /** Whether only the schema of the chart refuses it. */
  public boolean isOfSchema() {
    return this == KEY || this == TYPE || this == SCHEMA;
  }

  /** Whether it is from the tables of programs' options. */
  public boolean isOfTables() {
    return this == OPTION || this == OPTION_VALUE || this == OPTION_VERSION;
  }
}
