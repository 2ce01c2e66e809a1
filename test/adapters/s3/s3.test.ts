import { InvalidArgumentError } from "golden-pipeline";
import { s3Blobs } from "golden-pipeline/adapters/s3";
import { ServiceError } from "golden-pipeline/ports";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { digestOf } from "../../../src/core/house.js";
import { type FakeS3, fakeS3, secretAccessKey } from "./fake-s3.js";
import { openClient, s3Checks } from "./s3-checks.js";

let server: FakeS3;
beforeAll(async () => {
  server = await fakeS3("models");
});
afterEach(() => {
  server.disturb = undefined;
});
afterAll(() => server.close());

for (const { name, checks } of s3Checks(() => server.url, "models"))
  describe(`S3, spoken by a fake: ${name}`, () => {
    for (const { name, run } of checks) it(name, run);
  });

const bytes = new TextEncoder().encode("a model");
const digest = digestOf(bytes);
const quick = { maxAttempts: 2, retryMode: "standard" };
const part = (bucket = "models", changes = {}) => s3Blobs(openClient(server.url, { ...quick, ...changes }), { bucket });

async function failure(work: Promise<unknown>): Promise<ServiceError> {
  const error = await work.catch((error: unknown) => error);
  if (!ServiceError.isInstance(error)) throw new Error(`Expected a ServiceError, got ${error}`);
  for (const text of [error.message, String(error.stack), JSON.stringify(error)])
    expect(text).not.toContain(secretAccessKey);
  return error;
}
const actions = (blobs: ReturnType<typeof part>) => [
  () => blobs.put(digest, bytes),
  () => blobs.get(digest),
  () => blobs.has(digest),
];

describe("an object", () => {
  it("stands below the prefix, named by its digest, and is written once", async () => {
    await part().put(digest, bytes);
    const key = `blobs/sha256/${digest.slice("sha256:".length)}`;
    expect(server.objects.get(key)).toEqual(bytes);
    const written = server.objects.get(key);
    await part().put(digest, bytes);
    expect(server.objects.get(key)).toBe(written);
  });

  it("that was damaged is mended when it is put again", async () => {
    const key = `blobs/sha256/${digest.slice("sha256:".length)}`;
    server.objects.set(key, Uint8Array.of(0));
    await part().put(digest, bytes);
    expect(server.objects.get(key)).toEqual(bytes);
  });
});

describe("a server that misbehaves", () => {
  it("refuses wrong credentials: said, without them, and not worth another try", async () => {
    const credentials = { accessKeyId: "other", secretAccessKey };
    for (const action of actions(part("models", { credentials }))) {
      const error = await failure(action());
      expect([error.status, error.retryable]).toEqual([403, false]);
      expect(error.message).toContain("credentials were refused");
    }
  });

  it("has no such bucket: said by reading and writing", async () => {
    const [put, get] = actions(part("nothing"));
    for (const action of [put, get]) {
      const error = await failure(Promise.resolve(action?.()));
      expect([error.status, error.retryable]).toEqual([404, false]);
      expect(error.message).toContain("[s3 nothing]");
      expect(error.message).toContain("there is no such bucket");
    }
  });

  it("is busy: tried again by the SDK, then told as what may succeed later", async () => {
    let asked = 0;
    server.disturb = (_, response) => {
      asked++;
      response.writeHead(503, { "retry-after": "0" }).end();
    };
    const error = await failure(part().get(digest));
    expect([asked, error.status, error.retryable]).toEqual([2, 503, true]);
  });

  it("breaks off in the middle of an object: no half object is given", async () => {
    server.disturb = (_, response) => {
      response.writeHead(200, { "content-length": 1000 });
      response.write("half", () => response.destroy());
    };
    expect((await failure(part().get(digest))).retryable).toBe(true);
  });

  it("never answers: the client's own time limit ends it", async () => {
    server.disturb = () => undefined;
    const requestHandler = { requestTimeout: 100, throwOnRequestTimeout: true };
    const error = await failure(part("models", { requestHandler, maxAttempts: 1 }).has(digest));
    expect([error.status, error.retryable]).toEqual([undefined, true]);
    expect(error.message).toContain("there was no answer");
  });

  it("is gone: said with the system's word for it", async () => {
    const gone = await fakeS3("models");
    await gone.close();
    for (const action of actions(s3Blobs(openClient(gone.url, { maxAttempts: 1 }), { bucket: "models" }))) {
      const error = await failure(action());
      expect(error.message).toContain("ECONNREFUSED");
      expect(error.retryable).toBe(true);
    }
  });
});

describe("s3Blobs", () => {
  it("refuses what is no client, and options that it does not know", () => {
    expect(() => Reflect.apply(s3Blobs, undefined, [{}, { bucket: "a" }])).toThrow(InvalidArgumentError);
    expect(() => Reflect.apply(s3Blobs, undefined, [openClient(server.url), {}])).toThrow("`bucket` to be text");
  });
});
