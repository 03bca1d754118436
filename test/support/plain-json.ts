/** What a reader of the printed JSON gets: undefined keys are gone, and nothing but data is left. */
export function printed(document: unknown): unknown {
  const text = JSON.stringify(document)
  return JSON.parse(text) as unknown
}
