import { createHash } from "node:crypto";
import type { Landed, LandedBatch } from "golden-pipeline/dataset";
import { type Batch, rowsOf, takeRows } from "golden-pipeline/schema";
import { type Flight, flights } from "../contract.js";

type LandedFlights = Landed<Flight, "delay">;

/** The numbers of a batch's rows: the keys under which they were sent. @throws a record is of somebody else. */
export function* rowNumbers(batch: Batch, rows: number): Generator<number> {
  for (const { _key } of rowsOf(batch)) {
    const number = typeof _key === "string" && /^\d+$/.test(_key) ? Number(_key) : Number.NaN;
    if (!(number < rows))
      throw new Error(
        `Expected records under the numbers of ${rows} flights, got ${JSON.stringify(_key)}: somebody else writes there`,
      );
    yield number;
  }
}

/** What has landed bit by bit as one: each row once and in the order of its number, whatever order, and however often, records came in. */
export function landedInOrder(parts: readonly LandedFlights[], rows: number): LandedFlights {
  return {
    kind: "landed",
    contract: flights,
    source: parts[0]?.source ?? "nothing",
    raw: parts.flatMap(({ raw }) => raw),
    digest: `sha256:${createHash("sha256")
      .update(parts.map(({ digest }) => digest).join())
      .digest("hex")}`,
    async *batches() {
      const places = new Array<{ readonly batch: LandedBatch; readonly row: number } | undefined>(rows);
      for (const part of parts)
        for await (const batch of part.batches()) {
          let row = 0;
          for (const number of rowNumbers(batch, rows)) {
            places[number] ??= { batch, row };
            row++;
          }
        }
      for (let from = 0; from < rows; ) {
        const first = places[from];
        if (first === undefined) throw new Error(`Expected ${rows} flights, got none of number ${from}`);
        let to = from + 1;
        while (places[to]?.batch === first.batch && places[to]?.row === first.row + to - from) to++;
        yield slice(first.batch, first.row, to - from);
        from = to;
      }
    },
  };
}

function slice(batch: LandedBatch, from: number, rows: number): LandedBatch {
  if (rows === batch.length) return batch;
  if (batch.positions !== undefined) throw new Error("Expected rows of raw bytes");
  const { position, firstRow } = batch;
  return {
    ...takeRows(
      batch,
      Uint32Array.from({ length: rows }, (_, row) => from + row),
    ),
    position,
    firstRow: firstRow + from,
  };
}
