import { useSearchParams } from "react-router-dom"
import { useText } from "../../i18n/use-text"
import { useAttention } from "../../queries/attention"
import { Empty } from "../plain/empty"
import { Failure } from "../plain/failure"
import { Loading } from "../plain/loading"
import { Section } from "../plain/section"
import { rowsBefore } from "../tables/filter-values"
import { AttentionItem } from "./attention-item"
import { Pages } from "./pages"

const PAGE_SIZE = 20

/** What needs a person, the oldest first. */
export function AttentionList() {
  const say = useText()
  const [params, setParams] = useSearchParams()
  const offset = rowsBefore(params.get("offset") ?? undefined)
  const { data: page, error, refetch } = useAttention({ limit: PAGE_SIZE, offset })
  return (
    <Section level="h1" title={say("attention.title")} subtitle={say("attention.subtitle")}>
      {error !== null && <Failure error={error} again={() => void refetch()} />}
      {page === undefined && error === null && <Loading />}
      {page?.count === 0 && (
        <Empty title={say("attention.all_well")} why={say("attention.all_well_why")} />
      )}
      {page !== undefined && page.count > 0 && (
        <ul className="divide-y">
          {page.attention.map((item) => (
            <AttentionItem key={`${item.kind} ${item.id}`} item={item} />
          ))}
        </ul>
      )}
      {page !== undefined && page.count > PAGE_SIZE && (
        <Pages page={page} onTurn={(to) => setParams({ offset: String(to) })} />
      )}
    </Section>
  )
}
