import type { Codec } from "../codec.js";
import type { Context } from "../context.js";
import { InvalidArgumentError } from "../errors/index.js";
import type { Json } from "../json.js";
import type { Nouns } from "../nouns.js";
import { checkArguments } from "../options/check-arguments.js";
import * as option from "../options/option-rule.js";
import type { ContextOf, InputOf, OutputOf, StageInfo } from "../stage.js";
import { internalsOf } from "../stage-internals.js";

/** Stages by name. */
export type Branches = Readonly<Record<string, StageInfo>>;

type Intersect<U> = (U extends unknown ? (value: U) => void : never) extends (value: infer I) => void ? I : never;

/** What every branch accepts. */
export type BranchesInput<B extends Branches> = Intersect<{ [K in keyof B]: InputOf<B[K]> }[keyof B]>;
/** What each branch gives, by name. */
export type BranchesOutput<B extends Branches> = { [K in keyof B]: OutputOf<B[K]> };
/** The services that any of the branches needs. */
export type BranchesContext<B extends Branches> = Context & Intersect<{ [K in keyof B]: ContextOf<B[K]> }[keyof B]>;

/** @throws {InvalidArgumentError} there is no branch, or one is not a stage. */
export function listBranches(
  place: string,
  branches: Branches,
): readonly (readonly [name: string, stage: StageInfo])[] {
  checkArguments(place, { branches }, { branches: option.noun });
  const list = Object.entries(branches);
  if (list.length === 0) throw new InvalidArgumentError(place, "`branches` to have at least one stage", branches);
  for (const [, stage] of list) internalsOf(stage);
  return list;
}

/** Encodes what a stage gives by that stage's codec, or leaves it as the plain JSON that it then has to be. */
export async function encodeBy(
  stage: StageInfo,
  value: unknown,
  blobs: Parameters<Codec<unknown>["encode"]>[1],
): Promise<Json> {
  const { codec } = internalsOf(stage);
  return codec === undefined ? (value as Json) : codec.encode(value, blobs);
}

/** The opposite of `encodeBy`. */
export async function decodeBy(
  stage: StageInfo,
  json: Json | undefined,
  blobs: Parameters<Codec<unknown>["decode"]>[1],
  nouns: Nouns | undefined,
): Promise<unknown> {
  const { codec } = internalsOf(stage);
  return codec === undefined || json === undefined ? json : codec.decode(json, blobs, nouns);
}
