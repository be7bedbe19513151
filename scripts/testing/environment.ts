import type { Postgres } from "../postgres"
import { suites, type SuiteName } from "./suites"

/** What a suite's jest is started with, whatever the environment of whoever starts it. */
export function testEnvironment(
  name: SuiteName,
  postgres: Postgres | undefined,
): NodeJS.ProcessEnv {
  return {
    ...withoutStore(process.env),
    NODE_ENV: "test",
    LOG_LEVEL: process.env.LOG_LEVEL ?? "error",
    MEDUSA_DISABLE_TELEMETRY: "1",
    NODE_OPTIONS: [process.env.NODE_OPTIONS, "--experimental-vm-modules", "--no-warnings"]
      .filter(Boolean)
      .join(" "),
    ...(postgres && suites[name].postgres ? databaseSettings(postgres) : {}),
  }
}

/** What configures somebody's own store must not leak into the stores that tests boot. */
function withoutStore(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(PORT|HOST|DATABASE_URL|REDIS_URL|PAYBY_.*|MEDUSA_WORKER_MODE)$/.test(name),
    ),
  )
}

/** The names by which Medusa's test runner knows its server. */
function databaseSettings(postgres: Postgres): NodeJS.ProcessEnv {
  return {
    // The runner switches TLS on for every host that is not called localhost.
    DB_HOST: postgres.host === "127.0.0.1" ? "localhost" : postgres.host,
    DB_PORT: String(postgres.port),
    DB_USERNAME: postgres.user,
    DB_PASSWORD: postgres.password,
  }
}
