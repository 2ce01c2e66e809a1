import { canonicalJson, type Json } from "../../core/index.js";
import type { RecordItem } from "./records.js";

/** What stands in a run's config beside its params: which run of ours it is, and what W&B has no place for. No stage is called so. */
export const ownKey = "golden_pipeline";

/** @param facts Those that are undefined are left out. */
export function ownFacts(facts: { readonly [name: string]: Json | undefined }): readonly RecordItem[] {
  return Object.entries(facts).flatMap(([name, value]): readonly RecordItem[] =>
    value === undefined ? [] : [[[ownKey, name], canonicalJson(value)]],
  );
}
