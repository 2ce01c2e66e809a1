import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createMemorySchemaRegistry, type NewSchema, type SchemaRegistry } from "golden-pipeline/adapters/kafka";

/** What the registry shall do with the next calls instead of answering. */
export type Trouble = "busy" | "garbage" | "half" | "forbidden" | "incompatible" | "slow" | "elsewhere";

export interface HttpRegistry {
  readonly url: string;
  readonly registry: SchemaRegistry;
  /** Method, path and authorization of each call. */
  readonly calls: string[];
  /** One for each next call. */
  readonly troubles: Trouble[];
  close(): Promise<void>;
}

const troubled: Readonly<Record<Exclude<Trouble, "half" | "slow">, readonly [number, string]>> = {
  busy: [503, "busy"],
  garbage: [200, "<html>"],
  forbidden: [401, '{"error_code":401,"message":"no access with am9lOnNlY3JldA== for joe and secret"}'],
  incompatible: [409, '{"error_code":409,"message":"Schema being registered is incompatible with an earlier schema"}'],
  elsewhere: [404, "<html>nothing here</html>"],
};

/** A registry that speaks Confluent's REST interface on the loopback address. */
export async function startHttpRegistry(): Promise<HttpRegistry> {
  const registry = createMemorySchemaRegistry();
  /** What the interface tells that memory does not: schemas with their own references. */
  const known = new Map<number, NewSchema>();
  const versions = new Map<string, number[]>();
  const calls: string[] = [];
  const troubles: Trouble[] = [];

  async function answer(method: string, path: string, body: string): Promise<readonly [number, unknown]> {
    const parts = path.split("?")[0]?.split("/").slice(1).map(decodeURIComponent) ?? [];
    const [kind, first = "", second, third] = parts;
    if (kind === "schemas") {
      const found = first === "ids" ? known.get(Number(second)) : undefined;
      if (found === undefined) return [404, first === "ids" ? { error_code: 40403, message: "Schema not found" } : ""];
      return [200, told(found)];
    }
    if (method === "GET") {
      const found = known.get(versions.get(first)?.[Number(third) - 1] ?? 0);
      return found === undefined
        ? [404, { error_code: 40402 }]
        : [200, { subject: first, version: Number(third), ...told(found) }];
    }
    const { schema, schemaType: type = "AVRO", references = [] } = JSON.parse(body);
    const given: NewSchema = { type, schema, references };
    if (second === undefined) {
      const id = await registry.lookUp(first, given);
      return id === undefined ? [404, { error_code: 40403 }] : [200, { subject: first, id }];
    }
    const id = await registry.register(first, given);
    known.set(id, given);
    if (!versions.get(first)?.includes(id)) versions.set(first, [...(versions.get(first) ?? []), id]);
    return [200, { id }];
  }

  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request.setEncoding("utf8")) body += part;
    calls.push(`${request.method} ${request.url} ${request.headers.authorization ?? "nobody"}`);
    const trouble = troubles.shift();
    if (trouble === "slow") return;
    if (trouble === "half") {
      response.writeHead(200, { "content-length": "100" }).write('{"sch');
      response.destroy();
      return;
    }
    const [status, content] =
      trouble === undefined ? await answer(request.method ?? "", request.url ?? "", body) : troubled[trouble];
    response.writeHead(status, { "content-type": "application/json" });
    response.end(typeof content === "string" ? content : JSON.stringify(content));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    registry,
    calls,
    troubles,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function told({ type, schema, references = [] }: NewSchema) {
  return { schema, ...(type !== "AVRO" && { schemaType: type }), ...(references.length > 0 && { references }) };
}
