import { orAborted, systemClock } from "../../core/house.js";
import { createServiceClient, redact } from "../../ports/house.js";
import { ServiceError } from "../../ports/index.js";
import { type Page, readPage } from "./read-page.js";
import { credentialsOf, headersOf, type TrinoOptions } from "./trino-options.js";

const [shortest, longest] = [50, 2000];
const busy: readonly (number | undefined)[] = [429, 502, 503, 504];

/** Asks by `POST /v1/statement` and follows `nextUri` to the end; what is not read to its end is cancelled. */
export function trinoStatement(
  place: string,
  options: TrinoOptions,
): (sql: string, signal: AbortSignal | undefined) => AsyncGenerator<readonly (readonly unknown[])[]> {
  const { password = "", token = "", patienceMilliseconds = 30_000, timeoutMilliseconds = 30_000 } = options;
  const { clock = systemClock, url } = options;
  const credentials = { ...options.headers, ...credentialsOf(place, options) };
  const secrets = [password, token];
  const service = createServiceClient(place, { ...options, timeoutMilliseconds, headers: credentials }, secrets);
  const headers = headersOf(place, options);
  const base = new URL(url).href.replace(/\/+$/, "");

  /** Tries again what Trino's protocol says may be tried again; nothing that is asked here changes anything. */
  async function ask(method: "GET" | "POST", path: string, text?: string, signal?: AbortSignal): Promise<Page> {
    const start = clock.now();
    for (let pause = shortest; ; pause = Math.min(2 * pause, longest)) {
      try {
        return readPage(
          place,
          await service.send(method, path, { headers, signal, ...(text !== undefined && { text }) }),
        );
      } catch (error) {
        const passing =
          ServiceError.isInstance(error) &&
          (error.status === undefined ? error.retryable : busy.includes(error.status));
        if (!passing || clock.now() - start >= patienceMilliseconds) throw error;
        await clock.sleep(pause, signal);
      }
    }
  }

  /** Credentials go to the address that was given and to no other. */
  function pathOf(address: string): string {
    if (address.startsWith(`${base}/`)) return address.slice(base.length);
    throw new ServiceError({
      place,
      message: `Expected the next part of the answer below ${base}, got an address at ${originOf(address)}: ask Trino by the address it has for itself, or let it see the proxy's (http-server.process-forwarded)`,
      retryable: false,
    });
  }

  async function cancel(path: string): Promise<void> {
    await service.send("DELETE", path, { headers }).catch(() => undefined);
  }

  function failure({ name, type, message }: NonNullable<Page["error"]>): ServiceError {
    const said = redact(message, secrets).replaceAll(/\s+/g, " ").trim().slice(0, 300);
    return new ServiceError({
      place,
      message: `Trino failed: ${name}: ${said}`,
      retryable: type === "INSUFFICIENT_RESOURCES" || name === "SERVER_SHUTTING_DOWN",
    });
  }

  return async function* query(sql, signal) {
    signal?.throwIfAborted();
    // Not ended by the signal: its answer says how the query is cancelled.
    const posted = ask("POST", "/v1/statement", sql);
    let path: string | undefined;
    try {
      let page = await (signal === undefined ? posted : orAborted(posted, signal)).catch((error) => {
        if (signal?.aborted)
          posted.then(
            ({ next }) => (next === undefined ? undefined : cancel(pathOf(next))),
            () => undefined,
          );
        throw error;
      });
      for (;;) {
        path = page.next === undefined ? undefined : pathOf(page.next);
        if (page.error !== undefined) throw failure(page.error);
        if (page.rows.length > 0) yield page.rows;
        signal?.throwIfAborted();
        if (path === undefined) return;
        page = await ask("GET", path, undefined, signal);
      }
    } finally {
      if (path !== undefined) await cancel(path);
    }
  };
}

function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : "no host";
}
