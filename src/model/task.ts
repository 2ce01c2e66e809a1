/**
 * What a model is asked for, and so what its outputs and targets are:
 *
 * | task | an output | a target |
 * | --- | --- | --- |
 * | `binary` | the probability of yes | yes or no |
 * | `number` | the number | the number |
 * | `classes` | a probability for each class, which sum to 1 | one class |
 * | `label-sets` | a probability for each label, each on its own | any number of labels |
 * | `ranking` | a score, which orders the rows of a group | how relevant the row is |
 * | `vector` | numbers in a fixed order | the same |
 * | `text` | a text | a text |
 * | `json` | any JSON | the same |
 */
export type Task = (typeof tasks)[number];

export const tasks = ["binary", "number", "classes", "label-sets", "ranking", "vector", "text", "json"] as const;

declare const targetBrand: unique symbol;

/** The target of a ranking: how relevant each row of a group is, from 0. */
export interface Relevance {
  readonly [targetBrand]: "ranking";
}

/** A target that is free text, as an answer is; a text that names a class is plain `string`. */
export interface FreeText {
  readonly [targetBrand]: "text";
}

/** The task that a target's type stands for. */
export type TaskOf<Target> = 0 extends 1 & Target
  ? "json"
  : [NonNullable<Target>] extends [boolean]
    ? "binary"
    : [NonNullable<Target>] extends [number]
      ? "number"
      : [NonNullable<Target>] extends [string]
        ? "classes"
        : [NonNullable<Target>] extends [Relevance]
          ? "ranking"
          : [NonNullable<Target>] extends [FreeText]
            ? "text"
            : [NonNullable<Target>] extends [readonly string[]]
              ? "label-sets"
              : [NonNullable<Target>] extends [readonly number[]]
                ? "vector"
                : "json";

/** What the outputs of a task are of one row: probabilities by class or label, a number, numbers, a text, JSON. */
export type OutputOf<Target> = {
  binary: number;
  number: number;
  classes: { readonly [label: string]: number };
  "label-sets": { readonly [label: string]: number };
  ranking: number;
  vector: readonly number[];
  text: string;
  json: Target;
}[TaskOf<Target>];

/** What is done with an output; null leaves it to a person. */
export type DecidedOf<Target> = {
  binary: "yes" | "no" | null;
  number: number;
  classes: string | null;
  "label-sets": readonly string[] | null;
  ranking: number;
  vector: readonly number[];
  text: string;
  json: Target;
}[TaskOf<Target>];
