package dev.esslint.workspace.command;

import java.util.ArrayList;
import java.util.List;

/** What a script puts into a file, or into the input of a command. */
sealed interface Content {

  /**
   * Texts of the script, one after the other.
   *
   * @param appended whether they come after what is in a file already
   */
  record Written(List<ShellScript.Document> texts, boolean appended) implements Content {

    /** The same with more texts after these. */
    Written and(Written more) {
      List<ShellScript.Document> all = new ArrayList<>(texts);
      all.addAll(more.texts());
      return new Written(List.copyOf(all), appended);
    }
  }

  /**
   * What is in a file.
   *
   * @param decrypted whether SOPS decrypts it
   * @param filled whether variables are filled in
   */
  record Copied(String file, boolean decrypted, boolean filled) implements Content {}

  /**
   * What cannot be told.
   *
   * @param by the command that makes it
   */
  record Unclear(String by) implements Content {}
}
