import { setTimeout } from "node:timers/promises";
import type { ConnectionPool, fetchV17, offsetCommitV9 } from "@platformatic/kafka";
import type { KafkaAssignment, KafkaFetch, KafkaJoin, KafkaMember } from "../kafka-client.js";
import { committedRecords } from "./committed-records.js";
import { apiOf, baseOptions, type Connecting, isOf, leaderOf, toServiceError, withPatience } from "./connection.js";

/** How long a commit under way may keep a member from leaving. */
const leaveMilliseconds = 5000;

/** The group has gone on, or is about to. */
const stale = ["ILLEGAL_GENERATION", "UNKNOWN_MEMBER_ID", "REBALANCE_IN_PROGRESS"];
/** Somebody else has come under this member's name. The library goes on beating for ever. */
const fenced = "FENCED_INSTANCE_ID";

/**
 * A member of a group over the library's consumer, which joins, beats and rebalances. Commits go past it: its own would join again when they are refused and
 * then commit under the new generation what belongs to another member by now. Fetches have a connection each, as a broker answers one connection's
 * questions in order and a heartbeat would wait behind them.
 */
export async function platformaticMember(connecting: Connecting, join: KafkaJoin): Promise<KafkaMember> {
  const { library, clientId, security } = connecting;
  const { topic, group, sessionMilliseconds, instance, listener } = join;
  const consumer = new library.Consumer({
    ...baseOptions(connecting),
    groupId: group,
    ...(instance !== undefined && { groupInstanceId: instance }),
    sessionTimeout: sessionMilliseconds,
    rebalanceTimeout: Math.max(sessionMilliseconds, 60_000),
    heartbeatInterval: Math.min(1000, Math.floor(sessionMilliseconds / 4)),
  });
  const pools = new Map<number, ConnectionPool>();
  const commits = openPool();
  /** What a connection that is closed would never answer. */
  const committing = new Set<Promise<boolean>>();
  let left = false;

  function openPool(): ConnectionPool {
    return new library.ConnectionPool(clientId, { ...security });
  }

  function fail(error: unknown): void {
    if (!left) listener.failed(toServiceError(connecting, `stay in group ${group}`, error));
  }

  consumer.on("consumer:group:join", ({ memberId, generationId = 0, assignments = [] }) => {
    const partitions = assignments.filter((one) => one.topic === topic).flatMap((one) => one.partitions);
    listener.assigned({ generation: generationId, member: memberId, partitions });
  });
  consumer.on("consumer:heartbeat:error", ({ error }) => isOf(error, "apiId", fenced) && fail(error));
  consumer.on("error", fail);

  async function leave(): Promise<void> {
    left = true;
    await Promise.race([Promise.allSettled(committing), setTimeout(leaveMilliseconds, undefined, { ref: false })]);
    const all = [...pools.values(), commits];
    pools.clear();
    for (const pool of all) await pool.close().catch(() => undefined);
    try {
      await consumer.close(true);
    } catch {
      // A broker that is gone cannot be told.
    }
  }

  try {
    const { topics } = await consumer.metadata({ topics: [topic] });
    if (topics.get(topic) === undefined) throw new Error(`there is no topic ${topic}`);
    consumer.topics.track(topic);
    await consumer.joinGroup({});
  } catch (error) {
    await leave();
    throw toServiceError(connecting, `join group ${group} for topic ${topic}`, error);
  }

  async function fetchOnce(partition: number, request: KafkaFetch, pool: ConnectionPool, again: boolean) {
    const { broker, topicId } = await leaderOf(consumer, topic, partition, again);
    const connection = await pool.get(broker);
    const { offset, maximumBytes, waitMilliseconds } = request;
    const wanted = {
      partition,
      fetchOffset: offset,
      partitionMaxBytes: maximumBytes,
      currentLeaderEpoch: -1,
      lastFetchedEpoch: -1,
    };
    const ask = await apiOf<fetchV17.FetchRequest, fetchV17.FetchResponse>(connecting, consumer, "Fetch");
    const topics = [{ topicId, partitions: [wanted] }];
    // One byte is enough; only what is committed; no fetch session.
    const answer = await ask(connection, waitMilliseconds, 1, maximumBytes, 1, 0, -1, topics, [], "");
    const found = answer.responses[0]?.partitions[0];
    return found === undefined ? { records: [], next: offset } : committedRecords(found, offset);
  }

  function commitOnce(partition: number, offset: bigint, { generation, member }: KafkaAssignment): Promise<boolean> {
    return withPatience(connecting, `commit offset ${offset} of partition ${partition} of ${topic}`, async () => {
      const coordinator = (await consumer.metadata({ topics: [topic] })).brokers.get(
        await consumer.findGroupCoordinator(),
      );
      if (coordinator === undefined) throw new Error(`group ${group} has no coordinator`);
      const ask = await apiOf<offsetCommitV9.OffsetCommitRequest, unknown>(connecting, consumer, "OffsetCommit");
      const committed = {
        partitionIndex: partition,
        committedOffset: offset,
        committedLeaderEpoch: -1,
        committedMetadata: null,
      };
      try {
        const topics = [{ name: topic, partitions: [committed] }];
        await ask(await commits.get(coordinator), group, generation, member, instance ?? null, topics);
        return true;
      } catch (error) {
        if (isOf(error, "apiId", fenced)) fail(error);
        if (isOf(error, "apiId", fenced, ...stale)) return false;
        throw error;
      }
    });
  }

  return {
    async committed(partition) {
      const found = await withPatience(connecting, `read what group ${group} has committed`, () =>
        consumer.listCommittedOffsets({ topics: [{ topic, partitions: [partition] }] }),
      );
      const offset = found.get(topic)?.[partition] ?? -1n;
      return offset < 0n ? undefined : offset;
    },
    async commit(partition, offset, assignment) {
      const commit = commitOnce(partition, offset, assignment);
      committing.add(commit);
      return commit.finally(() => committing.delete(commit));
    },
    async bounds(partition) {
      const at = async (timestamp: bigint): Promise<bigint> => {
        const asked = { topics: [topic], partitions: { [topic]: [partition] }, timestamp };
        const found = await withPatience(connecting, `read the offsets of ${topic}`, () => consumer.listOffsets(asked));
        return found.get(topic)?.[partition] ?? 0n;
      };
      return { beginning: await at(-2n), end: await at(-1n) };
    },
    async fetch(partition, request) {
      const pool = pools.get(partition) ?? openPool();
      pools.set(partition, pool);
      let tries = 0;
      return withPatience(connecting, `fetch partition ${partition} of ${topic}`, async () => {
        try {
          return await fetchOnce(partition, request, pool, tries++ > 0);
        } catch (error) {
          if (left || pools.get(partition) !== pool) return { records: [], next: request.offset }; // Nobody waits for it.
          if (isOf(error, "apiId", "OFFSET_OUT_OF_RANGE")) return undefined;
          throw error;
        }
      });
    },
    async release(partition) {
      const pool = pools.get(partition);
      pools.delete(partition);
      await pool?.close().catch(() => undefined);
    },
    leave,
  };
}
