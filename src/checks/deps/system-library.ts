import type {Check, CheckContext, Finding} from '../check.js'

import {missingStandardModule} from '../../knowledge/system-needs.js'
import {findDependency, placeOf} from '../dependencies.js'
import {managerWords} from '../facts.js'
import {type BootImport, bootImports} from '../shared/boot-imports.js'
import {bootsAs} from '../shared/boot-words.js'
import {additionOf} from '../shared/system-additions.js'
import {type Lack, lacksOf} from './system-lacks.js'
import {aboutPackagesTxt, APT_PAGE, doubtOf, lackedBy, namesOf, remedyOf, subjectOf} from './system-words.js'

export const systemLibrary: Check = {
  id: 'deps/system-library',
  title: "a package needs a library that dynos don't have",
  severity: 'error',
  docs: {
    what: "A package loads a system library when it is imported, and the app's stack doesn't have it: OpenCV needs `libgl1`, `pyzbar` needs `libzbar0`, `sounddevice` needs `libportaudio2`. Or the app imports `tkinter`, which Heroku's Python is built without.",
    why: "The build succeeds, because pip doesn't need the library. The import fails on the dyno: `libGL.so.1: cannot open shared object file`. It works on your machine because that has the library.",
    fix: "Use a package that doesn't need the library, such as `opencv-python-headless` instead of `opencv-python`. Or install the library: list its Ubuntu package in an `Aptfile`, and add the buildpack `heroku-community/apt` before `heroku/python`.",
    example: '`opencv-python==4.11.0.86` in `requirements.txt`, and `import cv2`',
    link: APT_PAGE,
  },
  run(context) {
    const lacks = lacksOf(context).filter(({need}) => need.breaks === 'import')
    return [...lacks.map((lack) => finding(context, lack)), ...ofStandardLibrary(context)]
  },
}

function finding(context: CheckContext, lack: Lack): Finding {
  const {missing, name, need, unless, use} = lack
  const {instead} = need
  const hasBoth = instead !== undefined && findDependency(context, instead) !== undefined
  const what = `${subjectOf(lack)} needs ${namesOf(missing)}, which ${lackedBy(context)}`
  const error = need.error === undefined ? '' : ` (${need.error})`
  const happens = use.at === 'boot' ? bootsAs(use.place, 'an error') : 'Importing it fails'
  const remedy = remedyOf(context, missing)
  const replace =
    instead === undefined
      ? undefined
      : hasBoth
        ? `Remove ${name}: ${instead} is installed too`
        : `Replace ${name} with ${instead}`
  const other = remedy?.advice
  const advice =
    replace === undefined ? (other ?? 'Remove it on Heroku') : other === undefined ? replace : `${replace}. Or ${lower(other)}`
  const isSure = use.at === 'boot' && unless === undefined && !hasBoth
  return {
    ...placeOf(lack.dependency),
    fix:
      replace === undefined
        ? (remedy?.fix ?? {command: null, kind: 'hand'})
        : {command: replacement(context, lack, hasBoth), kind: 'ask'},
    message: `${what}. ${happens}${error}. ${advice}.${aboutPackagesTxt(context)}`,
    ...doubtOf(lack),
    ...(!isSure && {severity: 'warning' as const}),
  }
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}

/** The commands of the package manager; a line of requirements.txt is changed by hand. */
function replacement(context: CheckContext, {dependency, name, need}: Lack, hasBoth: boolean): null | string {
  const words = managerWords(context)
  if (dependency.name !== name || words?.add === undefined || words.remove === undefined) return null
  const remove = `${words.remove} ${name}`
  return hasBoth ? remove : `${remove} && ${words.add} ${need.instead}`
}

/** `import tkinter`, and what imports it. */
function ofStandardLibrary(context: CheckContext): Finding[] {
  const needy = (one: BootImport) => one.found.is === 'foreign' && missingStandardModule(one.module.split('.')[0]!) !== undefined
  const found = bootImports(context).find((one) => needy(one))
  if (!found || additionOf(context, 'tkinter').brings === 'yes') return []
  const {file, line, module} = found
  const name = module.split('.')[0]!
  return [
    {
      file,
      fix: {command: null, kind: 'hand'},
      line,
      message: `${file} imports ${name}, which needs tkinter, and Heroku's Python is built without it. ${bootsAs(found)}. Dynos have no screen: remove the import.`,
    },
  ]
}
