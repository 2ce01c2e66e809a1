import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { s3Blobs } from "golden-pipeline/adapters/s3";
import { beforeAll, describe, expect, it } from "vitest";
import { digestOf } from "../../src/core/house.js";
import { openClient, s3Checks } from "../adapters/s3/s3-checks.js";

const bytes = new TextEncoder().encode("a model");
const digest = digestOf(bytes);

/** What every server that speaks S3 is asked. */
export function testS3(system: string, url: string, bucket = "models"): void {
  beforeAll(async () => {
    await openClient(url).send(new CreateBucketCommand({ Bucket: bucket }));
  });

  for (const { name, checks } of s3Checks(() => url, bucket))
    describe(`${system}: ${name}`, () => {
      for (const { name, run } of checks) it(name, run);
    });

  describe(`${system} itself`, () => {
    it("lets one of 20 writers make an object, refuses the others as the fake does, and all puts of the adapter end well", async () => {
      const client = openClient(url);
      const make = (index: number) =>
        client.send(
          new PutObjectCommand({ Bucket: bucket, Key: "raced", Body: Uint8Array.of(index), IfNoneMatch: "*" }),
        );
      const raced = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => make(index)));
      expect(raced.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      for (const result of raced)
        if (result.status === "rejected") expect([409, 412]).toContain(result.reason.$metadata.httpStatusCode);
      const puts = Array.from({ length: 20 }, () => s3Blobs(openClient(url), { bucket }).put(digest, bytes));
      await Promise.all(puts);
      expect(await s3Blobs(client, { bucket }).get(digest)).toEqual(bytes);
    });

    it("mends an object that was damaged when it is put again", async () => {
      const client = openClient(url);
      const blobs = s3Blobs(client, { bucket, prefix: "damaged/" });
      const Key = `damaged/${digest.replace(":", "/")}`;
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: Uint8Array.of(0) }));
      await blobs.put(digest, bytes);
      expect(await blobs.get(digest)).toEqual(bytes);
    });

    it("says that there is no such bucket", async () => {
      const blobs = s3Blobs(openClient(url), { bucket: "nothing" });
      await expect(blobs.get(digest)).rejects.toThrow("there is no such bucket");
      await expect(blobs.put(digest, bytes)).rejects.toThrow("there is no such bucket");
    });
  });
}
