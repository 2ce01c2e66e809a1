import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Game } from "../../../src/judge/house.js";
import { bradleyTerry } from "../../../src/judge/index.js";
import { normal } from "../../../src/stats/house.js";

interface Case {
  games: [string, string, Game["outcome"]][];
  strengths: Record<string, number>;
  standardErrors: Record<string, number>;
  difference01: { difference: number; standardError: number };
}
const fixture: { cases: Case[] } = JSON.parse(
  readFileSync(new URL("../../fixtures/evaluation/judge/bradley-terry.json", import.meta.url), "utf8"),
);
const toGames = (games: Case["games"]): Game[] => games.map(([left, right, outcome]) => ({ left, right, outcome }));

describe("bradleyTerry", () => {
  it.each(fixture.cases)("gives choix's strengths and the GLM's standard errors (case %#)", (golden) => {
    const ranking = bradleyTerry(toGames(golden.games));
    expect(ranking?.contestants).toHaveLength(Object.keys(golden.strengths).length);
    for (const { contestant, strength, standardError, interval } of ranking?.contestants ?? []) {
      expect(strength).toBeCloseTo(golden.strengths[contestant] ?? Number.NaN, 9);
      expect(standardError).toBeCloseTo(golden.standardErrors[contestant] ?? Number.NaN, 8);
      expect(interval.high - strength).toBeCloseTo(normal.quantile(0.975) * standardError, 12);
    }
    const [first] = ranking?.differences ?? [];
    const { difference, standardError } = golden.difference01;
    expect(first).toMatchObject({ left: "m0", right: "m1" });
    expect(first?.difference).toBeCloseTo(difference, 9);
    expect(first?.interval.high).toBeCloseTo(difference + normal.quantile(0.975) * standardError, 8);
    expect(first?.winProbability).toBeCloseTo(1 / (1 + Math.exp(-difference)), 9);
  });

  it("ranks the strongest first and does not depend on the order of the games, as Elo does", () => {
    const games = toGames(fixture.cases[1]?.games ?? []);
    const forward = bradleyTerry(games);
    const backward = bradleyTerry([...games].reverse());
    expect(backward?.contestants.map(({ contestant }) => contestant)).toEqual(
      forward?.contestants.map(({ contestant }) => contestant),
    );
    const strengths = forward?.contestants.map(({ strength }) => strength) ?? [];
    expect(strengths).toEqual([...strengths].sort((left, right) => right - left));
    expect(strengths.reduce((sum, strength) => sum + strength, 0)).toBeCloseTo(0, 12);
  });

  it("gives two contestants the log odds of their record", () => {
    const games: Game[] = [..."LLLR"].map((winner) => ({
      left: "a",
      right: "b",
      outcome: winner === "L" ? "left" : "right",
    }));
    expect(bradleyTerry(games)?.differences[0]?.difference).toBeCloseTo(Math.log(3), 12);
  });

  it("has no ranking when someone never lost or two groups never met, unless virtual ties join them", () => {
    const won: Game[] = [{ left: "a", right: "b", outcome: "left" }];
    expect(bradleyTerry([])).toBeUndefined();
    expect(bradleyTerry(won)).toBeUndefined();
    const apart: Game[] = [
      { left: "a", right: "b", outcome: "tie" },
      { left: "c", right: "d", outcome: "tie" },
    ];
    expect(bradleyTerry(apart)).toBeUndefined();
    expect(bradleyTerry(apart, { virtualTies: 1 })?.contestants.map(({ strength }) => strength)).toEqual([0, 0, 0, 0]);
    expect(bradleyTerry(won, { virtualTies: 2 })?.differences[0]?.difference).toBeCloseTo(Math.log(2), 12);
  });

  it("finds the optimum also where few games connect many: wins are as many as expected", () => {
    const chain: Game[] = Array.from({ length: 30 }, (_, at) =>
      [0, 1, 2, 3].map(
        (game): Game => ({
          left: `c${at}`,
          right: `c${at + 1}`,
          outcome: game === 0 ? "right" : "left",
        }),
      ),
    ).flat();
    const { differences = [] } = bradleyTerry(chain) ?? {};
    for (let at = 0; at < 9; at++) {
      const step = differences.find(({ left, right }) => left === `c${at}` && right === `c${at + 1}`);
      expect(step?.difference).toBeCloseTo(Math.log(3), 9);
    }
  });

  it("gives a stronger record no lower place", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (wins, losses) => {
        const games: Game[] = [
          ...Array.from({ length: wins }, (): Game => ({ left: "a", right: "b", outcome: "left" })),
          ...Array.from({ length: losses }, (): Game => ({ left: "a", right: "b", outcome: "right" })),
        ];
        expect(bradleyTerry(games)?.differences[0]?.difference).toBeCloseTo(Math.log(wins / losses), 9);
      }),
    );
  });

  it("refuses a contestant that meets itself", () => {
    expect(() => bradleyTerry([{ left: "a", right: "a", outcome: "tie" }])).toThrow(/two contestants/);
  });
});
