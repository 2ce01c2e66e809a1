import type { StageInfo } from "../stage.js";
import { internalsOf } from "../stage-internals.js";
import { isSequence, listPlacements, type Placement } from "./placements.js";

/** A stage of a plan. */
export interface PlanNode {
  /** As in run records, e.g. `prepare>acme/clip#2`; empty for a pipeline at the top. The items of `for-each` share the segment `*`. */
  readonly path: string;
  /** The path of the node it stands in; null for the root. */
  readonly parent: string | null;
  readonly kind: "stage" | "pipeline" | "combinator";
  readonly id: string;
  readonly version: string;
  readonly fingerprint: string;
  /** What it was made by, the outermost first, e.g. `["retry", "timeout"]`; these share the path of the stage they are wrapped around. */
  readonly combinators: readonly string[];
  /** The codec of its output; null for plain JSON. */
  readonly codec: string | null;
  /** Gives back its input, as `tap` does. */
  readonly passesInput: boolean;
  /** An `Executor` may run it elsewhere, as one piece with all that is inside. */
  readonly movable: boolean;
}

/** A pipeline as data: plain JSON, the same for the same pipeline. */
export interface Plan {
  readonly format: "plan@1";
  /** The path of the outermost node. */
  readonly root: string;
  /** Outer before inner, in the order in which they are chained. */
  readonly nodes: readonly PlanNode[];
  /** Within a pipeline: the output of `from` is the input of `to`. The first of a pipeline and all in a combinator take the input of what they stand in. */
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

/**
 * Reads a pipeline, or any stage, as data: its stages, what flows between them, and which of them an engine may run elsewhere.
 *
 * @throws {InvalidArgumentError} it is not a stage.
 * @example
 * plan(training).nodes.filter((node) => node.movable).map((node) => node.path); // ["ingest", "validate", …]
 */
export function plan(stage: StageInfo): Plan {
  const placements = [...listPlacements(stage)];
  const edges = placements.flatMap((placement) => {
    if (!isSequence(placement.stage)) return [];
    const inside = placements.filter(({ parent }) => parent === placement);
    return inside.slice(1).map(({ path }, index) => ({ from: inside[index]?.path ?? "", to: path }));
  });
  return { format: "plan@1", root: placements[0]?.path ?? "", nodes: placements.map(nodeOf), edges };
}

function nodeOf({ stage, path, parent, isMovable }: Placement): PlanNode {
  const { combinators, codec, passesInput } = internalsOf(stage);
  const { id, version, fingerprint } = stage;
  const kind = isSequence(stage) ? "pipeline" : combinators.length > 0 ? "combinator" : "stage";
  return {
    path,
    parent: parent?.path ?? null,
    kind,
    id,
    version,
    fingerprint,
    combinators,
    codec: codec?.id ?? null,
    passesInput,
    movable: isMovable,
  };
}
