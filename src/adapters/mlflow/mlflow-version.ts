import { pairsIn, textIn, valueIn } from "./connection.js";

/** A version in MLflow's registry, without its files. */
export interface MlflowVersion {
  readonly name: string;
  readonly number: number;
  /** The names that point at it, sorted. */
  readonly aliases: readonly string[];
  readonly tags: ReadonlyMap<string, string>;
  /** Of the run that made it, by MLflow's own id. */
  readonly runId: string | undefined;
  /** Where its files are said to be, e.g. `models:/m-…`. */
  readonly source: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly description: string;
}

const textOr = <Other>(value: unknown, other: Other): string | Other =>
  typeof value === "string" && value !== "" ? value : other;

export function toMlflowVersion(place: string, facts: unknown, aliases: ReadonlyMap<string, number>): MlflowVersion {
  const number = Number(textIn(place, facts, "version"));
  return {
    name: textIn(place, facts, "name"),
    number,
    aliases: [...aliases].flatMap(([alias, at]) => (at === number ? [alias] : [])).sort(),
    tags: pairsIn(facts, "tags"),
    runId: textOr(valueIn(facts, "run_id"), undefined),
    source: textOr(valueIn(facts, "source"), ""),
    createdAt: Number(valueIn(facts, "creation_timestamp") ?? 0),
    description: textOr(valueIn(facts, "description"), ""),
  };
}
