import { errorRate, latency } from "golden-pipeline/deployment";
import type { Draw, Scenario, SimulatedRequest } from "./simulate.js";

type Arm = "champion" | "canary";
type Begin = Scenario["begin"];

const anybody = (draw: Draw): string => `u${Math.floor(draw() * 1e9)}`;

/** Each request of another user; a version fails its share of them at random. */
export const independent =
  (champion: number, canary = champion): Begin =>
  (draw) =>
  () => ({ unit: anybody(draw), fails: (arm) => draw() < (arm === "canary" ? canary : champion) });

/** So many users, all alike, who ask again and again. */
export const users =
  (count: number, champion: number, canary = champion): Begin =>
  (draw) =>
  () => ({
    unit: `u${Math.floor(draw() * count)}`,
    fails: (arm) => draw() < (arm === "canary" ? canary : champion),
  });

/** A tail as users have it: how often they come, how slow their requests are. */
const pareto = (draw: Draw, shape: number): number => (1 - draw()) ** (-1 / shape);
const logNormal = (draw: Draw): number =>
  Math.exp(Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw()));

/**
 * Users in sessions of eight requests: one in twenty fails 40 % of them, the others one in two hundred; they come again by a heavy tail, and a
 * user's requests are slow or quick alike.
 */
export const sessions =
  (worse = 0): Begin =>
  (draw) => {
    const known: {
      readonly unit: string;
      readonly failing: number;
      readonly speed: number;
      readonly visits: number;
    }[] = [];
    let [left, user] = [0, { unit: "", failing: 0, speed: 1, visits: 0 }];
    const returning: number[] = [];
    return () => {
      if (left === 0) {
        left = 8;
        if (returning.length > 0 && draw() < 0.6)
          user = known[returning[Math.floor(draw() * returning.length)] as number] as typeof user;
        else {
          user = {
            unit: anybody(draw),
            failing: draw() < 0.05 ? 0.4 : 0.005,
            speed: 10 * logNormal(draw),
            visits: Math.min(200, Math.ceil(pareto(draw, 1.2))),
          };
          known.push(user);
          for (let visit = 1; visit < user.visits; visit++) returning.push(known.length - 1);
        }
      }
      left--;
      const { unit, failing, speed } = user;
      return {
        unit,
        fails: (arm) => draw() < failing + (arm === "canary" ? worse : 0),
        milliseconds: () => speed * (0.5 + draw()),
      };
    };
  };

/** At some moment everybody fails, or is slow, for a while. */
export const outages =
  (inner: Begin): Begin =>
  (draw) => {
    const next = inner(draw);
    const begins = [0, 1, 2].map(() => Math.floor(draw() * 9000));
    const lasts = 50 + Math.floor(draw() * 450);
    return (request) => {
      const asked = next(request);
      const out = begins.some((begin) => request >= begin && request < begin + lasts);
      return out
        ? { ...asked, fails: () => draw() < 0.9, milliseconds: (arm: Arm) => 20 * (asked.milliseconds?.(arm) ?? 1) }
        : asked;
    };
  };

/** One or more users who ask so large a share of all requests, and fail them always, or only where the canary answers. */
export const bots =
  (inner: Begin, count: number, share: number, unit: (bot: number) => string = (bot) => `bot ${bot}`): Begin =>
  (draw) => {
    const next = inner(draw);
    return (request): SimulatedRequest =>
      draw() < share
        ? { unit: unit(Math.floor(draw() * count)), fails: () => true, milliseconds: () => 1 }
        : next(request);
  };

/** Each version fails on a quarter of the rows, always on the same ones, but not on those of the other. */
export const otherRows: Begin = (draw) => () => {
  const row = draw();
  return { unit: anybody(draw), fails: (arm) => (arm === "canary" ? row < 0.25 : row > 0.75) };
};

/** Latencies with a heavy tail, the canary's so many times as long. */
export const slower =
  (times: number): Begin =>
  (draw) =>
  () => ({
    unit: anybody(draw),
    fails: () => draw() < 0.01,
    milliseconds: (arm) => 10 * logNormal(draw) * (arm === "canary" ? times : 1),
  });

export const everyGuardrail = () => [errorRate(), latency(), latency({ quantile: 0.99 })];
/** As a ramp goes: a hundredth, a tenth, a quarter, a half. */
export const ramp = (request: number): number => [0.01, 0.1, 0.25, 0.5][Math.floor(request / 2500)] ?? 0.5;
