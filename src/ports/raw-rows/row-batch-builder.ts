import type { RawBatch, UnreadableRow } from "../raw-format.js";
import { excerpt } from "./excerpt.js";
import { valuesColumn } from "./values-column.js";

/** Collects rows (objects) into batches of columns. */
export interface RowBatchBuilder {
  readonly full: boolean;
  readonly length: number;
  add(row: Readonly<Record<string, unknown>>, raw: string): void;
  addUnreadable(reason: string, raw: string): void;
  /** The batch so far; begins the next one. */
  finish(): RawBatch;
}

const batchRows = 8192;
/** Strangers' rows may not make columns without end. */
const maximumColumns = 1000;

/** Columns stand in the order in which they first appear. */
export function rowBatchBuilder(): RowBatchBuilder {
  let columns = new Map<string, unknown[]>();
  let unreadable: UnreadableRow[] = [];
  let firstRow = 0;
  let length = 0;

  function addUnreadable(reason: string, raw: string): void {
    unreadable.push({ row: length++, reason, raw: excerpt(raw) });
  }

  return {
    get full() {
      return length >= batchRows;
    },
    get length() {
      return length;
    },
    add(row, raw) {
      const names = Object.keys(row);
      const added = names.filter((name) => !columns.has(name));
      if (columns.size + added.length > maximumColumns) {
        addUnreadable(`more than ${maximumColumns} different columns`, raw);
        return;
      }
      for (const name of added) columns.set(name, []);
      for (const name of names) {
        const values = columns.get(name);
        if (values === undefined) continue;
        while (values.length < length) values.push(undefined);
        values.push(row[name]);
      }
      length++;
    },
    addUnreadable,
    finish() {
      const entries = [...columns].map(([name, values]) => {
        while (values.length < length) values.push(undefined);
        return [name, valuesColumn(values)] as const;
      });
      const batch: RawBatch = {
        firstRow,
        length,
        columns: Object.fromEntries(entries),
        ...(unreadable.length > 0 && { unreadable }),
      };
      firstRow += length;
      length = 0;
      columns = new Map();
      unreadable = [];
      return batch;
    },
  };
}
