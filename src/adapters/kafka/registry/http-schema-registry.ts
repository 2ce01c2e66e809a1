import { setTimeout as sleep } from "node:timers/promises";
import { checkOptions, type OptionRules, option } from "../../../core/house.js";
import { InvalidArgumentError, type Json } from "../../../core/index.js";
import { createServiceClient, redact, type ServiceOptions, serviceRules } from "../../../ports/house.js";
import { ServiceError } from "../../../ports/index.js";
import { collectReferences, type VersionOfSubject } from "./collect-references.js";
import { readSchema } from "./read-schema.js";
import { rememberPromises } from "./remember-promises.js";
import type { NewSchema, ResolvedSchema, SchemaRegistry } from "./schema-registry.js";

export interface SchemaRegistryOptions extends ServiceOptions {
  /** How to log in; never in a message. @default none, or what `headers` says */
  readonly login?: SchemaRegistryLogin;
  /** How long the registry may be away, in milliseconds, before what needs it fails. @default 30000 */
  readonly patienceMilliseconds?: number;
}

export type SchemaRegistryLogin = { readonly username: string; readonly password: string } | { readonly token: string };

const rules: OptionRules<SchemaRegistryOptions> = {
  ...serviceRules,
  login: option.anything, // Looked at below: it never stands in an error.
  patienceMilliseconds: option.wholeNumber({ minimum: 1 }),
};

const place = "schema registry";
const retryMilliseconds = 250;
/** The registry's own codes of what it does not have: a 404 without one comes from something else at this address. */
const noCode = 0;
const missing = { subject: 40401, version: 40402, schema: 40403 } as const;

/**
 * A schema registry that speaks Confluent's REST interface, over plain HTTP: Confluent's own, Karapace, Redpanda, Apicurio (at `/apis/ccompat/v7`). What was
 * found is kept, as an id's schema never changes; nothing is asked before it is needed, and what gets no answer is asked again for as long as patience lasts.
 *
 * @example schemaRegistry({ url: "https://registry:8081", login: { username, password } })
 * @throws {InvalidArgumentError} an option is outside what is accepted; secrets are never in it.
 */
export function schemaRegistry(options: SchemaRegistryOptions): SchemaRegistry {
  checkOptions(place, options, rules);
  const { login, patienceMilliseconds = 30_000, ...rest } = options;
  const secrets = secretsOf(login);
  const headers = { ...rest.headers, ...(login !== undefined && { authorization: authorizationOf(login) }) };
  const client = createServiceClient(place, { ...rest, headers });

  /** All that is asked may be asked twice: registering what is there changes nothing. */
  async function ask(method: "GET" | "POST", path: string, body?: Json): Promise<unknown> {
    const until = performance.now() + patienceMilliseconds;
    for (;;) {
      try {
        return await client.call(method, path, body);
      } catch (error) {
        if (!ServiceError.isInstance(error)) throw error;
        if (!error.retryable || performance.now() > until) throw withoutSecrets(error, secrets);
        await sleep(retryMilliseconds);
      }
    }
  }

  /** Undefined when the registry says that it has none. */
  async function askFor(path: string, codes: readonly number[], body?: Json): Promise<unknown> {
    try {
      return await ask(body === undefined ? "GET" : "POST", path, body);
    } catch (error) {
      if (ServiceError.isInstance(error) && error.status === 404 && codes.includes(codeOf(error))) return undefined;
      throw error;
    }
  }

  const version = rememberPromises(async (key: string) => {
    const { subject, version: number } = JSON.parse(key) as VersionOfSubject;
    const path = `/subjects/${encodeURIComponent(subject)}/versions/${number}?deleted=true`;
    const answer = await askFor(path, Object.values(missing));
    return answer === undefined ? undefined : readSchema(place, answer);
  });

  const find = rememberPromises(async (id: number | string): Promise<ResolvedSchema | undefined> => {
    const path = typeof id === "number" ? `/schemas/ids/${id}` : `/schemas/guids/${encodeURIComponent(id)}`;
    // Not every registry knows GUIDs: that one does not is no reason to stop for a record that has one.
    const answer = await askFor(path, typeof id === "number" ? [missing.schema] : [missing.schema, noCode]);
    if (answer === undefined) return undefined;
    const { type, schema, references } = readSchema(place, answer);
    const all = await collectReferences(references, ({ subject, version: number }) =>
      version(JSON.stringify({ subject, version: number })),
    );
    return { type, schema, references: all };
  });

  return {
    name: `${new URL(options.url).origin}${new URL(options.url).pathname.replace(/\/+$/, "")}`,
    find,
    async register(subject, schema) {
      const path = `/subjects/${encodeURIComponent(subject)}/versions`;
      return readId(await ask("POST", path, bodyOf(schema)));
    },
    async lookUp(subject, schema) {
      const path = `/subjects/${encodeURIComponent(subject)}`;
      const answer = await askFor(path, [missing.subject, missing.schema], bodyOf(schema));
      return answer === undefined ? undefined : readId(answer);
    },
  };
}

/** @throws {InvalidArgumentError} there is no such way to log in. */
function secretsOf(login: SchemaRegistryLogin | undefined): readonly string[] {
  if (login === undefined) return [];
  const secrets: readonly unknown[] = "token" in login ? [login.token] : [login.username, login.password];
  if (secrets.every((secret) => typeof secret === "string" && secret !== "")) return secrets as readonly string[];
  const expected = "`login` to be `{ username, password }` or `{ token }`";
  throw new InvalidArgumentError(place, expected, undefined, "something else");
}

function authorizationOf(login: SchemaRegistryLogin): string {
  if ("token" in login) return `Bearer ${login.token}`;
  return `Basic ${Buffer.from(`${login.username}:${login.password}`).toString("base64")}`;
}

/** A registry may repeat a name or a password that was wrong. */
function withoutSecrets(error: ServiceError, secrets: readonly string[]): ServiceError {
  const { status, retryable } = error;
  const said = redact(error.message, secrets).replace(`[golden-pipeline] [${place}] `, "");
  return new ServiceError({ place, message: said, status, retryable });
}

function codeOf(error: ServiceError): number {
  return Number(/"error_code"\s*:\s*(?<code>\d+)/.exec(error.message)?.groups?.code ?? noCode);
}

function bodyOf({ type, schema, references = [] }: NewSchema): Json {
  return { schema, ...(type !== "AVRO" && { schemaType: type }), references: references.map((one) => ({ ...one })) };
}

function readId(answer: unknown): number {
  const id: unknown = Object(answer).id;
  if (typeof id === "number") return id;
  const message =
    "Expected the registry to answer with an `id`, got another answer: is `url` that of a schema registry?";
  throw new ServiceError({ place, message, retryable: false });
}
