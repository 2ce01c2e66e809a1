import { parseArgs } from "node:util";

export type Sabotage = "feed" | "model" | "slow-shadow";

/** What the command line asks for; the defaults are embedded. */
export interface Options {
  readonly rows: "atlanta" | "all";
  readonly seed: number;
  /** Where everything is stored; a run that was cut off goes on from here. */
  readonly directory: string;
  readonly sabotage: Sabotage | undefined;
}

export function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      rows: { type: "string", default: "atlanta" },
      seed: { type: "string", default: "42" },
      directory: { type: "string" },
      sabotage: { type: "string" },
    },
  });
  const { rows, sabotage } = values;
  if (rows !== "atlanta" && rows !== "all") throw new Error(`--rows takes atlanta or all, got ${rows}`);
  if (sabotage !== undefined && sabotage !== "feed" && sabotage !== "model" && sabotage !== "slow-shadow")
    throw new Error(`--sabotage takes feed, model or slow-shadow, got ${sabotage}`);
  const seed = Number(values.seed);
  return {
    rows,
    seed,
    sabotage,
    directory: values.directory ?? `.golden-pipeline/${rows}-${seed}${sabotage === undefined ? "" : `-${sabotage}`}`,
  };
}
