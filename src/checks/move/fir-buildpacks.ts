import type {Check, CheckContext, Finding} from '../check.js'

import {buildFolder, buildpackRefs} from '../../platform/app.js'
import {isPythonBuildpack, roleOf} from '../../platform/buildpacks/catalogue.js'
import {parseReference} from '../../platform/buildpacks/reference.js'

export const moveFirBuildpacks: Check = {
  id: 'move/fir-buildpacks',
  title: "the app's classic buildpacks don't run on Fir",
  severity: 'warning',
  needs: ['app'],
  ofMoves: true,
  appOnly: true,
  docs: {
    what: 'The app has other classic buildpacks than `heroku/python`, and moves to Fir.',
    why: 'Fir builds with Cloud Native Buildpacks only. A classic buildpack has to be replaced by one of those, named in `project.toml`, or the app lacks what it brings.',
    fix: 'Replace each by its Cloud Native counterpart: `heroku/nodejs`, or `heroku/deb-packages` in the place of `heroku-community/apt`. Name them in `project.toml`, in their order.',
    example: 'an app with `heroku-community/apt` and `heroku/python`, on the way to Fir',
    link: 'https://devcenter.heroku.com/articles/managing-buildpacks',
  },
  run(context) {
    const {kind, move} = context
    if (move === null || kind !== 'cnb' || move.from.kind === 'cnb') return []
    const others = buildpackRefs(move.from.app).filter((ref) => !isPythonBuildpack(parseReference(ref)))
    return others.map((ref) => ofBuildpack(ref, move.from))
  },
}

function ofBuildpack(ref: string, {app}: CheckContext): Finding {
  const reference = parseReference(ref)
  const role = roleOf(reference)
  if (role.kind === 'exporter' || role.kind === 'standalone' || role.kind === 'python-fork')
    return {
      fix: {command: app && `heroku python:migrate-buildpack --app ${app.name}`, kind: app ? 'ask' : 'hand'},
      message: `${beginning(reference.shown)} heroku/python does what it does: move off it first.`,
    }
  const place = role.kind === 'other' ? role.place : null
  return {fix: {command: null, kind: 'hand'}, message: `${beginning(reference.shown)} ${adviceFor(place, app)}`}
}

function beginning(shown: string): string {
  return `${shown} is a classic buildpack, and Fir doesn't run it.`
}

function adviceFor(place: null | string, app: CheckContext['app']): string {
  switch (place) {
    case 'apt':
      return 'Use heroku/deb-packages, and list the Ubuntu packages in project.toml.'
    case 'node':
      return 'Use the Cloud Native heroku/nodejs, and name both buildpacks in project.toml.'
    case 'subfolder':
      return app && buildFolder(app) !== ''
        ? `Move the app in ${buildFolder(app)} to a repository of its own, or to the root of this one.`
        : 'A Fir app is built from the root of its repository.'
    default:
      return 'Look for a Cloud Native Buildpack that does the same, or write an inline buildpack in project.toml.'
  }
}
