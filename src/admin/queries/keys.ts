/** The first part of every cache key of ours: whatever changes makes all of it stale. */
export const PAYBY = "payby"
