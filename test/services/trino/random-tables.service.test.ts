import { trinoEngine } from "golden-pipeline/adapters/trino";
import { describe, it } from "vitest";
import { checkRandomTables, measureRandomTables } from "../../adapters/random-tables.js";
import { here, loadTable } from "./load-trino.js";

describe("over random tables of Trino", () => {
  it.each([
    ["checks and profiles", checkRandomTables],
    ["metrics, of ties and weights too,", measureRandomTables],
  ] as const)(
    "%s are those of our own rows",
    async (_, check) => {
      await check({ engine: trinoEngine(here()), load: loadTable }, 2);
    },
    300_000,
  );
});
