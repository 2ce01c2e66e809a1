import type { z as Zod, ZodType } from "zod";
import type { NotExpressed } from "../../../ports/house.js";
import { isObject, type JsonSchema } from "../json-schema.js";
import { asPydantic } from "./as-pydantic.js";
import { patternKeywords } from "./column-schema.js";

/** What zod's own schema says of the columns that have no columnar form, and the definitions they refer to. */
export interface NestedSchemas {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly definitions: JsonSchema | undefined;
}

const code = "a part of its schema is code";

/** @param names The columns whose losses are told. */
export function nestedSchemas(
  z: typeof Zod,
  schema: ZodType,
  names: ReadonlySet<string>,
  notExpressed: NotExpressed[],
): NestedSchemas {
  const told = new Set<string>();
  const made: unknown = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override({ zodSchema, jsonSchema, path }) {
      const [first, column, ...inner] = path.map(String);
      const miss = (why: string): void => {
        const what = `column ${[column, ...inner].join("/")}`;
        const ours = first === "properties" && column !== undefined ? names.has(column) : first !== undefined;
        if (!ours || told.has(what + why)) return;
        told.add(what + why);
        notExpressed.push({ what, why });
      };
      amend(zodSchema._zod.def, jsonSchema, miss);
    },
  });
  const written = asPydantic(made);
  const { properties, $defs } = isObject(written) ? written : {};
  const found = isObject(properties) ? properties : {};
  return {
    properties: Object.fromEntries(Object.entries(found).map(([name, one]) => [name, isObject(one) ? one : {}])),
    definitions: isObject($defs) ? $defs : undefined,
  };
}

/** Definitions of zod's, read as far as they tell of what the writer leaves out. */
interface Definition {
  readonly type: string;
  readonly coerce?: boolean | undefined;
  readonly format?: string | undefined;
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[] | undefined;
}
interface Check {
  readonly check?: string | undefined;
  readonly format?: string | undefined;
  readonly pattern?: RegExp | undefined;
}

const withoutForm = new Set("bigint symbol undefined void map set nan function file promise".split(" "));

function amend(def: Definition, json: Record<string, unknown>, miss: (why: string) => void): void {
  const { type, coerce, checks = [] } = def;
  if (withoutForm.has(type)) miss(`JSON has no ${type}`);
  if (type === "transform" || type === "custom" || type === "pipe") miss(code);
  if (coerce === true) miss("it takes values of other types for its own");
  const given = checks.map(({ _zod }) => _zod.def);
  if (given.some(({ check }) => check === "custom" || check === "overwrite")) miss(code);
  if (type === "date") {
    Object.assign(json, { type: "string", format: "date-time" });
    if (given.length > 0) miss("JSON Schema has no limits of times");
  }
  if (type === "catch") for (const keyword of Object.keys(json)) delete json[keyword];
  if (type !== "string") return;
  const searched = given.filter(({ check }) => check === "string_format");
  if (def.format === "datetime") json.format = "date-time";
  delete json.pattern;
  delete json.allOf;
  // A format says by its name what zod looks for.
  Object.assign(json, patternKeywords(searched.flatMap(({ pattern }) => pattern ?? []).map(plain), miss));
}

function plain({ source, flags }: RegExp): { readonly pattern: string; readonly flags: string } {
  return { pattern: source, flags };
}
