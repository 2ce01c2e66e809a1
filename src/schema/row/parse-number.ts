const decimal = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?$/;
const integer = /^[+-]?[0-9]+(?:\.0*)?$/;

/** A plain decimal number; undefined for anything else, for whole numbers that would lose digits, and for overflow. */
export function parseDecimal(text: string): number | undefined {
  if (!decimal.test(text)) return undefined;
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  if (!Number.isFinite(value)) return undefined;
  return integer.test(text) && String(value) !== text.replace(/^\+|\..*$/g, "") ? undefined : value;
}

/** A whole number within ±(2^53 − 1), `7.0` included. */
export function parseInteger(text: string): number | undefined {
  if (!integer.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}
