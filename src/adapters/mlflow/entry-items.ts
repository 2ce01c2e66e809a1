import type { TrackedEntry } from "../../core/house.js";
import { canonicalJson, type Digest, type Json } from "../../core/index.js";
import { entryKey } from "./entry-key.js";
import type { LogItem } from "./log-batches.js";
import { type MlflowRun, wholeTime } from "./mlflow-runs.js";
import { paramText } from "./param-text.js";
import { shortened } from "./shortened.js";

/** Characters that MLflow takes of a param and of a tag. */
const longestParam = 6000;
const longestTag = 5000;

/** Tags of ours about an entry: `<prefix><key>`. */
export const prefixes = {
  /** What a param is by now, where MLflow's own is its first value or a beginning: `{ value }`, or `{ artifact }`, where it stands. */
  param: "golden_pipeline.param/",
  /** `{ artifact }`: where the whole of a long tag stands; `{}` when it is short again. */
  tag: "golden_pipeline.tag/",
  /** `{ digest, bytes?, mediaType }` */
  artifact: "golden_pipeline.artifact/",
} as const;

/** A file to upload, and the tag to set once it is there. */
export interface EntryFile {
  readonly path: string;
  readonly content: Digest | Uint8Array;
  readonly item: LogItem;
}

/** What is to be told of entries, in the place of what earlier ones of the same name would have told. @param run Is told what it knows now. */
export function entryItems(entries: readonly TrackedEntry[], run: Pick<MlflowRun, "params" | "remarks">) {
  const items = new Map<string, LogItem>();
  const files = new Map<string, EntryFile>();
  const { params, remarks } = run;

  function putTag(key: string, value: string): void {
    files.delete(key);
    items.set(`tag ${key}`, ["tags", { key, value }]);
  }

  function remark(key: string, value: Json): void {
    remarks.add(key);
    putTag(key, canonicalJson(value));
  }

  function putFile(key: string, path: string, content: Digest | Uint8Array, facts: Json): void {
    items.delete(`tag ${key}`);
    files.set(key, { path, content, item: ["tags", { key, value: canonicalJson(facts) }] });
  }

  function putLong(key: string, value: string): void {
    remarks.add(key);
    putFile(key, key, new TextEncoder().encode(value), { artifact: key });
  }

  function putParam(key: string, value: string): void {
    const first = params.get(key);
    const said = `${prefixes.param}${key}`;
    if (first === undefined) {
      params.set(key, shortened(value, longestParam));
      items.set(`param ${key}`, ["params", { key, value: shortened(value, longestParam) }]);
    }
    if (value.length > longestParam) putLong(said, value);
    else if ((first ?? value) !== value || remarks.has(said))
      if (value.length > longestTag / 2) putLong(said, value);
      else remark(said, { value });
  }

  for (const entry of entries) {
    const key = entryKey(entry);
    switch (entry.type) {
      case "metric": {
        const { step, value } = entry;
        const said = Number.isFinite(value) ? value : String(value);
        const metric = { key, value: said, step, timestamp: wholeTime(entry.time) };
        items.set(`metric ${step} ${key}`, ["metrics", metric]);
        break;
      }
      case "param":
        putParam(key, paramText(entry.value));
        break;
      case "tag": {
        const { value } = entry;
        const said = `${prefixes.tag}${key}`;
        putTag(key, shortened(value, longestTag));
        if (value.length > longestTag) putLong(said, value);
        else if (remarks.has(said)) remark(said, {});
        break;
      }
      case "artifact": {
        const { digest, bytes, mediaType } = entry;
        putFile(`${prefixes.artifact}${key}`, key, digest, {
          digest,
          ...(bytes !== undefined && { bytes }),
          mediaType,
        });
      }
    }
  }
  return { items: [...items.values()], files: [...files.values()] };
}
