import type { AdminPayByMoney } from "../../../api/admin/payby/contract"
import { Amount } from "../plain/amount"
import { Fact } from "../plain/facts"

/** An amount and what it is; nothing when PayBy did not tell, or when it is nothing. */
export function MoneyFact({
  term,
  money,
}: {
  term: string
  money: AdminPayByMoney | null | undefined
}) {
  if (!money || Number(money.amount) === 0) return null
  return (
    <Fact term={term}>
      <Amount money={money} />
    </Fact>
  )
}
