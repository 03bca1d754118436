import {built, type Case, within} from '../../case.js'

const APP = {'.python-version': '3.13\n', 'requirements.txt': 'celery==5.5.3\n'}
const QUEUE = "from celery import Celery\n\nqueue = Celery('shop')\n"
const worker = (target: string, files: Record<string, string>) => ({
  ...APP,
  Procfile: `worker: celery -A ${target} worker\n`,
  ...files,
})

export const ROWS: readonly Case[] = within(
  ['procfile'],
  [
    built('an empty package', worker('shop', {'shop/__init__.py': '', 'shop/models.py': ''}), ['procfile/celery-app error']),
    built('a package whose app is in another module', worker('shop', {'shop/__init__.py': '', 'shop/tasks.py': QUEUE}), [
      'procfile/celery-app error',
    ]),
    built('a name that the module has not', worker('shop.tasks:app', {'shop/__init__.py': '', 'shop/tasks.py': QUEUE}), [
      'procfile/celery-app error',
    ]),
    built('the module of the app', worker('shop.tasks', {'shop/__init__.py': '', 'shop/tasks.py': QUEUE}), []),
    built('a package with a module celery', worker('shop', {'shop/__init__.py': '', 'shop/celery.py': QUEUE}), []),
    built(
      'a package that gets the app from elsewhere',
      worker('shop', {'shop/__init__.py': 'from shop.tasks import *\n', 'shop/tasks.py': QUEUE}),
      [],
    ),
    built(
      'a package that names the app of another module',
      worker('shop', {'shop/__init__.py': 'from .tasks import queue\n', 'shop/tasks.py': QUEUE}),
      [],
    ),
    built(
      'an app that a function makes',
      worker('shop', {'shop/__init__.py': 'from shop.make import make\n\napp = make()\n', 'shop/make.py': QUEUE}),
      [],
    ),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {'procfile/celery-app': 'a package that gets the app from elsewhere'}
