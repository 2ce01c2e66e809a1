import { expect } from "vitest";
import { readFixture } from "../answers/read-fixture.js";

/** What sacreBLEU's options are called. */
export interface ReferenceOptions {
  readonly tokenize?: "13a" | "none" | "char";
  readonly lowercase?: boolean;
  readonly smooth_method?: "exp" | "floor" | "add-k" | "none";
  readonly smooth_value?: number;
  readonly effective_order?: boolean;
  readonly max_ngram_order?: number;
  readonly char_order?: number;
  readonly word_order?: number;
  readonly beta?: number;
  readonly whitespace?: boolean;
}
type Triple = readonly [precision: number, recall: number, f: number];
interface Pair {
  readonly answer: string;
  readonly gold: string;
}
interface Segment {
  readonly answer: string;
  readonly golds: readonly string[];
  readonly options: ReferenceOptions;
  readonly score: number;
}
interface Corpus {
  readonly answers: readonly string[];
  readonly golds: readonly (readonly string[])[];
  readonly options: ReferenceOptions;
  readonly score: number;
}

export const reference = readFixture<{
  readonly source: string;
  readonly rouge: readonly (Pair & Readonly<Record<"rouge1" | "rouge2" | "rouge3" | "rougeL", Triple>>)[];
  readonly rougeMulti: readonly {
    readonly answer: string;
    readonly golds: readonly string[];
    readonly rougeL: number;
    readonly rouge2: number;
  }[];
  readonly tokens13a: readonly { readonly text: string; readonly tokens: readonly string[] }[];
  readonly bleu: readonly (Segment & { readonly lengths: readonly [number, number] })[];
  readonly corpusBleu: readonly Corpus[];
  readonly chrF: readonly Segment[];
  readonly corpusChrF: readonly Corpus[];
  readonly edits: readonly (Pair & {
    readonly distance: number;
    readonly similarity: number;
    readonly commonSubsequence: number;
  })[];
  readonly wordErrors: readonly (Pair & { readonly errorRate: number })[];
  readonly squad: readonly (Pair & { readonly exact: number; readonly f1: number })[];
  readonly cosine: readonly {
    readonly answer: readonly number[];
    readonly gold: readonly number[];
    readonly cosine: number;
  }[];
}>("task-text.json");

/** Within 1e-12. */
export function expectNear(actual: number | undefined, expected: number, what = ""): void {
  expect(Math.abs((actual ?? Number.NaN) - expected), `${what}: ${actual} for ${expected}`).toBeLessThanOrEqual(1e-12);
}

/** Without the options that are not given: no option may be undefined. */
export function given<T extends object>(options: { readonly [K in keyof T]: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;
}
