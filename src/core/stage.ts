import type { Next, Piped } from "./chain/misfit.js";
import type { Codec } from "./codec.js";
import type { Context } from "./context.js";
import type { JsonObject } from "./json.js";
import type { Noun } from "./nouns.js";
import type { StandardSchema } from "./standard-schema.js";

/** What marks a stage, also across two installed copies of the package. */
export const stageBrand: unique symbol = Symbol.for("golden-pipeline.stage");

/** What is known of every stage, whatever its types. */
export interface StageInfo {
  readonly [stageBrand]: true;
  /** Lower-case words joined by `-` or `/`, e.g. `acme/clip`. */
  readonly id: string;
  /** Semantic version of the stage's behaviour. */
  readonly version: string;
  /** sha256 of the canonical JSON of {id, version, params, children}: equal fingerprints do the same to the same input. */
  readonly fingerprint: string;
  /** The options with every default resolved. */
  readonly params: JsonObject;
  /** The stages inside a pipeline or combinator. */
  readonly children: readonly StageInfo[];
}

/** A direct call fills in what a test leaves out; services a stage asks for beyond `Context` stay required. */
export type ContextArgument<C extends Context> = Context extends C
  ? [context?: Partial<C>]
  : [context: Partial<Context> & Omit<C, keyof Context>];

/** A typed, versioned function from one noun to the next. Call it directly in tests and when serving; run it by a runner to have it recorded. */
export interface Stage<in In, out Out, C extends Context = Context> extends StageInfo {
  (input: In, ...context: ContextArgument<C>): Promise<Out>;
  readonly run: (input: In, context: C) => Promise<Out>;
}

/** An immutable chain of stages, itself a stage. */
export interface Pipeline<in In, out Out, C extends Context = Context> extends Stage<In, Out, C> {
  /** A stage that does not take what the chain gives is refused with a sentence that says what to put between. */
  pipe<Then, D extends Context, S>(next: Next<Out, S, Stage<Out, Then, D>>): Pipeline<In, Piped<Out, S, Then>, C & D>;
}

export type InputOf<S> = S extends { run: (input: infer In, context: never) => unknown } ? In : never;
export type OutputOf<S> = S extends { run: (input: never, context: never) => Promise<infer Out> } ? Out : never;
export type ContextOf<S> = S extends { run: (input: never, context: infer C extends Context) => unknown } ? C : never;

/** What a stage is made from. */
export interface StageDefinition<Out> {
  readonly id: string;
  readonly version: string;
  /** Plain JSON; a function or a secret in it throws. Give custom functions an explicit version instead. @default {} */
  readonly params?: object;
  /** Checked against what `run` returns. */
  readonly output?: StandardSchema<Out, unknown>;
  /** How the output outlives the process; plain JSON needs none. */
  readonly codec?: Codec<Out>;
  /** Live things that the output, or one of a later stage, names by their fingerprints: codecs find them again when a run resumes. @default none */
  readonly nouns?: readonly Noun[];
}
