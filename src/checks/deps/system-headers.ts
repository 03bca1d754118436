import type {Check, CheckContext, Finding} from '../check.js'

import {type Lack, lacksOf} from './system-lacks.js'
import {adviceOf, APT_PAGE, doubtOf, namesOf, remedyOf, subjectOf} from './system-words.js'
import {placeOf} from '../dependencies.js'
import {imageName} from '../shared/images.js'

/** Of them deps/gdal-without-geo tells. */
const OTHERS = new Set(['gdal', 'pygdal'])

export const systemHeaders: Check = {
  id: 'deps/system-headers',
  title: "a package is compiled against a library that Heroku doesn't have",
  severity: 'error',
  docs: {
    what: "A package has no wheel for Linux, so pip compiles it. The stack's build image lacks the header files or programs it needs: `portaudio19-dev` for `PyAudio`, `libgraphviz-dev` for `pygraphviz`, `swig` for `M2Crypto`.",
    why: 'The compiler fails with `fatal error: portaudio.h: No such file or directory`, pip with "Failed building wheel", and so does the build.',
    fix: "List the Ubuntu packages in an `Aptfile` and add the buildpack `heroku-community/apt` before `heroku/python`. Remove the package if the app doesn't need it on Heroku.",
    example: '`PyAudio==0.2.14` in `requirements.txt`, and no `Aptfile`',
    link: APT_PAGE,
  },
  run(context) {
    return lacksOf(context)
      .filter(
        ({missing, name, need}) => need.breaks === 'build' && !OTHERS.has(name) && missing.some(({image}) => image === 'build'),
      )
      .map((lack) => finding(context, lack))
  },
}

function finding(context: CheckContext, lack: Lack): Finding {
  const {missing, need, unless} = lack
  const {dependency} = lack
  const headers = missing.filter(({image}) => image === 'build')
  const remedy = remedyOf(context, missing)
  const error = need.error === undefined ? '' : ` (${need.error})`
  const advice = adviceOf(remedy, need, 'Remove it from the dependencies')
  const isSure = unless === undefined && dependency.name === lack.name
  return {
    ...placeOf(lack.dependency),
    fix: remedy?.fix ?? {command: null, kind: 'hand'},
    message: `The build fails: ${subjectOf(lack)} has no wheel for Linux, and compiling it needs ${namesOf(headers)}, which the build image of ${imageName(context)} lacks${error}. ${advice}.`,
    ...doubtOf(lack),
    ...(!isSure && {severity: 'warning' as const}),
  }
}
