import type { Base, Connection, ConnectionOptions } from "@platformatic/kafka";
import { redact } from "../../../ports/house.js";
import { ServiceError } from "../../../ports/index.js";

export type Platformatic = typeof import("@platformatic/kafka");

/** How all of a client's connections are made. */
export interface Connecting {
  readonly library: Platformatic;
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly security: Pick<ConnectionOptions, "sasl" | "tls">;
  readonly patienceMilliseconds: number;
  /** What must not stand in a message. */
  readonly secrets: readonly string[];
}

/** Between two tries of a call that a broker did not answer. */
const retryMilliseconds = 250;

/** The options of the library's own clients: they try again for as long as patience lasts. */
export function baseOptions({ brokers, clientId, security, patienceMilliseconds }: Connecting) {
  const retries = Math.ceil(patienceMilliseconds / retryMilliseconds);
  return { bootstrapBrokers: [...brokers], clientId, ...security, retries, retryDelay: retryMilliseconds };
}

/** Calls again what a broker did not answer, for as long as patience lasts. @throws {ServiceError} */
export async function withPatience<T>(
  connecting: Connecting,
  what: string,
  call: () => Promise<T>,
  again: (error: unknown) => boolean = isRetryable,
): Promise<T> {
  const until = performance.now() + connecting.patienceMilliseconds;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!again(error) || performance.now() > until) throw toServiceError(connecting, what, error);
      await new Promise((resolve) => setTimeout(resolve, retryMilliseconds));
    }
  }
}

interface Findable {
  findBy?(property: string, value: unknown): unknown;
}

/** Whether an error, or one below it, is of a kind: `apiId` is the protocol's name of a refusal. */
export function isOf(error: unknown, property: string, ...values: readonly unknown[]): boolean {
  const findable = error as Findable | undefined;
  return values.some((value) => Boolean(findable?.findBy?.(property, value)));
}

export function isRetryable(error: unknown): boolean {
  return !isOf(error, "canRetry", false) || isOf(error, "hasStaleMetadata", true);
}

/** What the library tells, without its objects: these hold passwords. */
export function toServiceError(connecting: Connecting, what: string, error: unknown): ServiceError {
  if (ServiceError.isInstance(error)) return error;
  const said = redact([...new Set(messagesOf(error))].join(": "), connecting.secrets).slice(0, 400);
  return new ServiceError({
    place: `kafka ${connecting.brokers.join(",")}`,
    message: `Could not ${what}: ${said}`,
    retryable: isRetryable(error),
  });
}

function messagesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  const below = error instanceof AggregateError ? error.errors.slice(-1) : [];
  return [error.message, ...[...below, ...(error.cause === undefined ? [] : [error.cause])].flatMap(messagesOf)];
}

/** The version of a call that the library and the brokers both have. */
export async function apiOf<Call extends unknown[], Answer>(
  { library }: Connecting,
  client: Base,
  name: string,
): Promise<(connection: Connection, ...call: Call) => Promise<Answer>> {
  return new Promise((resolve, reject) =>
    client[library.kGetApi]<Call, Answer>(name, (error, api) => {
      if (api === undefined) reject(error);
      else resolve(api.async);
    }),
  );
}

/** Where a partition is read and written. */
export async function leaderOf(client: Base, topic: string, partition: number, forceUpdate: boolean) {
  const metadata = await client.metadata({ topics: [topic], forceUpdate });
  const found = metadata.topics.get(topic);
  const broker = metadata.brokers.get(found?.partitions[partition]?.leader ?? -1);
  if (found === undefined || broker === undefined) throw new Error(`partition ${partition} of ${topic} has no leader`);
  return { broker, topicId: found.id };
}
