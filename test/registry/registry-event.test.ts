import { describe, expect, it } from "vitest";
import { DamagedError, type Json } from "../../src/core/index.js";
import { readRegistryEvent } from "../../src/registry/registry-event.js";

const digest = `sha256:${"1".repeat(64)}` as const;
const stored = (type: string, data: Json) => ({ type, data, time: 1, sequence: 4, hash: digest, previous: null });

const whole = {
  "version-registered": { number: 1, manifest: digest },
  "alias-set": { alias: "challenger", number: 1 },
  "version-promoted": { number: 2, previous: 1, evidence: [digest], decision: "pass" },
  "version-rolled-back": { number: 1, previous: 2, reason: "slow" },
} as const;

describe("an event of the registry", () => {
  it("is read as it was written", () => {
    for (const [type, data] of Object.entries(whole)) {
      const event = stored(type, data);
      expect(readRegistryEvent(event)).toBe(event);
    }
    const first = stored("version-promoted", { ...whole["version-promoted"], previous: null });
    expect(readRegistryEvent(first)).toBe(first);
  });

  it("is damaged when any one of its facts is missing or of another kind, or when it has none", () => {
    for (const [type, data] of Object.entries(whole)) {
      for (const key of Object.keys(data))
        for (const other of [undefined, true, {}])
          expect(() => readRegistryEvent(stored(type, { ...data, [key]: other } as Json)), `${type} ${key}`).toThrow(
            DamagedError,
          );
      for (const none of [null, 1, "text", []])
        expect(() => readRegistryEvent(stored(type, none)), type).toThrow(`Expected ${type} with its facts`);
    }
  });

  it("of a type that this version does not know is left alone", () => {
    for (const type of ["version-praised", "constructor"])
      expect(readRegistryEvent(stored(type, null))).toBe(undefined);
  });
});
