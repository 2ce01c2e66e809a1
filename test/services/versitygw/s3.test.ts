import { s3Blobs } from "golden-pipeline/adapters/s3";
import { expect, it } from "vitest";
import { digestOf } from "../../../src/core/house.js";
import { openClient } from "../../adapters/s3/s3-checks.js";
import { factsOf } from "../facts-of.js";
import { testS3 } from "../s3-tests.js";

const url = factsOf("versitygw").text("url");
testS3("versitygw", url);

it.each([
  { accessKeyId: "other", secretAccessKey: "not-the-secret" },
  { accessKeyId: "a", secretAccessKey: "not-the-secret" },
])("versitygw refuses wrong credentials of $accessKeyId, which is said without the secret", async (credentials) => {
  const blobs = s3Blobs(openClient(url, { credentials }), { bucket: "models" });
  for (const action of [
    () => blobs.get(digestOf("a")),
    () => blobs.put(digestOf("a"), Uint8Array.of(97)),
    () => blobs.has(digestOf("a")),
  ]) {
    const error = await action().then(String, (error: Error) => error);
    expect(error).toMatchObject({ code: "service", status: 403 });
    expect(`${error} ${JSON.stringify(error)} ${error instanceof Error && error.stack}`).not.toContain(
      "not-the-secret",
    );
  }
});
