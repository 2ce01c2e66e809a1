import { fingerprint, parseCanonicalJson } from "../../core/house.js";
import { canonicalJson, DamagedError, type Json } from "../../core/index.js";
import type { Contract } from "./contract.js";

type ContractFacts = Pick<
  Contract<unknown>,
  "name" | "fingerprint" | "columns" | "eventTime" | "labels" | "missing" | "rules" | "strict"
>;

/** A contract as plain JSON: everything but the live schema. */
export function contractToJson<Row, Label extends string>(contract: Contract<Row, Label>): Json {
  const { name, columns, eventTime, labels, missing, rules, strict } = contract;
  const facts = { name, columns, eventTime, labels, missing, rules, ...(strict && { strict }) };
  return JSON.parse(canonicalJson({ ...facts, fingerprint: contract.fingerprint }));
}

/**
 * A contract from JSON. Its schema accepts any row: what was stored under it has been validated already.
 * @throws {DamagedError} its facts do not have the fingerprint that it states.
 */
export function contractFromJson<Row, Label extends string>(json: Json): Contract<Row, Label> {
  const value = parseCanonicalJson(JSON.stringify(json));
  if (!isContractFacts(value))
    throw new DamagedError("contract", {
      place: "contract",
      message: "Expected the facts of a contract with the fingerprint they state, got others",
    });
  return Object.freeze({
    ...value,
    kind: "contract" as const,
    eventTime: value.eventTime,
    schema: {
      "~standard": { version: 1 as const, vendor: "golden-pipeline", validate: (row: unknown) => ({ value: row }) },
    },
  });
}

/** What hashes to the right fingerprint was written by `contractToJson`, so its shape need not be checked again. */
function isContractFacts(value: unknown): value is ContractFacts {
  if (typeof value !== "object" || value === null || !("fingerprint" in value)) return false;
  const { fingerprint: stated, ...facts } = value;
  return fingerprint(facts) === stated;
}
