import { parseJson } from "../../core/house.js";
import { canonicalJson } from "../../core/index.js";
import { valueIn } from "./connection.js";

/** Where a mirror has put an alias, or is putting it: MLflow keeps no history of its own. */
export interface AliasMove {
  readonly to: number;
  /** Written before the move, and taken away after it: until then the alias may still stand where it was. */
  readonly from?: number | null;
}

export const aliasTag = (alias: string): string => `golden_pipeline.alias.${alias}`;

export function writeAliasMove({ from, to }: AliasMove): string {
  return canonicalJson({ ...(from !== undefined && { from }), to });
}

/** Undefined for what is not of ours. */
export function readAliasMove(text: string | undefined): AliasMove | undefined {
  const read = parseJson(text ?? "");
  const [from, to] = [valueIn(read, "from"), valueIn(read, "to")];
  if (typeof to !== "number") return undefined;
  return { to, ...((typeof from === "number" || from === null) && { from }) };
}
