import { chatModelChecks } from "golden-pipeline/testing";
import { describe, it } from "vitest";
import { overHttp } from "./checked-endpoint.js";

describe("the chat model suite on an OpenAI-compatible endpoint", () => {
  for (const { name, run } of chatModelChecks(overHttp)) it(name, run);
});
