import type { Yaml } from "../load-yaml.js";
import type { PanderaCheck } from "../pandera-check.js";

/** A column as it is written. */
export interface WrittenColumn {
  readonly name: string;
  readonly dtype: string | undefined;
  readonly coerce: boolean;
  readonly nullable: boolean;
  readonly checks: readonly PanderaCheck[];
}

/** The YAML that Pandera 0.30 and later write, in words that Python's reader of YAML 1.1 takes for what they are. */
export function yamlText(yaml: Yaml, name: string, strict: boolean, columns: readonly WrittenColumn[]): string {
  const document = new yaml.Document(
    {
      schema_type: "dataframe",
      api: "pandas",
      name,
      columns: Object.fromEntries(columns.map((column) => [column.name, members(column)])),
      ...(strict && { strict }),
    },
    { version: "1.1", aliasDuplicateObjects: false, customTags: (tags) => [exponent, instant, ...tags] },
  );
  return document.toString({ lineWidth: 0, directives: false });
}

/** Python takes `1e+21` for text, as it has no point. */
const exponent = {
  tag: "tag:yaml.org,2002:float",
  default: true,
  identify: (value: unknown) => typeof value === "number" && String(value).includes("e"),
  test: /^(?!)/,
  resolve: Number,
  stringify: ({ value }: { readonly value?: unknown }) => String(value).replace(/^(-?[0-9]+)e/, "$1.0e"),
};

/** Python takes a date without a time of day for something that is no time. */
const instant = {
  tag: "tag:yaml.org,2002:timestamp",
  default: true,
  identify: (value: unknown) => value instanceof Date,
  test: /^(?!)/,
  resolve: (text: string) => new Date(text),
  stringify: ({ value }: { readonly value?: unknown }) => (value instanceof Date ? value.toISOString() : ""),
};

function members({ dtype, coerce, nullable, checks }: WrittenColumn): object {
  const names = checks.map((check) => check.name);
  const single = new Set(names).size === names.length;
  return {
    ...(dtype !== undefined && { dtype }),
    ...(coerce && { coerce }),
    ...(nullable && { nullable }),
    // Of two checks of one name the flat form has room for the last only.
    ...(single
      ? Object.fromEntries(checks.map((check) => [check.name, flat(check)]))
      : {
          checks: checks.map((check) => ({
            ...check.values,
            options: { check_name: check.name, ...optionsOf(check) },
          })),
        }),
  };
}

function flat(check: PanderaCheck): unknown {
  const options = optionsOf(check);
  const [only, ...others] = Object.values(check.values);
  const alone = others.length === 0 && Object.keys(options).length === 0;
  return alone && check.name !== "str_length" ? only : { ...check.values, ...options };
}

function optionsOf({ error, countsMissing }: PanderaCheck): object {
  return { ...(error !== undefined && { error }), ...(countsMissing && { ignore_na: false }) };
}
