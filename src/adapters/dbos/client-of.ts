import { InvalidArgumentError } from "../../core/index.js";
import type { DbosClient, DbosProcess } from "./dbos-client.js";

/**
 * The calls of a client, whichever of the two was given.
 * @throws {InvalidArgumentError} it is neither.
 */
export function clientOf(place: string, dbos: DbosClient | DbosProcess): DbosClient {
  if (has(dbos, "enqueue", "getWorkflow", "cancelWorkflow")) return dbos as DbosClient;
  checkProcess(place, dbos, "a DBOSClient, or the class DBOS, of @dbos-inc/dbos-sdk");
  return {
    enqueue: (options, ...words) => dbos.enqueueWorkflowWithOptions(options, ...words),
    getWorkflow: async (workflowId) => (await dbos.getWorkflowStatus(workflowId)) ?? undefined,
    cancelWorkflow: (workflowId) => dbos.cancelWorkflow(workflowId),
  };
}

/** @throws {InvalidArgumentError} it is not the class DBOS. */
export function checkProcess(
  place: string,
  dbos: DbosClient | DbosProcess,
  expected = "the class DBOS of @dbos-inc/dbos-sdk",
): asserts dbos is DbosProcess {
  if (!has(dbos, "enqueueWorkflowWithOptions", "registerWorkflow", "registerQueue", "getWorkflowStatus"))
    throw new InvalidArgumentError(place, `\`dbos\` to be ${expected}`, dbos);
}

function has(value: unknown, ...methods: readonly string[]): boolean {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return false;
  return methods.every((method) => typeof Reflect.get(value, method) === "function");
}
