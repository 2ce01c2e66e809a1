import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Digest } from "../../src/core/index.js";
import { createRegistry } from "../../src/registry/index.js";
import { createFileStore } from "../../src/store/index.js";
import { startChild } from "../store/children/start-child.js";
import { damage } from "../store/damage.js";
import { fileRegistry } from "./checked-registry.js";

let checked: Awaited<ReturnType<typeof fileRegistry>>;
beforeEach(async () => {
  checked = await fileRegistry();
});
afterEach(() => checked.close());

interface PromotionFacts {
  readonly number: number;
  readonly previous?: number | null;
  readonly evidence?: readonly Digest[];
}

const child = (name: string, count: number, onLine?: Parameters<typeof startChild>[2]) =>
  startChild("../../registry/children/register-and-promote.ts", [checked.directory, name, String(count)], onLine);

describe("two processes that register and promote at once", () => {
  it("get numbers of their own, and every promotion stands once after the one it was decided on", async () => {
    const count = 25;
    const children = ["left", "right"].map((name) => child(name, count));
    expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0]);
    const told = (what: string) =>
      children
        .flatMap(({ lines }) => lines)
        .filter((line) => line.startsWith(what))
        .map((line) => Number(line.split(" ")[1]))
        .sort((left, right) => left - right);
    const numbers = Array.from({ length: 2 * count }, (_, index) => index + 1);
    expect(told("registered")).toEqual(numbers);
    expect(told("promoted")).toEqual(numbers);
    const events = [];
    for await (const { type, data } of createFileStore(checked.directory).read("registry/late"))
      events.push({ type, ...(JSON.parse(JSON.stringify(data)) as PromotionFacts) });
    const promotions = events.filter(({ type }) => type === "version-promoted");
    expect(events).toHaveLength(4 * count);
    expect(promotions.map(({ previous }) => previous)).toEqual([
      null,
      ...promotions.slice(0, -1).map(({ number }) => number),
    ]);
    const { blobs } = createFileStore(checked.directory);
    for (const { previous, evidence } of promotions.slice(1)) {
      const report = JSON.parse(new TextDecoder().decode(await blobs.get(evidence?.at(-1) as Digest)));
      expect(report.champion, "what the evidence compares with").toBe(`late@${previous}`);
    }
    expect(await damage(checked.directory)).toEqual([]);
  });
});

describe("a process killed while it registers and promotes", () => {
  it("leaves everything it acknowledged, whole", async () => {
    const killed = child("killed", 1000, (lines) => {
      if (lines >= 9) killed.process.kill("SIGKILL");
    });
    await killed.ended;
    const registry = createRegistry({ store: createFileStore(checked.directory) });
    const history = await registry.history("late");
    for (const line of killed.lines) {
      const [what = "", number = ""] = line.split(" ");
      expect(history).toContainEqual(expect.objectContaining({ type: `version-${what}`, version: `late@${number}` }));
    }
    expect((await registry.verify("late@champion")).ok).toBe(true);
    await registry.rollback("late", { reason: "its process died" });
  });
});
