package dev.esslint.model.data;

import dev.esslint.model.base.Parts;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Survey;
import java.util.ArrayList;
import java.util.List;

/** The persistent volumes of what runs. */
public final class VolumeSurvey {
  private final Survey survey;

  private VolumeSurvey(Survey survey) {
    this.survey = survey;
  }

  public static List<Volume> volumes(Survey survey) {
    VolumeSurvey making = new VolumeSurvey(survey);
    List<Volume> volumes = new ArrayList<>();
    making.volume("synapse.media.storage", survey.component("synapse"), volumes);
    making.volume(
        "postgres.storage", survey.state(values -> new Parts(values).postgres()), volumes);
    making.volume(
        "hookshot.storage",
        survey.state(
            values ->
                values.on("hookshot.enabled")
                    && (values.on("hookshot.enableEncryption")
                        || !values.has("hookshot.enableEncryption"))),
        volumes);
    return volumes;
  }

  private void volume(String path, State state, List<Volume> volumes) {
    if (state != State.OFF && survey.has(path)) {
      volumes.add(
          new Volume(
              path,
              state,
              survey.objects().claim(path),
              survey.text(path + ".size"),
              survey
                  .text(path + ".storageClassName")
                  .or(survey.text("storage.storageClassName")),
              survey.template(path + ".existingClaim")));
    }
  }
}
