import { grafanaDashboards, grafanaProvisioning } from "golden-pipeline/adapters/grafana";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const { serving, quality, rollout } = grafanaDashboards({ model: "buyers" });
const prometheusUrl = "http://prometheus:9090";

describe("files to provision Grafana with", () => {
  it("are a data source, a provider that reads the folder the dashboards are in, and these", () => {
    const files = grafanaProvisioning({ dashboards: [serving, quality, rollout], prometheusUrl });
    expect([...files.keys()]).toEqual([
      "datasources/golden-pipeline.yaml",
      "dashboards/golden-pipeline.yaml",
      `dashboards/golden-pipeline/${serving.uid}.json`,
      `dashboards/golden-pipeline/${quality.uid}.json`,
      `dashboards/golden-pipeline/${rollout.uid}.json`,
    ]);
    expect(parse(files.get("datasources/golden-pipeline.yaml") ?? "")).toEqual({
      apiVersion: 1,
      datasources: [{ name: "Prometheus", type: "prometheus", access: "proxy", url: prometheusUrl }],
    });
    expect(parse(files.get("dashboards/golden-pipeline.yaml") ?? "")).toEqual({
      apiVersion: 1,
      providers: [
        {
          name: "golden-pipeline",
          type: "file",
          folder: "golden-pipeline",
          updateIntervalSeconds: 30,
          options: { path: "/etc/grafana/provisioning/dashboards/golden-pipeline" },
        },
      ],
    });
    expect(JSON.parse(files.get(`dashboards/golden-pipeline/${quality.uid}.json`) ?? "")).toEqual(quality);
  });

  it("say what they are told to, whatever stands in it; a dollar is no variable of Grafana's environment", () => {
    const odd = 'a "name": with $HOME, #\n- and $X';
    const files = grafanaProvisioning({
      dashboards: [],
      prometheusUrl,
      datasource: odd,
      folder: odd,
      root: "/srv/grafana/",
    });
    const expanded = odd.replaceAll("$", "$$$$");
    expect(parse(files.get("datasources/golden-pipeline.yaml") ?? "").datasources[0].name).toBe(expanded);
    expect(parse(files.get("dashboards/golden-pipeline.yaml") ?? "").providers[0]).toMatchObject({
      folder: expanded,
      options: { path: "/srv/grafana/dashboards/golden-pipeline" },
    });
  });

  it("hold no password: an address with one is refused, and not repeated", () => {
    for (const url of [
      "http://ann:hunter2@prometheus:9090",
      "ftp://hunter2",
      "http://prometheus?token=hunter2",
      "hunter2",
    ]) {
      const make = () => grafanaProvisioning({ dashboards: [], prometheusUrl: url });
      expect(make).toThrow("`prometheusUrl` to be an http or https address without a user");
      expect(make).not.toThrow("hunter2");
    }
  });

  it("refuse two dashboards of one uid, a uid that is no name of a file, and a folder that is not absolute", () => {
    expect(() => grafanaProvisioning({ dashboards: [serving, serving], prometheusUrl })).toThrow("a `uid` of its own");
    const elsewhere = { ...serving, uid: "../../etc" };
    expect(() => grafanaProvisioning({ dashboards: [elsewhere], prometheusUrl })).toThrow("a `uid` of its own");
    expect(() => grafanaProvisioning({ dashboards: [], prometheusUrl, root: "grafana" })).toThrow("an absolute path");
  });
});
