package dev.esslint.workspace;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.text.SourceException;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import java.util.List;

/** Files of which SOPS encrypted some values. */
public final class Sops {
  private static final String BLOCK = "sops";
  private static final String START = "ENC[AES256_GCM,";

  private Sops() {}

  /** Whether a document has the block that SOPS writes. */
  public static boolean isEncrypted(Node root) {
    return root instanceof MapNode map
        && map.get(BLOCK) instanceof MapNode block
        && (block.get("mac") != null
            || (block.get("lastmodified") != null && block.get("version") != null));
  }

  /** Tells a file that is encrypted where a tool does not decrypt it. */
  public static void undecrypted(Index index, String file, Located at, String tool, Draft draft) {
    try {
      undecrypted(index.folder().yaml(file).root(), "`" + file + "`", at, tool, draft);
    } catch (SourceException e) {
      // what is no YAML is told elsewhere
    }
  }

  /** The same of values that are at hand. */
  public static void undecrypted(Node root, String name, Located at, String tool, Draft draft) {
    if (isEncrypted(root)) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_SOPS_NOT_DECRYPTED,
          at.source(),
          at.span(),
          name
              + (name.endsWith("`") ? " is" : " are")
              + " encrypted, but "
              + tool
              + " does not decrypt values. `ENC[...]` becomes the value, if Helm accepts the file at all.");
    }
  }

  /** The values of a file once it is decrypted: those that are encrypted are unknown, and the block is gone. */
  public static Node decrypted(Document document, Draft draft) {
    Node root = Trees.without(document.root(), List.of(BLOCK));
    return Trees.changed(
        root,
        new Trees.Change() {
          @Override
          public Node scalar(ScalarNode scalar) {
            String text = scalar.string();
            if (text != null && text.startsWith(START)) {
              String type = type(text);
              draft.hole(
                  document.source(),
                  scalar.span(),
                  Unknown.Phase.BEFORE_HELM,
                  "sops " + type,
                  type);
            }
            return scalar;
          }
        });
  }

  private static String type(String text) {
    int at = text.indexOf("type:");
    int end = at < 0 ? -1 : text.indexOf(']', at);
    return end < 0 ? "str" : text.substring(at + 5, end);
  }
}
