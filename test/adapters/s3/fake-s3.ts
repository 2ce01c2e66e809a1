import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export const accessKeyId = "a";
export const secretAccessKey = "bbbbbbbb";

/** What of S3 the adapter speaks: one bucket, whole objects, `If-None-Match: *`. The suites that it passes are run on real servers, too. */
export interface FakeS3 {
  readonly url: string;
  readonly objects: Map<string, Uint8Array>;
  /** Answers instead, until it is taken away again: what servers do that are out of order. */
  disturb: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  close(): Promise<void>;
}

export async function fakeS3(bucket: string): Promise<FakeS3> {
  const objects = new Map<string, Uint8Array>();
  const server = createServer(async (request, response) => {
    if (fake.disturb !== undefined) return fake.disturb(request, response);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = new Uint8Array(Buffer.concat(chunks));
    const refuse = (status: number, code: string) => {
      const text = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
      response.writeHead(status, { "content-type": "application/xml" }).end(request.method === "HEAD" ? "" : text);
    };
    const [, name, ...path] = decodeURIComponent(new URL(request.url ?? "", "http://s3").pathname).split("/");
    const key = path.join("/");
    if (!String(request.headers.authorization).includes(`Credential=${accessKeyId}/`))
      return refuse(403, "InvalidAccessKeyId");
    if (name !== bucket) return refuse(404, "NoSuchBucket");
    const standing = objects.get(key);
    if (request.method === "PUT") {
      if (request.headers["if-none-match"] === "*" && standing !== undefined) return refuse(412, "PreconditionFailed");
      objects.set(key, body);
      return response.writeHead(200, { etag: '"made"' }).end();
    }
    if (standing === undefined) return refuse(404, "NoSuchKey");
    response.writeHead(200, { "content-length": standing.length }).end(request.method === "HEAD" ? "" : standing);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const fake: FakeS3 = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    disturb: undefined,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}
