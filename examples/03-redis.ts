// Histories and online features that all processes share, in Redis.   REDIS_URL=redis://… npx tsx examples/03-redis.ts
import { redisHistory, redisOnlineFeatures } from "golden-pipeline/adapters/redis";
import { createRowFeaturizer, features, fitFeatures, onlineColumns, recordHistory } from "golden-pipeline/features";
import { batchFromRows, contract } from "golden-pipeline/schema";
import { Redis } from "ioredis";
import Fake from "ioredis-mock";
import { z } from "zod";

const server = process.env.REDIS_URL === undefined ? undefined : new Redis(process.env.REDIS_URL);
const fake = new Fake(); // without a server: Redis played in this process
const play = async (command: string, ...words: string[]) =>
  Reflect.apply(Reflect.get(fake, command.toLowerCase()), fake, words);
const client = server ?? { call: play };

const orders = contract("orders", z.object({ at: z.date(), shop: z.string(), late: z.boolean() }), { eventTime: "at" });
const definition = features(orders, (order) => ({ recent: order.shop.history({ window: "1h" }).count() }));
const rows = [0, 20, 40].map((minutes) => ({ at: new Date(minutes * 60_000), shop: "north", late: minutes > 20 }));
const history = redisHistory(client, { retentionMinutes: 60 });
await recordHistory(definition, rows, history, { id: (order) => order.at.toISOString() }); // by whoever learns of orders
const featurize = createRowFeaturizer(fitFeatures(definition, { rows: batchFromRows(orders.columns, rows) }));
const { matrix } = await featurize({ at: new Date(70 * 60_000), shop: "north" }, history); // by whoever serves
console.log("orders of the last hour:", matrix.columns[0]);

const online = redisOnlineFeatures(client, { features: { "shop:staff": { maximumAgeMilliseconds: 86_400_000 } } });
await online.write([{ entity: { shop: "north" }, eventTime: Date.now(), values: { "shop:staff": 7 } }]);
const complete = onlineColumns<{ shop: string }>(online, {
  entity: ({ shop }) => ({ shop }),
  columns: { staff: "shop:staff" },
});
console.log(await complete([{ shop: "north" }, { shop: "south" }]));
await (server ?? fake).quit();
