import {BOT, type PlantedApp, SOON} from './planted.js'

/** Processes that need not listen. */
export const PLANTED_WORKERS: Record<string, PlantedApp> = {
  'a bot as a worker': {
    command: 'python bot.py',
    files: BOT,
    times: {workerMs: SOON.workerMs},
    type: 'worker',
    verdict: 'healthy',
  },
  'a bot without its token': {
    cause: /^KeyError: 'BOT_TOKEN'$/,
    command: 'python bot.py',
    files: {'bot.py': "import os\nos.environ['BOT_TOKEN']\n"},
    type: 'worker',
    verdict: 'crashed',
  },
  'a worker that has nothing to do': {
    command: "python -c 'print(1)'",
    files: {},
    type: 'worker',
    verdict: 'crashed',
  },
  Celery: {
    command: 'celery -A tasks worker --concurrency 1',
    files: {'tasks.py': "from celery import Celery\napp = Celery('tasks', broker='memory://')\n"},
    times: {workerMs: SOON.workerMs},
    type: 'worker',
    verdict: 'healthy',
  },
  'Celery, a module that is not there': {
    cause: /No module named 'jobs'|Unable to load celery application|The module jobs was not found/,
    command: 'celery -A jobs worker',
    files: {},
    type: 'worker',
    verdict: 'crashed',
  },
  'a release phase': {command: "python -c 'print(1)'", files: {}, type: 'release', verdict: 'healthy'},
  'a release phase that fails': {
    cause: /^SystemExit|^no such table$/,
    command: 'python -c \'import sys; sys.exit("no such table")\'',
    files: {},
    type: 'release',
    verdict: 'release-failed',
  },
}
