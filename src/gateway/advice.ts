/** Sentences for the person who has to change a setting: what is wrong, and where the right value is found. */
export const ADVICE = {
  clockBehind:
    "This machine's clock is behind PayBy's by more than 15 minutes. Set it right and keep it so with NTP.",
  clockAhead:
    "This machine's clock is ahead of PayBy's by more than 15 minutes. Set it right and keep it so with NTP.",
  clock:
    "This machine's clock seems to differ from PayBy's by more than 15 minutes. Compare it, and keep it right with NTP.",
  ourSignature:
    "PayBy could not verify our signature. The private key in the options and the public key uploaded in PayBy's " +
    "portal (Management, API key) must be a pair, and belong to this partner id.",
  theirSignature:
    "No configured PayBy key verifies this answer. Copy PayBy's public key of this environment from the portal " +
    "(Management, API key); after a rotation configure the new one beside the old one.",
  unauthorised:
    "PayBy does not let this merchant make the call. Check the partner id, the environment, the IP allow-list " +
    "(Management, API key) and the key pair; then ask PayBy to enable the API.",
  product:
    "The merchant has not been granted this product. Apply for it in PayBy's portal (Products), or do not offer the scene.",
  payee:
    "PayBy does not know this payee. Leave payeeMid out to be paid yourself, or ask PayBy for the right member id.",
  device:
    "PayBy does not know this device or secondary merchant, or has locked it. Compare the id with the portal, or leave it out.",
  app: "PayBy does not know this app id. Register the app in the portal (Setting, Developers, My Apps).",
  tooFast: "PayBy seems to find our calls too frequent. Slow down before asking again.",
  address:
    "PayBy's API does not answer like this. Check the base URL, and what stands between it and us.",
} as const
