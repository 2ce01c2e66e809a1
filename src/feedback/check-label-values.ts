import { listed } from "../core/house.js";
import { InvalidArgumentError, type JsonObject } from "../core/index.js";
import { coerceValue, type ValueType } from "../schema/house.js";
import type { Contract } from "../schema/index.js";

/** What is read of a contract to know its labels. */
export type LabelContract = Pick<Contract<unknown>, "kind" | "name" | "columns" | "labels">;

/**
 * Makes what checks a label's values: each a label column of the contract, with a value of the column's type or null, which states nothing.
 * A value of the type that the contract's limits refuse is data and no mistake of a caller: `validate` puts it into quarantine, with the reason.
 */
export function labelValuesCheck(
  place: string,
  { name, columns, labels }: LabelContract,
): (values: JsonObject) => void {
  const known = Object.keys(labels);
  if (known.length === 0)
    throw new InvalidArgumentError(place, "`contract` with label columns", name, `${name}, which has none`);
  // What the schema itself judges may be of any type.
  const types = new Map(
    columns.flatMap(({ name, type, input = type, residual }) => (residual ? [] : [[name, input] as const])),
  );
  return function checkLabelValues(values) {
    for (const [column, value] of Object.entries(values)) {
      if (!known.includes(column))
        throw new InvalidArgumentError(
          place,
          `\`values\` of label columns of contract ${name}, ${listed(known)}`,
          column,
          `\`${column}\``,
        );
      const type = types.get(column);
      if (value === null || type === undefined || type === "other") continue;
      const fits = typeof value === "number" ? Number.isFinite(value) : true;
      if (!fits || coerceValue(value, type) === undefined)
        throw new InvalidArgumentError(place, `\`values.${column}\` to be ${wordsOf[type]} or null`, value);
    }
  };
}

const wordsOf: { readonly [Type in Exclude<ValueType, "other">]: string } = {
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  text: "text",
  time: "a time as ISO text",
};
