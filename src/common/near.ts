/** How many letters differ: inserted, deleted, replaced, or two that changed places. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({length: b.length + 1}, (_, column) => column)]
  for (let row = 1; row <= a.length; row++) {
    const line = [row]
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1]
      const above = rows[row - 1]!
      let least = Math.min(above[column]! + 1, line[column - 1]! + 1, above[column - 1]! + (isSame ? 0 : 1))
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (isSwapped) least = Math.min(least, rows[row - 2]![column - 2]! + 1)
      line.push(least)
    }

    rows.push(line)
  }

  return rows[a.length]![b.length]!
}

/** The word that was meant, if one is near: a third of its letters may be wrong, and dashes don't count. */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  const plain = (word: string) => word.toLowerCase().replaceAll(/[-_]/g, '')
  const wanted = plain(typed)
  const found = words
    .map((word) => ({score: distance(wanted, plain(word)), word}))
    .filter(({score, word}) => score <= Math.max(1, Math.floor(plain(word).length / 3)))
    .sort((a, b) => a.score - b.score)
  return found[0]?.word
}
