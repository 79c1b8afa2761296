package dev.esslint.cli;

import dev.esslint.analysis.Analysis;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.text.SourceText;
import dev.esslint.workspace.Deployment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run found of deployments, so that who tries changes of some files has only those looked at again that have these files. */
final class KnownAnalyses {
  /** As somebody tries changes, a deployment is looked at as it is and as it would be. */
  private static final int MOST = 2;

  private final Map<Object, List<Known>> known = new HashMap<>();

  /**
   * What was found.
   *
   * @param texts those that stood in place of its files
   */
  private record Known(Map<String, SourceText> texts, Analysis analysis) {}

  /** What is known of a deployment if some texts stand in place of files; empty if it was not looked at with these. */
  Optional<Analysis> of(Request request, Map<String, SourceText> texts, SourceReader sources) {
    Map<String, SourceText> own = own(request, texts, sources);
    List<Known> some = known.getOrDefault(identity(request), List.of());
    for (Known one : some) {
      if (one.texts.equals(own)) {
        some.remove(one);
        some.addFirst(one); // what was asked for last is kept longest
        return Optional.of(one.analysis);
      }
    }
    return Optional.empty();
  }

  void add(Request request, Map<String, SourceText> texts, SourceReader sources, Analysis analysis) {
    List<Known> some = known.computeIfAbsent(identity(request), key -> new ArrayList<>());
    some.addFirst(new Known(own(request, texts, sources), analysis));
    if (some.size() > MOST) {
      some.removeLast();
    }
  }

  private static Object identity(Request request) {
    Deployment found = request.found();
    return found == null ? request.files() : List.of(found.id(), found.kind(), request.files());
  }

  private static Map<String, SourceText> own(Request request, Map<String, SourceText> texts, SourceReader sources) {
    Map<String, SourceText> own = new HashMap<>();
    for (String file : request.files()) {
      String name = sources.nameOf(file);
      if (texts.containsKey(name)) {
        own.put(name, texts.get(name));
      }
    }
    return own;
  }
}
