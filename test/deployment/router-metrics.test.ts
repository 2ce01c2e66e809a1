import { createPrometheusMetrics, prometheusText } from "golden-pipeline/adapters/prometheus";
import { routerMetrics } from "golden-pipeline/deployment";
import { describe, expect, it } from "vitest";
import { routerOf, visit } from "./make.js";

describe("a router's metrics", () => {
  it("say by version what was asked, what failed and how long it took, and where the rollout stands", async () => {
    let time = 0;
    const router = await routerOf([{ value: 0.1 }, { value: 0.9, failsEvery: 2 }], { timer: () => (time += 20) });
    await router.canary("buyers@2", { share: 0.5, circuit: { last: 1000 } });
    await router.shadow("buyers@2");
    for (let user = 0; user < 100; user++) await router.predict(visit(user));
    await router.predict({} as never).catch(() => undefined);
    await router.shadowIdle();
    const text = prometheusText(routerMetrics(router));
    const canary = router.metrics().get("buyers@2");
    expect(text).toContain(`router_requests_total{model="buyers",version="buyers@2"} ${canary?.requests}\n`);
    expect(text).toContain(`router_errors_total{model="buyers",version="buyers@2"} ${canary?.errors}\n`);
    expect(text).toMatch(/router_latency_p95_seconds\{model="buyers",version="buyers@1"\} 0\.02/);
    expect(text).toContain('router_refused_total{model="buyers"} 1\n');
    expect(text).toContain('router_canary_share{model="buyers",version="buyers@2"} 0.5\n');
    expect(text).toContain('router_shadow_requests_total{model="buyers",version="buyers@2",outcome="completed"}');
    expect(text).toContain('router_decides{model="buyers"} 1\n');
    expect(text).toContain('router_store_away{model="buyers"} 0\n');
  });

  it("of two routers are one text: each family once, and no label of a gauge that Prometheus keeps for itself", async () => {
    const routers = [await routerOf([{ value: 0.1 }]), await routerOf([{ value: 0.2 }])];
    for (const router of routers) await router.predict(visit(1));
    const [one = [], other = []] = routers.map((router) => routerMetrics(router));
    const renamed = other.map((family) => ({
      ...family,
      samples: family.samples.map((sample) => ({ ...sample, labels: { ...sample.labels, model: "sellers" } })),
    }));
    const lines = prometheusText([...one, ...renamed]).split("\n");
    const helped = lines.filter((line) => line.startsWith("# HELP ")).map((line) => line.split(" ")[2]);
    expect(new Set(helped).size).toBe(helped.length);
    expect(lines.filter((line) => /^router_requests_total\{/.test(line))).toHaveLength(2);
    expect(lines.some((line) => /[{,](quantile|le)=/.test(line))).toBe(false);
  });

  it("of a router that has answered nothing are whole all the same", async () => {
    expect(prometheusText(routerMetrics(await routerOf([{ value: 0.1 }])))).toContain(
      'router_champion{model="buyers",version="buyers@1"} 1',
    );
  });

  it("say who answers what share, what the guardrails say, and how often the shadow agrees", async () => {
    const router = await routerOf([{ value: 0.1 }, { value: 0.9 }]);
    await router.canary("buyers@2", { ramp: { shares: [0.25, 1], minimumRequests: 1e6, minimumMilliseconds: 1 } });
    await router.shadow("buyers@2", { maximumBusy: 1 });
    for (let user = 0; user < 400; user++) await router.predict(visit(user));
    await router.shadowIdle();
    const text = prometheusText(routerMetrics(router));
    expect(text).toContain('router_arm_share{model="buyers",version="buyers@1",arm="champion"} 0.75\n');
    expect(text).toContain('router_arm_share{model="buyers",version="buyers@2",arm="canary"} 0.25\n');
    expect(text.match(/^router_arm_share/gm)).toHaveLength(2);
    expect(text).toContain('router_canary_step{model="buyers",version="buyers@2"} 0\n');
    const canary = router.canaryStatus();
    expect(text).toContain(`router_canary_requests{model="buyers",version="buyers@2"} ${canary?.requests}\n`);
    expect(text).toContain(`router_canary_units{model="buyers",version="buyers@2"} ${canary?.units}\n`);
    expect(text).toContain('router_canary_stopped{model="buyers",version="buyers@2"} 0\n');
    expect(text).toContain('router_guardrail_breached{model="buyers",version="buyers@2",guardrail="error rate"} 0\n');
    const shadow = router.shadowStatus();
    expect(shadow?.compared).toBeGreaterThan(0);
    expect(text).toContain(`router_shadow_compared_total{model="buyers",version="buyers@2"} ${shadow?.compared}\n`);
    expect(text).toContain(`router_shadow_agreed_total{model="buyers",version="buyers@2"} ${shadow?.agreed}\n`);
    expect(text).toContain('router_shadow_distance{model="buyers",version="buyers@2"} 0.');
    await router.close();
  });

  it("of a canary that was rolled back: when and by what; a sink that kept what it was forgets that it was canary", async () => {
    const router = await routerOf([{ value: 0.1 }, { value: 0.9, failsEvery: 1 }]);
    const sink = createPrometheusMetrics();
    await router.canary("buyers@2", { share: 0.5 });
    await router.predict(visit(1));
    await sink.write(routerMetrics(router));
    expect(sink.text()).toContain('router_canary_share{model="buyers",version="buyers@2"} 0.5\n');
    for (let user = 0; router.lastRollback === undefined && user < 1000; user++) await router.predict(visit(user));
    await sink.write(routerMetrics(router));
    expect(sink.text()).toMatch(
      /^router_rollback_timestamp_seconds\{model="buyers",version="buyers@2",guardrail="circuit"\} [\d.]+$/m,
    );
    expect(sink.text()).not.toMatch(/^router_canary_(share|step|requests|units|stopped)\{/m);
    expect(sink.text()).toContain('router_arm_share{model="buyers",version="buyers@1",arm="champion"} 1\n');
    await router.flip("buyers@2", { evenIfRolledBack: "a test" });
    await sink.write(routerMetrics(router));
    expect(sink.text().match(/^router_champion.*$/gm)).toEqual([
      'router_champion{model="buyers",version="buyers@2"} 1',
    ]);
    await router.close();
  });
});
