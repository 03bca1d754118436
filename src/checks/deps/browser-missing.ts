import type {Check, CheckContext, Finding} from '../check.js'

import {filesWith} from '../../project/python-source/index.js'
import {readProcfile} from '../../project/procfile.js'
import {bootsAs} from '../shared/boot-words.js'
import {isBrowser} from './browser-facts.js'
import {type Lack, lacksOf} from './system-lacks.js'
import {doubtOf, remedyOf, subjectOf} from './system-words.js'
import {placeOf} from '../dependencies.js'

/** The browser runs on another machine. */
const REMOTE = /\bRemote\s*\(|\bcommand_executor\b|\.connect(?:_over_cdp)?\s*\(|browserWSEndpoint/
/** The app fetches a browser itself, whatever that is good for. */
const FETCHES = /playwright['",\s]+install|chromium_downloader|pyppeteer-install/

export const browserMissing: Check = {
  id: 'deps/browser-missing',
  title: "the app uses a browser that dynos don't have",
  severity: 'warning',
  docs: {
    what: 'The app uses Selenium, Playwright, Pyppeteer or a package based on them, and no buildpack or hook installs a browser.',
    why: "The build only installs the Python library. Heroku's images have neither Chrome nor the system libraries it needs, so the first `webdriver.Chrome()` or `launch()` fails. A browser that the library downloads doesn't start without those libraries either.",
    fix: 'For Selenium, add the buildpack `heroku-community/chrome-for-testing` before `heroku/python`, and start Chrome with `--headless` and `--no-sandbox`. For Playwright, add a buildpack that runs `playwright install` and installs the libraries, or connect to a browser service.',
    example: '`webdriver.Chrome()` and the buildpack `heroku/python` alone',
    link: 'https://github.com/heroku/heroku-buildpack-chrome-for-testing#readme',
  },
  run(context) {
    if (fetchesBrowser(context)) return []
    const lacks = lacksOf(context).filter(
      ({missing, need, use}) => need.breaks === 'call' && isBrowser(missing) && use.at !== 'nowhere',
    )
    // selenium, webdriver-manager and chromedriver-autoinstaller miss the same browser.
    const told = new Set<string>()
    return lacks.flatMap((lack) => {
      const [{name}] = lack.missing as [(typeof lack.missing)[0]]
      if (told.has(name) || isElsewhere(context, lack)) return []
      told.add(name)
      return [finding(context, lack)]
    })
  },
}

function fetchesBrowser({project: {tree}}: CheckContext): boolean {
  const isInCommand = readProcfile(tree)?.processes.some(({command}) => FETCHES.test(command)) ?? false
  return isInCommand || [...filesWith(tree, FETCHES)].length > 0
}

/** The same file, or another that imports the library, connects to a browser. */
function isElsewhere({project: {tree}}: CheckContext, {use}: Lack): boolean {
  if (use.at === 'nowhere') return false
  return [...filesWith(tree, REMOTE)].some(
    (file) => file === use.place.file || /selenium|playwright|pyppeteer/.test(text(tree.read(file))),
  )
}

function text(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes)
}

/** `webdriver.Chrome(` at a module's own level, which runs as the module is imported. */
const AT_START = /^(?:[\w.]+\s*=\s*)?(?:[\w.]+\.)?(?:Chrome|Firefox|Edge)\s*\(/m

function finding(context: CheckContext, lack: Lack): Finding {
  const {missing, name, need, unless, use} = lack
  const isPlaywright = missing[0]!.name === 'playwright-browsers'
  const remedy = remedyOf(context, missing)
  const isAtStart = use.at === 'boot' && !isPlaywright && AT_START.test(text(context.project.tree.read(use.place.file)))
  const happens = isAtStart ? bootsAs(use.place, 'an error') : 'Starting one fails on the dyno'
  const error = need.error === undefined ? '' : ` (${need.error})`
  const what = isPlaywright
    ? `The build installs ${name} but no browser: the dyno has neither a browser nor the system libraries it needs`
    : `${subjectOf(lack)} needs Chrome, and the dyno has neither a browser nor the libraries it needs`
  const options = isPlaywright ? '' : ' Start Chrome with --headless and --no-sandbox.'
  const place = use.at === 'nowhere' ? placeOf(lack.dependency) : {file: use.place.file, line: use.place.line}
  return {
    ...place,
    fix: remedy?.fix ?? {command: null, kind: 'hand'},
    message: `${what}. ${happens}${error}. ${remedy?.advice ?? 'Use a browser service'}.${options}`,
    ...doubtOf(lack),
    ...(isAtStart && unless === undefined && {severity: 'error' as const}),
  }
}
