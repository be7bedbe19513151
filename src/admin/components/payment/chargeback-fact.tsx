import { StatusBadge } from "@medusajs/ui"
import type { AdminPayByChargeback } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { Amount } from "../plain/amount"
import { Fact } from "../plain/facts"
import { Moment } from "../plain/moment"

/** The payer's dispute; nothing when there is none. */
export function ChargebackFact({ chargeback }: { chargeback: AdminPayByChargeback | null }) {
  const say = useText()
  if (chargeback === null) return null
  return (
    <Fact term={say("field.chargeback")}>
      <span className="flex flex-wrap items-center gap-2">
        {chargeback.amount && (
          <StatusBadge color="red">
            <Amount money={chargeback.amount} />
          </StatusBadge>
        )}
        {chargeback.case_type !== null && <span>{chargeback.case_type}</span>}
        {chargeback.at !== null && <Moment at={chargeback.at} />}
      </span>
    </Fact>
  )
}
