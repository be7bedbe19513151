import { toast } from "@medusajs/ui"
import { useSearchParams } from "react-router-dom"
import { useText } from "../../i18n/use-text"
import {
  useStartStatementCheck,
  useStatementCheck,
  useStatementChecks,
} from "../../queries/statement-checks"
import { Failure } from "../plain/failure"
import { Section } from "../plain/section"
import { CheckResult } from "./check-result"
import { EarlierChecks } from "./earlier-checks"
import { StartCheck } from "./start-check"

/** Starts checks of a day's statement and shows what they found; which one is in the page's address. */
export function StatementCheck() {
  const say = useText()
  const [params, setParams] = useSearchParams()
  const shown = params.get("check")
  const { data: checks, error, refetch } = useStatementChecks()
  const { data: result } = useStatementCheck(shown)
  const { mutateAsync, isPending } = useStartStatementCheck()
  const show = (id: string) => setParams({ check: id })
  const start = async (day: string) => {
    try {
      show((await mutateAsync(day)).statement_check.id)
    } catch (error) {
      const description = error instanceof Error ? error.message : String(error)
      toast.error(say("outcome.failed"), { description })
    }
  }
  return (
    <div className="flex flex-col gap-y-3">
      <Section level="h1" title={say("statement.title")} subtitle={say("statement.subtitle")}>
        <StartCheck busy={isPending} onStart={(day) => void start(day)} />
        {error !== null && <Failure error={error} again={() => void refetch()} />}
      </Section>
      {result !== undefined && <CheckResult check={result.statement_check} />}
      {checks !== undefined && <EarlierChecks checks={checks.statement_checks} onShow={show} />}
    </div>
  )
}
