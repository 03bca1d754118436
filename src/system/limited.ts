/** As Promise.all over a map, with no more than `limit` at a time: open files are scarce. */
export async function mapLimited<T, R>(items: readonly T[], limit: number, map: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const work = async () => {
    while (next < items.length) {
      const index = next++
      results[index] = await map(items[index]!)
    }
  }

  await Promise.all(Array.from({length: Math.min(limit, items.length)}, async () => work()))
  return results
}
