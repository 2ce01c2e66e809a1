import { ServiceError } from "../../ports/index.js";

/** @throws {ServiceError} it is not there: an answer that was cut, or of another service. */
export function textIn(value: string | undefined, about: string, what: string): string {
  if (value !== undefined && value !== "") return value;
  const message = `Expected an answer with ${what}, got none`;
  throw new ServiceError({ place: `sagemaker ${about}`, message, retryable: true });
}
