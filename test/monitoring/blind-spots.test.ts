import { createRandom, type Random } from "golden-pipeline";
import { profileRows } from "golden-pipeline/dataset";
import { createMonitor } from "golden-pipeline/monitoring";
import { describe, expect, it } from "vitest";

type Value = number | string | boolean | Date | null;
interface World {
  readonly type: "number" | "integer" | "boolean" | "text" | "time";
  readonly make: (random: Random) => unknown;
  /** What happens to the values, and which findings drift then; undefined for none. */
  readonly changes: Readonly<
    Record<string, readonly [(value: never, random: Random) => unknown, (readonly string[])?]>
  >;
}

const gauss = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const id = (random: Random): string => `id ${Math.floor(random() * 1e9)}`;
const both = ["input x", "outside range x"];
const same = [(value: Value): Value => value] as const;

const worlds: Readonly<Record<string, World>> = {
  "a number with a mass at zero": {
    type: "number",
    make: (random) => (random() < 0.6 ? 0 : Math.exp(3 + gauss(random))),
    changes: {
      "is as it was": same,
      "has hardly anything instead of zero": [(x: number) => x || 1e-6, ["input x"]],
      "falls just below zero": [(x: number) => x || -0.001, both],
      "has fewer zeros": [(x: number, random) => (x === 0 && random() < 0.25 ? 5 : x), ["input x"]],
      "grows ten million times": [(x: number) => x * 1e7, both],
      "grows ten million times in its top tenth": [(x: number, random) => (random() < 0.1 ? 1e9 + x * 1e7 : x), both],
    },
  },
  "a price that is often the same": {
    type: "number",
    make: (random) => (random() < 0.4 ? 19.99 : Math.round(100 * Math.exp(3 + gauss(random))) / 100),
    changes: {
      "is as it was": same,
      "rises by a cent": [(x: number) => (x === 19.99 ? 20 : x), ["input x"]],
      "falls by a cent": [(x: number) => (x === 19.99 ? 19.98 : x), ["input x"]],
    },
  },
  "a heavy tail": {
    type: "number",
    make: (random) => (1 - random()) ** -0.9,
    changes: {
      "is as it was": same,
      doubles: [(x: number) => 2 * x, ["input x"]],
      "turns negative": [(x: number) => -x, both],
      "grows ten million times in its top tenth": [(x: number, random) => (random() < 0.1 ? x * 1e7 : x), both],
    },
  },
  "a whole number": {
    type: "integer",
    make: (random) => Math.floor(-2 * Math.log(1 - random())),
    changes: {
      "is as it was": same,
      "is one more": [(x: number) => x + 1, ["input x"]],
      "is none any more": [(x: number) => x + 0.5, ["invalid x"]],
    },
  },
  "a whole number beside 2^53": {
    type: "integer",
    make: (random) => 9007199254740000 + Math.floor(900 * random()),
    changes: { "is as it was": same, "is 600 more": [(x: number) => x + 600, both] },
  },
  "always zero": {
    type: "number",
    make: () => 0,
    changes: {
      "is as it was": same,
      "has a sign": [() => -0],
      "is the next number above": [() => Number.MIN_VALUE, both],
      "is the next number below": [() => -Number.MIN_VALUE, both],
    },
  },
  "always the largest number": {
    type: "number",
    make: () => Number.MAX_VALUE,
    changes: {
      "is as it was": same,
      "is infinite": [() => Number.POSITIVE_INFINITY, ["input x"]],
      "is less": [() => 1e308, ["input x"]],
    },
  },
  "always infinite": {
    type: "number",
    make: () => Number.POSITIVE_INFINITY,
    changes: {
      "is as it was": same,
      "is finite": [() => 5, ["input x"]],
      "is infinite the other way": [() => Number.NEGATIVE_INFINITY, ["input x"]],
    },
  },
  "sometimes infinite": {
    type: "number",
    make: (random) => (random() < 0.1 ? Number.POSITIVE_INFINITY : random()),
    changes: {
      "is as it was": same,
      "is so more often": [(x: number, random) => (random() < 0.3 ? Number.POSITIVE_INFINITY : x), both],
      "is large instead": [(x: number) => Math.min(x, 1e9), ["input x"]],
    },
  },
  "never there": {
    type: "number",
    make: () => null,
    changes: { "is as it was": same, "is there": [() => 5, ["missing x", "outside range x"]] },
  },
  "rarely yes": {
    type: "boolean",
    make: (random) => random() < 0.03,
    changes: {
      "is as it was": same,
      "is often yes": [(_: boolean, random) => random() < 0.5, ["input x"]],
      "is text": [() => "true", ["invalid x"]],
      "is 0 or 1": [(x: boolean) => Number(x), ["invalid x"]],
    },
  },
  "a word of its own each time": {
    type: "text",
    make: id,
    changes: {
      "is as it was": same,
      "is often the same": [(x: string, random) => (random() < 0.15 ? "bot" : x), ["new categories x"]],
      "is always the same": [() => "bot", ["new categories x"]],
    },
  },
  "one word among too many to list": {
    type: "text",
    // Of 30,000 different words a third are kept as a sample, and this one is not among them.
    make: (random) => (random() < 0.3 ? "word 13" : id(random)),
    changes: {
      "is as it was": same,
      "is twice as frequent": [(x: string, random) => (random() < 0.4 ? "word 13" : x), ["new categories x"]],
      "is gone": [(x: string, random) => (x === "word 13" ? id(random) : x), ["new categories x"]],
    },
  },
  "a time": {
    type: "time",
    make: (random) => new Date(1e12 + 1e10 * random()),
    changes: {
      "is as it was": same,
      "is later": [(x: Date) => new Date(x.getTime() + 2e10), both],
      "is text": [(x: Date) => x.toISOString(), ["invalid x"]],
      "is no date": [() => new Date(Number.NaN), ["missing x"]],
    },
  },
};

for (const [name, { type, make, changes }] of Object.entries(worlds))
  describe(`a column that is ${name}`, () => {
    const random = createRandom(name);
    // Through JSON, as it is saved with a version.
    const json = JSON.stringify(
      profileRows(
        { x: type },
        Array.from({ length: 30_000 }, () => ({ x: make(random) })),
      ),
    );
    for (const [change, [apply, expected = []]] of Object.entries(changes))
      it(`and ${change} ${expected.length === 0 ? "does not drift" : `drifts: ${expected.join(", ")}`}`, () => {
        const monitor = createMonitor({ reference: { inputs: JSON.parse(json) } });
        for (let row = 0; row < 2000; row++)
          monitor.observe({ row: { x: apply(make(random) as never, random) }, time: row });
        const drifting = monitor.report().checks.filter(({ status }) => status === "drift");
        expect(drifting.map(({ check }) => check).toSorted()).toEqual(expected);
      });
  });
