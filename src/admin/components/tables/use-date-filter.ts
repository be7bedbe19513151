import { useDataTableDateFilters } from "@medusajs/dashboard/hooks"
import type { DataTableFilter } from "@medusajs/ui"

/** Medusa's own filter for a time, for a column of ours. */
export function useDateFilter(): (id: string, label: string) => DataTableFilter[] {
  const [created] = useDataTableDateFilters()
  return (id, label) => (created === undefined ? [] : [{ ...created, id, label }])
}
