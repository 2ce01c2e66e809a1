import type { Dataset } from "golden-pipeline/dataset";
import { batchFromRows, contract } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { rowsOfDataset } from "../../src/dataset/house.js";
import { collectRows } from "../../src/dataset/index.js";

const flights = contract("flights", z.object({ at: z.date(), gate: z.string().nullable() }), { eventTime: "at" });
const rows = [
  { at: new Date(1), gate: "A1" },
  { at: new Date(2), gate: null },
  { at: new Date(3), gate: "B2" },
];

function dataset(...parts: (typeof rows)[]): Dataset<{ at: Date; gate: string | null }> {
  return {
    kind: "dataset",
    contract: flights,
    version: "dataset-test",
    rows: parts.flat().length,
    lineage: { raw: [], parents: [], labels: [], quarantined: { rows: 0, reasons: {} } },
    async *batches() {
      for (const part of parts) yield batchFromRows(flights.columns, part);
    },
  };
}

describe("the rows of a dataset", () => {
  it("come one by one, batch after batch, as the contract's rows", async () => {
    expect(await collectRows(dataset(rows.slice(0, 2), [], rows.slice(2)))).toEqual(rows);
  });

  it("are read only as far as they are asked for", async () => {
    let batches = 0;
    const counted = dataset(rows, rows);
    const read = {
      ...counted,
      batches: async function* () {
        for await (const batch of counted.batches()) {
          batches++;
          yield batch;
        }
      },
    };
    for await (const row of rowsOfDataset(read)) {
      expect(row).toEqual(rows[0]);
      break;
    }
    expect(batches).toBe(1);
  });
});
