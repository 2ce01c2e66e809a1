// What a stage costs beyond its own work, without a store. Run: npx tsx bench/core-overhead.ts
// tsx names every inner function as it runs, which multiplies the figures; for those of the built package:
//   npx esbuild bench/core-overhead.ts --bundle --platform=node --format=esm --outfile=dist/core-overhead.mjs && node dist/core-overhead.mjs
import { createRunner, defineStage, type Pipeline, pipeline, type Stage } from "../src/core/index.js";

const stages = 100;
const rounds = 2000;

const synchronous = defineStage({ id: "sync", version: "1.0.0", run: (value: number) => value + 1 });
const asynchronous = defineStage({ id: "async", version: "1.0.0", run: async (value: number) => value + 1 });

function chain(stage: Stage<number, number>): Pipeline<number, number> {
  let chained = pipeline("chain", stage);
  for (let index = 1; index < stages; index++) chained = chained.pipe(stage);
  return chained;
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
  console.log(`${name.padEnd(56)} ${(times[3] ?? Number.NaN).toFixed(0).padStart(6)} ns`);
}

const synchronousChain = chain(synchronous);
const asynchronousChain = chain(asynchronous);
const runner = createRunner();
await measure("await of an async function (for comparison)", async (value) => value + 1, 1);
await measure(`per stage, chain of ${stages} synchronous stages`, (value) => synchronousChain(value), stages);
await measure(`per stage, chain of ${stages} asynchronous stages`, (value) => asynchronousChain(value), stages);
await measure(
  `per stage, the same by a runner without a store`,
  (value) => runner.run(synchronousChain, value),
  stages,
);
await measure("direct call of one stage", (value) => synchronous(value), 1);
await measure("runner.run of one stage without a store", (value) => runner.run(synchronous, value), 1);
