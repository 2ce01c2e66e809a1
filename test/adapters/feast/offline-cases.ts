import fc from "fast-check";
import type { Json } from "golden-pipeline";
import { feastOfflineFeatures } from "golden-pipeline/adapters/feast";
import type { RawSource } from "golden-pipeline/ports";
import { expect } from "vitest";

/** What `test/fixtures/feast/reference.py` is asked. Times and `ttl` are in milliseconds. */
export interface OfflineCase {
  readonly keys: { readonly user: "text"; readonly shop: "integer" };
  /** Whether Feast shall leave what was created after a row's moment. */
  readonly known: boolean;
  readonly asked: readonly string[];
  readonly views: readonly {
    readonly name: string;
    readonly keys: readonly string[];
    readonly features: { readonly [feature: string]: "integer" | "text" };
    readonly ttl: number | null;
    readonly created: boolean;
    readonly group: number;
    readonly rows: readonly { readonly [column: string]: string | number | null }[];
  }[];
  readonly entities: readonly { readonly user: string; readonly shop: number; readonly event_timestamp: number }[];
}

export interface OfflineAnswer {
  readonly registry: Json;
  /** The entity rows that came back, by their place. */
  readonly rows: readonly number[];
  /** What was asked of each, in the order of `asked`. */
  readonly found: readonly (readonly (string | number | null)[])[];
}

const start = Date.UTC(2026, 0, 1);
const moment = fc.integer({ min: 0, max: 12 }).map((hours) => start + hours * 3_600_000);
const user = fc.constantFrom("1", "12", "ann");
const shop = fc.constantFrom(1, 23, 3);

/** Of a time and key that stand twice Feast takes any row, where the created time does not tell them apart: there are none such. */
const apart = {
  selector: (row: { readonly [column: string]: unknown }) =>
    [row.user, row.shop, row.event_timestamp, row.created].join("|"),
};

export const offlineCase: fc.Arbitrary<OfflineCase> = fc.record({
  keys: fc.constant({ user: "text", shop: "integer" } as const),
  known: fc.boolean(),
  asked: fc.constant(["by_user:visits", "by_user:country", "by_pair:visits"]),
  views: fc.tuple(
    fc.record({
      name: fc.constant("by_user"),
      keys: fc.constant(["user"]),
      features: fc.constant({ visits: "integer", country: "text" } as const),
      ttl: fc.constantFrom(null, 2 * 3_600_000, 1500),
      created: fc.constant(true),
      group: fc.constantFrom(3, 1000),
      rows: fc.uniqueArray(
        fc.record({
          user,
          visits: fc.option(fc.integer({ min: -9, max: 99 })),
          country: fc.option(fc.constantFrom("AT", "BE", "")),
          event_timestamp: moment,
          created: moment,
        }),
        { minLength: 4, maxLength: 25, ...apart },
      ),
    }),
    fc.record({
      name: fc.constant("by_pair"),
      keys: fc.constant(["user", "shop"]),
      features: fc.constant({ visits: "integer" } as const),
      ttl: fc.constantFrom(null, 3_600_000),
      created: fc.constant(false),
      group: fc.constant(1000),
      rows: fc.uniqueArray(
        fc.record({ user, shop, visits: fc.option(fc.integer({ min: 0, max: 99 })), event_timestamp: moment }),
        { minLength: 4, maxLength: 25, ...apart },
      ),
    }),
  ),
  entities: fc.array(fc.record({ user, shop, event_timestamp: moment }), { minLength: 3, maxLength: 20 }),
});

/** Ours equals Feast's, value by value, and every row comes back once, in its order. */
export async function expectFeastsOwn(
  asked: OfflineCase,
  answer: OfflineAnswer,
  source: (view: { readonly name: string; readonly path: string }) => RawSource,
): Promise<void> {
  const columns = Object.fromEntries(asked.asked.map((feature) => [feature, feature]));
  const offline = feastOfflineFeatures({ registry: answer.registry, source });
  const rows = await offline.join(asked.entities, columns, { includeLate: !asked.known });
  expect(answer.rows).toEqual(asked.entities.map((_, row) => row));
  expect(rows).toEqual(
    asked.entities.map((entity, row) => ({
      ...entity,
      ...Object.fromEntries(asked.asked.map((feature, place) => [feature, answer.found[row]?.[place] ?? null])),
    })),
  );
}
