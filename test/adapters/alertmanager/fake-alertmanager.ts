import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly generatorURL?: string;
}

/**
 * What version 0.25 of Alertmanager does with `/api/v2/alerts`, seen on the real one: an alert is its labels, it is resolved when it ends in the past,
 * receivers are told when that changes, and what it cannot read is refused by 400 with a JSON text.
 */
export async function startFakeAlertmanager(password?: string) {
  const known = new Map<string, Alert>();
  const told: { readonly status: "firing" | "resolved"; readonly alert: Alert }[] = [];
  const isOver = ({ endsAt }: Alert): boolean => Date.parse(endsAt) <= Date.now();

  function take(alert: Alert): string | undefined {
    const { startsAt, endsAt } = alert;
    const labels = Object.entries(alert.labels).filter(([, value]) => value !== ""); // Those without a value are none.
    if (labels.length === 0) return "at least one label pair required";
    if (Date.parse(endsAt) < Date.parse(startsAt)) return "start time must be before end time";
    const key = JSON.stringify(labels.sort());
    const before = known.get(key);
    known.set(key, alert);
    const status = isOver(alert) ? "resolved" : "firing";
    if (before === undefined ? status === "firing" : isOver(before) !== isOver(alert)) told.push({ status, alert });
    return undefined;
  }

  const server = createServer(async (request, response) => {
    const answer = (status: number, body?: unknown): void =>
      void response.writeHead(status, { "content-type": "application/json" }).end(body && JSON.stringify(body));
    if (password !== undefined && request.headers.authorization !== `Bearer ${password}`)
      return answer(401, `wrong: ${request.headers.authorization}`);
    if (request.url !== "/api/v2/alerts") return answer(404, "path was not found");
    if (request.method === "GET")
      return answer(
        200,
        [...known.values()].filter((alert) => !isOver(alert)),
      );
    const refusals = (JSON.parse(await textOf(request)) as readonly Alert[]).map(take).filter(Boolean);
    return refusals.length > 0 ? answer(400, refusals.join("; ")) : answer(200);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    told,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}
