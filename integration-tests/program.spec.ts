import { PATIENT } from "./histories/quick-policy"
import { attacks } from "./lab/attacks"
import { oneKill } from "./lab/kills"
import { theProgram } from "./support/the-program"

// A store as a program of its own: its exits can be seen, its log read, and its life ended.
const environment = {
  LOG_LEVEL: "debug",
  PAYBY_POLICY: JSON.stringify(PATIENT),
  PAYBY_DEADLINE_MS: "10000",
}
const program = theProgram(environment)
attacks(program)
oneKill(program, environment)
