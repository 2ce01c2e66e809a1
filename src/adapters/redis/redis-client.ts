/**
 * What is needed of a client: `Redis` and `Cluster` of `ioredis` have it; for a client of `redis` write
 * `{ call: (...words) => client.sendCommand(words) }`. Its connection, its password and how it reconnects are the client's own.
 */
export interface RedisClient {
  call(command: string, ...words: string[]): Promise<unknown>;
}
