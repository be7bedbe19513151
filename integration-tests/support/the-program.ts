import { prepareProgram } from "./program"
import type { Program } from "./program"

/** Starts one store process for a whole file. What is returned works from the first test on. */
export function theProgram(environment: NodeJS.ProcessEnv = {}): Program {
  let prepared: Program | undefined
  beforeAll(async () => {
    prepared = await prepareProgram()
    await prepared.start(environment)
  })
  afterAll(async () => {
    await prepared?.close()
  })
  const program = () => {
    if (prepared === undefined) throw new Error("the store starts before the first test")
    return prepared
  }
  return {
    get simulator() {
      return program().simulator
    },
    get paybyPrivateKey() {
      return program().paybyPrivateKey
    },
    get database() {
      return program().database
    },
    get postgres() {
      return program().postgres
    },
    get process() {
      return program().process
    },
    get store() {
      return program().store
    },
    get front() {
      return program().front
    },
    admin: (path, body) => program().admin(path, body),
    start: (more) => program().start(more),
    close: () => program().close(),
  }
}
