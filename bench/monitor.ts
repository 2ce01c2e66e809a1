// What a monitor costs a request: `observe` of a binary model with two numbers and a word. Run: npx tsx bench/monitor.ts
import { profileRows } from "../src/dataset/index.js";
import { numericOutputs, profileModel } from "../src/model/index.js";
import { createMonitor } from "../src/monitoring/index.js";

const requests = 200_000;
const row = (number: number) => ({
  amount: (number * 37) % 100,
  pages: number % 9,
  country: number % 3 === 0 ? "FR" : "DE",
});
const normal = Array.from({ length: 5000 }, (_, number) => row(number));
const reference = profileModel({
  inputs: profileRows({ amount: "number", pages: "number", country: "text" }, normal),
  outputs: numericOutputs(
    "binary",
    Float64Array.from(normal, ({ amount }) => amount / 100),
  ),
});

const start = Date.UTC(2001, 0, 1);
const observations = normal.map((one, number) => ({
  row: one,
  output: one.amount / 100,
  decision: one.amount > 50 ? "yes" : "no",
  latencyMilliseconds: number % 40,
  time: start + number * 1000,
}));
const times: number[] = [];
for (let repeat = 0; repeat < 15; repeat++) {
  const monitor = createMonitor({ reference });
  const begun = process.hrtime.bigint();
  for (let request = 0; request < requests; request++)
    monitor.observe(observations[request % 5000] as (typeof observations)[0]);
  times.push(Number(process.hrtime.bigint() - begun) / requests);
}
times.sort((left, right) => left - right);
console.log(`observe: ${times[0]?.toFixed(0)} ns at best, ${times[7]?.toFixed(0)} ns in the middle of 15 rounds`);
