import { contract, derive } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { compileRow } from "../../../src/schema/house.js";

const schema = z.object({ date: z.date(), origin: z.string(), distance: z.number(), minutes: z.number() });

describe("derived columns", () => {
  it("stand after the schema's own, with the expression that computes them", () => {
    const { columns, eventTime } = contract(
      "flights",
      derive(schema, (raw) => ({
        departedAt: raw.date.inZone(raw.origin.lookup({ ATL: "America/New_York" })),
        speed: raw.distance.dividedBy(raw.minutes),
        far: raw.distance.above(1000),
      })),
      { eventTime: "departedAt" },
    );
    expect(eventTime).toBe("departedAt");
    expect(columns.map(({ name, type }) => [name, type])).toEqual([
      ["date", "time"],
      ["origin", "text"],
      ["distance", "number"],
      ["minutes", "number"],
      ["departedAt", "time"],
      ["speed", "number"],
      ["far", "boolean"],
    ]);
    const speed = columns.find(({ name }) => name === "speed")?.derived;
    if (speed === undefined) throw new Error("expected a derived column");
    expect(compileRow(speed)({ distance: 90, minutes: 60 })).toBe(1.5);
  });

  it("must be valid times where they are times", () => {
    const { columns } = contract(
      "flights",
      derive(schema, (raw) => ({ at: raw.date.inZone(raw.origin) })),
    );
    expect(columns.at(-1)).toMatchObject({
      name: "at",
      nullable: true,
      checks: [{ check: "finite" }],
      residual: false,
    });
  });

  it("leave the schema to check what it checked before", () => {
    const derived = derive(schema, (raw) => ({ far: raw.distance.above(1000) }));
    expect(derived["~standard"].vendor).toBe("zod");
    expect(derived["~standard"].validate({ date: 1 })).toHaveProperty("issues");
  });

  it("need names of their own", () => {
    expect(() => derive(schema, (raw) => ({ origin: raw.distance.above(1) }))).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [derive] Expected derived columns with names of their own, got "origin" (string)]`,
    );
  });

  it("need a zod object", () => {
    expect(() => derive(z.string(), () => ({}))).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [derive] Expected a zod object schema, got an instance of ZodString]`,
    );
  });
});
