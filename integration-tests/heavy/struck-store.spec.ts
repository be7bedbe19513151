import { PATIENT } from "../histories/quick-policy"
import { databaseTrouble } from "../lab/database-trouble"
import { kills } from "../lab/kills"
import { theProgram } from "../support/the-program"

// A store as a program of its own: its life can be ended, and its database taken away.
const environment = {
  LOG_LEVEL: "debug",
  PAYBY_POLICY: JSON.stringify(PATIENT),
  PAYBY_DEADLINE_MS: "10000",
}
const program = theProgram(environment)
kills(program, environment)
databaseTrouble(program)
