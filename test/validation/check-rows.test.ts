import { expect, it } from "vitest";
import { z } from "zod";
import { contract } from "../../src/schema/index.js";
import { checkRows, createInputValidator, createRowValidator } from "../../src/validation/index.js";

const flights = contract(
  "flights",
  z.object({ at: z.date(), origin: z.string().length(3), destination: z.string().length(3), delay: z.int().max(1440) }),
  {
    eventTime: "at",
    labels: { delay: { knownAt: (flight) => flight.at.plusMinutes(90) } },
    rules: (flight) => ({ "goes somewhere": flight.origin.differsFrom(flight.destination) }),
  },
);
const flight = { at: new Date(0), origin: "ATL", destination: "JFK", delay: 7 };

it("parts rows into valid ones, typed, and invalid ones with every reason", () => {
  const { valid, invalid } = checkRows(flights, [
    flight,
    { ...flight, at: "2001-01-31", delay: 5000, origin: "Atlanta" },
    null,
  ]);
  const delays: number[] = valid.map(({ delay }) => delay);
  expect(delays).toEqual([7]);
  expect(invalid.map(({ index, reasons }) => [index, ...reasons])).toMatchInlineSnapshot(`
    [
      [
        1,
        {
          "code": "length",
          "column": "origin",
          "expected": "3 characters",
          "got": ""Atlanta" (string)",
          "message": "origin: expected 3 characters, got "Atlanta" (string)",
        },
        {
          "code": "at-most",
          "column": "delay",
          "expected": "at most 1440",
          "got": "5000 (number)",
          "message": "delay: expected at most 1440, got 5000 (number)",
        },
      ],
      [
        2,
        {
          "code": "type",
          "expected": "a row that is an object",
          "got": "null",
          "message": "expected a row that is an object, got null",
        },
      ],
    ]
  `);
});

it("tells of broken rules beside broken columns", () => {
  const { reasons } = createRowValidator(flights)({ ...flight, destination: "ATL", delay: 0.5 });
  expect(reasons.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "delay: expected a whole number within ±(2^53 − 1), got 0.5 (number)",
      "rule "goes somewhere": expected origin ≠ destination, got destination "ATL" (string), origin "ATL" (string)",
    ]
  `);
});

it("reads times from ISO text, and numbers from text only when told that all is text", () => {
  const check = createRowValidator(flights);
  const row = { at: "2001-01-31T06:55:00+02:00", origin: "ATL", destination: "JFK", delay: "7" };
  expect(check(row).reasons.map(({ message }) => message)).toEqual([
    'delay: expected a whole number within ±(2^53 − 1), got "7" (string)',
  ]);
  expect(check(row, true).row).toEqual({ ...flight, at: new Date("2001-01-31T04:55:00Z") });
});

it("checks rows whose labels are not known yet", () => {
  const { valid, row } = createInputValidator(flights)({ at: new Date(0), origin: "ATL", destination: "JFK" });
  expect([valid, row]).toEqual([true, { at: new Date(0), origin: "ATL", destination: "JFK" }]);
});

it("leaves the labels out also where the schema itself must be run, and gives what the schema makes of the other columns", () => {
  const notes = contract(
    "notes",
    z.object({
      at: z.date(),
      text: z
        .string()
        .trim()
        .refine((text) => text !== "", "empty"),
      extra: z.any(),
      stars: z.int().min(1),
    }),
    {
      labels: { stars: { knownAt: (note) => note.at.plusMinutes(1) } },
      columns: { at: "time", text: "text", extra: "other", stars: "integer" },
    },
  );
  const check = createInputValidator(notes);
  const note = { at: new Date(0), text: " good ", extra: { list: [1] } };
  expect(check(note)).toEqual({ valid: true, row: { ...note, text: "good" }, reasons: [] });
  expect(check({ ...note, stars: -3 }).valid).toBe(true);
  expect(check({ ...note, text: "  " }).reasons.map(({ message }) => message)).toEqual(["text: empty"]);
  expect(createRowValidator(notes)(note).reasons.map(({ column }) => column)).toEqual(["stars"]);
});

it("uses the schema's own words where only the schema can judge, and shows it missing values as it knows them", () => {
  const odd = contract(
    "odd",
    z.object({
      n: z.number().refine((n) => n !== 13, "thirteen is unlucky"),
      nullable: z.string().nullable(),
      optional: z.string().optional(),
    }),
    { columns: { n: "number", nullable: "text", optional: "text" } },
  );
  const { valid, invalid } = checkRows(odd, [{ n: 12 }, { n: 12, nullable: null, optional: null }, { n: 13 }]);
  expect(valid.length).toBe(2);
  expect(invalid[0]?.reasons.map(({ message }) => message)).toEqual(["n: thirteen is unlucky"]);
});

it("refuses schemas that check asynchronously", () => {
  const slow = contract("slow", z.object({ n: z.number().refine(async () => true) }), { columns: { n: "number" } });
  expect(() => createRowValidator(slow)({ n: 1 })).toThrow();
});
