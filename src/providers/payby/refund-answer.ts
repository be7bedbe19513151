import type { PayByRefund } from "../../modules/payby/ledger/refund"
import type { PayByModuleService } from "../../modules/payby/service"
import type { RefundAnswer } from "../../modules/payby/refund-correspondence"

/** How long to wait before an unclear outcome is asked about once more, milliseconds. */
const ASK_AGAIN_MS = 1_000

/**
 * What became of a refund, found out until `endAt` at the latest: whoever clicked is waiting. What PayBy
 * answers later is written into the ledger all the same, and the job goes on from there.
 *
 * @param held the end of the lease that the request has on the refund; null: none
 */
export async function answerInTime(
  payby: PayByModuleService,
  endAt: Date,
  refund: PayByRefund,
  held: Date | null,
  begin: () => Promise<RefundAnswer>,
): Promise<RefundAnswer> {
  const { refunds, refundCorrespondence } = payby
  const left = () => endAt.getTime() - payby.clock().getTime()
  const late: RefundAnswer = { kind: "unclear", refund, fault: LATE }
  let answer = await inTime(payby, begin(), left(), late)
  while (answer.kind === "unclear" && left() > ASK_AGAIN_MS) {
    await sleep(ASK_AGAIN_MS)
    const now = (await refunds.find(refund.refundNo)) ?? refund
    answer = await inTime(payby, refundCorrespondence.resolve(now, held), left(), late)
  }
  if (answer.kind !== "unclear") return answer
  // A notification, or the job, may have come first.
  const after = await refunds.find(refund.refundNo)
  return after === null || after.status === null || after.status === "REFUSED"
    ? answer
    : { kind: "heard", refund: after }
}

const LATE = { kind: "unknown-outcome", reason: "The time for an answer was up." } as const

/** The answer, or `late`. A call that is still under way goes on; nobody waits for it. */
async function inTime(
  payby: PayByModuleService,
  call: Promise<RefundAnswer>,
  ms: number,
  late: RefundAnswer,
): Promise<RefundAnswer> {
  let timer: NodeJS.Timeout | undefined
  const timeIsUp = new Promise<RefundAnswer>((done) => {
    timer = setTimeout(done, Math.max(0, ms), late)
  })
  call.catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : "unknown error"
    payby.logger.warn(`PayBy refund ${late.refund.refundNo}: ${reason}`)
  })
  try {
    return await Promise.race([call, timeIsUp])
  } finally {
    clearTimeout(timer)
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
