import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SageMakerClient } from "@aws-sdk/client-sagemaker";
import { fakeEndpoints } from "./fake-endpoints.js";
import { fakeExperiments } from "./fake-experiments.js";
import { fakePackages } from "./fake-packages.js";

/** What a call carries, as JSON. */
export type Asked = Readonly<Record<string, unknown>>;
export type Action = (asked: Asked) => object;

/** What the service refuses a call with. */
export class Refusal extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** Tags of a resource, by its ARN. */
export type Tags = Map<string, Map<string, string>>;

export const arnOf = (type: string, name: string): string =>
  `arn:aws:sagemaker:eu-central-1:123456789012:${type}/${name}`;

export interface FakeOptions {
  /** A status to fail the call with, before or after it was done; or "silence", which never answers. */
  readonly trouble?: (action: string, asked: Asked) => number | "silence" | "after" | undefined;
}

/** SageMaker's protocol (JSON 1.1 over HTTP) over a world in memory. */
export async function startFakeSageMaker({ trouble = () => undefined }: FakeOptions = {}) {
  const tags: Tags = new Map();
  const packages = fakePackages(tags);
  const endpoints = fakeEndpoints(tags);
  const experiments = fakeExperiments(endpoints);
  const tagging: Readonly<Record<string, Action>> = {
    ListTags: ({ ResourceArn }) => ({
      Tags: [...(tags.get(String(ResourceArn)) ?? [])].map(([Key, Value]) => ({ Key, Value })),
    }),
    AddTags({ ResourceArn, Tags: added }) {
      const standing = tags.get(String(ResourceArn));
      if (standing === undefined) throw new Refusal("ValidationException", `Could not find ${ResourceArn}`);
      for (const { Key, Value } of added as { Key: string; Value: string }[]) standing.set(Key, Value);
      return {};
    },
  };
  const actions: Readonly<Record<string, Action>> = {
    ...tagging,
    ...packages.actions,
    ...endpoints.actions,
    ...experiments.actions,
  };
  const calls: { readonly action: string; readonly asked: Asked }[] = [];
  const server = createServer(async (request, response) => {
    const action = String(request.headers["x-amz-target"]).replace("SageMaker.", "");
    const asked: Asked = JSON.parse(await text(request));
    calls.push({ action, asked });
    const fails = trouble(action, asked);
    if (fails === "silence") return;
    function answer(status: number, body: object): void {
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
      response.end(JSON.stringify(body));
    }
    const secret = "role arn:aws:iam::123456789012:role/secret";
    if (typeof fails === "number") return answer(fails, { __type: "SomeException", message: secret });
    try {
      const body = actions[action]?.(asked);
      if (body === undefined) throw new Refusal("UnknownOperationException", action);
      if (fails === "after") return void request.socket.destroy();
      answer(200, body);
    } catch (error) {
      if (error instanceof Refusal) return answer(error.status, { __type: error.type, message: error.message });
      answer(500, { __type: "InternalFailure", message: String(error) });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    calls,
    tags,
    packages,
    endpoints,
    experiments,
    /** Lets everything that was asked for come true. */
    settle() {
      endpoints.settle();
      experiments.settle();
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** A client of the SDK for it. @param maxAttempts Of each call. */
export function openClient(endpoint: string, maxAttempts = 1): SageMakerClient {
  const credentials = { accessKeyId: "tests", secretAccessKey: "a-secret-of-tests" };
  return new SageMakerClient({ endpoint, credentials, maxAttempts, region: "eu-central-1" });
}
