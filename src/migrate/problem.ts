/** Why a migration could not be made: data. The words are in render/problems/migrate.ts. Buildpacks are given as they are shown. */
export type MigrateProblem =
  | {id: 'buildpacks-changed'; app: string; now: readonly string[]}
  | {id: 'buildpacks-changed-after'; app: string; now: readonly string[]}
  | {id: 'buildpacks-not-set'; app: string; status: number | null; message: string; now: readonly string[] | null; isOld: boolean}
  | {id: 'buildpacks-unknown'; app: string; message: string; readMessage: string}
  | {id: 'cancelled'; app: string}
  | {id: 'config-not-unset'; app: string; names: readonly string[]; message: string; listChanged: boolean}
  | {id: 'container-app'; app: string}
  | {id: 'fir-app'; app: string}
  | {id: 'needs-confirm'; app: string; given: string | null; forgotten: readonly string[]; names: readonly string[]}
  | {id: 'needs-terminal'; flag: string}
  | {id: 'needs-yes'; app: string; undo: boolean}
  | {id: 'not-saved'; folder: string; code: string}
  | {id: 'nothing-to-undo'; app: string}
  | {id: 'order-mismatch'; missing: readonly string[]; unknown: readonly string[]}
  | {id: 'undo-needs-credentials'; app: string; missing: readonly string[]}
