import type { ValueType } from "../../../schema/house.js";
import type { SodaColumn, SodaValidity } from "./soda-contract.js";

const families: readonly (readonly [RegExp, Exclude<ValueType, "other">])[] = [
  [/^(bool(ean)?|bit)$/, "boolean"],
  [/^u?(tiny|small|medium|big|huge)?int(eger)?\d*$|^(big|small)?serial$/, "integer"],
  [/^(double|float\d*|real|decimal|numeric|number|double precision)$/, "number"],
  [/^(n?(var)?char|n?text|string|clob|character|character varying|uuid)$/, "text"],
  [/^(timestamp.*|datetime\d*|date|smalldatetime)$/, "time"],
];

/** What a column holds, by the type that it states; otherwise by what its values have to be. Undefined when neither tells. */
export function columnType({
  data_type: stated,
  checks = [],
  ...own
}: SodaColumn): Exclude<ValueType, "other"> | undefined {
  if (stated !== undefined) {
    const name = stated
      .toLowerCase()
      .replace(/\(.*?\)/g, "")
      .trim();
    return families.find(([pattern]) => pattern.test(name))?.[1];
  }
  const validities: readonly SodaValidity[] = [own, ...checks.flatMap(({ invalid }) => (invalid ? [invalid] : []))];
  return validities.map(typeOfValidity).find((type) => type !== undefined);
}

function typeOfValidity(validity: SodaValidity): "number" | "text" | undefined {
  const { valid_min: low, valid_max: high, valid_format: format, valid_values: values } = validity;
  if (low !== undefined || high !== undefined) return "number";
  const lengths = [validity.valid_length, validity.valid_min_length, validity.valid_max_length];
  if (format !== undefined || lengths.some((length) => length !== undefined)) return "text";
  if (values === undefined || values.length === 0) return undefined;
  if (values.every((value) => typeof value === "string")) return "text";
  return values.every((value) => typeof value === "number") ? "number" : undefined;
}
