/** The phone a page is shown on, in the words of a wallet's link; null on anything else. */
export function phoneSystem(
  userAgent: string = globalThis.navigator?.userAgent ?? "",
): "IOS" | "ANDROID" | null {
  if (/android/i.test(userAgent)) return "ANDROID"
  return /iphone|ipad|ipod/i.test(userAgent) ? "IOS" : null
}
