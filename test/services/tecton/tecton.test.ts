import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { tectonOnlineFeatures } from "golden-pipeline/adapters/tecton";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startFakeTecton } from "../../adapters/tecton/fake-tecton.js";
import { factsOf } from "../facts-of.js";

const python = factsOf("tecton").text("python");
let server: Awaited<ReturnType<typeof startFakeTecton>>;
beforeAll(async () => {
  server = await startFakeTecton();
});
afterAll(() => server.close());

/** What Tecton's own Python client says. @param code Prints JSON at its end; `client` is there. */
async function askClient(code: string): Promise<unknown> {
  const opening = `import json
from tecton_client import TectonClient, MetadataOptions
client = TectonClient(url="${server.url}", api_key="key", default_workspace_name="prod")
`;
  const { stdout } = await promisify(execFile)(python, ["-c", opening + code]);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
}

describe("Tecton's own client", () => {
  it("asks the server of our tests what the adapter asks, and reads the same of its answer", async () => {
    const time = Date.UTC(2026, 10, 28);
    const values = { visits: "12", country: "AT", days: ["1", "2"], last: [12.5, "7"] };
    server.put("by_user", { user: "7" }, time, values);
    const features = { "by_user.visits": {}, "by_user.country": {}, "by_user.days": {}, "by_user.last": {} };
    const headers = { authorization: "Tecton-key key" };
    const online = tectonOnlineFeatures({ url: server.url, headers, workspace: "prod", service: "by_user", features });
    const told = await askClient(`
found = client.get_features(feature_service_name="by_user", join_key_map={"user": "7"}, metadata_options=MetadataOptions.all())
lost = client.get_features(feature_service_name="by_user", join_key_map={"user": "8"}, metadata_options=MetadataOptions.all())
print(json.dumps([found.get_features_dict(), [f["status"] for f in lost.metadata["features"]], [f["effectiveTime"] for f in found.metadata["features"]]]))`);
    const [found, lost] = await online.get([{ user: 7 }, { user: 8 }], Object.keys(features));
    const ours = Object.fromEntries(Object.entries(found ?? {}).map(([name, { value }]) => [name, value]));
    const times = Object.values(found ?? {}).map(({ eventTime }) => eventTime);
    expect(told).toEqual([ours, Array(4).fill("MISSING_DATA"), Array(4).fill("2026-11-28T00:00:00Z")]);
    expect([times, Object.values(lost ?? {}).map(({ status }) => status)]).toEqual([
      Array(4).fill(time),
      Array(4).fill("not-found"),
    ]);
  });

  it("takes what the server of our tests refuses for what it is", async () => {
    const told = await askClient(`
from tecton_client.exceptions import NotFoundError, UnauthorizedError
said = []
for key, service in (("key", "nowhere"), ("wrong", "by_user")):
    try:
        TectonClient(url=client.url, api_key=key, default_workspace_name="prod").get_features(feature_service_name=service, join_key_map={"user": "7"})
    except (NotFoundError, UnauthorizedError) as error:
        said.append(type(error).__name__)
print(json.dumps(said))`);
    expect(told).toEqual(["NotFoundError", "UnauthorizedError"]);
  });
});
