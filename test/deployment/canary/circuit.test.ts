import { createRandom } from "golden-pipeline";
import { describe, expect, it } from "vitest";
import { checkCircuit, createCircuit } from "../../../src/deployment/canary/circuit.js";

/** The number of the request that opens it; undefined when none does. */
function opensAt(
  requests: Iterable<{ readonly unit: string; readonly rescued: boolean }>,
  options = {},
): number | undefined {
  const { record } = createCircuit(checkCircuit(options));
  let number = 0;
  for (const request of requests) {
    number++;
    if (record(request) !== undefined) return number;
  }
  return undefined;
}
const failing = (length: number, units = length) =>
  Array.from({ length }, (_, request) => ({ unit: `u${request % units}`, rescued: true }));
const fine = (length: number) => Array.from({ length }, (_, request) => ({ unit: `f${request}`, rescued: false }));

describe("the circuit", () => {
  it("opens at the twentieth request when the champion has to answer all of them, and says so", () => {
    expect(opensAt(failing(19))).toBeUndefined();
    expect(opensAt(failing(100))).toBe(20);
    const { record } = createCircuit(checkCircuit());
    expect(
      failing(20)
        .map((request) => record(request))
        .at(-1),
    ).toMatchObject({
      guardrail: "circuit",
      decision: "breach",
      message: "20 of the last 20 requests failed where the champion answers, for 20 of 20 units",
    });
  });

  it("opens within a few dozen requests, however long the canary did well before, and however few its users are", () => {
    expect(opensAt([...fine(10_000), ...failing(50)])).toBeLessThanOrEqual(10_000 + 45);
    expect(opensAt(failing(40, 3))).toBe(20);
  });

  it("is not opened by one user or two, nor by what the champion fails as well", () => {
    expect(opensAt(failing(1000, 1))).toBeUndefined();
    expect(opensAt(failing(1000, 2))).toBeUndefined();
    const { record } = createCircuit(checkCircuit());
    const outage = Array.from({ length: 1000 }, (_, user) => record({ unit: `u${user}`, rescued: false }));
    expect(outage.every((verdict) => verdict === undefined)).toBe(true);
    // One user asks nine of ten times and fails always, the others do well.
    const bot = Array.from({ length: 2000 }, (_, request) =>
      request % 10 === 0 ? { unit: `u${request}`, rescued: false } : { unit: "bot", rescued: true },
    );
    expect(opensAt(bot)).toBeUndefined();
  });

  it("opens by chance in at most one of two hundred canaries, at the worst that two equal versions can do", () => {
    let opened = 0;
    for (let seed = 0; seed < 1500; seed++) {
      const random = createRandom(seed);
      const requests = Array.from({ length: 1000 }, (_, user) => ({ unit: `u${user}`, rescued: random() < 0.25 }));
      if (opensAt(requests, { last: 4 }) !== undefined) opened++;
    }
    // Seven or eight are allowed on average; twelve are not beyond chance.
    expect(opened).toBeLessThanOrEqual(12);
    expect(opened).toBeGreaterThan(0);
  });

  it("needs as much evidence as it promises: at one in two hundred, nine failures from the start", () => {
    // Twice 1/(n (n + 1)) and all before: 1, 2.3, 4.8, 9.8, 19.6, 39.2, 78.5, 157, 314, and 200 are needed.
    expect(opensAt(failing(60), { last: 3 })).toBe(9);
  });

  it("looks at the share of users that is asked for", () => {
    const twoOfThree = Array.from({ length: 300 }, (_, user) => ({ unit: `u${user}`, rescued: user % 3 !== 0 }));
    expect(opensAt(twoOfThree)).toBeLessThan(60);
    expect(opensAt(twoOfThree, { maximumErrors: 0.8 })).toBeUndefined();
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
