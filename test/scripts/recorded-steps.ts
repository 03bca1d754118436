import {readFileSync} from 'node:fs'

import {judge} from '../../scripts/replay-releases/judge.js'
import type {Answer} from '../../scripts/replay-releases/run-trees.js'

/** A step of a buildpack's history, as its replay ran it. Answers are in the order of the trees. */
export interface Step {
  from: string
  to: string
  /** What rests on units that the two releases have different. */
  changes: string[]
  /** What release `from` decides with the constants of `to`. */
  said: (Answer | null)[]
  /** What release `to` decides, run. */
  truth: (Answer | null)[]
  /** What the interpreter decides with the code of release `to`; null where it doesn't understand it, `false` where the app isn't taken. */
  interpreted: (Answer | false | null)[]
}

type Judging = Parameters<typeof judge>

/** Reads what a replay recorded: answers, and the ids of trees of a corpus. */
export function recordedSteps<Tree extends {id: string}>(file: string, corpus: readonly Tree[]): {steps: Step[]; trees: Tree[]} {
  const {steps, trees} = JSON.parse(readFileSync(file, 'utf8')) as {steps: Step[]; trees: string[]}
  const known = new Map(corpus.map((tree) => [tree.id, tree]))
  return {steps, trees: trees.map((id) => known.get(id)!)}
}

const understood = (answer: Answer | false | null) => (answer === false ? null : (answer ?? undefined))

/** @returns what judges a step, with `asks` as the plugin does, which asks the interpreter too */
export function judging(trees: Judging[0]['trees'], resting?: Judging[1]) {
  return ({changes, interpreted, said, truth}: Step, asks = false) =>
    judge(
      {
        changes: new Set(changes),
        interpreted: interpreted.map((answer) => (asks ? understood(answer) : undefined)),
        said,
        trees,
        truth,
      },
      resting,
    )
}
