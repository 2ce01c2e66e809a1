import { InvalidArgumentError, RevokedError } from "../errors/index.js";

/** One reader of the group: what was assigned to it and not yet handed out. */
export interface MemoryMember {
  readonly assigned: MemoryAssignment[];
}

/** A partition in the hands of one reader. Commits are made under it, and refused when it is over. */
export interface MemoryAssignment {
  readonly partition: string;
  readonly member: MemoryMember;
  readonly revoked: AbortController;
}

interface MemoryPartition<Item> {
  readonly items: Item[];
  readonly parents: readonly string[];
  ended: boolean;
  committed: string | undefined;
  assignment: MemoryAssignment | undefined;
  /** Revoked, and not yet to be assigned again. */
  held: boolean;
}

/** The partitions that the readers of a memory source share, and who has which: the broker. */
export class MemoryPartitions<Item> {
  readonly name: string;
  readonly #partitions = new Map<string, MemoryPartition<Item>>();
  readonly #members = new Set<MemoryMember>();
  readonly #watchers = new Set<() => void>();

  constructor(name: string) {
    this.name = name;
  }

  add(id: string, items: readonly Item[], parents: readonly string[], live: boolean): void {
    if (this.#partitions.has(id)) throw new InvalidArgumentError(this.#place, "a new partition", id);
    const nothing = { committed: undefined, assignment: undefined, held: false };
    this.#partitions.set(id, { items: [...items], parents, ended: !live, ...nothing });
    this.#deal();
  }

  /** @throws {InvalidArgumentError} there is no such partition. */
  get(id: string): MemoryPartition<Item> {
    const partition = this.#partitions.get(id);
    if (partition !== undefined) return partition;
    throw new InvalidArgumentError(this.#place, `a partition (${[...this.#partitions.keys()].join(", ")})`, id);
  }

  append(id: string, items: readonly Item[]): void {
    const partition = this.get(id);
    if (partition.ended)
      throw new InvalidArgumentError(this.#place, "a partition that has not ended (`live: true`)", id);
    partition.items.push(...items);
    this.#tell();
  }

  end(ids: readonly string[] = [...this.#partitions.keys()]): void {
    for (const id of ids) this.get(id).ended = true;
    this.#deal();
  }

  revoke(id: string): void {
    this.#take(id);
    this.get(id).held = true;
  }

  assign(id: string): void {
    this.get(id).held = false;
    this.#deal();
  }

  join(): MemoryMember {
    const member: MemoryMember = { assigned: [] };
    this.#members.add(member);
    this.#deal();
    return member;
  }

  leave(member: MemoryMember): void {
    this.#members.delete(member);
    for (const [id, partition] of this.#partitions)
      if (partition.assignment?.member === member && !isDone(partition)) this.#take(id);
    this.#deal();
  }

  /** @throws {RevokedError} the assignment is over. */
  commit(assignment: MemoryAssignment, position: string): void {
    const { partition: id } = assignment;
    const partition = this.get(id);
    if (partition.assignment !== assignment) throw new RevokedError({ source: this.name, partition: id, position });
    partition.committed = String(this.count(id, position));
    this.#deal();
  }

  /** A position as a count of items. @throws {InvalidArgumentError} there are not so many. */
  count(id: string, position: string): number {
    const count = /^(0|[1-9][0-9]*)$/.test(position) ? Number(position) : Number.NaN;
    if (count <= this.get(id).items.length) return count;
    throw new InvalidArgumentError(
      this.#place,
      `a position from 0 to ${this.get(id).items.length} in partition ${id}`,
      position,
    );
  }

  /** Whether all partitions were committed to their ends. */
  get done(): boolean {
    return [...this.#partitions.values()].every(isDone);
  }

  /** Resolves at the next change of anything. @throws the signal's reason. */
  change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        this.#watchers.delete(settle);
        signal.removeEventListener("abort", settle);
        if (signal.aborted) reject(signal.reason);
        else resolve();
      };
      if (signal.aborted) return reject(signal.reason);
      this.#watchers.add(settle);
      signal.addEventListener("abort", settle, { once: true });
    });
  }

  get #place(): string {
    return `source ${this.name}`;
  }

  #take(id: string): void {
    const partition = this.get(id);
    const { assignment } = partition;
    partition.assignment = undefined;
    assignment?.revoked.abort(new RevokedError({ source: this.name, partition: id }));
  }

  /** Gives partitions that nobody has to the readers that have the fewest. */
  #deal(): void {
    for (const [id, partition] of this.#partitions) {
      const waits = partition.parents.some((parent) => !isDone(this.get(parent)));
      if (partition.assignment !== undefined || partition.held || waits || isDone(partition)) continue;
      const [member] = [...this.#members].sort((one, other) => this.#load(one) - this.#load(other));
      if (member === undefined) break;
      partition.assignment = { partition: id, member, revoked: new AbortController() };
      member.assigned.push(partition.assignment);
    }
    this.#tell();
  }

  #load(member: MemoryMember): number {
    return [...this.#partitions.values()].filter(({ assignment }) => assignment?.member === member).length;
  }

  #tell(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }
}

function isDone<Item>({ ended, committed, items }: MemoryPartition<Item>): boolean {
  return ended && Number(committed ?? 0) === items.length;
}
