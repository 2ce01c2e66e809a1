import { javascriptPattern } from "../contracts/javascript-pattern.js";
import type { SodaFormat, SodaValidity } from "../contracts/soda-contract.js";

export type ValueTest = (value: unknown) => boolean;

/** Whether a value counts as missing; text says why that cannot be told. */
export function missingTest({ missing_values: values, missing_format: format }: SodaValidity): ValueTest | string {
  const listed = new Set(values ?? []);
  const formatted = formatTest(format);
  if (typeof formatted === "string") return formatted;
  return (value) => value === null || value === undefined || listed.has(value) || formatted?.(value) === true;
}

/** Whether a value that is there is not valid, as databases compare: NaN is above all numbers. */
export function invalidTest(validity: SodaValidity): ValueTest | string {
  const { valid_values: valid, invalid_values: invalid, valid_min: low, valid_max: high } = validity;
  if (validity.valid_reference_data !== undefined) return "it looks into another table";
  const tests: ValueTest[] = [];
  if (valid !== undefined) {
    const known = new Set(valid);
    tests.push((value) => !known.has(value));
  }
  if (invalid !== undefined) {
    const known = new Set(invalid);
    tests.push((value) => known.has(value));
  }
  if (low !== undefined) tests.push((value) => Number(value) < low);
  if (high !== undefined) tests.push((value) => Number(value) > high || Number.isNaN(value));
  const { valid_length: exact, valid_min_length: shortest, valid_max_length: longest } = validity;
  if (exact !== undefined) tests.push((value) => lengthOf(value) !== exact);
  if (shortest !== undefined) tests.push((value) => lengthOf(value) < shortest);
  if (longest !== undefined) tests.push((value) => lengthOf(value) > longest);
  for (const [format, expected] of [
    [validity.valid_format, true],
    [validity.invalid_format, false],
  ] as const) {
    const formatted = formatTest(format);
    if (typeof formatted === "string") return formatted;
    if (formatted !== undefined) tests.push((value) => formatted(value) !== expected);
  }
  return tests.length === 0
    ? "it says neither what is valid nor what is not"
    : (value) => tests.some((test) => test(value));
}

/** In characters, as databases count. */
export function lengthOf(value: unknown): number {
  return [...String(value)].length;
}

function formatTest(format: SodaFormat | undefined): ValueTest | string | undefined {
  if (format === undefined) return undefined;
  const pattern = javascriptPattern(format.regex);
  return pattern === undefined
    ? `the pattern ${format.regex} uses what JavaScript reads otherwise`
    : (value) => pattern.test(String(value));
}
