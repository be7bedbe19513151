import { SquareTwoStackMini } from "@medusajs/icons"
import { IconButton } from "@medusajs/ui"
import { useText } from "../../i18n/use-text"
import { useCopy } from "./use-copy"

/** A number somebody may have to tell PayBy, with a button that copies it. */
export function CopyableNumber({ value, what }: { value: string; what: string }) {
  const say = useText()
  const copy = useCopy()
  return (
    <span className="flex min-w-0 items-center gap-x-1">
      <PlainNumber value={value} />
      <IconButton
        type="button"
        size="2xsmall"
        variant="transparent"
        aria-label={say("common.copy", { what })}
        onClick={() => void copy(value)}
      >
        <SquareTwoStackMini className="text-ui-fg-muted" />
      </IconButton>
    </span>
  )
}

/** A number that reads from left to right in every language. */
export function PlainNumber({ value }: { value: string }) {
  return (
    <span dir="ltr" className="txt-compact-small w-fit min-w-0 break-all font-mono">
      {value}
    </span>
  )
}
