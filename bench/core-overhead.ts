// Nanoseconds that a stage costs beyond its work, without a store: npx tsx bench/core-overhead.ts
import { createRunner, defineStage, type Pipeline, pipeline } from "../src/core/index.js";

const stages = 100;
const rounds = 2000;

const synchronous = defineStage({ id: "sync", version: "1.0.0", run: (value: number) => value + 1 });
const asynchronous = defineStage({ id: "async", version: "1.0.0", run: async (value: number) => value + 1 });

function chain(stage: typeof synchronous): Pipeline<number, number> {
  let made = pipeline("chain", stage);
  for (let index = 1; index < stages; index++) made = made.pipe(stage);
  return made;
}

async function measure(name: string, run: (value: number) => Promise<unknown>, per: number): Promise<void> {
  for (let round = 0; round < rounds / 4; round++) await run(round);
  const times: number[] = [];
  for (let repeat = 0; repeat < 7; repeat++) {
    const start = process.hrtime.bigint();
    for (let round = 0; round < rounds; round++) await run(round);
    times.push(Number(process.hrtime.bigint() - start) / rounds / per);
  }
  times.sort((left, right) => left - right);
  console.log(`${name.padEnd(48)} ${(times[3] ?? Number.NaN).toFixed(0).padStart(7)} ns`);
}

const runner = createRunner();
await measure("await of an async function (nothing of ours)", async (value) => value + 1, 1);
await measure(`stage in a chain of ${stages} synchronous stages`, (value) => chained(value), stages);
await measure(`stage in a chain of ${stages} asynchronous stages`, (value) => chainedAsync(value), stages);
await measure("direct call of one stage", (value) => synchronous(value), 1);
await measure(`stage in a chain of ${stages}, by a runner without a store`, (value) => runner.run(chainedOnce, value), stages);
