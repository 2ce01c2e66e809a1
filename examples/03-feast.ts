// Online features of Feast, looked up before a row is scored.   FEAST_URL=http://127.0.0.1:6566 npx tsx examples/03-feast.ts
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { feastOnlineFeatures } from "golden-pipeline/adapters/feast";
import { onlineColumns } from "golden-pipeline/features";

// Without a server: what `feast serve` answers for two users, of whom it knows one.
const event_timestamps = ["1970-01-01T00:00:00Z", new Date().toISOString()];
const results = [
  { values: ["bob", "ann"], statuses: ["PRESENT", "PRESENT"], event_timestamps },
  { values: [null, 12], statuses: ["NOT_FOUND", "PRESENT"], event_timestamps },
];
const answer = JSON.stringify({ metadata: { feature_names: ["user", "by_user__visits"] }, results });
const fake = createServer((_, response) => response.end(answer));
await new Promise<void>((resolve) => fake.listen(0, "127.0.0.1", resolve));
const url = process.env.FEAST_URL ?? `http://127.0.0.1:${(fake.address() as AddressInfo).port}`;

const online = feastOnlineFeatures({ url, features: { "by_user:visits": { maximumAgeMilliseconds: 86_400_000 } } });
const complete = onlineColumns<{ user: string }>(online, {
  entity: ({ user }) => ({ user }),
  columns: { visits: "by_user:visits" },
});
for (const { row, unavailable } of await complete([{ user: "bob" }, { user: "ann" }])) console.log(row, unavailable);
fake.close();
