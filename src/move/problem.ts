/** Why a move could not be forecast or tried: data. The words are in render/problems/move.ts. */
export type MoveProblem =
  /** uv could not make a project of the app's files. */
  {id: 'not-convertible'; message: string}
