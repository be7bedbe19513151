import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import StripeProviderService from "@medusajs/payment-stripe/dist/services/stripe-provider"

/** The provider's own options, and the port of the Stripe that stands in. */
interface Options {
  readonly apiKey: string
  readonly webhookSecret: string
  readonly capture: boolean
  readonly port: number
}

/**
 * Medusa's own provider for Stripe, unchanged but for where it sends its calls: it hands Stripe's client
 * the secret key and nothing else, so that the client's other settings are made here, after it.
 */
class LocalStripe extends StripeProviderService {
  static override identifier = "stripe"

  constructor(cradle: Record<string, unknown>, options: Options) {
    super(cradle, options)
    const settings: unknown = Reflect.get(this.stripe_, "_api")
    if (typeof settings !== "object")
      throw new Error("Stripe's client keeps its settings elsewhere")
    Object.assign(settings ?? {}, { host: "127.0.0.1", port: options.port, protocol: "http" })
  }
}

export default ModuleProvider(Modules.PAYMENT, { services: [LocalStripe] })
