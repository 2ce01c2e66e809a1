import type { OptionRule } from "../../core/house.js";

/** A name that needs no quotes, so that a person can type it. */
export const schemaName: OptionRule = {
  expected: "a name of lower-case letters, digits and `_`, at most 63 characters",
  holds: (value) => typeof value === "string" && /^[a-z_][a-z0-9_]{0,62}$/.test(value),
};
