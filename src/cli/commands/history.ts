import { readRolloutHistory } from "../../deployment/house.js";
import { createRegistry } from "../../registry/index.js";
import { type Call, type Command, type ExitCode, jsonOption } from "../command.js";
import { formatTime } from "../format.js";
import { listAll } from "../list-all.js";
import { modelsOf } from "../models-of.js";

export const history: Command = {
  name: "history",
  words: [{ name: "model", optional: true }],
  about: "what became of a model in the registry and in rollouts, and why; without a model: which there are",
  options: jsonOption,
  run: (call) => (call.words[0] === undefined ? listModels(call) : tellModel(call, call.words[0])),
};

async function listModels(call: Call): Promise<ExitCode> {
  const { store } = call;
  const registry = createRegistry({ store });
  const models: { model: string; versions: number; champion: string | null; changed: number | null }[] = [];
  for (const model of await modelsOf(store)) {
    const entries = await registry.history(model);
    const versions = new Set(entries.map(({ version }) => version)).size;
    // From the log alone: the champion stands there even when its manifest is gone.
    const champion = entries.findLast(({ type }) => type === "version-promoted" || type === "version-rolled-back");
    const rollouts = await readRolloutHistory(store, model);
    const times = [entries.at(-1), rollouts.at(-1)].flatMap((entry) => entry?.time ?? []);
    const changed = times.length === 0 ? null : Math.max(...times);
    models.push({ model, versions, champion: champion?.version ?? null, changed });
  }
  await listAll(call, models, {
    model: ({ model }) => model,
    versions: ({ versions }) => versions,
    champion: ({ champion }) => champion ?? "–",
    changed: ({ changed }) => (changed === null ? "–" : formatTime(changed)),
  });
  return 0;
}

async function tellModel({ store, has, json, table }: Call, model: string): Promise<ExitCode> {
  await modelsOf(store, model);
  const registered = await createRegistry({ store }).history(model);
  const rollouts = await readRolloutHistory(store, model);
  if (has("json")) {
    await json({ model, registry: registered, rollouts });
    return 0;
  }
  const lines = [
    ...registered.map(({ time, by = "", summary }) => ({ time, where: "registry", by, summary })),
    ...rollouts.map(({ time, summary }) => ({ time, where: "rollout", by: "", summary })),
  ];
  // Stable: events of one log keep their order, whatever the clocks of their writers said.
  lines.sort((left, right) => left.time - right.time);
  await table(
    ["time", "where", "by", "what happened"],
    lines.map(({ time, where, by, summary }) => [formatTime(time), where, by, summary]),
  );
  return 0;
}
