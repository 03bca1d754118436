/** Every text that can be reached from a value: names and values, hidden ones and causes too. */
export function everythingIn(value: unknown): string[] {
  const texts: string[] = []
  const seen = new Set<unknown>()
  const pending: unknown[] = [value]
  while (pending.length > 0) {
    const next = pending.pop()
    if (typeof next === 'string') texts.push(next)
    if ((typeof next !== 'object' && typeof next !== 'function') || next === null || seen.has(next)) continue
    seen.add(next)
    if (next instanceof Map || next instanceof Set) pending.push(...next)
    if (next instanceof Uint8Array) {
      texts.push(Buffer.from(next).toString('utf8'))
      continue
    }

    for (const key of Reflect.ownKeys(next)) {
      const descriptor = Object.getOwnPropertyDescriptor(next, key)
      pending.push(String(key), descriptor && 'value' in descriptor ? descriptor.value : undefined)
    }
  }

  return texts
}
