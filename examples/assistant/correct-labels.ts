import type { Clock, Store } from "golden-pipeline";
import { createLabelLog, type JoinedPrediction } from "golden-pipeline/feedback";
import { matchAnswer } from "golden-pipeline/scorers";
import { log } from "./live.js";
import { figuresOf, percentChange } from "./questions.js";

/** Somebody looks again at labels that disagree with the answer, reckons by the passage, and corrects those that slipped. */
export async function correctLabels(
  store: Store,
  clock: Clock,
  joined: readonly JoinedPrediction[],
): Promise<readonly string[]> {
  const labels = await createLabelLog({ store, name: log, writer: "people", clock });
  const written: string[] = [];
  for (const { prediction, label } of joined) {
    if (label === undefined || prediction.arm === "shadow") continue;
    const given = String(label.values.answer);
    if (matchAnswer(given, String(prediction.output)).match) continue;
    const figures = figuresOf(String(prediction.row?.passage));
    const answer = figures && percentChange(...figures);
    if (answer === undefined || answer === given) continue;
    const { id } = await labels.correct(label, {
      values: { answer },
      actor: "reviewer",
      reason: "the passage shows a fall: the sign was left out",
    });
    written.push(id);
  }
  await labels.close();
  return written;
}
