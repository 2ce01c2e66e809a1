import { VersionMetrics, type VersionMetricsJson } from "../version-metrics.js";
import { ArmContrast, type ArmContrastJson } from "./arm-contrast.js";

export interface CanaryCountsJson {
  readonly canary: VersionMetricsJson;
  readonly champion: VersionMetricsJson;
  readonly contrasts: { readonly [guardrail: string]: ArmContrastJson };
}

/** What both arms have done since a canary is compared with its champion; those of several processes merge. */
export class CanaryCounts {
  readonly canary: VersionMetrics;
  readonly champion: VersionMetrics;
  /** How the arms compare, by the guardrail that asks. */
  readonly contrasts: Map<string, ArmContrast>;

  constructor(
    canary: VersionMetrics = new VersionMetrics(),
    champion: VersionMetrics = new VersionMetrics(),
    contrasts: Iterable<readonly [string, ArmContrast]> = [],
  ) {
    this.canary = canary;
    this.champion = champion;
    this.contrasts = new Map(contrasts);
  }

  contrastOf(guardrail: string): ArmContrast {
    const known = this.contrasts.get(guardrail) ?? new ArmContrast();
    this.contrasts.set(guardrail, known);
    return known;
  }

  merge(other: CanaryCounts): void {
    this.canary.merge(other.canary);
    this.champion.merge(other.champion);
    for (const [guardrail, contrast] of other.contrasts) this.contrastOf(guardrail).merge(contrast);
  }

  toJSON(): CanaryCountsJson {
    const sorted = [...this.contrasts].sort(([one], [other]) => (one < other ? -1 : 1));
    const contrasts = Object.fromEntries(sorted.map(([guardrail, contrast]) => [guardrail, contrast.toJSON()]));
    return { canary: this.canary.toJSON(), champion: this.champion.toJSON(), contrasts };
  }

  static fromJSON({ canary, champion, contrasts }: CanaryCountsJson): CanaryCounts {
    return new CanaryCounts(
      VersionMetrics.fromJSON(canary),
      VersionMetrics.fromJSON(champion),
      Object.entries(contrasts).map(([guardrail, json]) => [guardrail, ArmContrast.fromJSON(json)]),
    );
  }
}
