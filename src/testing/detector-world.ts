import { createRandom, type Random } from "../core/index.js";
import { profileRows } from "../dataset/index.js";
import { type ModelProfile, numericOutputs, profileModel } from "../model/index.js";
import { createMonitor } from "../monitoring/index.js";
import type { WatchedWindow } from "../ports/index.js";

const days = 30;

/** A yes/no model with five inputs, and windows of its traffic as they should be and as they should not. */
export function detectorWorld(): {
  readonly reference: ModelProfile;
  /** @param broken Everything that can be wrong is wrong. */
  window(seed: number, options: { readonly broken: boolean; readonly rows: number }): WatchedWindow;
} {
  const random = createRandom("detector-world");
  const rows = Array.from({ length: 12_000 }, () => request(random));
  const outputs = Float64Array.from(rows, ({ amount }) => answer(amount));
  const clusters = Array.from(rows, (_, row) => `day ${row % days}`);
  const weather = daysOf(random);
  const values = Float64Array.from(outputs, (output, row) =>
    Number(random() < output * (weather[row % days] as number)),
  );
  const reference = profileModel({
    inputs: profileRows({ amount: "number", country: "text", member: "boolean", items: "integer", note: "text" }, rows),
    outputs: numericOutputs("binary", outputs),
    targets: { task: "binary", rows: rows.length, values },
    clusters,
  });
  return {
    reference,
    window(seed, { broken, rows: count }) {
      const draw = createRandom(seed);
      const monitor = createMonitor({ reference });
      const sky = daysOf(draw);
      for (let row = 0; row < count; row++) {
        const asked = broken ? brokenRequest(draw, row) : request(draw);
        const output = broken ? 0.9 + 0.05 * draw() : answer(asked.amount as number);
        const trouble = broken && row % 4 === 0;
        monitor.observe({
          row: asked,
          output,
          time: row * 60_000,
          latencyMilliseconds: 5,
          error: trouble,
          fallback: row % 3 === 0 && broken,
        });
        const day = row % days;
        const target = draw() < (broken ? 0.2 : output * (sky[day] as number));
        monitor.label({ output: broken && row % 20 === 0 ? Number.NaN : output, target, cluster: `day ${day}` });
      }
      return monitor.window();
    },
  };
}

function request(random: Random): Record<string, unknown> & { readonly amount: number } {
  return {
    amount: 100 * random(),
    country: random() < 0.7 ? "DE" : random() < 0.5 ? "FR" : "IT",
    member: random() < 0.4,
    items: Math.floor(random() * 5),
    note: random() < 0.1 ? null : "none",
  };
}

function brokenRequest(random: Random, row: number): Record<string, unknown> {
  return {
    amount: row % 10 === 0 ? "12" : 1000 * random(),
    country: row % 3 === 0 ? "XX" : "DE",
    member: true,
    items: -1,
    note: null,
  };
}

const answer = (amount: number): number => 0.1 + amount / 200;

/** Days differ more than rows of one day do. */
function daysOf(random: Random): readonly number[] {
  return Array.from({ length: days }, () => 1 + 0.1 * (random() - 0.5));
}
