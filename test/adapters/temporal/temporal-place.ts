import { Client, Connection } from "@temporalio/client";
import { DefaultLogger, NativeConnection, Runtime } from "@temporalio/worker";
import type { Context, Stage, Store } from "golden-pipeline";
import { type TemporalWorker, temporalWorker } from "golden-pipeline/adapters/temporal";
import { type FakeTemporal, startFakeTemporal } from "./fake-temporal/fake-temporal.js";

/** Temporal's own client and workers, on a server that speaks its protocol. */
export interface TemporalPlace {
  readonly fake: FakeTemporal;
  readonly client: Client;
  readonly native: NativeConnection;
  launch(options: {
    readonly store: Store;
    readonly pipelines: readonly Stage<never, unknown, Context>[];
    readonly queue: string;
  }): Promise<TemporalWorker>;
  /** Stops the workers that were launched. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

let isQuiet = false;

export async function openTemporalPlace(): Promise<TemporalPlace> {
  if (!isQuiet) Runtime.install({ logger: new DefaultLogger("ERROR"), shutdownSignals: [] });
  isQuiet = true;
  const fake = await startFakeTemporal();
  const connection = await Connection.connect({ address: fake.address });
  const client = new Client({ connection });
  const native = await NativeConnection.connect({ address: fake.address });
  const workers: TemporalWorker[] = [];
  const leave = async () => void (await Promise.all(workers.splice(0).map((worker) => worker.stop())));
  return {
    fake,
    client,
    native,
    async launch(options) {
      const worker = temporalWorker({ temporal: native, ...options, pollMilliseconds: 20 });
      await worker.start();
      workers.push(worker);
      return worker;
    },
    leave,
    async close() {
      await leave();
      await native.close();
      await connection.close();
      await fake.close();
    },
  };
}
