import { Alert, Button } from "@medusajs/ui"
import { useText } from "../../i18n/use-text"

/** Says that something could not be loaded, and offers to try again. */
export function Failure({ error, again }: { error: Error; again: () => void }) {
  const say = useText()
  return (
    <div className="px-6 py-4" role="alert">
      <Alert variant="error">
        <div className="flex flex-col items-start gap-y-2">
          <span>{say("common.could_not_load")}</span>
          <span>{say("common.could_not_load_why", { message: error.message })}</span>
          <Button type="button" size="small" variant="secondary" onClick={again}>
            {say("common.try_again")}
          </Button>
        </div>
      </Alert>
    </div>
  )
}
