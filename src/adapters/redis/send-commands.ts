import { InvalidArgumentError } from "../../core/index.js";
import { ServiceError } from "../../ports/index.js";
import type { RedisClient } from "./redis-client.js";
import type { RedisOptions } from "./redis-options.js";

export interface RedisCommand {
  /** Named when it fails. */
  readonly key: string;
  readonly words: readonly [command: string, ...words: string[]];
}

/** Sends commands together, so that they travel in one round trip, and gives their answers in order. */
export type SendCommands = (commands: readonly RedisCommand[], signal?: AbortSignal) => Promise<readonly unknown[]>;

/** @throws {InvalidArgumentError} the client is none. What it gives rejects with a `ServiceError`, or with the reason of an aborted signal. */
export function commandsOf(client: RedisClient, { timeoutMilliseconds = 10_000 }: RedisOptions): SendCommands {
  if (typeof client?.call !== "function")
    throw new InvalidArgumentError("redis", "`client` to be a client with `call`, e.g. a Redis of ioredis", client);

  async function send({ key, words }: RedisCommand): Promise<unknown> {
    try {
      return await client.call(...words);
    } catch (error) {
      throw failureOf(words[0], key, error);
    }
  }

  return async function sendCommands(commands, signal) {
    signal?.throwIfAborted();
    if (commands.length === 0) return [];
    let timer: NodeJS.Timeout | undefined;
    let stop: (() => void) | undefined;
    // A client that waits for its connection to come back would wait for ever.
    const late = new Promise<never>((_, reject) => {
      const message = `Expected an answer, got none within ${timeoutMilliseconds} ms`;
      const give = () => reject(new ServiceError({ place: "redis", message, retryable: true }));
      timer = setTimeout(give, timeoutMilliseconds);
      stop = () => reject(signal?.reason);
      signal?.addEventListener("abort", stop);
    });
    try {
      return await Promise.race([Promise.all(commands.map(send)), late]);
    } finally {
      clearTimeout(timer);
      if (stop !== undefined) signal?.removeEventListener("abort", stop);
    }
  };
}

/** What Redis says of itself when the same command may be taken later. */
const passing = /^(LOADING|BUSY|TRYAGAIN|CLUSTERDOWN|MASTERDOWN|READONLY|OOM|NOREPLICAS|MISCONF) /;

/** Without a cause: the errors of clients carry the words of commands, of AUTH, too. */
function failureOf(command: string, key: string, error: unknown): ServiceError {
  const said = (error instanceof Error ? error.message : "another error").replaceAll(/\/\/[^@\s/]*@/g, "//[redacted]@");
  const refused = /^[A-Z]+ /.test(said); // What Redis answers begins with a word in capitals, what a client says does not.
  const message = refused
    ? `Redis refused ${command} of ${key}: ${said}`
    : `Expected an answer to ${command} of ${key}, got ${said || "an error without a message"}`;
  return new ServiceError({ place: "redis", message, retryable: !refused || passing.test(said) });
}

/** For data under a key that none of this package has written. */
export function foreignData(key: string, got: unknown): ServiceError {
  const message = `Expected data of golden-pipeline under ${key}, got ${JSON.stringify(got)?.slice(0, 100)}; give another \`prefix\``;
  return new ServiceError({ place: "redis", message, retryable: false });
}
