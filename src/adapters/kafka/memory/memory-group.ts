import type { KafkaAssignment, KafkaJoin } from "../kafka-client.js";

/** A member as its group knows it: under another name after it was put out. */
export interface GroupMember {
  name: string;
  readonly listener: KafkaJoin["listener"];
}

/** A group of readers of one topic. Every change of its members is a new generation. */
export class MemoryGroup {
  readonly offsets = new Map<number, bigint>();
  readonly #partitions: number;
  readonly #members = new Set<GroupMember>();
  #generation = 0;
  #named = 0;

  constructor(partitions: number) {
    this.#partitions = partitions;
  }

  join(listener: KafkaJoin["listener"]): GroupMember {
    const member = { name: this.#newName(), listener };
    this.#members.add(member);
    this.#rebalance();
    return member;
  }

  leave(member: GroupMember): void {
    if (this.#members.delete(member)) this.#rebalance();
  }

  /** Puts all members out, as when nothing was heard of them; they come back as new ones. */
  evict(): void {
    for (const member of this.#members) member.name = this.#newName();
    this.#rebalance();
  }

  commit(member: GroupMember, partition: number, offset: bigint, assignment: KafkaAssignment): boolean {
    const stands = this.#members.has(member) && member.name === assignment.member;
    if (!stands || assignment.generation !== this.#generation) return false;
    this.offsets.set(partition, offset);
    return true;
  }

  #newName(): string {
    return `member-${++this.#named}`;
  }

  #rebalance(): void {
    const generation = ++this.#generation;
    const members = [...this.#members];
    for (const [index, { name, listener }] of members.entries()) {
      const all = Array.from({ length: this.#partitions }, (_, partition) => partition);
      const partitions = all.filter((partition) => partition % members.length === index);
      // Heartbeats bring it, later and to each in its own time.
      setTimeout(() => listener.assigned({ generation, member: name, partitions }), index);
    }
  }
}
