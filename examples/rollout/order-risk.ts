import { canonicalJson, type Store } from "golden-pipeline";
import { type ModelKind, model, numericOutputs } from "golden-pipeline/model";
import { createRegistry, type Registry } from "golden-pipeline/registry";
import { contract } from "golden-pipeline/schema";
import { z } from "zod";

export interface Order {
  at: Date;
  user: string;
  amount: number;
  fraud: boolean;
}

const orders = contract(
  "orders",
  z.object({ at: z.date(), user: z.string(), amount: z.number(), fraud: z.boolean() }),
  {
    eventTime: "at",
    labels: { fraud: { knownAt: (order) => order.at.plusMinutes(60) } },
  },
);

/** A model that reads rows: above its limit an order is risky. Its bytes are the limit. */
const limitKind: ModelKind<boolean> = {
  kind: "limit@1",
  decode(bytes) {
    const limit = Number(new TextDecoder().decode(bytes));
    const isAbove = (row: object): boolean => "amount" in row && Number(row.amount) > limit;
    return {
      kind: "limit@1",
      reads: "rows",
      predict: (rows) =>
        numericOutputs(
          "binary",
          Float64Array.from(rows, (row) => (isAbove(row) ? 0.9 : 0.1)),
        ),
    };
  },
};

export const orderRisk = model("order-risk", orders, { target: (order) => order.fraud, kinds: [limitKind] });

/** Registers a version for each limit; the first one becomes champion. */
export async function registerLimits(store: Store, limits: readonly number[]): Promise<Registry> {
  const registry = createRegistry({ store });
  const put = (text: string) => store.blobs.put(new TextEncoder().encode(text));
  for (const limit of limits) {
    const bytes = await put(String(limit));
    const version = await registry.register({
      format: "model@1",
      name: orderRisk.name,
      fingerprint: orderRisk.fingerprint,
      candidate: `limit-${limit}`,
      kind: limitKind.kind,
      task: orderRisk.task,
      model: bytes,
      decision: { threshold: 0.5 },
      trainer: { id: "by-hand", version: "1.0.0", hyperparameters: { limit } },
      data: { contract: orders.fingerprint, train: "none", test: "none" },
      metrics: {},
      report: await put(canonicalJson({ limit })),
      git: { override: "an example" },
      runId: "by-hand",
    });
    if (version.number === 1) await registry.promote(version, { override: { reason: "nothing served before it" } });
  }
  return registry;
}
