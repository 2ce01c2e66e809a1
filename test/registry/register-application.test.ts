import { createMemoryStore, createRunner, pipeline } from "golden-pipeline";
import { type Answers, atLeast, evaluate, meanScore, numericTolerance } from "golden-pipeline/evaluation";
import { application } from "golden-pipeline/model";
import { createRegistry, readApplication, registerApplication } from "golden-pipeline/registry";

import { describe, expect, expectTypeOf, it } from "vitest";

const asking = application("filing-answers", { model: "small", temperature: 0, prompt: "Answer from the table." });
const withoutCommit = { withoutCommit: { reason: "a test" } };
const releasing = pipeline(
  "filing-answers",
  evaluate({ layers: [numericTolerance()], gate: atLeast({ metric: meanScore(), value: 0.9 }) }),
).pipe(registerApplication(asking, withoutCommit));

function answers(wrong: number): Answers<string, string> {
  const ids = Array.from({ length: 100 }, (_, row) => String(row));
  return {
    ids,
    outputs: ids.map((id, row) => (row < wrong ? "no number" : `about ${id} dollars`)),
    targets: ids.map((id) => `$${id}`),
    clusters: ids.map((_, row) => `filing ${row % 25}`),
    dataset: "filings@1",
    version: asking.version,
  };
}

describe("an application in the registry", () => {
  it("is registered with its report, promoted when its gate passed, and read back", async () => {
    const store = createMemoryStore();
    const registry = createRegistry({ store });
    const { output } = await createRunner({ store, services: { registry } }).run(releasing, answers(0));
    expect(output.id).toBe("filing-answers@1");
    expect(output.manifest).toMatchObject({
      candidate: asking.version,
      kind: "application@1",
      metrics: { "mean score": 1 },
    });
    await registry.promote(output);
    expect(readApplication(await registry.resolve("filing-answers@champion"))).toEqual(asking);
    expect(await registry.verify(output.id)).toEqual({ ok: true, findings: [] });
  });

  it("is not promoted when its gate did not pass", async () => {
    const store = createMemoryStore();
    const registry = createRegistry({ store });
    const { output } = await createRunner({ store, services: { registry } }).run(releasing, answers(40));
    await expect(registry.promote(output)).rejects.toThrow("Expected a passed gate before promotion, got fail");
  });

  it("is not registered by a report about another version", async () => {
    const store = createMemoryStore();
    const registry = createRegistry({ store });
    const others = { ...answers(0), version: "application-other" };
    await expect(createRunner({ store, services: { registry } }).run(releasing, others)).rejects.toThrow(
      `Expected a report about ${asking.version}, got one about application-other`,
    );
  });

  it("has another version for any changed word, the same for another order of parameters", () => {
    const { version } = asking;
    expect(
      application("filing-answers", { prompt: "Answer from the table.", temperature: 0, model: "small" }).version,
    ).toBe(version);
    expect(application("filing-answers", { ...asking.parameters, prompt: "Answer from the text." }).version).not.toBe(
      version,
    );
    expectTypeOf(asking.parameters.temperature).toEqualTypeOf<0>();
    expect(() => application("Filing Answers", {})).toThrow("lower-case words");
  });
});
