import { setTimeout as sleep } from "node:timers/promises";
import { type Json, StateError } from "../../core/index.js";
import { createServiceClient, type ServiceOptions } from "../../ports/house.js";
import { ServiceError } from "../../ports/index.js";

/** MLflow's REST interface, with what is safe to repeat repeated. */
export interface Connection {
  readonly place: string;
  get(path: string, query: Readonly<Record<string, string>>): Promise<unknown>;
  post(path: string, body: Json): Promise<unknown>;
  /** Without repetition, of what would be made twice. */
  postOnce(path: string, body: Json): Promise<unknown>;
  delete(path: string, body: Json): Promise<unknown>;
  /** @param uri A folder of the server's own artifacts, e.g. `mlflow-artifacts:/1/abc/artifacts`. */
  upload(uri: string, path: string, content: Uint8Array): Promise<void>;
  download(uri: string, path: string, maximumBytes?: number): Promise<Uint8Array>;
  /** What stands in such a folder or in one below it, as MLflow tells it. */
  list(uri: string, path: string): Promise<readonly unknown[]>;
}

const pauses = [100, 500];
const mostBytes = 2 ** 30;

/** @throws {InvalidArgumentError} the address or a header is not allowed. */
export function connect(place: string, options: ServiceOptions): Connection {
  const service = createServiceClient(place, options);
  const patience = (options.timeoutMilliseconds ?? 10_000) / 4;

  /** All that is sent may arrive twice. A server that is slow is not asked again: that would take the time of many calls. */
  async function repeat<Result>(work: () => Promise<Result>): Promise<Result> {
    for (const pause of pauses) {
      const begun = performance.now();
      try {
        return await work();
      } catch (error) {
        if (!ServiceError.isInstance(error) || !(error.retryable || isLostRace(error))) throw error;
        if (performance.now() - begun > patience) throw error;
      }
      await sleep(pause);
    }
    return work();
  }

  const get = (path: string, query: Readonly<Record<string, string>>): Promise<unknown> =>
    repeat(() => service.call("GET", `/api/2.0/${path}?${new URLSearchParams(query)}`));

  return {
    place,
    get,
    post: (path, body) => repeat(() => service.call("POST", `/api/2.0/${path}`, body)),
    postOnce: (path, body) => service.call("POST", `/api/2.0/${path}`, body),
    delete: (path, body) => repeat(() => service.call("DELETE", `/api/2.0/${path}`, body)),
    upload: (uri, path, content) => repeat(() => service.upload(artifactPath(place, uri, path), content)),
    download: (uri, path, maximumBytes = mostBytes) =>
      repeat(() => service.download(artifactPath(place, uri, path), maximumBytes)),
    async list(uri, path) {
      const folder = [folderOf(place, uri), path].filter((part) => part !== "").join("/");
      return listIn(await get("mlflow-artifacts/artifacts", { path: folder }), "files");
    },
  };
}

function artifactPath(place: string, uri: string, path: string): string {
  const segments = `${folderOf(place, uri)}/${path}`.split("/").map(encodeURIComponent);
  return `/api/2.0/mlflow-artifacts/artifacts/${segments.join("/")}`;
}

/** The folder within the server's artifacts. */
function folderOf(place: string, uri: string): string {
  const folder = /^mlflow-artifacts:(?:\/\/[^/]+)?\/+(?<folder>[^?#]+?)\/*$/.exec(uri)?.groups?.folder;
  if (folder !== undefined) return folder;
  const scheme = /^[\w+.-]+:/.exec(uri)?.[0] ?? "a path";
  const message = `Expected artifacts that the server passes on (mlflow-artifacts:), got ${scheme}: start it with --serve-artifacts and --artifacts-destination, and take a new experiment`;
  throw new StateError({ place, message });
}

/** The code of MLflow's own that a refusal carries, e.g. RESOURCE_DOES_NOT_EXIST: statuses do not tell "exists already" from "wrong". */
export function refusalCode(error: unknown): string | undefined {
  if (!ServiceError.isInstance(error) || error.status === undefined) return undefined;
  return /"error_code":\s*"(?<code>\w+)"/.exec(error.message)?.groups?.code;
}

/** Of two that set the same tag or alias first in the same moment, MLflow refuses one by what its database says; asked again, it takes it. */
function isLostRace(error: ServiceError): boolean {
  return refusalCode(error) === "BAD_REQUEST" && /IntegrityError|UniqueViolation/.test(error.message);
}

export function isMissing(error: unknown): boolean {
  return ["RESOURCE_DOES_NOT_EXIST", "NOT_FOUND"].includes(refusalCode(error) ?? "");
}

export function valueIn(answer: unknown, ...path: readonly string[]): unknown {
  let value = answer;
  for (const part of path) value = Object(value)[part];
  return value;
}

/** @throws {ServiceError} it is not there: an answer that was cut, or of another service. */
export function textIn(place: string, answer: unknown, ...path: readonly string[]): string {
  const value = valueIn(answer, ...path);
  if (typeof value === "string") return value;
  throw new ServiceError({ place, message: `Expected an answer with ${path.join(".")}, got none`, retryable: true });
}

/** MLflow leaves out lists that are empty. */
export function listIn(answer: unknown, ...path: readonly string[]): readonly unknown[] {
  const value = valueIn(answer, ...path);
  return Array.isArray(value) ? value : [];
}

/** Lists of `{ key, value }` as MLflow tells params and tags. */
export function pairsIn(answer: unknown, ...path: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    listIn(answer, ...path).map((pair) => [String(valueIn(pair, "key")), String(valueIn(pair, "value") ?? "")]),
  );
}
