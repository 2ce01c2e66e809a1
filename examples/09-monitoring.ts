// Monitoring alone: watch the inputs of any service for drift; no model, no labels, no other room.   npx tsx examples/09-monitoring.ts
import { createRandom } from "golden-pipeline";
import { profileRows } from "golden-pipeline/dataset";
import { createAlarms, createMonitor } from "golden-pipeline/monitoring";

const random = createRandom(1);
const request = (shift: number) => ({
  amount: 100 * random() + shift,
  country: random() < 0.7 ? "DE" : shift > 0 ? "XX" : "FR",
});
const normal = Array.from({ length: 5000 }, () => request(0));
const inputs = profileRows({ amount: "number", country: "text" }, normal); // plain JSON without rows: keep it
const alarms = createAlarms();
for (const [day, shift] of [0, 0, 25].entries()) {
  const monitor = createMonitor({ reference: { inputs } });
  for (let minute = 0; minute < 1440; minute++)
    monitor.observe({ row: request(shift), time: (day * 1440 + minute) * 60_000, latencyMilliseconds: 3 });
  const report = monitor.report();
  console.log(
    `day ${day}`,
    ...report.checks.map(({ check, status, message }) => `\n  ${check}: ${status}, ${message}`),
  );
  await alarms.update(report);
}
for (const { rule, state, message } of await alarms.list()) console.log(state, rule, message);
