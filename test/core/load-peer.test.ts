import { SourceError } from "golden-pipeline";
import { expect, it } from "vitest";
import { loadPeer } from "../../src/core/house.js";

it("gives what the package holds", async () => {
  expect(await loadPeer("soda", "yaml", () => import("yaml"))).toHaveProperty("parse");
});

it("says how to install a package that is not there", async () => {
  const cause = new Error("Cannot find package 'yaml'");
  const failed = await loadPeer("soda", "yaml", () => Promise.reject(cause)).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(SourceError);
  expect(failed).toMatchObject({ message: expect.stringContaining("npm install yaml"), cause });
});
