import { errorCode, GoldenPipelineError } from "./golden-pipeline-error.js";

/**
 * A partition no longer belongs to this reader: the reason of its signal, and what a commit that came too late is refused with. Nothing
 * is lost: its batch is made again for whoever has the partition now.
 */
export class RevokedError extends GoldenPipelineError {
  readonly source: string;
  readonly partition: string;
  /** What was to be committed; undefined when nothing was. */
  readonly position: string | undefined;

  constructor(facts: {
    readonly source: string;
    readonly partition: string;
    readonly position?: string | undefined;
    readonly cause?: unknown;
  }) {
    const { source, partition, position, cause } = facts;
    const wanted = position === undefined ? "" : ` for a commit of position ${JSON.stringify(position)}`;
    super("revoked", {
      place: `source ${source}`,
      message: `Expected partition ${JSON.stringify(partition)} to belong to this reader${wanted}, got a revoked one: nothing was committed, its next reader makes the batch again`,
      ...(cause !== undefined && { cause }),
    });
    this.source = source;
    this.partition = partition;
    this.position = position;
  }

  static override isInstance(error: unknown): error is RevokedError {
    return errorCode(error) === "revoked";
  }
}
