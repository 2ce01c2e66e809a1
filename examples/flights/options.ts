import { parseArgs } from "node:util";
import { type SystemName, systemNames } from "./systems.js";

export type Sabotage = "feed" | "model" | "slow-shadow";

/** All flights from or to Atlanta, all of the country, or about so many of Atlanta's, spread over all days. */
export type Sample = "atlanta" | "all" | number;

/** What the command line asks for; the defaults are embedded. */
export interface Options {
  readonly rows: Sample;
  readonly seed: number;
  /** Where everything is stored; a run that was cut off goes on from here. */
  readonly directory: string;
  readonly sabotage: Sabotage | undefined;
  /** Real systems instead of the embedded defaults. */
  readonly with: readonly SystemName[];
}

export function readOptions(args: readonly string[] = process.argv.slice(2)): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: "string", default: "atlanta" },
      seed: { type: "string", default: "42" },
      directory: { type: "string" },
      sabotage: { type: "string" },
      with: { type: "string", default: "" },
    },
  });
  const { sabotage } = values;
  const rows = values.rows === "atlanta" || values.rows === "all" ? values.rows : Number(values.rows);
  if (typeof rows === "number" && !(rows >= 1000))
    throw new Error(`--rows takes atlanta, all or a number of at least 1000, got ${values.rows}`);
  if (sabotage !== undefined && sabotage !== "feed" && sabotage !== "model" && sabotage !== "slow-shadow")
    throw new Error(`--sabotage takes feed, model or slow-shadow, got ${sabotage}`);
  const names = values.with.split(",").filter((name) => name !== "");
  const systems = systemNames.filter((name) => names.includes(name));
  if (systems.length < names.length)
    throw new Error(`--with takes some of ${systemNames.join(",")}, got ${values.with}`);
  if (systems.includes("kafka") && systems.includes("kinesis"))
    throw new Error("--with takes kafka or kinesis, got both: January's flights come from one of them");
  const seed = Number(values.seed);
  return {
    rows,
    seed,
    sabotage,
    with: systems,
    directory: values.directory ?? `.golden-pipeline/${rows}-${seed}${sabotage === undefined ? "" : `-${sabotage}`}`,
  };
}
