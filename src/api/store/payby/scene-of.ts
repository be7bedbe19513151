import type { StorePayByScene } from "./contract"

const SCENES: readonly StorePayByScene[] = ["PAYPAGE", "DYNQR", "EWALLET", "INAPP", "JSAPI"]

/** The ledger keeps the scene as text; only these were ever placed. */
export function sceneOf(text: string): StorePayByScene {
  return SCENES.find((scene) => scene === text) ?? "PAYPAGE"
}
