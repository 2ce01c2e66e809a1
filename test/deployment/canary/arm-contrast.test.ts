import fc from "fast-check";
import { createRandom } from "golden-pipeline";
import { describe, expect, it } from "vitest";
import { ArmContrast } from "../../../src/deployment/canary/arm-contrast.js";
import { contrastOfCounts, differenceAtLeast, differenceAtMost } from "../../../src/deployment/canary/contrast.js";
import { hashText } from "../../../src/stats/house.js";

const seen = fc.record({
  arm: fc.constantFrom("champion" as const, "canary" as const),
  share: fc.integer({ min: 1, max: 999_999 }),
  hash: fc.nat(2 ** 32 - 1),
  event: fc.boolean(),
  process: fc.nat(2),
});

describe("a contrast of both arms", () => {
  it("of several processes, sent as JSON and merged in any order, is that of the whole", () => {
    fc.assert(
      fc.property(fc.array(seen, { maxLength: 200 }), (requests) => {
        const whole = new ArmContrast();
        const processes = [0, 1, 2].map(() => new ArmContrast());
        for (const { arm, share, hash, event, process } of requests) {
          whole.record(arm, share, hash, event);
          processes[process]?.record(arm, share, hash, event);
        }
        const merged = new ArmContrast();
        for (const one of processes.reverse()) merged.merge(ArmContrast.fromJSON(JSON.parse(JSON.stringify(one))));
        expect(merged.toJSON()).toEqual(whole.toJSON());
        const [left, right] = [merged.contrast(), whole.contrast()];
        expect(left.sum).toBe(right.sum);
        expect(left.variance).toBeCloseTo(right.variance, 6);
      }),
    );
  });

  it("is the difference of the rates, in units of information, when the arms came out as drawn", () => {
    const contrast = new ArmContrast();
    for (let request = 0; request < 1000; request++) {
      const arm = request % 4 === 0 ? "canary" : "champion";
      contrast.record(arm, 250_000, hashText(`u${request}`), request % (arm === "canary" ? 10 : 50) === 0);
    }
    const { canary, champion, sum, information } = contrast.contrast();
    const difference = canary.events / canary.requests - champion.events / champion.requests;
    expect(information).toBeCloseTo(1000 * 0.25 * 0.75, 9);
    expect(sum / information).toBeCloseTo(difference, 12);
  });

  it("knows that the requests of one unit have one arm: its variance is that of the units", () => {
    const varianceOf = (users: number): number => {
      let [squares, variance] = [0, 0];
      for (let seed = 0; seed < 400; seed++) {
        const random = createRandom(seed);
        const contrast = new ArmContrast();
        for (let user = 0; user < users; user++) {
          const arm = random() < 0.3 ? "canary" : "champion";
          const failing = random() < 0.1;
          for (let request = 0; request < 400 / users; request++)
            contrast.record(arm, 300_000, Math.floor(random() * 2 ** 32), failing);
        }
        squares += contrast.contrast().sum ** 2;
        variance += contrast.contrast().variance;
      }
      return variance / squares;
    };
    // Each request a unit of its own.
    expect(varianceOf(400)).toBeGreaterThan(0.85);
    expect(varianceOf(400)).toBeLessThan(1.25);
  });

  it("takes a user who asks often for one, not for many", () => {
    const [often, many] = [new ArmContrast(), new ArmContrast()];
    for (let request = 0; request < 100; request++) {
      often.record("canary", 100_000, hashText("bot"), true);
      many.record("canary", 100_000, hashText(`u${request}`), true);
      for (const contrast of [often, many])
        for (let other = 0; other < 9; other++)
          contrast.record("champion", 100_000, hashText(`v${request} ${other}`), false);
    }
    expect(often.contrast().sum).toBe(many.contrast().sum);
    expect(differenceAtLeast(often.contrast(), 0.035)).toBeLessThan(0);
    expect(differenceAtLeast(many.contrast(), 0.035)).toBeGreaterThan(0.3);
  });

  it("refuses a cell that there is not", () => {
    const json = { ...new ArmContrast().toJSON(), cells: [[512, 1, 1, 1, 1]] };
    expect(() => ArmContrast.fromJSON(json)).toThrow("a cell from 0 to 511");
  });
});

describe("the difference of the arms' rates", () => {
  const counted = contrastOfCounts({ requests: 5000, events: 100 }, { requests: 5000, events: 50 });

  it("has bounds that meet about the difference, and that alpha moves", () => {
    const [low = 0, high = 0] = [differenceAtLeast(counted, 0.05), differenceAtMost(counted, 0.05)];
    expect((low + high) / 2).toBeCloseTo(0.01, 12);
    // 5,000 an arm: information 2500, variance 36.94; rho 30 / (4.605 + 1.724) = 4.740; sqrt(2 · 41.68 · ln(1 + 2.965 / 0.1)) = 16.89.
    expect(high - low).toBeCloseTo((2 * 16.891) / 2500, 6);
    expect(differenceAtLeast(counted, 0.025)).toBeLessThan(low);
  });

  it("is unknown while an arm has nothing", () => {
    const empty = contrastOfCounts({ requests: 0, events: 0 }, { requests: 9, events: 9 });
    expect(differenceAtLeast(empty, 0.05)).toBeUndefined();
    expect(differenceAtMost(empty, 0.05)).toBeUndefined();
  });
});
