/** Median and quartiles of some samples. */
export interface Spread {
  readonly median: number
  /** A quarter of the samples is below, a quarter above. */
  readonly lower: number
  readonly upper: number
}

/** @throws RangeError without samples: no figure is better than an invented one */
export function spreadOf(samples: readonly number[]): Spread {
  return {
    median: quantile(samples, 0.5),
    lower: quantile(samples, 0.25),
    upper: quantile(samples, 0.75),
  }
}

/** The value below which this part of the samples lies, between two of them where it has to be. */
export function quantile(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const place = (sorted.length - 1) * part
  const below = sorted[Math.floor(place)]
  const above = sorted[Math.ceil(place)]
  if (below === undefined || above === undefined) throw new RangeError("there are no samples")
  return below + (above - below) * (place - Math.floor(place))
}
