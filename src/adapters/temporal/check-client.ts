import { InvalidArgumentError } from "../../core/index.js";
import type { TemporalClient } from "./temporal-client.js";

/** @throws {InvalidArgumentError} it is not a client. */
export function checkClient(place: string, temporal: TemporalClient): void {
  const has = (value: unknown, method: string): boolean =>
    typeof value === "object" && value !== null && typeof Reflect.get(value, method) === "function";
  const workflow: unknown = has(temporal, "withDeadline") && temporal.workflow;
  if (!has(workflow, "start") || !has(workflow, "getHandle"))
    throw new InvalidArgumentError(place, "`temporal` to be a Client of @temporalio/client", temporal);
}
