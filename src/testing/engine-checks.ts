import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { z } from "zod";
import { InvalidArgumentError } from "../core/index.js";
import {
  accuracy,
  balancedAccuracy,
  brierScore,
  logLoss,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  r2,
  rocAuc,
  rootMeanSquaredError,
  symmetricMeanAbsolutePercentageError,
} from "../metrics/index.js";
import { createMemoryEngine, type Engine, type EngineMeasureOptions } from "../ports/index.js";
import { contract } from "../schema/index.js";
import { type Check, checksOf } from "./check.js";
import { type CheckedTable, engineTables, hostile, visits } from "./engine-tables.js";
import { sameNumbers } from "./same-numbers.js";

/** An engine under check, over the tables that it was made with. */
export interface CheckedEngine {
  readonly engine: Engine;
  close(): Promise<void>;
}

const ofYesNo: EngineMeasureOptions = {
  task: "binary",
  target: "was",
  output: "said",
  metrics: [logLoss(), brierScore(), rocAuc(), accuracy(), balancedAccuracy({ threshold: 0.35 })],
};
const ofNumbers: EngineMeasureOptions = {
  task: "number",
  target: "size",
  output: "guess",
  metrics: [
    meanAbsoluteError(),
    meanSquaredError(),
    rootMeanSquaredError(),
    meanAbsolutePercentageError(),
    symmetricMeanAbsolutePercentageError(),
    r2(),
  ],
};

/**
 * The contract of an `Engine`: what it says of tables is what this library says of their rows, counts exactly, numbers to 1e-9; what it cannot say it
 * lists.
 * @param create Makes an engine that has these tables, by their names.
 * @example for (const { name, run } of engineChecks(async (tables) => …)) it(name, run);
 */
export function engineChecks(
  create: (tables: { readonly [relation: string]: CheckedTable }) => Promise<CheckedEngine>,
): Generator<Check> {
  const ours = createMemoryEngine(
    Object.fromEntries(Object.entries(engineTables).map(([relation, { rows }]) => [relation, rows])),
  );
  const named = contract("named", z.object({ [hostile]: z.string().max(10) }), {
    rules: (row) => ({ [hostile]: row[hostile] ? row[hostile].differsFrom(hostile) : raise() }),
  });

  return checksOf(
    () => create(engineTables),
    {
      async "states its specification version"({ engine }) {
        strictEqual(engine.specificationVersion, "v1");
      },
      async "counts the rows of every reason as checkRows does"({ engine }) {
        const { unsupported, ...counts } = await engine.check("visits", visits);
        const { unsupported: _, ...expected } = await ours.check("visits", visits);
        deepStrictEqual(unsupported, []);
        sameNumbers(sorted(counts), sorted(expected));
      },
      async "names rows of every reason by their key"({ engine }) {
        const { examples } = await engine.check("visits", visits, { key: "id", examples: 2 });
        const expected = await ours.check("visits", visits, { key: "id", examples: 2 });
        deepStrictEqual(sortedKeys(examples), sortedKeys(expected.examples));
      },
      async "profiles columns as profileRows does, missing and infinite numbers, words and times included"({ engine }) {
        sameNumbers(await engine.profile("visits", visits), await ours.profile("visits", visits));
        const options = { bins: 2, categories: 1 };
        sameNumbers(await engine.profile("visits", visits, options), await ours.profile("visits", visits, options));
      },
      async "counts into the bins and words of a reference"({ engine }) {
        const reference = await ours.profile("visits", visits, { bins: 3, categories: 2 });
        for (const relation of ["visits", "no visits"])
          sameNumbers(
            await engine.profile(relation, visits, { reference }),
            await ours.profile(relation, visits, { reference }),
          );
      },
      async "measures yes and no, and numbers, as the metrics themselves do"({ engine }) {
        for (const relation of ["scored", 'one "answer"'])
          for (const options of [ofYesNo, ofNumbers]) {
            const { unsupported, values, ...rows } = await engine.measure(relation, options);
            const expected = await ours.measure(relation, options);
            const said = Object.entries(expected.values).filter(
              ([name]) => !unsupported.some(({ what }) => what === `metric ${name}`),
            );
            sameNumbers(values, Object.fromEntries(said));
            deepStrictEqual(rows, { rows: expected.rows, incomplete: expected.incomplete });
          }
      },
      async "lists what it cannot say, and says the rest"({ engine }) {
        const odd = contract(
          "odd",
          z.object({
            id: z.string().refine((id) => id !== "a1"),
            page: z.string().max(3),
            seconds: z.number().nullable(),
          }),
          { rules: (row) => ({ "has an id": row.id.differsFrom("a2") }) },
        );
        const { unsupported, reasons } = await engine.check("visits", odd);
        const expected = await ours.check("visits", odd);
        strictEqual(reasons["page length"], expected.reasons["page length"]);
        for (const [reason, count] of Object.entries(expected.reasons))
          ok(
            reasons[reason] === count || unsupported.some(({ what }) => /column id|rule "has an id"/.test(what)),
            `${reason} is neither counted nor listed`,
          );
      },
      async "says of an empty table that it has nothing"({ engine }) {
        const { rows, valid, reasons, missing } = await engine.check("no visits", visits);
        deepStrictEqual({ rows, valid, reasons, missing }, { rows: 0, valid: 0, reasons: {}, missing: {} });
        sameNumbers(await engine.profile("no visits", visits), await ours.profile("no visits", visits));
      },
      async "takes names and words as they are, whatever stands in them"({ engine }) {
        const { reasons } = await engine.check([hostile], named);
        deepStrictEqual(reasons, (await ours.check([hostile], named)).reasons);
        sameNumbers(await engine.profile(hostile, named), await ours.profile(hostile, named));
        strictEqual((await engine.check("visits", visits)).rows, 9);
      },
      async "refuses a relation and a column that are not there"({ engine }) {
        const other = contract("other", z.object({ pagez: z.string() }));
        await rejects(engine.check("vists", visits), InvalidArgumentError);
        await rejects(engine.profile("vists", visits), InvalidArgumentError);
        await rejects(engine.check("visits", other), InvalidArgumentError);
        await rejects(engine.measure("scored", { ...ofYesNo, output: "sayd" }), InvalidArgumentError);
      },
      async "refuses targets and outputs that are none"({ engine }) {
        await rejects(engine.measure("scored", { ...ofYesNo, target: "size" }), InvalidArgumentError);
        await rejects(engine.measure("scored", { ...ofYesNo, output: "size" }), InvalidArgumentError);
      },
      async "rejects with the reason of its signal"({ engine }) {
        const reason = new Error("enough");
        await rejects(engine.check("visits", visits, { signal: AbortSignal.abort(reason) }), reason);
      },
    },
    ["engine"],
  );
}

function raise(): never {
  throw new Error("a column is missing");
}

function sorted<T extends { readonly reasons: object; readonly missing: object }>(counts: T): T {
  return { ...counts, reasons: sortedKeys(counts.reasons), missing: sortedKeys(counts.missing) };
}

function sortedKeys(record: object): object {
  return Object.fromEntries(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1)));
}
