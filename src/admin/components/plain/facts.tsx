import type { ReactNode } from "react"

/** What is known of something: terms and their values. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="flex flex-col gap-y-3 px-6 py-4">{children}</dl>
}

/** One of them; nothing when there is nothing to tell. */
export function Fact({ term, children }: { term: string; children: ReactNode }) {
  if (children === null || children === undefined || children === false || children === "") {
    return null
  }
  return (
    <div className="txt-compact-small grid grid-cols-[minmax(6rem,2fr)_3fr] items-center gap-x-4">
      <dt className="text-ui-fg-subtle font-medium">{term}</dt>
      <dd className="text-ui-fg-base min-w-0">{children}</dd>
    </div>
  )
}
