/**
 * A check: `group/name`. It never changes its meaning.
 * @pattern ^[a-z]+/[a-z][a-z0-9]*(-[a-z0-9]+)*$
 */
export type CheckId = string

/**
 * From 0.
 * @asType integer
 * @minimum 0
 */
export type Count = number

/**
 * From 1.
 * @asType integer
 * @minimum 1
 */
export type Line = number

/**
 * In bytes.
 * @asType integer
 * @minimum 0
 */
export type Bytes = number

/**
 * In seconds, with a fraction.
 * @minimum 0
 */
export type Seconds = number

/** @minLength 1 */
export type Words = string

/** A change to a file of the source. Paths are relative to its folder, with `/`. */
export type EditJson =
  | {
      /** `untrack`: removed from git's index; the file stays on disk. */
      action: 'delete' | 'untrack' | 'write'
      path: Words
    }
  | {action: 'rename'; path: Words; to: Words}

/** The release of Heroku's Python buildpack that was used. */
export interface BuildpackJson {
  /** `classic`: for Cedar apps · `cnb`: for Fir apps. */
  kind: 'classic' | 'cnb'
  /**
   * Its number, as Heroku writes it: `v351`, `6.5.6`.
   * @pattern ^v?\d+(\.\d+)*$
   */
  release: string
  /**
   * The day of its release.
   * @pattern ^\d{4}-\d{2}-\d{2}$
   */
  released: string
}

export interface SourceJson {
  /** The source's folder. */
  path: Words
  /** As requested; null: the files on disk were read. */
  ref: Words | null
  /** True: the files on disk were read, not a commit. */
  dirty: boolean
}
