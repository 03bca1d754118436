import type {TestFiles} from '../../support/repository.js'
import type {BootOptions} from './booting.js'

/** An app with a known fate on Heroku. */
export interface PlantedApp extends BootOptions {
  files: TestFiles
  command: string
  verdict: string
  code?: string
  status?: number
  address?: RegExp
  cause?: RegExp
}

/** What is never going to happen need not be waited for as long as on Heroku. */
export const SOON = {bootMs: 3000, requestMs: 2000, stopMs: 1000, workerMs: 3000}
export const LOOPBACK = /^127\.0\.0\.1:\d+$/
export const EVERYWHERE = /^0\.0\.0\.0:\d+$/

export const BOT = {'bot.py': "import time\nprint('polling', flush=True)\nwhile True: time.sleep(0.1)\n"}
