/** Resolves when the work has ended, well or not, or after so many milliseconds; the work itself goes on. */
export async function noLongerThan(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const enough = new Promise<void>((done) => (timer = setTimeout(done, ms).unref()))
  await Promise.race([work.catch(() => undefined), enough])
  clearTimeout(timer)
}
