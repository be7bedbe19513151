/** What one side did in its turn, in the unit of the comparison. */
export type Side = () => Promise<number>

/**
 * Lets two sides take turns and compares each turn with its neighbour: `ours / theirs`, one ratio a
 * round. Who begins changes every round, so that neither always meets the machine as the other left it.
 */
export async function inTurns(rounds: number, ours: Side, theirs: Side): Promise<number[]> {
  const ratios: number[] = []
  for (let round = 0; round < rounds; round++) {
    const first = round % 2 === 0 ? await ours() : await theirs()
    const second = round % 2 === 0 ? await theirs() : await ours()
    ratios.push(round % 2 === 0 ? first / second : second / first)
  }
  return ratios
}

/** Runs work that many times, so many at once, and gives the seconds it all took. */
export async function secondsFor(
  times: number,
  atOnce: number,
  work: (index: number) => Promise<void>,
): Promise<number> {
  let next = 0
  const began = performance.now()
  const worker = async () => {
    while (next < times) await work(next++)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return (performance.now() - began) / 1_000
}
