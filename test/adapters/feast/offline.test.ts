import { readFileSync } from "node:fs";
import { InvalidArgumentError, SourceError } from "golden-pipeline";
import { feastOfflineFeatures } from "golden-pipeline/adapters/feast";
import type { RawSource } from "golden-pipeline/ports";
import { type Batch, batchFromRows } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { expectFeastsOwn, type OfflineAnswer, type OfflineCase } from "./offline-cases.js";

/** Random cases and what Feast 0.67.0 said of them: see test/fixtures/feast/README.md. */
const golden: readonly { readonly asked: OfflineCase; readonly answer: OfflineAnswer }[] = JSON.parse(
  readFileSync(new URL("../../fixtures/feast/golden.json", import.meta.url), "utf8"),
);

/** Stands for a Parquet file of several row groups. */
function sourceOf(batches: readonly Batch[]): RawSource {
  const format = {
    id: "test@1",
    *decode() {
      for (const batch of batches) yield { ...batch, firstRow: 0 };
    },
  };
  const rows = batches.reduce((sum, { length }) => sum + length, 0);
  return {
    kind: "raw-source",
    name: "test",
    format,
    async *chunks() {
      yield { bytes: new Uint8Array(), rows, reading: {} };
    },
  };
}

function fileOf({ keys, views }: OfflineCase, name: string): RawSource {
  const view = views.find((one) => one.name === name);
  if (view === undefined) throw new Error(`no view ${name}`);
  const types = { ...keys, ...view.features, event_timestamp: "time", created: "time" } as const;
  const first = view.rows[0] ?? {};
  const columns = Object.keys(first).map((column) => ({ name: column, type: types[column as "user"] }));
  const half = view.rows.length >> 1;
  return sourceOf([view.rows.slice(0, half), view.rows.slice(half)].map((rows) => batchFromRows(columns, rows)));
}

const at = Date.UTC(2026, 0, 1);
const registry = {
  featureViews: [
    {
      spec: {
        name: "by_user",
        ttl: "3600s",
        entityColumns: [{ name: "user" }],
        features: [{ name: "visits" }],
        batchSource: {
          timestampField: "at",
          fieldMapping: { u: "user" },
          fileOptions: { uri: "data/by_user.parquet" },
        },
      },
    },
    { spec: { name: "elsewhere", batchSource: { timestampField: "at", type: "BATCH_SNOWFLAKE" } } },
  ],
};
const rowsOfUsers = (type: "integer" | "text" = "text", time: "time" | "integer" = "time") =>
  sourceOf([
    batchFromRows(
      [
        { name: "u", type },
        { name: "at", type: time },
        { name: "visits", type: "integer" },
      ],
      [{ u: type === "text" ? "ann" : 1, at, visits: 3 }],
    ),
  ]);

describe("offline features of Feast", () => {
  it("are what its own get_historical_features gives: ttl, ties, late rows, several keys, repeated rows", async () => {
    expect(golden.length).toBeGreaterThanOrEqual(20);
    for (const { asked, answer } of golden) await expectFeastsOwn(asked, answer, ({ name }) => fileOf(asked, name));
  });

  it("come under the names of columns, from the file that the view names, with its renamed columns", async () => {
    const paths: string[] = [];
    const offline = feastOfflineFeatures({
      registry,
      source: ({ path }) => {
        paths.push(path);
        return rowsOfUsers();
      },
    });
    const rows = await offline.join(
      [
        { user: "ann", at: new Date(at + 3_600_000), basket: 2 },
        { user: "ann", at: new Date(at + 3_600_001), basket: 3 },
      ],
      { visits: "by_user:visits" },
      { eventTime: "at" },
    );
    expect(rows.map(({ basket, visits }) => [basket, visits])).toEqual([
      [2, 3],
      [3, null],
    ]);
    expect(paths).toEqual(["data/by_user.parquet"]);
  });

  it("are of one type, also where a part of the file has none or integers that no number holds", async () => {
    const users = (visits: readonly unknown[], type: "integer" | "other") =>
      batchFromRows(
        [
          { name: "u", type: "text" },
          { name: "at", type: "time" },
          { name: "visits", type },
        ],
        visits.map((value) => ({ u: "ann", at, visits: value })),
      );
    const visitsOf = async (...batches: readonly Batch[]) => {
      const offline = feastOfflineFeatures({ registry, source: () => sourceOf(batches) });
      const [row] = await offline.join([{ user: "ann", event_timestamp: at }], { visits: "by_user:visits" });
      return row?.visits;
    };
    expect(await visitsOf(users([null, null], "other"), users([3], "integer"))).toBe(3);
    expect(await visitsOf(users([3], "integer"), users([null], "other"))).toBeNull();
    expect(await visitsOf(users([3], "integer"), users([2n ** 60n], "other"))).toBe(2n ** 60n);
  });

  it("of a file without rows, and for no rows, are none", async () => {
    const empty = feastOfflineFeatures({ registry, source: () => sourceOf([]) });
    const columns = { visits: "by_user:visits" };
    expect(await empty.join([{ user: "ann", event_timestamp: at }], columns)).toMatchObject([{ visits: null }]);
    expect(await empty.join([], columns)).toEqual([]);
  });

  it("refuse features that are not there, rows without a moment or of other keys, and another registry", async () => {
    const offline = feastOfflineFeatures({ registry, source: () => rowsOfUsers() });
    const columns = { visits: "by_user:visits" };
    const refused = async (asked: Promise<unknown>, message: RegExp) => {
      await expect(asked).rejects.toSatisfy((error) => InvalidArgumentError.isInstance(error));
      await expect(asked).rejects.toThrow(message);
    };
    await refused(
      offline.join([], { visits: "by_user:nothing" }),
      /a feature among by_user:visits, got "by_user:nothing"/,
    );
    await refused(offline.join([], { visits: "elsewhere:a" }), /a feature among by_user:visits/);
    await refused(offline.join([{ user: "ann" }], columns), /milliseconds since 1970 in `event_timestamp`/);
    await refused(offline.join([{ user: 1, event_timestamp: at }], columns), /user.*a string/);
    const other = feastOfflineFeatures({ registry: { featureViews: [{ name: "a" }] }, source: () => rowsOfUsers() });
    await refused(other.join([], columns), /what `feast registry-dump` prints, got featureViews\.0\.spec/);
    expect(() => feastOfflineFeatures({ registry: {}, source: "data" as never })).toThrow("`source` to be a function");
  });

  it("say which file has not what its view says", async () => {
    const columns = { visits: "by_user:visits" };
    const join = (source: RawSource) =>
      feastOfflineFeatures({ registry, source: () => source }).join([{ user: "ann", event_timestamp: at }], columns);
    const untimed = join(rowsOfUsers("text", "integer"));
    await expect(untimed).rejects.toSatisfy((error) => SourceError.isInstance(error));
    await expect(untimed).rejects.toThrow(
      "a column at of times in data/by_user.parquet of feature view by_user, got one of type integer",
    );
    const other = sourceOf([batchFromRows([{ name: "who", type: "text" }], [{ who: "ann" }])]);
    await expect(join(other)).rejects.toThrow(
      "a column at of times in data/by_user.parquet of feature view by_user, got the columns who",
    );
  });
});
