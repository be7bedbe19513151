import { invalidParameter } from "./codes"
import { isJsonObject, type Json, type JsonObject } from "./json"

/** Demands a JSON object where one belongs. */
export function readObject(value: Json | undefined, name: string): JsonObject {
  if (!isJsonObject(value)) throw invalidParameter(`${name} is missing or not an object`)
  return value
}

/** Text of at most `max` characters; absent, null and "" are the same. */
export function readText(from: JsonObject, name: string, max: number): string | undefined {
  const value = from[name]
  if (value === undefined || value === null || value === "") return undefined
  if (typeof value !== "string") throw invalidParameter(`${name} must be text`)
  if (value.length > max) throw invalidParameter(`${name} is longer than ${max} characters`)
  return value
}

export function demandText(from: JsonObject, name: string, max: number): string {
  const text = readText(from, name, max)
  if (text === undefined) throw invalidParameter(`${name} is missing`)
  return text
}

/** One of a list of words, or absent. */
export function readWord(
  from: JsonObject,
  name: string,
  words: readonly string[],
): string | undefined {
  const word = readText(from, name, 64)
  if (word !== undefined && !words.includes(word)) {
    throw invalidParameter(`${name} must be one of ${words.join(", ")}`)
  }
  return word
}

/** Epoch milliseconds as a JSON number. */
export function readTime(from: JsonObject, name: string): number | undefined {
  const value = from[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 1e12) {
    throw invalidParameter(`${name} must be epoch milliseconds`)
  }
  return value
}

/** A merchant's own number: letters, digits, "-" and "_", at most 64. */
export function readMerchantNumber(from: JsonObject, name: string): string | undefined {
  const number = readText(from, name, 64)
  if (number !== undefined && !/^[\w-]+$/.test(number)) {
    throw invalidParameter(`${name} allows letters, digits, "-" and "_" only`)
  }
  return number
}

/** An address that PayBy can call or send a browser to. */
export function readUrl(from: JsonObject, name: string, max: number): string | undefined {
  const url = readText(from, name, max)
  if (url !== undefined && !/^https?:\/\//.test(url)) {
    throw invalidParameter(`${name} must begin with http:// or https://`)
  }
  return url
}
