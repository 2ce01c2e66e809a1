import type { Json } from "../core/index.js";
import type { Contract } from "../data/index.js";

/** A contract as plain JSON: everything but the live schema. */
export function contractToJson<Row, Label extends string>(contract: Contract<Row, Label>): Json {
  const { name, fingerprint, columns, eventTime, labels, missing, rules } = contract;
  return JSON.parse(
    JSON.stringify({ name, fingerprint, columns, eventTime: eventTime ?? null, labels, missing, rules }),
  ) as Json;
}

/** A contract from JSON. Its schema accepts any row: what was stored under it has been validated already. */
export function contractFromJson<Row, Label extends string>(json: Json): Contract<Row, Label> {
  const { eventTime, ...facts } = json as unknown as Omit<Contract<Row, Label>, "eventTime"> & {
    readonly eventTime: string | null;
  };
  return {
    ...facts,
    kind: "contract",
    eventTime: eventTime ?? undefined,
    schema: { "~standard": { version: 1, vendor: "golden-pipeline", validate: (value) => ({ value }) } },
  };
}
