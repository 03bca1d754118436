import type {Check} from '../check.js'

export const moveFirAptfile: Check = {
  id: 'move/fir-aptfile',
  title: 'the Aptfile has no effect on Fir',
  severity: 'warning',
  ofMoves: true,
  docs: {
    what: 'The app has an `Aptfile`, and moves to Fir.',
    why: 'Only the classic buildpack `heroku-community/apt` reads it, and Fir runs no classic buildpacks. The app then lacks the Ubuntu packages.',
    fix: 'Use the Cloud Native Buildpack `heroku/deb-packages`, and list the packages in `project.toml`.',
    example: 'an `Aptfile` with `ffmpeg`',
    link: 'https://devcenter.heroku.com/articles/managing-buildpacks',
  },
  run({kind, move, project}) {
    if (move === null || kind !== 'cnb' || move.from.kind === 'cnb' || !project.tree.isFile('Aptfile')) return []
    return [
      {
        file: 'Aptfile',
        fix: {command: null, kind: 'hand'},
        message: 'Fir ignores the Aptfile. Use heroku/deb-packages, and list the Ubuntu packages in project.toml.',
      },
    ]
  },
}
