/**
 * What stands for something much larger, of which only a part is used: the compiler cannot know which.
 * A part that is used and not there fails the history that needs it.
 */
export function standingFor<T>(part: unknown): T {
  return Reflect.get(Object({ part }), "part")
}
