import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Json } from "golden-pipeline";
import { z } from "zod";

/** A feature service: the keys that it takes, and its features with their types, in order. */
interface Service {
  readonly keys: readonly string[];
  readonly features: Readonly<Record<string, Readonly<Record<string, Json>>>>;
}

const int64 = { type: "int64" };
const services: Readonly<Record<string, Service>> = {
  by_user: {
    keys: ["user"],
    features: {
      "by_user.visits": int64,
      "by_user.country": { type: "string" },
      "by_user.days": { type: "array", elementType: int64 },
      "by_user.last": {
        type: "struct",
        fields: [
          { name: "amount", dataType: { type: "float64" } },
          { name: "shop", dataType: int64 },
        ],
      },
    },
  },
  by_route: { keys: ["from", "to"], features: { "by_route.visits": int64 } },
};

const keyMap = z.record(z.string(), z.string().or(z.null()));
const options = z.record(z.string(), z.boolean()).optional();
const named = { workspaceName: z.string(), featureServiceName: z.string(), metadataOptions: options };
const others = {
  requestContextMap: z.record(z.string(), z.json()).optional(),
  requestOptions: z.record(z.string(), z.json()).optional(),
  allowPartialResults: z.boolean().optional(),
};
const one = z.strictObject({ params: z.strictObject({ ...named, ...others, joinKeyMap: keyMap }) });
const batch = z.strictObject({
  params: z.strictObject({
    ...named,
    ...others,
    requestData: z
      .array(z.strictObject({ joinKeyMap: keyMap }))
      .min(1)
      .max(10),
  }),
});
type Asked = Readonly<Record<string, string | null>>;

/**
 * Holds to what Tecton publishes of its HTTP interface (docs.tecton.ai/http-api) and what its clients take and send (tecton-client 0.4.0; tecton-http-client-java for batches): keys are
 * text, int64 is decimal text, a struct the list of its fields, metadata comes as it is asked for; a batch has a status for each entity and one time for all of them; errors are
 * `{ error, message, code }`.
 */
export async function startFakeTecton(key = "key") {
  const rows = new Map<string, { readonly time: number; readonly values: Readonly<Record<string, Json>> }>();
  const called: { readonly path: string; readonly body: unknown }[] = [];
  const rowKey = (service: string, entity: Asked) =>
    JSON.stringify([service, ...(services[service]?.keys ?? []).map((name) => entity[name])]);

  function refusal(status: number, code: number, message: string): readonly [number, unknown] {
    return [status, { error: message, message, code }];
  }

  function get(
    name: string,
    entities: readonly Asked[],
    wants: Readonly<Record<string, boolean>> = {},
    single: boolean,
  ): readonly [number, unknown] {
    const service = services[name];
    if (service === undefined) return refusal(404, 5, `Unable to query FeatureService ${name}: it was not found`);
    for (const entity of entities)
      for (const key of new Set([...service.keys, ...Object.keys(entity)]))
        if (!service.keys.includes(key) || entity[key] === undefined)
          return refusal(400, 3, `Expected the join keys ${service.keys}, got ${Object.keys(entity)}`);
    const found = entities.map((entity) => rows.get(rowKey(name, entity)));
    const times = found.flatMap((row) => row?.time ?? []);
    const metadata = Object.entries(service.features).map(([feature, dataType]) => {
      const statuses = found.map((row) => (row === undefined ? "MISSING_DATA" : "PRESENT"));
      return {
        ...(wants.includeNames && { name: feature }),
        ...(wants.includeDataTypes && { dataType }),
        ...(wants.includeServingStatus && { status: single ? statuses[0] : statuses }),
        ...(wants.includeEffectiveTimes && times.length > 0 && { effectiveTime: isoTime(Math.max(...times)) }),
      };
    });
    const results = found.map((row) => ({
      features: Object.keys(service.features).map((feature) => row?.values[feature.split(".")[1] ?? ""] ?? null),
    }));
    return [200, { result: single ? results[0] : results, metadata: { features: metadata } }];
  }

  function answerTo(path: string, body: unknown): readonly [number, unknown] {
    const single = one.safeParse(body);
    if (path === "/api/v1/feature-service/get-features" && single.success) {
      const { featureServiceName, joinKeyMap, metadataOptions } = single.data.params;
      return get(featureServiceName, [joinKeyMap], metadataOptions, true);
    }
    const several = batch.safeParse(body);
    if (path === "/api/v1/feature-service/get-features-batch" && several.success) {
      const { featureServiceName, requestData, metadataOptions } = several.data.params;
      const entities = requestData.map(({ joinKeyMap }) => joinKeyMap);
      return get(featureServiceName, entities, metadataOptions, false);
    }
    return refusal(400, 3, `Expected a request as it is published, got ${path} ${JSON.stringify(body)}`);
  }

  const server = createServer(async (request, response) => {
    const path = request.url ?? "";
    const body: unknown = JSON.parse(await textOf(request));
    called.push({ path, body });
    const allowed = request.headers.authorization === `Tecton-key ${key}`;
    const [status, answer] = allowed
      ? answerTo(path, body)
      : refusal(401, 16, `Invalid API key ${request.headers.authorization}`);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    called,
    /** As who materialises does: values as Tecton writes them, whole seconds. */
    put(service: string, entity: Asked, time: number, values: Readonly<Record<string, Json>>): void {
      const at = rowKey(service, entity);
      const before = rows.get(at);
      if (before !== undefined && before.time > time) return;
      rows.set(at, { time, values: { ...before?.values, ...values } });
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function isoTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}
