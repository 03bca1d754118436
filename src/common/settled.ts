/** The value of a promise that has ended, of `Promise.allSettled`. @throws what it was rejected with */
export function settled<Value>(result: PromiseSettledResult<Value>): Value {
  if (result.status === 'rejected') throw result.reason
  return result.value
}
