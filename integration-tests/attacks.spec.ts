import { PATIENT } from "./histories/quick-policy"
import { attacks } from "./lab/attacks"
import { theProgram } from "./support/the-program"

// A store as a program of its own: its exits can be seen, and its log read.
attacks(
  theProgram({
    LOG_LEVEL: "debug",
    PAYBY_POLICY: JSON.stringify(PATIENT),
    PAYBY_DEADLINE_MS: "10000",
  }),
)
