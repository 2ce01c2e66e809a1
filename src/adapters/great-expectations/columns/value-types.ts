import type { Definition, Definitions } from "../evaluation.js";
import { EvaluationError } from "../evaluation-error.js";
import type { CellType, FrameColumn } from "../frame/frame.js";
import { columnNamed } from "../frame/select-rows.js";
import { columnRules, keyword, mostlyRules } from "../keywords/keyword-rules.js";
import { columnMap } from "./column-map.js";

/** What numpy calls a column's type; text and mixtures are objects. */
const typeNames: Readonly<Record<CellType, string>> = {
  integer: "int64",
  number: "float64",
  boolean: "bool",
  time: "datetime64",
  text: "object_",
  object: "object_",
};

/** The names that a type may be given, of numpy and of Python. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  int64: ["int64", "int", "int_", "long", "i8", "q"],
  float64: ["float64", "float", "float_", "double", "f8", "d"],
  bool: ["bool", "bool_", "?"],
  datetime64: ["datetime64", "datetime64[ns]", "M8[ns]", "M8"],
  object_: ["object_", "object", "O"],
};

const objectNames: readonly unknown[] = ["object", "object_", "O", undefined, null];

/** What a single value of an object column may be called. */
const instances: Readonly<Record<string, (cell: unknown) => boolean>> = {
  str: (cell) => typeof cell === "string",
  string: (cell) => typeof cell === "string",
  unicode: (cell) => typeof cell === "string",
  int: (cell) => Number.isInteger(cell) || typeof cell === "boolean",
  integer: (cell) => Number.isInteger(cell),
  float: (cell) => typeof cell === "number" && !Number.isInteger(cell),
  bool: (cell) => typeof cell === "boolean",
  dict: (cell) => typeof cell === "object" && !Array.isArray(cell),
  list: (cell) => Array.isArray(cell),
};
/** Known, and of no cell. */
const others = ["int64", "float64", "datetime64", "datetime", "bytes", "Timestamp", "int32", "float32"];

export const valueTypes: Definitions = {
  expect_column_values_to_be_of_type: typed({ type_: keyword.needed("text") }, ({ type_ }) => [type_]),
  expect_column_values_to_be_in_type_list: typed({ type_list: keyword.neededOrNull("list") }, ({ type_list }) =>
    Array.isArray(type_list) ? type_list : [undefined],
  ),
};

function typed(
  rules: Definition["rules"],
  namesOf: (keywords: Readonly<Record<string, unknown>>) => readonly unknown[],
): Definition {
  const byValue = columnMap(rules, (_, { keywords }) => {
    const names = namesOf(keywords).map(String);
    if (!names.some((name) => Object.hasOwn(instances, name) || others.includes(name) || isAlias(name)))
      throw new EvaluationError("ValueError", `Unrecognized numpy/python type: ${names.join(", ")}`);
    return (cell) => names.some((name) => instances[name]?.(cell) ?? false);
  });
  return {
    rules: { ...columnRules, ...mostlyRules, ...rules },
    evaluate(evaluation) {
      const column = columnNamed(evaluation.frame, evaluation.keywords.column);
      const names = namesOf(evaluation.keywords);
      if (byInstance(column, names)) return byValue.evaluate(evaluation);
      const observed = typeNames[column.type];
      const success = names.some(
        (name) => objectNames.slice(3).includes(name) || aliases[observed]?.includes(String(name)),
      );
      return { success, result: { observed_value: observed } };
    },
  };
}

/** A column of objects says nothing of its values, so that these are looked at. */
function byInstance({ type }: FrameColumn, names: readonly unknown[]): boolean {
  return typeNames[type] === "object_" && !names.some((name) => objectNames.includes(name));
}

function isAlias(name: string): boolean {
  return Object.values(aliases).some((names) => names.includes(name));
}
