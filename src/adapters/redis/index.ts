export type { RedisClient } from "./redis-client.js";
export { type RedisHistoryOptions, redisHistory } from "./redis-history.js";
export { type RedisOnlineFeaturesOptions, redisOnlineFeatures } from "./redis-online-features.js";
