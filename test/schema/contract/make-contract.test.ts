import type { StandardSchema } from "golden-pipeline/core";
import { contract, derive, describeExpression } from "golden-pipeline/schema";

import { describe, expect, it } from "vitest";
import { z } from "zod";

const schema = z.object({
  departedAt: z.date(),
  origin: z.string(),
  destination: z.string(),
  delay: z.int(),
  gate: z.string().nullable(),
});
const flights = () =>
  contract("flights", schema, {
    eventTime: "departedAt",
    labels: { delay: { knownAt: (flight) => flight.departedAt.plusMinutes(120) } },
    missing: { default: 0.01, gate: 0.5 },
    rules: (flight) => ({ "goes somewhere": flight.origin.differsFrom(flight.destination) }),
  });

/** A Standard Schema of no known vendor. */
const foreign: StandardSchema<unknown, { at: Date; word: string }> = {
  "~standard": {
    version: 1,
    vendor: "house-made",
    validate: (value) => ({ value: value as { at: Date; word: string } }),
  },
};

describe("a contract", () => {
  it("states columns, event time, labels, shares and rules as plain data", () => {
    const { columns, eventTime, labels, missing, rules, name, kind } = flights();
    expect({ name, kind, eventTime, missing }).toEqual({
      name: "flights",
      kind: "contract",
      eventTime: "departedAt",
      missing: { default: 0.01, gate: 0.5 },
    });
    expect(columns.map(({ name, type, nullable }) => [name, type, nullable])).toEqual([
      ["departedAt", "time", false],
      ["origin", "text", false],
      ["destination", "text", false],
      ["delay", "integer", false],
      ["gate", "text", true],
    ]);
    expect(Object.entries(labels).map(([label, { knownAt }]) => [label, describeExpression(knownAt)])).toEqual([
      ["delay", "departedAt + 120 min"],
    ]);
    expect(rules.map((rule) => [rule.name, describeExpression(rule.node)])).toEqual([
      ["goes somewhere", "origin ≠ destination"],
    ]);
  });

  it("needs no options: no limit of missing values, no labels, no rules", () => {
    expect(contract("flights", schema)).toMatchObject({ eventTime: undefined, labels: {}, missing: {}, rules: [] });
  });

  it("is frozen all the way down", () => {
    const made = flights();
    const parts = [made, made.columns, made.columns[0], made.labels.delay?.knownAt, made.missing, made.rules[0]?.node];
    expect(parts.map((part) => Object.isFrozen(part))).toEqual(parts.map(() => true));
    expect(() => Object.assign(made.missing, { gate: 1 })).toThrow(TypeError);
  });

  it("keeps the schema it was made of as it is", () => {
    expect(flights().schema).toBe(schema);
    expect(Object.isFrozen(schema)).toBe(false);
  });
});

describe("a contract's fingerprint", () => {
  it("is the same for the same contract, whatever the order of its options", () => {
    const other = contract("flights", schema, {
      rules: (flight) => ({ "goes somewhere": flight.origin.differsFrom(flight.destination) }),
      missing: { gate: 0.5, default: 0.01 },
      labels: { delay: { knownAt: (flight) => flight.departedAt.plusMinutes(120) } },
      eventTime: "departedAt",
    });
    expect(other.fingerprint).toBe(flights().fingerprint);
    expect(other.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  it("changes with everything the contract says", () => {
    const base = { eventTime: "departedAt" } as const;
    const later = (minutes: number) =>
      contract("f", schema, {
        ...base,
        labels: { delay: { knownAt: (flight) => flight.departedAt.plusMinutes(minutes) } },
      });
    const variants = [
      contract("f", schema, base),
      contract("g", schema, base),
      contract("f", schema),
      contract("f", schema.extend({ delay: z.int().min(0) }), base),
      contract("f", schema.extend({ delay: z.int().nullable() }), base),
      contract("f", schema.extend({ delay: z.number() }), base),
      contract("f", schema.omit({ gate: true }), base),
      contract(
        "f",
        derive(schema, (raw) => ({ hour: raw.departedAt.hourOfDay() })),
        base,
      ),
      contract(
        "f",
        derive(schema, (raw) => ({ hour: raw.departedAt.dayOfWeek() })),
        base,
      ),
      contract("f", schema, { ...base, missing: { default: 0.1 } }),
      contract("f", schema, { ...base, missing: { gate: 0.1 } }),
      contract("f", schema, { ...base, rules: (flight) => ({ early: flight.delay.below(0) }) }),
      contract("f", schema, { ...base, rules: (flight) => ({ late: flight.delay.below(0) }) }),
      later(1),
      later(2),
    ];
    expect(new Set(variants.map(({ fingerprint }) => fingerprint)).size).toBe(variants.length);
  });
});

describe("a contract over a schema that is no zod object", () => {
  it("takes the types of its columns from the options, and leaves all checks to the schema", () => {
    const made = contract("words", foreign, { columns: { at: "time", word: "text" }, eventTime: "at" });
    expect(made.columns).toEqual([
      { name: "at", type: "time", nullable: true, checks: [], residual: true },
      { name: "word", type: "text", nullable: true, checks: [], residual: true },
    ]);
  });

  it("cannot do without them", () => {
    expect(() => contract("words", foreign)).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [contract words] Expected a zod object schema, or \`columns\` that state the type of each column of another schema, got undefined]`,
    );
  });
});

describe("stated types of a zod schema", () => {
  it("stand where the outcome of a transform is not known, and nowhere else", () => {
    const transformed = z.object({ at: z.string().transform((text) => new Date(text)), word: z.string() });
    const made = contract("words", transformed, { columns: { at: "time", word: "number" }, eventTime: "at" });
    expect(made.columns.map(({ type, residual }) => [type, residual])).toEqual([
      ["time", true],
      ["text", false],
    ]);
  });
});

describe("a contract refuses", () => {
  // What TypeScript already refuses, as JavaScript would pass it.
  const untyped = contract as (name: string, schema: unknown, options?: object) => unknown;

  it("names that cannot be part of a log's name", () => {
    expect(() => contract("Flights 2001", schema)).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [contract] Expected a name of lower-case words joined by \`-\`, got "Flights 2001" (string)]`,
    );
  });

  it("an event time that is no time", () => {
    expect(() => untyped("f", schema, { eventTime: "origin" })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [contract f] Expected \`eventTime\` to be a time column, got origin, a text column]`,
    );
    expect(() => untyped("f", schema, { eventTime: "departed" })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [contract f] Expected \`eventTime\` to be a time column, got departed, which is no column. Did you mean \`departedAt\`?]`,
    );
  });

  it("an event time that is known only later", () => {
    expect(() =>
      contract("f", schema, {
        eventTime: "departedAt",
        labels: { departedAt: { knownAt: (flight) => flight.departedAt } },
      }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [contract f] Expected \`eventTime\` to be known when a prediction is asked, got label departedAt]`,
    );
  });

  it("labels and shares of columns that there are not", () => {
    const knownAt = () => ({ node: { op: "literal", type: "time", value: 0 } });
    expect(() => untyped("f", schema, { labels: { late: { knownAt } } })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [contract f] Expected labels to be columns, got "late". Did you mean \`gate\`?]`,
    );
    expect(() => untyped("f", schema, { missing: { gates: 0.1 } })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [contract f] Expected \`missing\` to name columns, got "gates". Did you mean \`gate\`?]`,
    );
  });

  it("shares that are none", () => {
    expect(() => contract("f", schema, { missing: { gate: 50 } })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [contract f] Expected \`missing.gate\` to be a share from 0 to 1, got 50 (number)]`,
    );
    expect(() => contract("f", schema, { missing: { default: Number.NaN } })).toThrow("a share from 0 to 1");
  });

  it("rules that look at other rows", () => {
    expect(() =>
      contract("f", schema, {
        eventTime: "departedAt",
        rules: (flight) => ({ busy: flight.origin.history({ window: "6h" }).count().above(1) }),
      }),
    ).toThrow("a history only inside features");
  });
});
