import { deepest, isRecord } from "./json-key.js";

const mostLeaves = 100_000;

/** Whether a value is JSON of at most 100 levels and 100,000 leaves. Members that are undefined are taken as absent. */
export function checkTree(root: unknown): "json" | "not-json" | "too-large" {
  let leaves = 0;
  return check(root, 0);

  function check(value: unknown, depth: number): "json" | "not-json" | "too-large" {
    if (depth > deepest || leaves > mostLeaves) return "too-large";
    const below = childrenOf(value);
    if (below === undefined) return "not-json";
    if (below.length === 0 && ++leaves > mostLeaves) return "too-large";
    for (const child of below) {
      const found = check(child, depth + 1);
      if (found !== "json") return found;
    }
    return "json";
  }
}

function childrenOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (isRecord(value)) return Object.values(value).filter((member) => member !== undefined);
  const plain = value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return plain ? [] : undefined;
}
