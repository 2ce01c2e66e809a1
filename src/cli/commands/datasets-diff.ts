import { type DatasetDifference, diffDatasets } from "../../dataset/index.js";
import { type Command, jsonOption } from "../command.js";
import { findDataset } from "../find-dataset.js";

export const datasetsDiff: Command = {
  name: "datasets diff",
  words: [{ name: "before" }, { name: "after" }],
  about: "what differs between two of them, in contract and rows; 1 when anything does",
  options: {
    key: { value: "<columns>", about: "the columns that name a row, joined by commas" },
    contract: { value: "<name>", about: "where several contracts have the tag" },
    ...jsonOption,
  },
  async run(call) {
    const [before = "", after = ""] = call.words;
    const [was, is] = [await findDataset(call, before), await findDataset(call, after)];
    const key = call.text("key")?.split(",");
    const difference = await diffDatasets(was.dataset, is.dataset, key === undefined ? {} : { key });
    const { added, removed } = difference.rows;
    const changed = "changed" in difference.rows ? difference.rows.changed : 0;
    const same = difference.schema.length === 0 && added + removed + changed === 0;
    if (call.has("json")) await call.json(difference);
    else {
      for (const line of linesOf(difference)) await call.print(line);
      await call.print(same ? "They hold the same." : "They differ.", same ? "good" : "bad");
    }
    return same ? 0 : 1;
  },
};

function* linesOf({ before, after, schema, rows }: DatasetDifference): Generator<string> {
  yield `before ${before}`;
  yield `after  ${after}`;
  for (const { subject, before: was = "absent", after: is = "absent" } of schema) yield `${subject}: ${was} → ${is}`;
  yield `rows: ${rows.added} added, ${rows.removed} removed, ${"changed" in rows ? `${rows.changed} changed, ` : ""}${rows.unchanged} unchanged`;
  if (rows.by === "row") return;
  for (const [column, count] of Object.entries(rows.columns)) yield `  ${column} differs in ${count}`;
  for (const name of ["added", "removed"] as const)
    for (const one of rows.examples[name]) yield `  ${name}: ${keyText(one)}`;
  for (const { key, columns } of rows.examples.changed) yield `  changed: ${keyText(key)}: ${columns.join(", ")}`;
}

function keyText(key: object): string {
  return Object.entries(key)
    .map(([name, value]) => `${name} ${value instanceof Date ? value.toISOString() : String(value)}`)
    .join(", ");
}
