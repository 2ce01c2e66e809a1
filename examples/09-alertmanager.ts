// Alarms in Alertmanager, here one that only prints; yours is at the address that Prometheus sends to.   npx tsx examples/09-alertmanager.ts
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createRandom } from "golden-pipeline";
import { alertmanagerAlarms } from "golden-pipeline/adapters/alertmanager";
import { profileRows } from "golden-pipeline/dataset";
import { createAlarms, createMonitor } from "golden-pipeline/monitoring";

const server = createServer(async (request, response) => {
  for await (const body of request) console.log(request.method, request.url, JSON.parse(String(body)));
  response.end();
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = process.env.ALERTMANAGER ?? `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const random = createRandom(1);
const request = (shift: number) => ({ amount: 100 * random() + shift });
const inputs = profileRows(
  { amount: "number" },
  Array.from({ length: 5000 }, () => request(0)),
);
const alarms = createAlarms({ name: "payments", sinks: [alertmanagerAlarms({ url, labels: { team: "risk" } })] });
for (const [day, shift] of [0, 25, 0].entries()) {
  const monitor = createMonitor({ reference: { inputs } });
  for (let minute = 0; minute < 1440; minute++)
    monitor.observe({ row: request(shift), time: (day * 1440 + minute) * 60_000, latencyMilliseconds: 3 });
  await alarms.update(monitor.report());
}
server.close();
