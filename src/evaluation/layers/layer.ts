import type { JsonObject } from "../../core/index.js";

/** One row as a layer sees it. */
export interface LayerItem<Out, Target> {
  readonly id: string;
  readonly target: Target;
  readonly output: Out;
  /** What was asked, where the predictions say so. */
  readonly input: string | undefined;
  readonly cluster: string | undefined;
}

/** What a layer says of one row. */
export interface LayerVerdict {
  /** Whether it is sure; what no layer is sure of gets the score of the last one. */
  readonly decides: boolean;
  /** From 0 to 1; undefined when the layer has no score, e.g. for a judge's reply that cannot be read: never 0 in its place. */
  readonly score: number | undefined;
  /** What the verdict rests on, in a word or two. */
  readonly rule: string;
  /** For people. */
  readonly reason?: string;
}

/** One way to score outputs, cheap or dear. It decides what it is sure of and leaves the rest to the next. */
export interface Layer<in Out, in Target> {
  readonly name: string;
  readonly kind: "standard" | "task" | "llm";
  /** Its options with every default resolved. */
  readonly params: JsonObject;
  /** The verdicts in the items' order. */
  score(
    items: readonly LayerItem<Out, Target>[],
    context: { readonly signal: AbortSignal },
  ): readonly LayerVerdict[] | Promise<readonly LayerVerdict[]>;
}
