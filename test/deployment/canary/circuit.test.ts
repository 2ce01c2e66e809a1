import { describe, expect, it } from "vitest";
import { checkCircuit, createCircuit } from "../../../src/deployment/canary/circuit.js";

describe("the circuit", () => {
  it("opens when as many of the last requests failed as it allows at most, and not one sooner", () => {
    const { record } = createCircuit(checkCircuit({ last: 4, maximumErrors: 0.5 }));
    const opened = [true, false, false, false, true, false, true].map((error) => record(error) !== undefined);
    expect(opened).toEqual([false, false, false, false, false, false, true]);
    expect(record(true)).toMatchObject({ guardrail: "circuit", message: "3 of the last 4 requests failed" });
  });

  it("waits for the whole of the last requests: one failure of one is nothing", () => {
    const { record } = createCircuit(checkCircuit());
    expect(Array.from({ length: 19 }, () => record(true)).every((verdict) => verdict === undefined)).toBe(true);
    expect(record(true)).toBeDefined();
  });

  it.each([
    [{ last: 0 }, "`last`"],
    [{ last: -1 }, "`last`"],
    [{ last: 2.5 }, "`last`"],
    [{ maximumErrors: 50 }, "`maximumErrors`"],
    [{ maximumErrors: 0 }, "`maximumErrors`"],
    [{ maximumErrors: Number.NaN }, "`maximumErrors`"],
  ])("refuses what would switch it off or open it at once: %o", (options, message) => {
    expect(() => checkCircuit(options)).toThrow(message);
  });
});
