import type { Scalar } from "../scalar.js";

/** Arithmetic of two numbers, IEEE 754. Both compilers call these, so that columns and rows give identical bits. */
export const arithmetic = {
  add: (left: number, right: number) => left + right,
  subtract: (left: number, right: number) => left - right,
  multiply: (left: number, right: number) => left * right,
  divide: (left: number, right: number) => left / right,
  minimum: (left: number, right: number) => Math.min(left, right),
  maximum: (left: number, right: number) => Math.max(left, right),
} as const;

export const unary = {
  negate: (value: number) => -value,
  absolute: (value: number) => Math.abs(value),
  floor: (value: number) => Math.floor(value),
  "natural-logarithm": (value: number) => Math.log(value),
} as const;

export const comparison = {
  equal: (left: Scalar, right: Scalar) => left === right,
  differ: (left: Scalar, right: Scalar) => left !== right,
  less: (left: number, right: number) => left < right,
  "at-most": (left: number, right: number) => left <= right,
} as const;

/** Minutes added to a time. */
export function plusMinutes(milliseconds: number, minutes: number): number {
  return milliseconds + minutes * 60_000;
}

export function minutesSince(milliseconds: number, start: number): number {
  return (milliseconds - start) / 60_000;
}

/** Kleene's conjunction: false decides, otherwise missing does. */
export function kleeneAnd(left: boolean | null, right: boolean | null): boolean | null {
  if (left === false || right === false) return false;
  return left === null || right === null ? null : true;
}

export function kleeneOr(left: boolean | null, right: boolean | null): boolean | null {
  if (left === true || right === true) return true;
  return left === null || right === null ? null : false;
}
