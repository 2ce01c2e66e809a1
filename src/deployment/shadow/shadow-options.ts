import { toParts } from "../assignment/routing-table.js";
import { checkLimits, type ShadowLimits } from "./shadow-lane.js";

export interface ShadowOptions extends ShadowLimits {
  /** Share of the requests that it answers unseen. @default 1 */
  readonly share?: number;
}

/** Options with all their defaults, as they are recorded; the share in parts per million. */
export type ShadowOptionsFacts = {
  readonly share: number;
  readonly maximumQueued: number;
  readonly maximumBytes: number;
  readonly concurrency: number;
  readonly timeoutMilliseconds: number;
  readonly maximumBusy: number;
};

/** @throws {InvalidArgumentError} a share outside of [0, 1], or a limit outside its range. */
export function shadowFacts(place: string, { share = 1, ...limits }: ShadowOptions): ShadowOptionsFacts {
  return { share: toParts(`${place} shadow`, share), ...checkLimits(limits) };
}
