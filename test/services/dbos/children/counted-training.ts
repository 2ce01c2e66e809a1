import { appendFileSync, readFileSync } from "node:fs";
import { pipeline, type Store, tap } from "golden-pipeline";
import { atMost, evaluate } from "golden-pipeline/evaluation";
import { engineer, features } from "golden-pipeline/features";
import { ingest } from "golden-pipeline/ingestion";
import { logLoss } from "golden-pipeline/metrics";
import { model } from "golden-pipeline/model";
import { createRegistry, register } from "golden-pipeline/registry";
import { contract } from "golden-pipeline/schema";
import { gradientBoosting, splitByTime, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { z } from "zod";

const row = z.object({ date: z.date(), precipitation: z.number(), temp_max: z.number(), wind: z.number() });
const days = contract("days", row, {
  eventTime: "date",
  labels: { precipitation: { knownAt: (day) => day.date.plusMinutes(24 * 60) } },
});

/** Will it rain? The weather of Seattle over four years, from lines of text to a registered version. */
export const weatherRows = (): readonly Record<string, string | number>[] => {
  const [head = "", ...lines] = readFileSync("node_modules/vega-datasets/data/seattle-weather.csv", "utf8")
    .trim()
    .split(/\r?\n/);
  const names = head.split(",");
  const cellOf = (text: string) => (Number.isNaN(Number(text)) ? text : Number(text));
  return lines.map((line) =>
    Object.fromEntries(line.split(",").map((text, index) => [names[index] ?? "", cellOf(text)])),
  );
};

/**
 * A training whose work leaves a line in a file when it begins, and another once it is done.
 * @param hold The stage that is held up when it is begun for the first time, and for how many milliseconds; without them until its process is killed.
 */
export function countedTraining(file: string, hold = "") {
  const [heldStage, milliseconds = "600000"] = hold.split(" ");
  const linesOf = (text: string) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.endsWith(text)).length;
  const note = (line: string): void => appendFileSync(file, `${process.env.WORKER ?? "here"} ${line}\n`);
  const held = async (stage: string): Promise<void> => {
    if (heldStage === stage && linesOf(` begin ${stage}`) === 1)
      await new Promise((resolve) => setTimeout(resolve, Number(milliseconds)));
  };
  const look = <T>(id: string) =>
    tap<T>(id, async () => {
      note(`begin ${id}`);
      await held(id);
      note(`effect ${id}`);
    });
  const boosting = gradientBoosting({ trees: 20, subsample: 0.8 });
  const trainer: typeof boosting = {
    ...boosting,
    async fit(data, context) {
      note("begin fit");
      const bytes = await boosting.fit(data, context);
      await held("fit");
      note("effect fit");
      return bytes;
    },
  };
  const rainy = model("rainy-days", days, { target: (day) => day.precipitation.above(0), kinds: [boosting] });
  const weather = features(days, (day) => ({ warmth: day.temp_max, wind: day.wind, month: day.date.month() }));
  return pipeline("rainy-days", ingest(days))
    .pipe(look("look-landed"))
    .pipe(validate())
    .pipe(look("look-valid"))
    .pipe(splitByTime("date", { test: 0.25 }))
    .pipe(engineer(weather, rainy))
    .pipe(train(trainer))
    .pipe(evaluate({ metrics: [logLoss()], gate: atMost({ metric: logLoss(), value: 0.69 }) }))
    .pipe(look("look-judged"))
    .pipe(register(rainy, { withoutCommit: { reason: "a test" } }));
}

export const countedStages = ["look-landed", "look-valid", "fit", "look-judged"];

/** What the training asks of its surroundings. */
export function servicesIn(store: Store) {
  const registry = createRegistry({ store });
  return { registry, champions: registry };
}
