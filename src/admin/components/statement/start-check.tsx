import { Button, Input, Label } from "@medusajs/ui"
import { useId, useState } from "react"
import { useText } from "../../i18n/use-text"
import { dubaiDay, lastDubaiDay } from "./dubai-day"

/** Which day to check. */
export function StartCheck({ busy, onStart }: { busy: boolean; onStart: (day: string) => void }) {
  const say = useText()
  const id = useId()
  const [day, setDay] = useState(() => lastDubaiDay(new Date()))
  return (
    <form
      className="flex flex-wrap items-end gap-3 px-6 py-4"
      onSubmit={(event) => {
        event.preventDefault()
        onStart(day)
      }}
    >
      <div className="flex flex-col gap-y-2">
        <Label htmlFor={id} size="small" weight="plus">
          {say("statement.day")}
        </Label>
        <Input
          id={id}
          type="date"
          required
          max={dubaiDay(new Date())}
          value={day}
          onChange={({ target }) => setDay(target.value)}
        />
      </div>
      <Button type="submit" isLoading={busy}>
        {say("statement.check")}
      </Button>
    </form>
  )
}
