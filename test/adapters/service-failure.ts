import { ServiceError } from "../../src/ports/index.js";

/** What an adapter's call rejects with, which has to be a ServiceError. */
export async function serviceFailure(work: Promise<unknown>): Promise<ServiceError> {
  const error = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!ServiceError.isInstance(error)) throw new Error(`Expected a ServiceError, got ${error}`);
  return error;
}
