import { join } from "node:path";
import { memoryLogs } from "golden-pipeline";
import { kinesisClient, kinesisPredictions, kinesisSource } from "golden-pipeline/adapters/kinesis";
import type { Prediction } from "golden-pipeline/model";
import { ServiceError } from "golden-pipeline/ports";
import { predictionSinkChecks, sourceChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import { cacheFolder } from "../../../scripts/services/cache-folder.js";
import { freePort } from "../../../scripts/services/free-port.js";
import { startKinesalite } from "../../../scripts/services/systems/kinesalite.js";
import { aggregate } from "../../adapters/kinesis/aggregated/aggregate.js";
import { numbersOf, revoke, shard } from "../../adapters/kinesis/shards.js";
import { factsOf } from "../facts-of.js";
import { newStream, openClient } from "./server.js";

const facts = factsOf("kinesalite");
const client = openClient(facts.text("url"));
const quick = { leaseMilliseconds: 600, pollMilliseconds: 20 };
const never = new AbortController().signal;

describe("a stream of kinesalite as a source", () => {
  const [low, high] = [0n, 2n ** 127n]; // In the first and the second of two shards.
  const expected = {
    [shard(0)]: [0, 1, 2, 3, 4, 5, 6],
    [shard(1)]: [10, 11, 12],
    [shard(2)]: [20, 21],
    [shard(3)]: [30],
    [shard(4)]: [40, 41, 42],
  };
  const fresh = async () => {
    const stream = await newStream(client, 2);
    const leases = memoryLogs();
    const put = async (id: string, hashKey: bigint) => {
      for (const n of expected[id] ?? []) await stream.put([{ value: { n }, hashKey }]);
    };
    await put(shard(0), low);
    await put(shard(1), high);
    await stream.split(shard(0));
    await put(shard(2), low);
    await put(shard(3), high - 1n);
    await stream.merge(shard(3), shard(1));
    await put(shard(4), high);
    const open = (batchRecords: number) =>
      kinesisSource({
        ...{ client: kinesisClient(client), stream: stream.name, group: "landing", leases, batchRecords, ...quick },
        leaseMilliseconds: 9000, // An open shard that was let go comes again after it: not while a check reads the others.
      });
    return {
      ...{ stream, leases, open: () => open(2), larger: () => open(3), close: async () => undefined },
    };
  };
  for (const { name, run } of sourceChecks({
    ...{ fresh, items: numbersOf, expected, patience: 20_000 },
    parents: { [shard(2)]: [shard(0)], [shard(3)]: [shard(0)], [shard(4)]: [shard(3), shard(1)] },
    resized: (place) => place.larger(),
    revoke: (place, partition) => revoke(place.leases, "landing", partition),
  }))
    it(name, run);
});

describe("faults of the server", () => {
  it("are told: no such stream, and nobody there; what was aggregated is taken apart", async () => {
    const missing = kinesisSource({
      client: kinesisClient(client),
      stream: "missing",
      group: "g",
      leases: memoryLogs(),
    });
    await expect(missing.partitions(never)[Symbol.asyncIterator]().next()).rejects.toThrow(
      /\[kinesis missing\] the call failed \(ResourceNotFoundException, status 400\): there is no such stream or shard/,
    );
    const stream = await newStream(client, 1);
    const packed = [1, 2, 3].map((n) => ({ partitionKey: `k${n}`, data: Buffer.from(JSON.stringify({ n })) }));
    await stream.put([{ value: aggregate(packed) }, { value: { n: 4 } }]);
    const source = kinesisSource({
      client: kinesisClient(client),
      stream: stream.name,
      group: "g",
      leases: memoryLogs(),
    });
    for await (const partition of source.partitions(never)) {
      const read = await partition.read({ signal: never });
      expect(read && (await numbersOf(read.batch))).toEqual([1, 2, 3, 4]);
      expect(read?.to).toMatch(/^2@/);
      break;
    }
  });

  it("that is killed ends nothing while it comes back in time, and loses nothing", async () => {
    const place = { cache: cacheFolder(), folder: join(facts.text("folder"), "faults"), signal: never };
    const port = await freePort();
    let server = await startKinesalite(place, port);
    try {
      const own = openClient(`http://127.0.0.1:${port}`, 1);
      const stream = await newStream(own, 1);
      await stream.put([{ value: { n: 1 } }]);
      const options = { client: kinesisClient(own), stream: stream.name, group: "g", leases: memoryLogs(), ...quick };
      for await (const partition of kinesisSource(options).partitions(never)) {
        const first = await partition.read({ signal: never });
        await partition.commit(first?.to ?? "");
        const second = partition.read({ from: first?.to, signal: never });
        second.catch(() => undefined);
        await server.kill();
        server = await startKinesalite(place, port);
        await stream.put([{ value: { n: 2 } }]);
        const read = await second;
        expect(read && (await numbersOf(read.batch))).toEqual([2]);
        await server.kill();
        break;
      }
      const late = kinesisSource({ ...options, patienceMilliseconds: 300 }).partitions(never);
      const error = await late[Symbol.asyncIterator]()
        .next()
        .catch((thrown: unknown) => thrown);
      expect(ServiceError.isInstance(error) && [error.retryable, error.message]).toEqual([
        true,
        expect.stringMatching(/ECONNREFUSED\): there was no answer/),
      ]);
    } finally {
      await server.stop();
    }
  });
});

describe("predictions in a stream of kinesalite", () => {
  for (const { name, run } of predictionSinkChecks(async () => {
    const stream = await newStream(client, 2);
    const own = kinesisClient(client);
    return {
      open: async () => kinesisPredictions({ client: own, stream: stream.name }),
      async *read() {
        const first = new Map<string, Prediction>();
        for (const { id } of await stream.shards()) {
          const page = await own.records(await own.iterator(stream.name, id, { at: "oldest" }), 10_000);
          for (const { data } of page?.records ?? []) {
            const prediction: Prediction = JSON.parse(Buffer.from(data).toString());
            if (!first.has(prediction.id)) first.set(prediction.id, prediction);
          }
        }
        yield* first.values();
      },
      close: async () => undefined,
    };
  }))
    it(name, run);
});
