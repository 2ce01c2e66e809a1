import type { Codec } from "../codec.js";
import { joinPath } from "../scope.js";
import type { StageInfo } from "../stage.js";
import { internalsOf, type Slot } from "../stage-internals.js";

/** A stage at its place in a whole, as found by looking at the whole without running it. */
export interface Placement extends Slot {
  /** As in run records; empty for a pipeline at the top. The items of `for-each` share the segment `*`. */
  readonly path: string;
  readonly parent: Placement | undefined;
  /** What writes the output that this stage is given; undefined for plain JSON. */
  readonly inputCodec: Codec<unknown> | undefined;
  readonly isMovable: boolean;
}

/** A stage and all that is inside it, outer before inner, in the order of their slots. */
export function* listPlacements(root: StageInfo): Generator<Placement> {
  const { isPipeline } = internalsOf(root);
  const path = isPipeline ? "" : root.id;
  yield* within({
    stage: root,
    segment: root.id,
    path,
    parent: undefined,
    inputCodec: undefined,
    isMovable: isUnit(root),
  });
}

function* within(placement: Placement): Generator<Placement> {
  yield placement;
  const { stage, path, isMovable } = placement;
  const { slots } = internalsOf(stage);
  let { inputCodec } = placement;
  for (const slot of slots) {
    yield* within({
      ...slot,
      path: joinPath(path, slot.segment),
      parent: placement,
      inputCodec,
      isMovable: !isMovable && isOpen(placement) && isUnit(slot.stage),
    });
    const { codec, passesInput } = internalsOf(slot.stage);
    if (isSequence(stage) && !passesInput) inputCodec = codec;
  }
}

/** What is run as one piece: its stages share attempts, timers, choices or items, which have to be in one process. */
export function isUnit(stage: StageInfo): boolean {
  return !isSequence(stage) && !isParallel(stage);
}

/** A pipeline itself, not one that something is wrapped around. */
export function isSequence(stage: StageInfo): boolean {
  const { isPipeline, combinators } = internalsOf(stage);
  return isPipeline && combinators.length === 0;
}

/** `parallel` itself, not one that something is wrapped around. */
function isParallel(stage: StageInfo): boolean {
  const { combinators } = internalsOf(stage);
  return combinators.length === 1 && combinators[0] === "parallel";
}

/** True where nothing around it is run as one piece. */
function isOpen(placement: Placement): boolean {
  return !isUnit(placement.stage) && (placement.parent === undefined || isOpen(placement.parent));
}
