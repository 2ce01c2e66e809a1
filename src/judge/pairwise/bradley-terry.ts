import { checkArguments, checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { normal } from "../../stats/house.js";
import type { Interval } from "../../stats/index.js";
import { fitStrengths } from "./fit-strengths.js";

/** One comparison; a tie is half a win for each. */
export interface Game {
  readonly left: string;
  readonly right: string;
  readonly outcome: "left" | "right" | "tie";
}

export interface BradleyTerryOptions {
  /** Of the intervals. @default 0.95 */
  readonly confidence?: number;
  /** Ties added between each two contestants. Above 0, every strength is finite and drawn towards the others. @default 0 */
  readonly virtualTies?: number;
}

export const rankingRules: OptionRules<BradleyTerryOptions> = {
  confidence: option.level,
  virtualTies: option.number({ minimum: 0 }),
};

export interface BradleyTerryRanking {
  /** The strongest first; equal ones by name. */
  readonly contestants: readonly {
    readonly contestant: string;
    /** The log of the odds of beating an average contestant: strengths add up to 0. */
    readonly strength: number;
    readonly standardError: number;
    readonly interval: Interval;
    readonly games: number;
  }[];
  /** Each two contestants: how much stronger `left` is, and the chance that it wins. */
  readonly differences: readonly {
    readonly left: string;
    readonly right: string;
    readonly difference: number;
    readonly interval: Interval;
    /** Two-sided, by Wald's test. */
    readonly pValue: number;
    readonly winProbability: number;
  }[];
}

/**
 * Ranks contestants by the Bradley-Terry model: P(i beats j) = 1 / (1 + exp(s_j − s_i)). All games count at once, so
 * their order changes nothing, unlike Elo. Intervals are Wald's by the observed information.
 *
 * @returns Undefined with fewer than two contestants, or when they fall into groups of which one never lost to another
 *   (Ford 1957): then no finite strengths fit, and `virtualTies` or more games are needed.
 * @throws {InvalidArgumentError} an option is outside its range, or a contestant meets itself.
 */
export function bradleyTerry(
  games: readonly Game[],
  options: BradleyTerryOptions = {},
): BradleyTerryRanking | undefined {
  checkArguments("Bradley-Terry", { games }, { games: option.listOf(option.noun) });
  checkOptions("bradley-terry", options, rankingRules);
  const { confidence = 0.95, virtualTies = 0 } = options;
  for (const [index, { left, right, outcome }] of games.entries())
    checkArguments(
      `Bradley-Terry, game ${index}`,
      { left, right, outcome },
      { left: option.text, right: option.text, outcome: option.oneOf("left", "right", "tie") },
    );
  const names = [...new Set(games.flatMap(({ left, right }) => [left, right]))].sort();
  const index = new Map(names.map((name, position) => [name, position]));
  const wins = names.map((_, row) => Float64Array.from(names, (__, column) => (row === column ? 0 : virtualTies / 2)));
  const played = new Map<string, number>();
  for (const { left, right, outcome } of games) {
    check(left !== right, "two contestants in every game", left);
    const [row, column] = [index.get(left) ?? -1, index.get(right) ?? -1];
    const share = outcome === "left" ? 1 : outcome === "right" ? 0 : 0.5;
    addWin(wins, row, column, share);
    addWin(wins, column, row, 1 - share);
    for (const name of [left, right]) played.set(name, (played.get(name) ?? 0) + 1);
  }
  if (names.length < 2 || !stronglyConnected(wins)) return undefined;

  const { strengths, covariance } = fitStrengths(wins);
  const z = normal.quantile(0.5 + confidence / 2);
  const variance = (row: number, column: number): number => covariance[row]?.[column] ?? Number.NaN;
  const around = (estimate: number, error: number): Interval => ({
    low: estimate - z * error,
    high: estimate + z * error,
    confidence,
  });
  const contestants = names.map((contestant, row) => {
    const strength = strengths[row] ?? Number.NaN;
    const standardError = Math.sqrt(variance(row, row));
    const interval = around(strength, standardError);
    return { contestant, strength, standardError, interval, games: played.get(contestant) ?? 0 };
  });
  const differences = names.flatMap((left, row) =>
    names.slice(row + 1).map((right, offset) => {
      const column = row + 1 + offset;
      const difference = (strengths[row] ?? 0) - (strengths[column] ?? 0);
      const error = Math.sqrt(variance(row, row) + variance(column, column) - 2 * variance(row, column));
      const pValue = Math.min(1, 2 * normal.upperTail(Math.abs(difference) / error));
      const winProbability = 1 / (1 + Math.exp(-difference));
      return { left, right, difference, interval: around(difference, error), pValue, winProbability };
    }),
  );
  return { contestants: contestants.sort((a, b) => b.strength - a.strength), differences };
}

/** Whether a chain of wins leads from everyone to everyone. */
function stronglyConnected(wins: readonly Float64Array[]): boolean {
  const reachesAll = (won: (from: number, to: number) => number): boolean => {
    const reached = new Set([0]);
    for (const from of reached) for (let to = 0; to < wins.length; to++) if (won(from, to) > 0) reached.add(to);
    return reached.size === wins.length;
  };
  return reachesAll((from, to) => wins[from]?.[to] ?? 0) && reachesAll((from, to) => wins[to]?.[from] ?? 0);
}

function addWin(wins: readonly Float64Array[], row: number, column: number, share: number): void {
  const counts = wins[row];
  if (counts !== undefined) counts[column] = (counts[column] ?? 0) + share;
}

function check(holds: boolean, expected: string, got: unknown): void {
  if (!holds) throw new InvalidArgumentError("bradley-terry", expected, got);
}
