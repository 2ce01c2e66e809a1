import { checkArguments, option } from "../core/house.js";
import { canonicalJson, createRandom } from "../core/index.js";
import type { LabelledMatrix, Trainer } from "../model/index.js";
import { deepStrictEqual, ok, rejects, strictEqual } from "./assertions.js";
import { type Check, saying } from "./check.js";
import { modelChecks } from "./model-checks.js";

export interface TrainerChecksOptions {
  /** Rows to learn from, of a task that the trainer is for. */
  readonly data: LabelledMatrix;
}

/**
 * What every trainer must do: training is stateless and can be repeated, and what it gives is a model (`modelChecks`).
 * @param create Makes the trainer anew, with the same options.
 * @example
 * for (const { name, run } of await trainerChecks(() => logisticRegression(), { data })) it(name, run);
 */
export async function trainerChecks(
  create: () => Trainer<never>,
  options: TrainerChecksOptions,
): Promise<readonly Check[]> {
  checkArguments(
    "trainer-checks",
    { create, options },
    { create: option.callback, options: option.having("options with `data`", "data") },
  );
  const { data } = options;
  const fitted = (trainer: Trainer<never>, seed = 1, signal = new AbortController().signal, progress = noProgress) =>
    trainer.fit(data, { random: createRandom(seed), signal, progress });
  const bytes = await fitted(create());
  const checks: readonly Check[] = [
    {
      name: "is for the task of the data, states its hyperparameters as JSON, and its version",
      run: async () => {
        const { tasks, hyperparameters, id, version, specificationVersion } = create();
        strictEqual(specificationVersion, "v1");
        ok(
          tasks.includes(data.targets.task),
          `expected a trainer for ${data.targets.task}, got ${id} for ${tasks.join(", ")}`,
        );
        strictEqual(canonicalJson(JSON.parse(canonicalJson(hyperparameters))), canonicalJson(hyperparameters));
        ok(/^\d+\.\d+\.\d+/.test(version), `expected a \`version\` like 1.0.0, got ${version}`);
      },
    },
    {
      name: "gives the same bytes for the same data and seed: again, from a new trainer, and side by side",
      run: async () => {
        const trainer = create();
        const [again, beside, fresh] = await Promise.all([fitted(trainer), fitted(trainer), fitted(create())]);
        for (const other of [again, beside, fresh]) deepStrictEqual(other, bytes);
      },
    },
    {
      name: "does not remember an earlier training",
      run: async () => {
        const trainer = create();
        await fitted(trainer, 2);
        deepStrictEqual(await fitted(trainer), bytes);
      },
    },
    {
      name: "changes nothing of the data",
      run: async () => {
        const before = canonicalJson(data);
        await fitted(create());
        strictEqual(canonicalJson(data), before);
      },
    },
    {
      name: "stops when it is aborted, with the reason",
      run: async () => {
        const controller = new AbortController();
        controller.abort(new Error("enough"));
        await rejects(fitted(create(), 1, controller.signal), /enough/);
      },
    },
    {
      name: "tells how far it is, and never backwards",
      run: async () => {
        const told: number[] = [];
        await fitted(create(), 1, undefined, (done) => void told.push(done));
        ok(told.length > 0, "expected to be told how far it is, got nothing");
        deepStrictEqual(
          told,
          [...told].sort((a, b) => a - b),
        );
      },
    },
  ];
  return [...saying(checks), ...modelChecks({ kind: create(), bytes, input: data.matrix })];
}

const noProgress: (done: number, total?: number) => void = () => undefined;
