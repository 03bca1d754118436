import type {Check, CheckContext, Finding} from '../check.js'

import {isBrowser} from './browser-facts.js'
import {type Lack, lacksOf} from './system-lacks.js'
import {adviceOf, aboutPackagesTxt, APT_PAGE, doubtOf, lackedBy, namesOf, remedyOf, subjectOf} from './system-words.js'
import {placeOf} from '../dependencies.js'

export const systemProgram: Check = {
  id: 'deps/system-program',
  title: "a package runs a program that dynos don't have",
  severity: 'warning',
  docs: {
    what: "A package runs a system program that the app's stack doesn't have: `pytesseract` runs `tesseract`, `pydub` runs `ffmpeg`, `pdfkit` runs `wkhtmltopdf`, `tabula-py` runs Java.",
    why: "The app starts, but fails when it uses the package: `tesseract is not installed`, `No such file or directory: 'ffmpeg'`.",
    fix: 'List the Ubuntu package in an `Aptfile` and add the buildpack `heroku-community/apt` before `heroku/python`; for Java, add the buildpack `heroku/jvm`.',
    example: '`pytesseract==0.3.13` in `requirements.txt`, and no `Aptfile`',
    link: APT_PAGE,
  },
  run(context) {
    return lacksOf(context)
      .filter(({missing, need}) => need.breaks === 'call' && !isBrowser(missing))
      .map((lack) => finding(context, lack))
  },
}

function finding(context: CheckContext, lack: Lack): Finding {
  const {missing, need, use} = lack
  const remedy = remedyOf(context, missing)
  const error = need.error === undefined ? '' : ` (${need.error})`
  const advice = adviceOf(remedy, need, 'Remove it on Heroku')
  const place = use.at === 'nowhere' ? placeOf(lack.dependency) : {file: use.place.file, line: use.place.line}
  return {
    ...place,
    fix: remedy?.fix ?? {command: null, kind: 'hand'},
    message: `${subjectOf(lack)} needs ${namesOf(missing)}, which ${lackedBy(context)}. Using it fails${error}. ${advice}.${aboutPackagesTxt(context)}`,
    ...doubtOf(lack),
  }
}
