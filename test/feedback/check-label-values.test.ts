import { createMemoryStore } from "golden-pipeline";
import { createLabelLog, readLabels } from "golden-pipeline/feedback";
import { contract } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { collect, labelOf } from "./make.js";

const flights = contract(
  "flights",
  z.object({
    at: z.date(),
    origin: z.string(),
    delay: z.int().max(1000),
    gate: z.string().nullable(),
    landedAt: z.date(),
    diverted: z.boolean(),
    fuel: z.number(),
    crew: z.array(z.string()),
  }),
  {
    eventTime: "at",
    labels: Object.fromEntries(
      ["delay", "gate", "landedAt", "diverted", "fuel", "crew"].map((name) => [
        name,
        { knownAt: (flight: never) => (flight as { at: { plusMinutes(minutes: number): never } }).at.plusMinutes(60) },
      ]),
    ) as never,
  },
);
const open = (store = createMemoryStore()) => createLabelLog({ store, name: "late", contract: flights });
const about = { key: "a" };

describe("a label log with a contract", () => {
  it("takes values of its label columns, each of its type, and null, which states nothing", async () => {
    const store = createMemoryStore();
    const log = await open(store);
    const values = {
      delay: 5000,
      gate: "B4",
      landedAt: "2001-02-03T04:05:06Z",
      diverted: false,
      fuel: 0.5,
      crew: ["ann"],
    };
    log.record(labelOf("all", about, { values }));
    const nothing = Object.fromEntries(Object.keys(values).map((name) => [name, null]));
    log.record(labelOf("none", about, { values: nothing }));
    log.record(labelOf("no column", about, { values: {} }));
    await log.close();
    expect((await collect(readLabels(store, "late"))).map((label) => label.values)).toEqual([values, nothing, {}]);
  });

  it.each([
    [{ dealy: 7 }, "`values` of label columns of contract flights, `delay`, `gate`, "],
    [{ dealy: null }, "got `dealy`"],
    [{ origin: "ATL" }, "got `origin`"],
    [{ constructor: 1 }, "got `constructor`"],
    [{ delay: "7" }, "`values.delay` to be a whole number or null"],
    [{ delay: 7.5 }, "`values.delay` to be a whole number or null, got 7.5"],
    [{ fuel: Number.NaN }, "`values.fuel` to be a number or null"],
    [{ diverted: 1 }, "`values.diverted` to be true or false or null"],
    [{ gate: 4 }, "`values.gate` to be text or null"],
    [{ landedAt: 981_173_106_000 }, "`values.landedAt` to be a time as ISO text or null"],
  ])("refuses %o, and writes nothing of it", async (values, message) => {
    const store = createMemoryStore();
    const log = await open(store);
    expect(() => log.record(labelOf("a", about, { values: values as never }))).toThrow(message);
    const { id } = log.record(labelOf("a", about));
    await expect(log.correct(id, { values: values as never, actor: "ann", reason: "why" })).rejects.toThrow(message);
    await log.close();
    expect(await collect(readLabels(store, "late"))).toHaveLength(1);
  });

  it("needs a contract with labels; without a contract any column is taken", async () => {
    const bare = contract("bare", z.object({ origin: z.string() }));
    const store = createMemoryStore();
    await expect(createLabelLog({ store, name: "late", contract: bare })).rejects.toThrow(
      "`contract` with label columns",
    );
    await expect(createLabelLog({ store, name: "late", contract: {} as never })).rejects.toThrow("`contract` to be");
    const log = await createLabelLog({ store, name: "late" });
    expect(() => log.record(labelOf("a", about, { values: { anything: "goes" } }))).not.toThrow();
    await log.close();
  });
});
