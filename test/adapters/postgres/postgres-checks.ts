import { composeStore, createSimulatedClock } from "golden-pipeline";
import {
  type PostgresClient,
  type PostgresOptions,
  postgresBlobs,
  postgresHistory,
  postgresKeys,
  postgresLogs,
  postgresOnlineFeatures,
} from "golden-pipeline/adapters/postgres";
import {
  blobsChecks,
  type Check,
  historyChecks,
  keysChecks,
  logsChecks,
  onlineFeaturesChecks,
  storeChecks,
} from "golden-pipeline/testing";

let schemas = 0;
const now = 10 * 3_600_000;

/** The contract suites of all parts, each check in a schema of its own. `other` is a client as another process would have it. */
export function postgresChecks(open: () => { readonly client: PostgresClient; readonly other: PostgresClient }) {
  const fresh = () => {
    const { client, other } = open();
    const options: PostgresOptions = { schema: `check_${++schemas}` };
    const close = async () => void (await client.query(`drop schema if exists "${options.schema}" cascade`));
    return { client, other, options, close };
  };
  const storeOn = (client: PostgresClient, options: PostgresOptions) =>
    composeStore({
      logs: postgresLogs(client, options),
      blobs: postgresBlobs(client, options),
      keys: postgresKeys(client, options),
    });
  const suites: Readonly<Record<string, Iterable<Check>>> = {
    logs: logsChecks(async () => {
      const { client, other, options, close } = fresh();
      return { logs: postgresLogs(client, options), reopen: async () => postgresLogs(other, options), close };
    }),
    blobs: blobsChecks(async () => {
      const { client, other, options, close } = fresh();
      return { blobs: postgresBlobs(client, options), reopen: async () => postgresBlobs(other, options), close };
    }),
    keys: keysChecks(async () => {
      const { client, other, options, close } = fresh();
      return { keys: postgresKeys(client, options), reopen: async () => postgresKeys(other, options), close };
    }),
    "a store of all three": storeChecks(async () => {
      const { client, other, options, close } = fresh();
      return { store: storeOn(client, options), reopen: async () => storeOn(other, options), close };
    }),
    history: historyChecks(() => {
      const { client, options } = fresh();
      return postgresHistory(client, options);
    }),
    "online features": onlineFeaturesChecks(async () => {
      const { client, options, close } = fresh();
      const features = { visits: {}, country: { maximumAgeMilliseconds: 3_600_000 } };
      const online = postgresOnlineFeatures(client, { ...options, features, clock: createSimulatedClock(now) });
      return { online, now, close };
    }),
  };
  return Object.entries(suites).map(([name, checks]) => ({ name, checks: [...checks] }));
}
