/** A change to the files on disk. A fix is a list of them, which can be shown before it is made. Paths are relative, with `/`. */
export type Edit =
  | {action: 'write'; path: string; contents: string}
  | {action: 'delete'; path: string}
  | {action: 'rename'; path: string; to: string}
  /** Take a path out of git's index and leave it on disk. */
  | {action: 'untrack'; path: string}
