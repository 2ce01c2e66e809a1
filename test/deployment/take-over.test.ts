import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store, StoredEvent } from "../../src/core/index.js";
import { createFileStore } from "../../src/store/index.js";
import { type Child, startChild } from "../store/children/start-child.js";
import { damage } from "../store/damage.js";

interface Said {
  readonly name: string;
  readonly champion: string;
  readonly epoch: number;
  readonly decides: boolean;
  readonly step: number;
  /** Requests of the canary in all processes, and in this one. */
  readonly all: number;
  readonly own: number;
}

let directory: string;
let children: Child[];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "golden-pipeline-take-over-"));
  children = [];
});
afterEach(async () => {
  for (const child of children) child.process.kill("SIGKILL");
  await Promise.all(children.map(({ ended }) => ended));
  await rm(directory, { recursive: true, force: true });
});

function serve(...words: string[]): Child {
  const child = startChild("../../deployment/children/serve.ts", [directory, ...words]);
  children.push(child);
  return child;
}

const said = (child: Child): readonly Said[] => child.lines.map((line) => JSON.parse(line) as Said);
const last = (child: Child): Said | undefined => said(child).at(-1);
const until = (fact: () => boolean) => expect.poll(fact, { timeout: 60_000, interval: 10 }).toBe(true);

async function eventsOf(store: Store, log: string): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const event of store.read(log)) events.push(event);
  return events;
}

const processOf = (event: StoredEvent | undefined): string | undefined =>
  (event?.data as { readonly process?: string } | undefined)?.process;

/** The canary's requests that a process told. */
function requestsOf(event: StoredEvent | undefined): number {
  const { counts } = (event?.data ?? {}) as { readonly counts?: { readonly canary: { readonly requests: number } } };
  return counts?.canary.requests ?? 0;
}

describe("a canary in the middle of its ramp", () => {
  it("is taken over after kill -9 of the process that decided: no step is repeated or jumped over, nothing is counted twice", async () => {
    const both = [serve("follow", "1000000")];
    await until(() => both.every((child) => last(child) !== undefined));
    both.push(serve("begin", "0"));
    await until(() => both.every((child) => last(child)?.step === 1));
    const store = createFileStore(directory);
    const decider = processOf((await eventsOf(store, "rollouts/buyers")).at(-1));
    const [first] = both.filter((child) => last(child)?.name === decider);
    const [second] = both.filter((child) => last(child)?.name !== decider);
    if (first === undefined || second === undefined) throw new Error("Expected one of the two to have decided");
    first.process.kill("SIGKILL");
    expect(await first.ended).toBe("SIGKILL");
    const before = said(second).length;
    await until(() => last(second)?.champion === "buyers@2");

    const events = await eventsOf(store, "rollouts/buyers");
    expect(events.map(({ type, data }) => `${type} ${(data as { step?: number }).step ?? ""}`.trim())).toEqual([
      "rollout-started",
      "canary-started",
      "canary-share-changed 1",
      "canary-share-changed 2",
      "canary-promoted",
    ]);
    expect(events.slice(2).map(processOf)).toEqual([decider, last(second)?.name, last(second)?.name]);

    // What the killed one had told stands once in what its successor counts, to the last request.
    const evidence = await eventsOf(store, `rollouts/buyers/evidence-2/${decider}`);
    const told = requestsOf(evidence.at(-1));
    expect(told).toBeGreaterThan(0);
    expect(told).toBeLessThanOrEqual(last(first)?.own ?? 0);
    const deciding = said(second).filter(({ decides, step }, index) => index >= before && decides && step >= 1);
    expect(deciding.length).toBeGreaterThan(0);
    for (const { all, own } of deciding) expect(all - own).toBe(told);

    // Epochs are one sequence: start, canary, two steps, promotion.
    expect(last(second)?.epoch).toBe(5);
    expect(await damage(directory)).toEqual([]);
  });
});
