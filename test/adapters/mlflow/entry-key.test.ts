import fc from "fast-check";
import { expect, it } from "vitest";
import { entryKey, readEntryKey } from "../../../src/adapters/mlflow/entry-key.js";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.array(fc.constantFrom("_", "x", "/", ".", ":", "3a", "a", " "), { maxLength: 9 }).map((parts) => parts.join("")),
);

it("keys are normalised paths of the characters that MLflow takes, apart for all stages and names, and read back", () => {
  fc.assert(
    fc.property(text, text, (stage, name) => {
      const key = entryKey({ stage, name });
      expect(key).toMatch(/^[\p{L}\p{Nd}_.\- /]{3,250}$/u);
      expect(key.split("/").filter((part) => part === "" || part === "." || part === "..")).toEqual([]);
      if (key.length <= 220) expect(readEntryKey(key)).toEqual({ stage, name });
    }),
  );
});

it("long keys are cut, and stay apart", () => {
  const keys = ["a", "b"].map((end) => entryKey({ stage: "s/".repeat(120) + end, name: "n".repeat(300) }));
  expect(keys.map((key) => key.length <= 220)).toEqual([true, true]);
  expect(new Set(keys).size).toBe(2);
  for (const key of keys) expect(key).not.toContain("//");
});
