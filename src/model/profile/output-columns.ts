import type { Json } from "../../core/index.js";
import type { ProfiledColumn } from "../../dataset/house.js";
import { decidedAt } from "../decide.js";
import type { Outputs } from "../outputs.js";
import type { OutputsProfile } from "./model-profile.js";

/** What is known of a model's answers before one is seen. */
export type OutputFacts = Omit<OutputsProfile, "profile">;

const mostLabels = 50;
const mostPlaces = 32;

/**
 * The columns that answers of a task are watched by:
 *
 * | task | columns |
 * | --- | --- |
 * | `binary` | `probability`, `decided` |
 * | `number` | `output` |
 * | `ranking` | `score` |
 * | `classes` | `probability of <class>` for each (up to 50), `decided` |
 * | `label-sets` | `probability of <label>` for each (up to 50), `labels taken` |
 * | `vector` | `length` (Euclidean), and each place of up to 32 |
 * | `text` | `length` in code points |
 * | `json` | `length` of its JSON |
 */
export function outputColumns({ task, labels = [] }: OutputFacts, width = 0): readonly ProfiledColumn[] {
  const number = (name: string): ProfiledColumn => ({ name, type: "number" });
  const decided: ProfiledColumn = { name: "decided", type: "text" };
  const byLabel = labels.slice(0, mostLabels).map((label) => number(probabilityOf(label)));
  switch (task) {
    case "binary":
      return [number("probability"), decided];
    case "classes":
      return [...byLabel, decided];
    case "label-sets":
      return [...byLabel, { name: "labels taken", type: "integer" }];
    case "number":
      return [number("output")];
    case "ranking":
      return [number("score")];
    case "vector":
      return [
        number("length"),
        ...(width > mostPlaces ? [] : Array.from({ length: width }, (_, place) => number(`place ${place}`))),
      ];
    default:
      return [{ name: "length", type: "integer" }];
  }
}

/**
 * One answer as a row of those columns.
 * @param output As it is answered and logged.
 * @param decided What was made of it; null leaves it to a person. @default What the decision makes of it
 */
export function outputRow(facts: OutputFacts, output: Json | undefined, decided?: Json): Record<string, unknown> {
  if (output === undefined || output === null) return {};
  const { task, labels = [] } = facts;
  switch (task) {
    case "binary":
      return { probability: output, decided: wordOf(facts, output, decided) };
    case "number":
      return { output };
    case "ranking":
      return { score: output };
    case "classes":
    case "label-sets": {
      const row: Record<string, unknown> = {};
      for (const label of labels) row[probabilityOf(label)] = numberIn(output, label);
      if (task === "classes") row.decided = wordOf(facts, output, decided);
      else {
        const taken = decided === undefined ? decidedBy(facts, output) : decided;
        row["labels taken"] = Array.isArray(taken) ? taken.length : null;
      }
      return row;
    }
    case "vector": {
      if (!Array.isArray(output)) return { length: output };
      const row: Record<string, unknown> = { length: Math.hypot(...output.map(Number)) };
      for (const [place, value] of output.slice(0, mostPlaces).entries()) row[`place ${place}`] = value;
      return row;
    }
    case "text":
      // What is no text is counted as invalid, as text is in a column of numbers.
      return { length: typeof output === "string" ? [...output].length : JSON.stringify(output) };
    default:
      return { length: JSON.stringify(output).length };
  }
}

function wordOf(facts: OutputFacts, output: Json, decided: Json | undefined): unknown {
  const word = decided === undefined ? decidedBy(facts, output) : decided;
  return word === null ? "left to a person" : word;
}

const probabilityOf = (label: string): string => `probability of ${label}`;

function numberIn(output: Json, label: string): unknown {
  if (typeof output !== "object" || output === null || Array.isArray(output)) return { not: "probabilities by label" };
  return Object.hasOwn(output, label) ? (output as { readonly [label: string]: Json })[label] : null;
}

function decidedBy({ task, labels, decision }: OutputFacts, output: Json): Json | undefined {
  if (task !== "binary" && task !== "classes" && task !== "label-sets") return undefined;
  const numbers = labels === undefined ? [output] : labels.map((label) => numberIn(output, label));
  if (!numbers.every((value): value is number => typeof value === "number")) return undefined;
  const values = Float64Array.from(numbers);
  const outputs: Outputs = { task, rows: 1, width: values.length, values, ...(labels && { labels }) };
  return decidedAt(decision, outputs, 0);
}
