import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { restartRandom, xoshiro128 } from "../../src/core/create-random.js";
import { createRandom, type Random } from "../../src/core/index.js";

const golden = JSON.parse(readFileSync(new URL("../fixtures/core/xoshiro128.json", import.meta.url), "utf8")) as {
  state: number[];
  first: number[];
  thousandth: number;
};
const draw = (random: Random, count: number): number[] => Array.from({ length: count }, () => random());

describe("createRandom", () => {
  it("draws from xoshiro128**", () => {
    const next = xoshiro128(new Uint8Array(new Uint32Array(golden.state).buffer));
    const drawn = Array.from({ length: 1000 }, () => next());
    expect(drawn.slice(0, 10)).toEqual(golden.first);
    expect(drawn.at(-1)).toBe(golden.thousandth);
  });

  it("gives the same numbers for the same seed, on every machine", () => {
    expect(draw(createRandom(42), 5)).toEqual(draw(createRandom(42), 5));
    expect(draw(createRandom(42), 3)).toMatchInlineSnapshot(`
      [
        0.1836910373400159,
        0.8599106794692362,
        0.20877365090807554,
      ]
    `);
  });

  it("tells seeds apart, also 1 and the text of it", () => {
    const firsts = [1, "1", 2, "", -1, "a"].map((seed) => createRandom(seed)());
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  it("gives numbers in [0, 1) of 53 bits with the mean, variance and bins of the uniform distribution", () => {
    const count = 200_000;
    const numbers = draw(createRandom("uniform"), count);
    const bins = new Array<number>(20).fill(0);
    let sum = 0;
    let squares = 0;
    expect(numbers.every((number) => number >= 0 && number < 1 && Number.isInteger(number * 2 ** 53))).toBe(true);
    for (const number of numbers) {
      sum += number;
      squares += (number - 0.5) ** 2;
      bins[Math.floor(number * 20)] = (bins[Math.floor(number * 20)] ?? 0) + 1;
    }
    expect(Math.abs(sum / count - 0.5)).toBeLessThan(0.003);
    expect(Math.abs(squares / count - 1 / 12)).toBeLessThan(0.001);
    const chiSquared = bins.reduce((total, bin) => total + (bin - count / 20) ** 2 / (count / 20), 0);
    expect(chiSquared).toBeLessThan(43.82); // the 0.999 quantile for 19 degrees of freedom
  });

  it("derives streams from the seed and the names only, whatever was drawn before", () => {
    const random = createRandom(1);
    const early = draw(random.stream("a").stream("b"), 3);
    draw(random, 100);
    draw(random.stream("a"), 7);
    expect(draw(random.stream("a").stream("b"), 3)).toEqual(early);
  });

  it("keeps streams of different paths apart", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 3 }), fc.array(fc.string(), { maxLength: 3 }), (left, right) => {
        const follow = (names: string[]) => names.reduce((random, name) => random.stream(name), createRandom(0))();
        expect(follow(left) === follow(right)).toBe(JSON.stringify(left) === JSON.stringify(right));
      }),
    );
  });

  it("can begin a stream again", () => {
    const random = createRandom(3).stream("x");
    const first = draw(random, 4);
    expect(draw(restartRandom(random), 4)).toEqual(first);
    const foreign: Random = Object.assign(() => 0.5, { stream: () => foreign });
    expect(restartRandom(foreign)).toBe(foreign);
  });

  it("refuses seeds that are not safe integers", () => {
    expect(() => createRandom(0.5)).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [random] Expected \`seed\` to be a safe integer or a string, got 0.5 (number)]`,
    );
  });
});
