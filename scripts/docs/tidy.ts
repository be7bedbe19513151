import { format, resolveConfig } from "prettier"

/** What a file is to hold, as prettier wants it, which lines up tables. */
export async function tidy(file: string, text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(file)), filepath: file })
}
