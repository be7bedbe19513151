import { useText } from "../../i18n/use-text"
import { useLookUp } from "../../queries/look-up"
import { Failure } from "../plain/failure"
import { Section } from "../plain/section"
import { LookUpForm } from "./look-up-form"
import { LookUpResult } from "./look-up-result"

/** Asks PayBy about any number. */
export function LookUp() {
  const say = useText()
  const { data, error, isPending, variables, mutate } = useLookUp()
  return (
    <div className="flex flex-col gap-y-3">
      <Section level="h1" title={say("look_up.title")} subtitle={say("look_up.subtitle")}>
        <LookUpForm asking={isPending} onAsk={mutate} />
        {error !== null && (
          <Failure error={error} again={() => variables !== undefined && mutate(variables)} />
        )}
      </Section>
      {data !== undefined && <LookUpResult lookUp={data.look_up} />}
    </div>
  )
}
