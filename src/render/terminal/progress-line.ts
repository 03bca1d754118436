/** A line on stderr that is written over, in a terminal; nothing anywhere else. */
export interface ProgressLine {
  show(text: string): void
  clear(): void
}

/** @param isShown that stdout and stderr are a terminal, outside of CI */
export function progressLine(stream: Pick<NodeJS.WriteStream, 'columns' | 'write'>, isShown: boolean): ProgressLine {
  let isDirty = false
  return {
    clear() {
      if (isDirty) stream.write('\r\u001B[K')
      isDirty = false
    },
    show(text) {
      if (!isShown) return
      stream.write(`\r\u001B[K${text.slice(0, Math.max(10, (stream.columns ?? 80) - 1))}`)
      isDirty = true
    },
  }
}
