import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

type Cell = string | number | null;
type Columns = Readonly<Record<string, readonly Cell[]>>;
interface Asked {
  readonly features: readonly string[];
  readonly entities: Columns;
  readonly full_feature_names?: boolean;
}
interface Pushed {
  readonly push_source_name: string;
  readonly df: Columns;
}

const views: Readonly<Record<string, { readonly keys: readonly string[]; readonly features: readonly string[] }>> = {
  by_user: { keys: ["user"], features: ["visits", "country", "written"] },
  by_route: { keys: ["from", "to"], features: ["visits"] },
};
const none = "1970-01-01T00:00:00Z";
/** As its errors come: a JSON text, of its own classes with JSON inside. */
const errorOf = (name: string, message: string) => JSON.stringify({ module: "feast.errors", class: name, message });

/**
 * What version 0.67 of Feast's Python feature server does on its SQLite store, seen on the real one: features come in reverse, after the keys; a null is PRESENT;
 * times are whole seconds; an older row takes the place of a newer one; a push of nothing but nulls is passed over; a view's `ttl` is not looked at; refusals are 404, 422 and 500.
 */
export async function startFakeFeast(password?: string) {
  const rows = new Map<string, { readonly time: string; readonly values: Readonly<Record<string, Cell>> }>();
  const called: { readonly path: string; readonly body: unknown }[] = [];

  function push({ push_source_name: name, df }: Pushed): readonly [number, unknown?] {
    const view = views[name];
    if (view === undefined)
      return [422, errorOf("PushSourceNotFoundException", `Unable to find push source '${name}'.`)];
    if (view.features.every((feature) => (df[feature] ?? []).every((cell) => cell === null))) return [200];
    for (let at = 0; at < (df.event_timestamp?.length ?? 0); at++) {
      const row = Object.fromEntries(Object.entries(df).map(([column, cells]) => [column, cells[at] ?? null]));
      const key = JSON.stringify([name, ...view.keys.map((key) => row[key])]);
      const time = `${new Date(String(row.event_timestamp)).toISOString().slice(0, 19)}Z`;
      rows.set(key, { time, values: row });
    }
    return [200];
  }

  function get({ features, entities, full_feature_names: full }: Asked): readonly [number, unknown] {
    const asked = features.map((reference) => reference.split(":")).reverse();
    for (const [name = "", feature = ""] of asked) {
      if (views[name] === undefined)
        return [404, errorOf("FeatureViewNotFoundException", `Feature view ${name} does not exist in project gp`)];
      if (!views[name].features.includes(feature)) return [500, `'Feature ${feature} not found in projection ${name}'`];
    }
    const keys = Object.keys(entities);
    const length = entities[keys[0] ?? ""]?.length ?? 0;
    if (length === 0) return [500, '"Missing join key values for keys: []"'];
    const all = <Value>(value: (at: number) => Value) => Array.from({ length }, (_, at) => value(at));
    const echoed = keys.map((key) => ({
      values: entities[key],
      statuses: all(() => "PRESENT"),
      event_timestamps: all(() => none),
    }));
    const found = asked.map(([name = "", feature = ""]) => {
      const rowAt = (at: number) =>
        rows.get(JSON.stringify([name, ...(views[name]?.keys ?? []).map((key) => entities[key]?.[at])]));
      return {
        values: all((at) => rowAt(at)?.values[feature] ?? null),
        statuses: all((at) => (rowAt(at) === undefined ? "NOT_FOUND" : "PRESENT")),
        event_timestamps: all((at) => rowAt(at)?.time ?? none),
      };
    });
    const names = asked.map(([name, feature]) => (full ? `${name}__${feature}` : feature));
    return [200, { results: [...echoed, ...found], metadata: { feature_names: [...keys, ...names] } }];
  }

  function answerTo(path: string, body: unknown): readonly [number, unknown?] {
    if (path === "/push") return push(body as Pushed);
    if (path === "/get-online-features") return get(body as Asked);
    if (path.startsWith("/materialize")) return [200, null];
    return [404, { detail: "Not Found" }];
  }

  const server = createServer(async (request, response) => {
    const path = request.url ?? "";
    const body: unknown = JSON.parse(await textOf(request));
    called.push({ path, body });
    const refused = password !== undefined && request.headers.authorization !== `Bearer ${password}`;
    const [status, answer] = refused ? [401, `wrong: ${request.headers.authorization}`] : answerTo(path, body);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(answer === undefined ? "" : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    called,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}
