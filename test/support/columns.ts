/** Gives this process's streams a width, as a terminal's have one. @returns takes it away again */
export function setColumns(columns: number): () => void {
  const streams = [process.stdout, process.stderr]
  const original = streams.map((stream) => Object.getOwnPropertyDescriptor(stream, 'columns'))
  for (const stream of streams) Object.defineProperty(stream, 'columns', {configurable: true, value: columns, writable: true})
  return () => {
    for (const [index, stream] of streams.entries()) {
      if (original[index]) Object.defineProperty(stream, 'columns', original[index])
      else delete (stream as {columns?: number}).columns
    }
  }
}
