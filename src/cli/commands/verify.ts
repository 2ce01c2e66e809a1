import { recomputeGate } from "../../evaluation/index.js";
import { createRegistry, type Registry } from "../../registry/index.js";
import { type Command, jsonOption } from "../command.js";
import { modelsOf } from "../models-of.js";

interface Finding {
  readonly part: string;
  readonly problem: string;
  readonly message: string;
}

export const verify: Command = {
  name: "verify",
  words: [{ name: "model" }, { name: "version", optional: true }],
  about: "whether versions still stand: bytes, manifest, report, evidence, gate; without a version, all of the model's",
  options: jsonOption,
  async run({ store, words: [model = "", version], has, json, table, print }) {
    const registry = createRegistry({ store });
    const selectors =
      version !== undefined
        ? [`${model}@${version}`]
        : model.includes("@")
          ? [model]
          : await versionsOf(registry, store, model);
    const results = [];
    for (const selector of selectors) {
      const { findings } = await registry.verify(selector);
      const all: readonly Finding[] = findings.length > 0 ? findings : await verifyGate(registry, selector);
      results.push({ version: selector, ok: all.length === 0, findings: all });
    }
    const ok = results.every((one) => one.ok);
    if (has("json")) await json(results);
    else {
      const rows = results.flatMap(({ version: of, findings }) =>
        findings.map(({ part, problem, message }) => [of, part, problem, message]),
      );
      if (rows.length > 0) await table(["version", "part", "problem", "what it is"], rows);
      const standing = results.filter((one) => one.ok).map((one) => one.version);
      if (standing.length > 0) await print(`As registered: ${standing.join(", ")}`, "good");
      if (results.length === 0) await print(`${model} has no versions`);
    }
    return ok ? 0 : 1;
  },
};

async function versionsOf(
  registry: Registry,
  store: Parameters<typeof modelsOf>[0],
  model: string,
): Promise<readonly string[]> {
  await modelsOf(store, model);
  const history = await registry.history(model);
  return history.filter(({ type }) => type === "version-registered").map(({ version }) => version);
}

/** Decides the gate again from the numbers that stand in the report. */
async function verifyGate(registry: Registry, selector: string): Promise<readonly Finding[]> {
  const { gate } = await registry.report(selector);
  if (gate.rules.length === 0) return [];
  const decision = recomputeGate(gate);
  if (decision === gate.decision) return [];
  const message = `its gate says ${gate.decision}; decided again from its numbers it says ${decision}`;
  return [{ part: "report", problem: "does-not-fit", message }];
}
