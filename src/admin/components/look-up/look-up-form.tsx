import { Button, Input, Label, Select } from "@medusajs/ui"
import { useId, useState } from "react"
import type { AdminPayByLookUpKind } from "../../../api/admin/payby/contract"
import { useLanguage } from "../../i18n/use-language"
import { useText } from "../../i18n/use-text"
import { LOOK_UP_KINDS } from "./kinds"

interface LookUpFormProps {
  asking: boolean
  onAsk: (question: { number: string; kind: AdminPayByLookUpKind }) => void
}

/** A number, and what it may be. */
export function LookUpForm({ asking, onAsk }: LookUpFormProps) {
  const say = useText()
  const { direction } = useLanguage()
  const numberId = useId()
  const kindId = useId()
  const [number, setNumber] = useState("")
  const [kind, setKind] = useState<AdminPayByLookUpKind>("payment")
  return (
    <form
      className="flex flex-wrap items-end gap-3 px-6 py-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (number.trim() !== "") onAsk({ number: number.trim(), kind })
      }}
    >
      <div className="flex min-w-[16rem] flex-1 flex-col gap-y-2">
        <Label htmlFor={numberId} size="small" weight="plus">
          {say("look_up.number")}
        </Label>
        <Input
          id={numberId}
          dir="ltr"
          aria-required
          autoComplete="off"
          value={number}
          onChange={({ target }) => setNumber(target.value)}
        />
      </div>
      <div className="flex w-44 flex-col gap-y-2">
        <Label htmlFor={kindId} size="small" weight="plus">
          {say("look_up.kind")}
        </Label>
        <Select
          dir={direction}
          value={kind}
          onValueChange={(value) => setKind(LOOK_UP_KINDS.find((one) => one === value) ?? kind)}
        >
          <Select.Trigger id={kindId}>
            <Select.Value />
          </Select.Trigger>
          <Select.Content>
            {LOOK_UP_KINDS.map((one) => (
              <Select.Item key={one} value={one}>
                {say(`look_up.kinds.${one}`)}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      </div>
      <Button type="submit" isLoading={asking}>
        {say("look_up.ask")}
      </Button>
    </form>
  )
}
