import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { InvalidArgumentError } from "../core/index.js";
import { createMemoryEngine, type Engine, type EngineMeasureOptions } from "../ports/index.js";
import { type Check, checksOf } from "./check.js";
import type { CheckedTable } from "./engine-tables.js";
import { sameNumbers } from "./same-numbers.js";

/** An engine under check, over the tables that it was made with. */
export interface CheckedEngine {
  readonly engine: Engine;
  close(): Promise<void>;
}

/**
 * The contract of an `Engine`: what it says of tables is what this library says of their rows, counts exactly, numbers to 1e-9; what it cannot say it
 * lists.
 * @param create Makes an engine that has these tables, by their names.
 * @example for (const { name, run } of engineChecks(async (tables) => …)) it(name, run);
 */
export function engineChecks(
  create: (tables: { readonly [relation: string]: CheckedTable }) => Promise<CheckedEngine>,
): Generator<Check> {
  /** What is asked needs zod and metrics, which whoever runs other suites need not load. */
  async function createWhole() {
    const { engineTables, ...asked } = await import("./engine-tables.js");
    const ours = createMemoryEngine(
      Object.fromEntries(Object.entries(engineTables).map(([relation, { rows }]) => [relation, rows])),
    );
    return { ...(await create(engineTables)), ...asked, ours, ...(await import("./engine-measures.js")) };
  }

  return checksOf(
    createWhole,
    {
      async "states its specification version"({ engine }) {
        strictEqual(engine.specificationVersion, "v1");
      },
      async "counts the rows of every reason as checkRows does"({ engine, ours, visits }) {
        const { unsupported, ...counts } = await engine.check("visits", visits);
        const { unsupported: _, ...expected } = await ours.check("visits", visits);
        deepStrictEqual(unsupported, []);
        sameNumbers(sorted(counts), sorted(expected));
      },
      async "names rows of every reason by their key"({ engine, ours, visits }) {
        const { examples } = await engine.check("visits", visits, { key: "id", examples: 2 });
        const expected = await ours.check("visits", visits, { key: "id", examples: 2 });
        deepStrictEqual(sortedKeys(examples), sortedKeys(expected.examples));
      },
      async "profiles columns as profileRows does, missing and infinite numbers, words and times included"({
        engine,
        ours,
        visits,
      }) {
        sameNumbers(await engine.profile("visits", visits), await ours.profile("visits", visits));
        const options = { bins: 2, categories: 1 };
        sameNumbers(await engine.profile("visits", visits, options), await ours.profile("visits", visits, options));
      },
      async "counts into the bins and words of a reference"({ engine, ours, visits }) {
        const reference = await ours.profile("visits", visits, { bins: 3, categories: 2 });
        for (const relation of ["visits", "no visits"])
          sameNumbers(
            await engine.profile(relation, visits, { reference }),
            await ours.profile(relation, visits, { reference }),
          );
      },
      async "measures yes and no, numbers and classes as the metrics themselves do"({ engine, ours, ...asked }) {
        for (const relation of ["scored", 'one "answer"'])
          for (const options of [asked.ofYesNo, asked.ofNumbers, asked.ofClasses, asked.ofDecisions])
            await measuresAlike(engine, ours, relation, options);
      },
      async "counts each row by its weight"({ engine, ours, ofYesNo, ofNumbers, ofClasses, ofDecisions }) {
        for (const options of [ofYesNo, ofNumbers, ofClasses, ofDecisions])
          await measuresAlike(engine, ours, "scored", { ...options, weights: "counts" });
      },
      async "lists what it cannot say, and says the rest"({ engine, ours, odd }) {
        const { unsupported, reasons } = await engine.check("visits", odd);
        const expected = await ours.check("visits", odd);
        strictEqual(reasons["page length"], expected.reasons["page length"]);
        for (const [reason, count] of Object.entries(expected.reasons))
          ok(
            reasons[reason] === count || unsupported.some(({ what }) => /column id|rule "has an id"/.test(what)),
            `${reason} is neither counted nor listed`,
          );
      },
      async "says of an empty table that it has nothing"({ engine, ours, visits }) {
        const { rows, valid, reasons, missing } = await engine.check("no visits", visits);
        deepStrictEqual({ rows, valid, reasons, missing }, { rows: 0, valid: 0, reasons: {}, missing: {} });
        sameNumbers(await engine.profile("no visits", visits), await ours.profile("no visits", visits));
      },
      async "takes names and words as they are, whatever stands in them"({ engine, ours, visits, named, hostile }) {
        const { reasons } = await engine.check([hostile], named);
        deepStrictEqual(reasons, (await ours.check([hostile], named)).reasons);
        sameNumbers(await engine.profile(hostile, named), await ours.profile(hostile, named));
        strictEqual((await engine.check("visits", visits)).rows, 9);
      },
      async "refuses a relation and a column that are not there"({ engine, visits, other, ofYesNo }) {
        await rejects(engine.check("vists", visits), InvalidArgumentError);
        await rejects(engine.profile("vists", visits), InvalidArgumentError);
        await rejects(engine.check("visits", other), InvalidArgumentError);
        await rejects(engine.measure("scored", { ...ofYesNo, output: "sayd" }), InvalidArgumentError);
      },
      async "refuses targets, outputs and weights that are none"({ engine, ofYesNo, ofClasses }) {
        await rejects(engine.measure("scored", { ...ofYesNo, target: "size" }), InvalidArgumentError);
        await rejects(engine.measure("scored", { ...ofYesNo, output: "size" }), InvalidArgumentError);
        await rejects(engine.measure("scored", { ...ofYesNo, weights: "size" }), InvalidArgumentError);
        await rejects(engine.measure("scored", { ...ofYesNo, output: { yes: "said" } }), InvalidArgumentError);
        await rejects(engine.measure("scored", { ...ofClasses, output: { ham: "size" } }), InvalidArgumentError);
        await rejects(engine.measure("scored", { ...ofClasses, output: "kindly" }), InvalidArgumentError);
      },
      async "rejects with the reason of its signal"({ engine, visits }) {
        const reason = new Error("enough");
        await rejects(engine.check("visits", visits, { signal: AbortSignal.abort(reason) }), reason);
      },
    },
    ["engine"],
  );
}

/** What is not listed as unsaid is the same. */
async function measuresAlike(engine: Engine, ours: Engine, relation: string, options: EngineMeasureOptions) {
  const { unsupported, values, ...rows } = await engine.measure(relation, options);
  const { unsupported: _, values: all, ...expected } = await ours.measure(relation, options);
  const said = Object.entries(all).filter(([name]) => !unsupported.some(({ what }) => what === `metric ${name}`));
  sameNumbers(values, Object.fromEntries(said));
  sameNumbers(rows, expected);
}

function sorted<T extends { readonly reasons: object; readonly missing: object }>(counts: T): T {
  return { ...counts, reasons: sortedKeys(counts.reasons), missing: sortedKeys(counts.missing) };
}

function sortedKeys(record: object): object {
  return Object.fromEntries(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1)));
}
