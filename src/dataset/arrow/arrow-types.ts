/** The library, loaded only when it is needed: importing the table room must not load it. */
export type Arrow = typeof import("apache-arrow");

export function loadArrow(): Promise<Arrow> {
  return import("apache-arrow");
}

/** The field metadata that says what a column holds; without it the Arrow type decides. */
export const typeKey = "golden-pipeline.type";

/** Set to `json` where words are written as JSON strings, because one holds a lone surrogate, which UTF-8 cannot carry. */
export const escapeKey = "golden-pipeline.escape";
