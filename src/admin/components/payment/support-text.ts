import type { AdminPayByOrder } from "../../../api/admin/payby/contract"

/**
 * What PayBy's support needs to find a payment: numbers, amounts, words and its own trace code, in
 * English. Whatever names the payer, the shop's staff or a card stays out, so it may be sent to anybody.
 */
export function supportText(order: AdminPayByOrder): string {
  const { amount, trouble } = order
  const lines: [name: string, value: string | null][] = [
    ["Merchant id", `${order.partner_id} (${order.environment})`],
    ["Merchant order number", order.merchant_order_no],
    ["PayBy order number", order.payby_order_no],
    ["Amount", `${amount.amount} ${amount.currency_code}`],
    ["Created", order.created_at],
    ["Status", [order.status ?? "none yet", order.status_at].filter(Boolean).join(", ")],
    ["Revoked", order.revoked ? "yes" : null],
    ...order.refunds.map((refund): [string, string] => [
      `Refund ${refund.refund_no}`,
      [`${refund.amount.amount} ${refund.amount.currency_code}`, refund.status, refund.fail_code]
        .filter(Boolean)
        .join(", "),
    ]),
    [
      "Last trouble",
      trouble && [trouble.kind, trouble.code, trouble.at].filter(Boolean).join(", "),
    ],
    ["PayBy trace code", trouble?.trace_code ?? null],
  ]
  return lines.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])).join("\n")
}
