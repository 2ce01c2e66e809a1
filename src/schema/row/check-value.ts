import type { ColumnCheck } from "../contract/contract.js";
import { isMultipleOf } from "./is-multiple-of.js";

/** Whether a present value of the right type passes a check. NaN passes no numeric check but `one-of` with NaN in it. */
export type ValueCheck = (value: number | string | boolean) => boolean;

/** A check as a function of one value, with its regular expressions and sets made once. */
export function compileCheck(check: ColumnCheck): ValueCheck {
  switch (check.check) {
    case "at-least":
      return (value) => typeof value === "number" && value >= check.value;
    case "at-most":
      return (value) => typeof value === "number" && value <= check.value;
    case "above":
      return (value) => typeof value === "number" && value > check.value;
    case "below":
      return (value) => typeof value === "number" && value < check.value;
    case "multiple-of":
      return (value) => typeof value === "number" && isMultipleOf(value, check.value);
    case "finite":
      return (value) => typeof value === "number" && Number.isFinite(value);
    case "one-of": {
      const allowed = new Set(check.values);
      return (value) => allowed.has(value);
    }
    case "length": {
      const { minimum = 0, maximum = Number.POSITIVE_INFINITY } = check;
      return (value) => {
        if (typeof value !== "string") return false;
        // Code points, as zod counts them.
        const length = value.length <= maximum && value.length >= 2 * minimum ? value.length : [...value].length;
        return length >= minimum && length <= maximum;
      };
    }
    case "matches": {
      const pattern = new RegExp(check.pattern, check.flags.replace(/[gy]/g, ""));
      return (value) => typeof value === "string" && pattern.test(value);
    }
  }
}

/** What a check expects, to read on from "expected". */
export function describeCheck(check: ColumnCheck): string {
  switch (check.check) {
    case "at-least":
      return `at least ${check.value}`;
    case "at-most":
      return `at most ${check.value}`;
    case "above":
      return `above ${check.value}`;
    case "below":
      return `below ${check.value}`;
    case "multiple-of":
      return `a multiple of ${check.value}`;
    case "finite":
      return "a finite number";
    case "one-of":
      return `one of ${check.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "length":
      return describeLength(check.minimum, check.maximum);
    case "matches":
      return check.format !== undefined && check.format !== "regex"
        ? `text in the format ${check.format}`
        : `text matching /${check.pattern}/${check.flags}`;
  }
}

function describeLength(minimum: number | undefined, maximum: number | undefined): string {
  const characters = (count: number | undefined) => `${count} character${count === 1 ? "" : "s"}`;
  if (minimum === maximum) return characters(minimum);
  if (maximum === undefined) return `at least ${characters(minimum)}`;
  return minimum === undefined ? `at most ${characters(maximum)}` : `${minimum} to ${characters(maximum)}`;
}
