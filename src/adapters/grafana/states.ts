import type { ValueMapping } from "./panel.js";

const good = (text: string) => ({ text, color: "green" });
const bad = (text: string) => ({ text, color: "red" });

/** 0 and 1 in words. */
function states(zero: string, one: string): ValueMapping {
  return { type: "value", options: { 0: good(zero), 1: bad(one) } };
}

export const arriving = states("arrives", "gone");
export const answering = states("answers", "away");
export const drifting = states("ok", "drift");
export const breached = states("content", "breached");
export const stopped = states("answers", "stopped");
export const scraped: ValueMapping = { type: "value", options: { 0: bad("down"), 1: good("up") } };
export const alerting: ValueMapping = {
  type: "value",
  options: { 1: { text: "pending", color: "orange" }, 2: bad("firing") },
};
