import { ArrowDownTray } from "@medusajs/icons"
import { Button, toast } from "@medusajs/ui"
import { useState } from "react"
import type { AdminPayByStatementCheck } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { useWord } from "../../i18n/use-word"
import { statementCheckCsv } from "../../queries/statement-checks"
import { Amount } from "../plain/amount"
import { Empty } from "../plain/empty"
import { Fact, Facts } from "../plain/facts"
import { Loading } from "../plain/loading"
import { Section } from "../plain/section"
import { CheckBadge } from "./check-badge"
import { Differences } from "./differences"
import { saveAs } from "./save-as"

/** What the check of a day brought to light. */
export function CheckResult({ check }: { check: AdminPayByStatementCheck }) {
  const say = useText()
  const word = useWord()
  const { status, day, totals, message } = check
  return (
    <Section
      title={day}
      aside={
        <>
          <CheckBadge check={check} />
          {status === "done" && <Download check={check} />}
        </>
      }
    >
      {status === "running" && <Loading />}
      {status === "failed" && <Empty title={say("statement.failed")} why={message ?? ""} />}
      {status === "done" && (
        <Facts>
          <Fact term={say("statement.lines")}>{check.lines}</Fact>
          {Object.entries(totals).map(([name, money]) => (
            <Fact key={name} term={word("statement.total", name)}>
              <Amount money={money} />
            </Fact>
          ))}
        </Facts>
      )}
      {status === "done" && check.difference_count === 0 && (
        <Empty title={say("statement.agrees")} why={say("statement.agrees_why", { day })} />
      )}
      {status === "done" && check.differences.length > 0 && <Differences check={check} />}
    </Section>
  )
}

/** All differences as a file. */
function Download({ check }: { check: AdminPayByStatementCheck }) {
  const say = useText()
  const [loading, setLoading] = useState(false)
  const download = async () => {
    setLoading(true)
    try {
      saveAs(`payby-statement-${check.day}.csv`, await statementCheckCsv(check.id))
    } catch (error) {
      const description = error instanceof Error ? error.message : String(error)
      toast.error(say("common.could_not_load"), { description })
    } finally {
      setLoading(false)
    }
  }
  return (
    <Button
      type="button"
      size="small"
      variant="secondary"
      isLoading={loading}
      onClick={() => void download()}
    >
      <ArrowDownTray />
      {say("statement.download")}
    </Button>
  )
}
