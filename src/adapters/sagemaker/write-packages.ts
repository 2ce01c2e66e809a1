import { type MirroredEvent, stillThere } from "../../ports/house.js";
import type { MirrorOutcome } from "../../ports/index.js";
import { gateDecision } from "./gate-decision.js";
import type { MirrorContext } from "./mirror-context.js";
import { type ModelPackage, type PackageGroup, packagesByManifest } from "./package-group.js";
import { writePackage } from "./write-package.js";

/** The packages of a history's versions. */
export interface WrittenPackages {
  /** By version of ours. */
  readonly packages: ReadonlyMap<string, ModelPackage>;
  /** Versions whose gate said no. */
  readonly failed: ReadonlySet<string>;
  readonly skipped: MirrorOutcome["skipped"][number][];
}

/** Makes those that SageMaker has not yet. */
export async function writePackages(
  { connection, registry, facts, known, made, changes }: MirrorContext,
  group: string,
  history: readonly MirroredEvent[],
  seen: PackageGroup,
): Promise<WrittenPackages> {
  const there = packagesByManifest(seen);
  const packages = new Map<string, ModelPackage>();
  const failed = new Set<string>();
  const skipped: MirrorOutcome["skipped"][number][] = [];

  /** Undefined for what can never be told, which is then in `skipped`, unless it was told before. */
  async function find(id: string): Promise<ModelPackage | undefined> {
    if (!known.has(id)) {
      const read = await stillThere(async () => ({
        version: await registry.get(id),
        report: await registry.report(id),
      }));
      if ("reason" in read) {
        const old = seen.packages.find(({ version }) => version === id);
        if (old === undefined) skipped.push({ what: id, reason: read.reason });
        return old;
      }
      known.set(id, read.value);
    }
    const whole = known.get(id);
    if (whole === undefined) return undefined;
    if (gateDecision(whole.report) === "fail") failed.add(id);
    const old = there.get(whole.version.digest);
    if (old !== undefined) return old;
    const written = await writePackage(connection, group, whole, facts);
    made.add(written.number);
    changes.push(`${id} registered, as package ${written.number}`);
    return written;
  }

  for (const id of new Set(history.map(({ version }) => version))) {
    const found = await find(id);
    if (found !== undefined) packages.set(id, found);
  }
  return { packages, failed, skipped };
}
