import { describeValue, type Members, membersOf } from "../../../core/house.js";
import { InvalidArgumentError } from "../../../core/index.js";
import type { Yaml } from "../load-yaml.js";

/** A schema of Pandera's, read as far as any of them goes. */
export interface PanderaDocument {
  readonly name: string | undefined;
  readonly columns: readonly { readonly name: string; readonly members: Members }[];
  /** What stands beside the columns. */
  readonly others: Members;
}

const families = ["pandas", "modin", "dask", "pyspark.pandas"];

/** @throws {InvalidArgumentError} it is no YAML, or no schema of a pandas data frame. */
export function readDocument(yaml: Yaml, text: string): PanderaDocument {
  const parsed = yaml.parseDocument(text, {
    version: "1.1",
    customTags: (tags) => [letter, ...tags],
    logLevel: "error",
  });
  const [error] = parsed.errors;
  if (error !== undefined) throw refuse("a schema of Pandera as YAML", error.message.split("\n")[0]);
  const root = objectOf(parsed.toJS(), "a schema of Pandera");
  const { schema_type: kind = "dataframe", api = root.dataframe_library ?? "pandas", columns, name, ...others } = root;
  if (kind !== "dataframe" || typeof api !== "string" || !families.includes(api))
    throw refuse("the schema of a pandas data frame", describeValue(kind !== "dataframe" ? kind : api));
  const { version: _version, dataframe_library: _library, ...beside } = others;
  return { name: typeof name === "string" ? name : undefined, columns: columnsOf(columns), others: beside };
}

/** YAML 1.1 takes these for truth values, Python's reader does not: `y` is a name. */
const letter = {
  tag: "tag:yaml.org,2002:str",
  default: true,
  test: /^[ynYN]$/,
  resolve: (text: string) => text,
} as const;

function columnsOf(given: unknown): PanderaDocument["columns"] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given))
    return Object.entries(objectOf(given, "columns")).map(([name, members]) => ({
      name,
      members: objectOf(members ?? {}, `column ${name}`),
    }));
  return given.map((one, at) => {
    const { name, ...members } = objectOf(one, `column ${at + 1}`);
    if (typeof name !== "string" && typeof name !== "number")
      throw refuse("columns with one name each, as rows have them", describeValue(name));
    return { name: String(name), members };
  });
}

function objectOf(value: unknown, what: string): Members {
  return membersOf("pandera", value, `an object as ${what}`);
}

function refuse(expected: string, got: string | undefined): InvalidArgumentError {
  return new InvalidArgumentError("pandera", expected, undefined, got ?? "nothing");
}
