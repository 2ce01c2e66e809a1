import { readFileSync } from "node:fs";
import type { EvidentlyTest } from "golden-pipeline/adapters/evidently";

export interface Scored {
  readonly refused?: string;
  readonly test: EvidentlyTest;
  readonly score: number | null;
  readonly threshold: number;
  readonly drifted: boolean;
  /** SciPy's, where Evidently's copy of it is wrong. */
  readonly exact?: number;
}

export interface FrameAnswer {
  readonly name: string;
  readonly columns: {
    readonly [column: string]: { readonly default: Scored; readonly tests: { readonly [test: string]: Scored } };
  };
  readonly report: ReportAnswer;
}

export interface ReportAnswer {
  readonly metrics: readonly {
    readonly name: string;
    readonly config: { readonly [name: string]: unknown };
    readonly value: unknown;
  }[];
  readonly tests: readonly { readonly name: string; readonly status: string; readonly description: string }[];
}

/** What Evidently said of the frames: see README.md beside it. */
export const golden: readonly FrameAnswer[] = JSON.parse(
  readFileSync(new URL("../../fixtures/evidently/golden.json", import.meta.url), "utf8"),
).frames;

/** Whether two scores are the same to 1e-9, relative to those above 1. */
export function close(ours: number | null, theirs: number | null): boolean {
  if (ours === null || theirs === null) return ours === theirs;
  return Math.abs(ours - theirs) <= 1e-9 * Math.max(1, Math.abs(theirs));
}
