import { toParts } from "../assignment/routing-table.js";
import { checkLaneOptions, type ShadowLaneOptions } from "./shadow-lane.js";

export interface ShadowOptions extends ShadowLaneOptions {
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
};

/** @throws {InvalidArgumentError} a share outside of [0, 1], or a limit that is not above 0. */
export function shadowFacts(place: string, { share = 1, ...lane }: ShadowOptions): ShadowOptionsFacts {
  return { share: toParts(`${place} shadow`, share), ...checkLaneOptions(lane) };
}
