// Online features of Tecton, looked up before a row is scored.   TECTON_URL=https://acme.tecton.ai TECTON_API_KEY=… npx tsx examples/03-tecton.ts
import { tectonOnlineFeatures } from "golden-pipeline/adapters/tecton";
import { onlineColumns } from "golden-pipeline/features";
import { startFakeTecton } from "../test/adapters/tecton/fake-tecton.js";

// Without a server: one that knows one of two users.
const key = process.env.TECTON_API_KEY ?? "key";
const fake = await startFakeTecton(key);
fake.put("by_user", { user: "ann" }, Date.now(), { visits: "12" }); // int64 is text there
const online = tectonOnlineFeatures({
  url: process.env.TECTON_URL ?? fake.url,
  headers: { authorization: `Tecton-key ${key}` },
  workspace: "prod",
  service: "by_user",
  features: { "by_user.visits": { maximumAgeMilliseconds: 86_400_000 } },
});
const complete = onlineColumns<{ user: string }>(online, {
  entity: ({ user }) => ({ user }),
  columns: { visits: "by_user.visits" },
});
for (const { row, unavailable } of await complete([{ user: "bob" }, { user: "ann" }])) console.log(row, unavailable);
await fake.close();
