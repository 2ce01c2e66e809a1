import { VersionMetrics, type VersionMetricsJson } from "../version-metrics.js";

export interface CanaryCountsJson {
  readonly canary: VersionMetricsJson;
  readonly champion: VersionMetricsJson;
}

/** What both arms have done since a canary is compared with its champion; those of several processes merge. */
export class CanaryCounts {
  readonly canary: VersionMetrics;
  readonly champion: VersionMetrics;

  constructor(canary: VersionMetrics = new VersionMetrics(), champion: VersionMetrics = new VersionMetrics()) {
    this.canary = canary;
    this.champion = champion;
  }

  merge(other: CanaryCounts): void {
    this.canary.merge(other.canary);
    this.champion.merge(other.champion);
  }

  toJSON(): CanaryCountsJson {
    return { canary: this.canary.toJSON(), champion: this.champion.toJSON() };
  }

  static fromJSON(json: CanaryCountsJson): CanaryCounts {
    return new CanaryCounts(VersionMetrics.fromJSON(json.canary), VersionMetrics.fromJSON(json.champion));
  }
}
