import { attacks } from "./lab/attacks"
import { theProgram } from "./support/the-program"

// A store as a program of its own: its exits can be seen, its log read, its life ended.
const program = theProgram({ LOG_LEVEL: "debug" })
attacks(program)
