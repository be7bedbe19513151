/** The only source of the present time in the gateway. Tests hand in their own. */
export type Clock = () => Date
