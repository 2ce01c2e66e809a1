import { checkOptions, type OptionRules, option } from "../../core/house.js";

/** How one field is compared. Tolerances, `text` and `weight` of an object or a list also hold for what is below it. */
export interface JsonFieldOptions {
  /** Accept numbers up to this far from the gold. @default 0 */
  readonly absoluteTolerance?: number;
  /** Accept numbers up to this fraction of the gold away from it. @default 0 */
  readonly relativeTolerance?: number;
  /** Leave the field and all below it out, on both sides. @default false */
  readonly ignore?: boolean;
  /**
   * For lists: `set` pairs items so that they agree best, `order` does so without changing their order, so that one missing item
   * does not shift the rest; both up to 500 items.
   * @default items are compared position by position
   */
  readonly list?: "set" | "order";
  /** How much each leaf counts; weights along a path multiply. @default 1 */
  readonly weight?: number;
  /**
   * For strings: `normalised` ignores case, outer punctuation, articles and superfluous space; `answer` compares by `matchAnswer`, also
   * a number with a text that says it.
   * @default "exact"
   */
  readonly text?: "exact" | "normalised" | "answer";
}

/** What holds at one path, everything above it included. */
export interface FieldSettings {
  readonly absoluteTolerance: number;
  readonly relativeTolerance: number;
  readonly ignore: boolean;
  readonly list: "set" | "order" | undefined;
  readonly weight: number;
  readonly text: "exact" | "normalised" | "answer";
}

export const plainField: FieldSettings = {
  absoluteTolerance: 0,
  relativeTolerance: 0,
  ignore: false,
  list: undefined,
  weight: 1,
  text: "exact",
};

/** The settings at a path, given those one level above. */
export type FieldReader = (path: readonly string[], above: FieldSettings) => FieldSettings;

const atLeastZero = option.number({ minimum: 0 });
const rules: OptionRules<JsonFieldOptions> = {
  absoluteTolerance: atLeastZero,
  relativeTolerance: atLeastZero,
  ignore: option.flag,
  list: option.oneOf("set", "order"),
  weight: atLeastZero,
  text: option.oneOf("exact", "normalised", "answer"),
};

/** @throws {InvalidArgumentError} a field's option is none. */
export function readFields(fields: { readonly [path: string]: JsonFieldOptions }): FieldReader {
  const patterns = Object.entries(fields).map(([path, options]) => {
    checkOptions(`JSON match: field "${path}"`, options, rules);
    const parts = splitPath(path);
    return { parts, options, stars: parts.filter((part) => part === "*").length };
  });
  // What names more of the path is said last, so that it holds.
  patterns.sort((a, b) => b.stars - a.stars);
  const byDepth: (typeof patterns)[] = [];
  for (const pattern of patterns) byDepth[pattern.parts.length] = [...(byDepth[pattern.parts.length] ?? []), pattern];
  return (path, above) => {
    const fitting = byDepth[path.length];
    if (fitting === undefined) return above.list === undefined ? above : { ...above, list: undefined };
    let settings: FieldSettings = { ...above, list: undefined };
    let weight = 1;
    for (const { parts, options } of fitting) {
      if (!parts.every((part, index) => part === "*" || part === path[index])) continue;
      settings = { ...settings, ...options };
      weight = options.weight ?? weight;
    }
    return { ...settings, weight: above.weight * weight };
  };
}

/** A key as it stands in a path: dots, stars and backslashes of its own are escaped by a backslash. */
export function pathPart(key: string): string {
  return key.replace(/[\\.*]/g, "\\$&");
}

/** Parts keep their backslashes, so that they compare with `pathPart`. */
function splitPath(path: string): string[] {
  if (path === "") return [];
  const parts = [""];
  for (const [text] of path.matchAll(/\\.|[^\\]|\\$/gsu)) {
    if (text === ".") parts.push("");
    else parts.push(`${parts.pop()}${text}`);
  }
  return parts;
}
