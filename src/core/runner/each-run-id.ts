import { createHash } from "node:crypto";

const longest = 150;

/** `<stage>/<source>/<position>` as a run id. What cannot stand in one is replaced, and a hash of the original keeps it distinct. */
export function eachRunId(stage: string, source: string, position: string): string {
  return [stage, cleanSegment(source), cleanSegment(position)].join("/");
}

function cleanSegment(text: string): string {
  const clean = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  if (clean === text && clean !== "" && clean.length <= longest / 3) return clean;
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  return [clean.slice(0, longest / 3 - 13).replace(/-+$/, ""), hash].filter(Boolean).join("-");
}
