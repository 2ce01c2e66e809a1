import { type Clock, InvalidArgumentError, type JsonObject, SchemaError } from "../../core/index.js";
import { createInputValidator } from "../../schema/house.js";
import type { Contract, InputRow } from "../../schema/index.js";
import { defaultKey } from "./default-key.js";
import { requestJson } from "./request-json.js";
import { snapshotRow } from "./snapshot-row.js";

/** A request as it was asked. */
export interface Request<Input> {
  /** A copy: what the caller does with his own later changes nothing. */
  readonly row: Input;
  /** As it is logged. */
  readonly json: JsonObject;
  readonly unit: string | undefined;
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly eventTime: number;
}

export interface ReadRequestOptions<Row, Label extends string> {
  readonly place: string;
  readonly contract: Contract<Row, Label>;
  readonly unit: (row: InputRow<Row, Label>) => string | undefined;
  readonly key?: (row: InputRow<Row, Label>) => string;
  readonly validate: boolean;
  readonly clock: Clock;
}

/** Makes what reads requests. It throws a SchemaError, with every reason, for a row that breaks the contract. */
export function createRequestReader<Row, Label extends string>(
  options: ReadRequestOptions<Row, Label>,
): (asked: object, key?: string) => Request<InputRow<Row, Label>> {
  type Input = InputRow<Row, Label>;
  const { place, contract, unit: unitOf, key: keyOf, validate, clock } = options;
  const { eventTime } = contract;
  const check = validate ? createInputValidator(contract) : undefined;

  const columns = contract.columns.filter(({ name, derived }) => derived === undefined && !(name in contract.labels));

  function checked(asked: object): Input {
    // Taken at the caller's word where nothing is checked, but for what rows promise to whoever reads them: what is missing is null.
    if (check === undefined) {
      const given = asked as Readonly<Record<string, unknown>>;
      const missing = columns.filter(({ name }) => given[name] === undefined).map(({ name }) => [name, null]);
      return (missing.length === 0 ? asked : { ...asked, ...Object.fromEntries(missing) }) as Input;
    }
    const outcome = check(asked);
    if (outcome.valid) return outcome.row;
    const issues = outcome.reasons.map(({ column, message }) => ({
      path: column === undefined ? "input" : `input.${column}`,
      message,
    }));
    const told = issues.map(({ message }) => message).join("; ");
    throw new SchemaError(
      { subject: "input", issues },
      { place, message: `Expected a row of contract ${contract.name}: ${told}` },
    );
  }

  return function readRequest(asked, key) {
    const row = snapshotRow(checked(asked));
    const values = row as Readonly<Record<string, unknown>>;
    const time = eventTime === undefined ? undefined : values[eventTime];
    const happened = time instanceof Date ? time.getTime() : clock.now();
    const unit = unitOf(row);
    if (unit !== undefined && typeof unit !== "string")
      throw new InvalidArgumentError(place, "`unit` to give text, or undefined for nobody", unit);
    const json = requestJson(values);
    return { row, json, unit, key: key ?? keyOf?.(row) ?? defaultKey(unit, happened, json), eventTime: happened };
  };
}
