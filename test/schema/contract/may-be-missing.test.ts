import { contract } from "golden-pipeline/schema";
import { expect, it } from "vitest";
import { z } from "zod";
import { mayBeMissing } from "../../../src/schema/house.js";

it("a row may lack what is nullable, and what the schema has a default for or takes as nothing", () => {
  const shape = z.object({
    must: z.int(),
    may: z.int().nullable(),
    mail: z.email(),
    mailOrNone: z.email().optional(),
    instead: z.int().default(3),
    anything: z.unknown(),
    something: z.custom((value) => value !== null && value !== undefined),
  });
  const all = contract("all", shape);
  const lacking = all.columns.filter((column) => mayBeMissing(all, column)).map(({ name }) => name);
  expect(lacking).toEqual(["may", "mailOrNone", "instead", "anything"]);
});

it("a schema that answers later, or throws at half a row, is taken to allow it", () => {
  const schema = (validate: (row: unknown) => never) => ({
    "~standard": { version: 1 as const, vendor: "own", validate },
  });
  const throwing = contract(
    "own",
    schema(() => {
      throw new Error("half a row");
    }),
    { columns: {} },
  );
  const column = { name: "a", type: "number", nullable: false, residual: true, checks: [] } as const;
  expect(mayBeMissing(throwing, column)).toBe(true);
});
