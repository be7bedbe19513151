import type { MedusaContainer } from "@medusajs/framework/types"
import { CORE } from "./memory-container"
import type { MemoryCore } from "./memory-core"
import type { RefundInput } from "./memory-medusa"

/** Stands in for Medusa's workflows by their names: each runs in the core of the container it is given. */
function workflow<Input>(run: (core: MemoryCore, input: Input) => Promise<unknown>) {
  return (container: MedusaContainer) => ({
    run: async ({ input }: { input: Input }) => ({
      result: await run(container.resolve<MemoryCore>(CORE), input),
    }),
  })
}

export const completeCartWorkflowId = "complete-cart"

export const createPaymentSessionsWorkflow = workflow((core, input: { provider_id: string }) =>
  core.startSession(input.provider_id),
)
export const deletePaymentSessionsWorkflow = workflow((core, input: { ids: string[] }) =>
  core.deleteSessions(input.ids),
)
export const capturePaymentWorkflow = workflow((core, input: { payment_id: string }) =>
  core.capturePayment(input.payment_id),
)
export const refundPaymentWorkflow = workflow((core, input: RefundInput) =>
  core.refundOfOrder(input),
)
export const refundPaymentsWorkflow = workflow((core, input: RefundInput[]) =>
  core.refundPayments(input),
)
/** What an order owes is not modelled. */
export const createOrderCreditLinesWorkflow = workflow(async () => undefined)
