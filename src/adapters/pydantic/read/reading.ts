import type { z as Zod, ZodType } from "zod";
import { isObject, type JsonSchema } from "../json-schema.js";

/** What is at hand while a schema is read. */
export interface Reading {
  readonly z: typeof Zod;
  readonly root: JsonSchema;
  /** What was made of the definitions by their references; undefined while one is being read. */
  readonly made: Map<string, ZodType | undefined>;
  readonly miss: (path: string, why: string) => void;
}

/** Reads a schema of one value. @param isColumn Whether it is a column's: times are read for columns, and are texts inside of values. */
export type ReadNode = (node: unknown, path: string, reading: Reading, isColumn?: boolean) => ZodType;

/** What says nothing of values. */
const annotations = new Set(
  "$schema $id $comment $defs definitions title description examples example deprecated readOnly writeOnly default discriminator".split(
    " ",
  ),
);

/** Tells of every keyword that is neither read nor an annotation. */
export function missOthers(node: JsonSchema, path: string, read: readonly string[], { miss }: Reading): void {
  for (const keyword of Object.keys(node))
    if (!annotations.has(keyword) && !read.includes(keyword))
      miss(`${path}/${keyword}`, whyMissed[keyword] ?? "it is not read");
}

const whyMissed: Readonly<Record<string, string>> = {
  uniqueItems: "pydantic makes a set of the list, and takes what is there twice once",
};

/** What a reference within the document stands for; undefined when there is none. */
export function resolve(root: JsonSchema, reference: string): unknown {
  if (reference !== "#" && !reference.startsWith("#/")) return undefined;
  return reference
    .split("/")
    .slice(1)
    .map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((found, part) => {
      if (Array.isArray(found)) return found[Number(part)];
      return isObject(found) && Object.hasOwn(found, part) ? found[part] : undefined;
    }, root);
}

/** A part of a path, as a JSON pointer writes it. */
export function pathTo(path: string, ...parts: readonly (string | number)[]): string {
  return [path, ...parts.map((part) => String(part).replaceAll("~", "~0").replaceAll("/", "~1"))].join("/");
}
