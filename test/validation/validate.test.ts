import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readSegments } from "../../src/core/house.js";
import { createMemoryStore, createRunner, createSimulatedClock, pipeline } from "../../src/core/index.js";
import { collectRows } from "../../src/dataset/index.js";
import { csvSource, ingest, jsonLinesSource, readRawRow, rowsSource } from "../../src/ingestion/index.js";
import { contract } from "../../src/schema/index.js";
import { readLineage, readQuarantine, traceRow, ValidationError, validate } from "../../src/validation/index.js";

const readings = contract(
  "readings",
  z.object({ sensor: z.string().min(1), at: z.date(), celsius: z.number().min(-60).max(60).nullable() }),
  {
    eventTime: "at",
    missing: { celsius: 0.5 },
    rules: (row) => ({ "is not the broken sensor": row.sensor.differsFrom("x9") }),
  },
);
const good = [
  { sensor: "a1", at: new Date(0), celsius: 20 },
  { sensor: "a1", at: new Date(1), celsius: null },
  { sensor: "b2", at: new Date(2), celsius: -3.5 },
];
const bad = [
  { sensor: "", at: "yesterday", celsius: 99 },
  { sensor: "x9", at: new Date(3), celsius: 1 },
  { celsius: "7" },
];
const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
};
const make = () => {
  const store = createMemoryStore();
  return { store, clock: createSimulatedClock(0), runId: "run-1" };
};

describe("validate", () => {
  it("makes a dataset of the valid rows and keeps the others apart with every reason and their raw position", async () => {
    const context = make();
    const dataset = await validate()(await ingest(readings)([bad[0], ...good, bad[1], bad[2], 7], context), context);
    expect(await collectRows(dataset)).toEqual(good);
    expect(dataset.lineage.quarantined).toMatchInlineSnapshot(`
      {
        "log": "quarantine/readings",
        "reasons": {
          "at missing": 1,
          "at type": 1,
          "celsius at-most": 1,
          "celsius type": 1,
          "rule is not the broken sensor": 1,
          "sensor length": 1,
          "sensor missing": 1,
          "unreadable": 1,
        },
        "rows": 4,
      }
    `);
    const quarantined = await all(readQuarantine(context.store, readings));
    expect(quarantined.map(({ row }) => row)).toEqual([bad[0], bad[1], { ...bad[2], at: null, sensor: null }, "7"]);
    expect(
      quarantined.map(({ position, reasons }) => [
        position,
        ...reasons.map(({ code, message }) => `${code} | ${message}`),
      ]),
    ).toMatchInlineSnapshot(`
      [
        [
          "raw/readings@1#0",
          "length | sensor: expected at least 1 character, got "" (string)",
          "type | at: expected a time (a date or an ISO 8601 text), got "yesterday" (string)",
          "at-most | celsius: expected at most 60, got 99 (number)",
        ],
        [
          "raw/readings@1#4",
          "rule | rule "is not the broken sensor": expected sensor ≠ "x9", got sensor "x9" (string)",
        ],
        [
          "raw/readings@1#5",
          "missing | sensor: expected text, got nothing",
          "missing | at: expected a time (a date or an ISO 8601 text), got nothing",
          "type | celsius: expected a number, got "7" (string)",
        ],
        [
          "raw/readings@1#6",
          "unreadable | unreadable: expected a plain object, got 7 (number)",
        ],
      ]
    `);
    expect((await readRawRow(context.store, quarantined[1]?.position ?? "")).row).toEqual(bad[1]);
  });

  it("has the same version however the rows are cut, and whatever was kept out between them", async () => {
    const version = async (rows: readonly unknown[], chunkRows: number) =>
      (await validate()(await ingest(readings)(rowsSource("rows", rows, { chunkRows })))).version;
    const whole = await version(good, 100);
    expect(await version(good, 1)).toBe(whole);
    expect(await version([bad[0], ...good, bad[1]], 2)).toBe(whole);
  });

  it("fails when it shall, naming counts and first examples, with the rows in quarantine by then", async () => {
    const context = make();
    const landed = await ingest(readings)([...good, ...bad], context);
    await expect(validate({ onInvalid: "fail" })(landed, context)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[ValidationError: [golden-pipeline] [validate readings] Expected fewer invalid rows, got 3 of 6: sensor length (1), at type (1), celsius at-most (1), rule is not the broken sensor (1), sensor missing (1), 2 more reasons. First: raw/readings@1#3 sensor: expected at least 1 character, got "" (string); raw/readings@1#4 rule "is not the broken sensor": expected sensor ≠ "x9", got sensor "x9" (string); raw/readings@1#5 sensor: expected text, got nothing. All stand in quarantine/readings]`,
    );
    await expect(validate({ maximumInvalid: 0.49 })(landed, context)).rejects.toSatisfy(
      (error) =>
        ValidationError.isInstance(error) && error.code === "validation" && error.invalid === 3 && error.rows === 6,
    );
    expect((await all(readQuarantine(context.store, readings))).length).toBe(3);
    expect((await validate({ maximumInvalid: 0.5 })(landed, context)).rows).toBe(3);
  });

  it("fails of itself when hardly any row is valid, and takes duplicates for no fault of the rows", async () => {
    const context = make();
    const landed = await ingest(readings)([bad[0], bad[1], bad[2]], context);
    await expect(validate()(landed, context)).rejects.toThrow("Expected fewer invalid rows, got 3 of 3");
    const same = await ingest(readings)(
      Array.from({ length: 50 }, () => good[0]),
      context,
    );
    expect((await validate({ duplicates: "quarantine" })(same, context)).rows).toBe(1);
  });

  it("refuses a source whose columns are spelt otherwise, or that has none of the contract's, and lists both", async () => {
    const loose = contract(
      "people",
      z.object({ at: z.date().nullable(), age: z.number().nullable(), user: z.string() }),
    );
    const validated = async (rows: readonly object[]) => {
      const context = make();
      return String(
        await validate()(await ingest(loose)(rows, context), context).then(
          ({ rows: kept }) => `${kept} rows`,
          (error: unknown) => error,
        ),
      );
    };
    const at = new Date(0);
    expect([
      await validated([{ At: at, Age: 3, User: "a" }]),
      await validated([{ at, " age": 3, user: "a" }]),
      await validated([{ "at;age;user": "1970-01-01;3;a" }]),
      await validated([{ at, user: "a" }]),
      await validated([{ at, user: "a", agent: 7 }]),
    ]).toMatchInlineSnapshot(`
      [
        "ValidationError: [golden-pipeline] [validate people] Expected the source to have the contract's columns \`at\`, \`age\` and \`user\`, got \`Age\`, \`At\` and \`User\`: name them alike in the contract or in the source's header, and look at its delimiter",
        "ValidationError: [golden-pipeline] [validate people] Expected the source to have the contract's columns \`at\`, \`age\` and \`user\`, got \` age\`, \`at\` and \`user\`: name them alike in the contract or in the source's header, and look at its delimiter",
        "ValidationError: [golden-pipeline] [validate people] Expected the source to have the contract's columns \`at\`, \`age\` and \`user\`, got \`at;age;user\`: name them alike in the contract or in the source's header, and look at its delimiter",
        "1 rows",
        "1 rows",
      ]
    `);
  });

  it("refuses a header that lacks what rows must have though no row follows it, and lists both", async () => {
    const people = contract(
      "people",
      z.object({ at: z.date(), age: z.number().nullable(), user: z.string(), team: z.string().default("none") }),
    );
    const validated = async (header: string) => {
      const context = make();
      return String(
        await validate()(await ingest(people)(csvSource(new TextEncoder().encode(header)), context), context).then(
          ({ rows: kept }) => `${kept} rows`,
          (error: unknown) => error,
        ),
      );
    };
    expect([
      await validated("when,who\n"),
      await validated("at;age;user"),
      await validated("at,age\n\n"),
      await validated("at,Age,user"),
      await validated("at,user\n"),
      await validated("user,age,at,more\n"),
    ]).toMatchInlineSnapshot(`
      [
        "ValidationError: [golden-pipeline] [validate people] Expected the source to have the contract's columns \`at\`, \`age\`, \`user\` and \`team\`, got \`when\` and \`who\`: name them alike in the contract or in the source's header, and look at its delimiter",
        "ValidationError: [golden-pipeline] [validate people] Expected the source to have the contract's columns \`at\`, \`age\`, \`user\` and \`team\`, got \`at;age;user\`: name them alike in the contract or in the source's header, and look at its delimiter",
        "ValidationError: [golden-pipeline] [validate people] Expected the source to have the contract's columns \`at\`, \`age\`, \`user\` and \`team\`, got \`at\` and \`age\`: name them alike in the contract or in the source's header, and look at its delimiter",
        "ValidationError: [golden-pipeline] [validate people] Expected the source to have the contract's columns \`at\`, \`age\`, \`user\` and \`team\`, got \`at\`, \`Age\` and \`user\`: name them alike in the contract or in the source's header, and look at its delimiter",
        "0 rows",
        "0 rows",
      ]
    `);
  });

  it("fails when a column misses more than the contract allows", async () => {
    const rows = [{ ...good[0], celsius: null }, { ...good[1], celsius: null }, good[2]];
    const context = make();
    await expect(validate()(await ingest(readings)(rows, context), context)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[ValidationError: [golden-pipeline] [validate readings] Expected at most 50.00 % of column celsius to be missing, got 66.67 % of 3 valid rows]`,
    );
  });

  it("says that nothing is kept where there is no store", async () => {
    const rows = [{ at: new Date(0) }, { at: new Date(1) }];
    const [kept, direct] = [{ store: createMemoryStore() }, undefined];
    const failed = (context: typeof kept | undefined) =>
      ingest(readings)(rows, context).then((landed) => validate({ onInvalid: "fail" })(landed, context));
    await expect(failed(kept)).rejects.toThrow("All stand in quarantine/readings");
    await expect(failed(direct)).rejects.toThrow("None is kept, as there is no store");
    const landing = pipeline("readings", ingest(readings)).pipe(validate({ maximumInvalid: 1 }));
    const quarantined = async (store?: ReturnType<typeof createMemoryStore>) =>
      (await createRunner(store && { store }).run(landing, rows)).output.lineage.quarantined;
    expect([(await quarantined(createMemoryStore())).log, (await quarantined()).log]).toEqual([
      "quarantine/readings",
      undefined,
    ]);
  });

  it("keeps duplicates, or quarantines all but the first", async () => {
    const rows = [good[0], good[1], good[0], good[1], good[0]];
    const context = make();
    const landed = await ingest(readings)(rowsSource("rows", rows, { chunkRows: 2 }), context);
    expect((await validate()(landed, context)).rows).toBe(5);
    expect((await validate({ duplicates: "quarantine" })(landed, context)).rows).toBe(2);
    const [first] = await all(readQuarantine(context.store, readings));
    expect(first?.reasons[0]?.message).toMatchInlineSnapshot(
      `"expected a row that stands once, got a duplicate of row raw/readings@1#0"`,
    );
  });

  it("reads plain numbers and dates from CSV, but no numbers from the text of JSON", async () => {
    const text =
      "at,celsius,sensor,unknown\n2001-01-31 06:55:00,12.5,a1,1\n2001-01-31T06:55Z,,a1,\n31.01.2001,1,a1,\n2001-01-31,1,a1\n";
    const context = make();
    const dataset = await validate()(
      await ingest(readings)(csvSource(new TextEncoder().encode(text)), context),
      context,
    );
    expect(await collectRows(dataset)).toEqual([
      { sensor: "a1", at: new Date("2001-01-31T06:55:00Z"), celsius: 12.5 },
      { sensor: "a1", at: new Date("2001-01-31T06:55:00Z"), celsius: null },
    ]);
    const line = '{"sensor":"a1","at":"2001-01-31","celsius":"12.5"}\n{"sensor":"a1","at":"2001-01-31","celsius":12.5}';
    const json = await ingest(readings)(jsonLinesSource(new TextEncoder().encode(line)), context);
    expect((await validate()(json, context)).rows).toBe(1);
    const messages = (await all(readQuarantine(context.store, readings))).flatMap(({ reasons }) =>
      reasons.map(({ message }) => message),
    );
    expect(messages).toMatchInlineSnapshot(`
      [
        "at: expected a time (a date or an ISO 8601 text), got "31.01.2001" (string)",
        "unreadable: expected 4 fields, got 3",
        "celsius: expected a number, got "12.5" (string)",
      ]
    `);
  });

  it("makes an empty dataset of nothing", async () => {
    const dataset = await validate()(await ingest(readings)([]));
    expect([dataset.rows, await collectRows(dataset)]).toEqual([0, []]);
  });

  it("tells what was made, once per run, and finds it from a raw row", async () => {
    const context = make();
    const landed = await ingest(readings)(rowsSource("feed", [...good, bad[0]], { chunkRows: 2 }), context);
    const dataset = await validate()(landed, context);
    await validate()(landed, context);
    const made = await all(readLineage(context.store, readings, { holding: "raw/readings@2#1" }));
    expect(made.length).toBe(1);
    expect(made[0]).toMatchObject({
      dataset: dataset.version,
      source: "feed",
      landed: [[1, 2]],
      run: "run-1",
      raw: landed.raw,
    });
    expect(made[0]?.report).toMatchInlineSnapshot(`
      {
        "invalid": 1,
        "missing": {
          "celsius": 0.3333333333333333,
        },
        "reasons": {
          "at type": 1,
          "celsius at-most": 1,
          "sensor length": 1,
        },
        "rows": 4,
        "valid": 3,
      }
    `);
    expect(await all(readLineage(context.store, readings, { holding: "raw/readings@3" }))).toEqual([]);
    expect((await all(readSegments(context.store, "quarantine/readings"))).length).toBe(1);
  });

  it("traces every row of a dataset to its raw row", async () => {
    const context = make();
    const rows = [bad[0], good[0], 7, good[1], bad[1], bad[2], good[2], good[0]];
    const options = { duplicates: "quarantine" } as const;
    const landed = await ingest(readings)(rowsSource("feed", rows, { chunkRows: 3 }), context);
    const dataset = await validate(options)(landed, context);
    expect(dataset.rows).toBe(3);
    for (const [index, row] of good.entries()) {
      const origin = await traceRow(context.store, dataset, index);
      expect(origin).toMatchObject({ from: "raw", position: expect.stringMatching(/^raw\/readings@[0-9]+#[0-9]+$/) });
      if (origin.from === "raw") expect((await readRawRow(context.store, origin.position)).row).toEqual(row);
    }
    await expect(traceRow(context.store, dataset, 3)).rejects.toMatchObject({ code: "invalid-argument" });
    await expect(traceRow(createMemoryStore(), dataset, 0)).rejects.toMatchObject({ code: "missing" });
  });

  it("seals what it keeps of sealed rows, tells nothing of them, and forgets them with their subject", async () => {
    const context = make();
    const landed = await ingest(readings, { subject: "ann" })([...good, bad[0]], context);
    await expect(validate({ onInvalid: "fail" })(landed, context)).rejects.toThrow(
      /First: raw\/readings@1#3\. All stand/,
    );
    expect((await all(readQuarantine(context.store, readings))).length).toBe(1);
    expect(await context.store.erase("ann")).toBe(true);
    await expect(all(readQuarantine(context.store, readings))).rejects.toMatchObject({ code: "erased" });
  });

  it("takes its types from the pipeline, and resumes without writing twice", async () => {
    const store = createMemoryStore();
    const runner = createRunner({ store });
    const stages = pipeline("readings", ingest(readings)).pipe(validate());
    const source = () => rowsSource("feed", [...good, ...bad]);
    const { output } = await runner.run(stages, source(), { runId: "one" });
    const rows: { sensor: string; at: Date; celsius: number | null }[] = await collectRows(output);
    const again = await runner.run(stages, source(), { runId: "one" });
    expect(await collectRows(again.output)).toEqual(rows);
    expect((await store.head("raw/readings")).sequence).toBe(1);
    expect((await store.head("quarantine/readings")).sequence).toBe(1);
    expect((await store.head("lineage/readings")).sequence).toBe(1);
  });

  it("refuses shares that are none", () => {
    expect(() => validate({ maximumInvalid: 2 })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [validate] Expected \`maximumInvalid\` to be a share from 0 to 1, got 2 (number)]`,
    );
  });
});
