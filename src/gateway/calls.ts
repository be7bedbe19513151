/** Every call we make, and where it lives below PayBy's API root. */
export const CALLS = {
  placeOrder: "/acquire2/placeOrder",
  getOrder: "/acquire2/getOrder",
  cancelOrder: "/acquire2/cancelOrder",
  revokeOrder: "/acquire2/revokeOrder",
  updateExpiredTime: "/acquire2/updateExpiredTime",
  getCashierUrlInfo: "/acquire2/getCashierUrlInfo",
  placeRefund: "/acquire2/refund/placeOrder",
  getRefund: "/acquire2/refund/getOrder",
  queryOrderPage: "/acquire2Query/queryOrderPage",
  queryRefundOrderPage: "/acquire2Query/queryRefundOrderPage",
  getTransfer: "/transfer/getTransferOrder",
  downloadStatement: "/acquire2/download/getOrderStatement",
  verifySign: "/verifySign",
} as const

export type CallName = keyof typeof CALLS
