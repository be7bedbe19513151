import { Table } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { AdminPayByPage } from "../../../api/admin/payby/contract"

/** Turns the pages of a list, in Medusa's own words. */
export function Pages({
  page,
  onTurn,
}: {
  page: AdminPayByPage
  onTurn: (offset: number) => void
}) {
  const { t } = useTranslation()
  const { count, limit, offset } = page
  return (
    <Table.Pagination
      count={count}
      pageSize={limit}
      pageIndex={Math.floor(offset / limit)}
      pageCount={Math.ceil(count / limit)}
      canPreviousPage={offset > 0}
      canNextPage={offset + limit < count}
      previousPage={() => onTurn(Math.max(0, offset - limit))}
      nextPage={() => onTurn(offset + limit)}
      translations={{
        of: t("general.of"),
        results: t("general.results"),
        pages: t("general.pages"),
        prev: t("general.prev"),
        next: t("general.next"),
      }}
    />
  )
}
