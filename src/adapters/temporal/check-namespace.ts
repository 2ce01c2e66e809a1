import type { NativeConnection } from "@temporalio/worker";
import { noAnswer, noNamespace } from "./failure-of.js";
import { grpcCode, nameOf } from "./foreign-error.js";

const notFound = 5;

/**
 * Asks for the namespace before there is a worker: one of Temporal's that could not be made leaves threads behind, which keep the process.
 * @throws {ServiceError} Temporal is not there, has no such namespace, or refuses.
 */
export async function checkNamespace(connection: NativeConnection, namespace: string): Promise<void> {
  try {
    const { workflowService } = connection;
    await connection.withDeadline(Date.now() + 30_000, () => workflowService.describeNamespace({ namespace }));
  } catch (error) {
    const missing = grpcCode(error) === notFound || nameOf(error) === "NamespaceNotFoundError";
    throw missing ? noNamespace("temporal worker", namespace) : noAnswer("temporal worker", error);
  }
}
